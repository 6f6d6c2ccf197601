"""What the bot says itself."""

STATUS = "sucht in den Artikeln …"
HELP = (
    "Frag nach Beruf und Ort, zum Beispiel: `/lotse Was verdient ein IT Manager in Mülheim?`\n"
    "Ich antworte aus den Artikeln und zeige, wo es steht. In meinem Thread kannst du weiterfragen."
)
PROMPTS = "Frag mich nach Berufen, zum Beispiel:"
BUSY = "Gerade fragen sehr viele auf einmal. Bitte frag in einer Minute noch einmal."
FAILED = "Das hat leider nicht geklappt; es liegt nicht an dir. Bitte versuch es noch einmal. (Vorfall {number})"
INTERRUPTED = "Beim Antworten wurde ich unterbrochen. Falls hier keine Antwort steht, frag bitte noch einmal."
LATE = "Ich war eine Zeit lang nicht da und habe diese Frage liegen lassen. Bitte frag noch einmal, wenn sie noch gilt."
THANKS = "Danke, das ist notiert."
CHANGED = "Danke, deine Bewertung ist geändert."
ASKS = "<@{user}> fragt: {question}"
CHART = "Gehälter im Vergleich"
