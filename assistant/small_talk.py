"""Greetings, thanks and questions about the assistant itself."""

import re

GREETING = re.compile(
    r"(?:hallo\w*|hi+|hey|hello|moin( moin)?|servus|guten (?:tag|morgen|abend)|gruss (?:dich|gott)|tach|na)"
    r"(?: (?:lotse|zusammen|du|da|dir|euch|there))*(?:,? wie gehts?(?: es)?(?: dir| ihnen)?)?"
    r"|wie gehts?(?: es)?(?: dir| ihnen)?(?: heute)?"
)
THANKS = re.compile(
    r"(?:ok(?:ay)?,? |super,? |prima,? |toll,? |perfekt,? |alles klar,? )*"
    r"(?:(?:vielen |herzlichen |lieben |besten |tausend )?dank\w*|danke(?:\s\w+){0,3}|merci|thanks?(?: you)?|"
    r"super|prima|toll|perfekt|alles klar|das hilft(?: mir)?(?: sehr)?|(?:sehr )?gut|ok(?:ay)?|verstehe|verstanden|"
    r"cool|klasse|top)"
)
FAREWELL = re.compile(
    r"(?:tschuss\w*|tschau|ciao|auf wiedersehen|bis (?:bald|dann|spater|morgen)|bye|schonen (?:tag|abend)(?: noch)?)"
)
ABOUT = re.compile(
    r"(?:was kannst du(?: \w+){0,4}|wer bist du|was bist du|wie heisst du|wobei kannst du(?: \w+)* helfen|"
    r"wie funktionierst du|was kann ich(?: \w+){0,3} fragen|hilfe|help|kannst du mir helfen|what can you do|"
    r"bist du (?:ein |eine )?(?:bot|mensch|ki|roboter|maschine|echt)|woher weisst du das(?: alles)?|"
    r"was weisst du(?: so| alles)?)"
)


def reply(folded: str, knows: str, example: str) -> str | None:
    """Return the reply to a folded question if it is small talk; knows and example say what can be asked."""
    text = folded.strip(" .!?,:;)(")
    offer = f"Frag mich zum Beispiel: {example}"
    if GREETING.fullmatch(text):
        return f"Hallo! Ich bin Lotse und beantworte Berufsfragen aus {knows}. {offer}"
    if THANKS.fullmatch(text):
        return "Gern! Wenn du noch etwas wissen willst, frag einfach weiter."
    if FAREWELL.fullmatch(text):
        return "Bis bald, und viel Erfolg!"
    if ABOUT.fullmatch(text):
        return (
            f"Ich bin Lotse, ein Assistent für Berufsfragen. Ich antworte nur mit dem, was in {knows} steht, und nenne "
            f"zu jeder Aussage die Stelle. Fragen kannst du nach Gehalt, Aufgaben, Anforderungen, Weiterbildung und "
            f"Arbeitsmarkt. {offer}"
        )
    return None
