"""What the user is told when a chat model did not do its part: one German line each."""

from collections.abc import Sequence

from assistant.llm.gate import Verdict
from assistant.wording import counted

FAILED = "Das Chatmodell {name} hat nicht geantwortet: {reason}. Die Antwort kommt aus den Artikeln allein."
BROKE_OFF = "Das Chatmodell {name} kam nicht zum Ende: {reason}."
UNUSED = "Was das Chatmodell {name} schrieb, bleibt weg: {reason}. Die Antwort kommt aus den Artikeln allein."
TOO_LONG = "Die Antwort des Chatmodells {name} war zu lang und endet hier."
ENDLESS = "es nahm kein Ende"
FALSE_FIGURES = ("Name", "Zahl")


def of_failure(name: str, reason: str, *, shown: bool) -> str:
    """Say that the model failed, before or after something of it was shown."""
    return (BROKE_OFF if shown else FAILED).format(name=name, reason=reason)


def of_nothing(name: str, verdicts: Sequence[Verdict], *, whole: bool) -> str:
    """Say why nothing of what the model wrote is in the answer."""
    why = [verdict.dropped for verdict in verdicts if verdict.dropped and verdict.dropped != "leer"]
    if not why:
        return FAILED.format(name=name, reason="die Antwort war leer" if whole else ENDLESS)
    if why.count("Sprache") * 2 > len(why):
        reason = "es ist kein Deutsch"
    elif not whole and len(why) == 1:
        reason = ENDLESS
    else:
        reason = "die Artikel tragen es nicht"
    return UNUSED.format(name=name, reason=reason)


def of_gaps(name: str, verdicts: Sequence[Verdict], *, whole: bool) -> str:
    """Say what is left out of an answer by the model: sentences with a false figure or name, and its end."""
    false = sum(verdict.dropped.startswith(FALSE_FIGURES) for verdict in verdicts)
    notes = [] if whole else [TOO_LONG.format(name=name)]
    if false:
        what, verb = counted(false, "Satz", "Sätze"), "fehlt" if false == 1 else "fehlen"
        notes.append(f"{what} des Chatmodells {name} {verb}: so steht es nicht in den Artikeln.")
    return " ".join(notes)
