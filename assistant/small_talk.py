"""Greetings, thanks and questions about the assistant itself."""

import re

GREETING = re.compile(
    r"(?:hallo\w*|hi+|hey|hello|moin( moin)?|servus|guten (?:tag|morgen|abend)|gruss (?:dich|gott|euch)|tach|na|gruezi|"
    r"gruss gott|mahlzeit|halloche?n|einen wunderschonen (?:tag|morgen|abend))"
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
    r"(?:tschuss\w*|tschau|tscho|ciao|auf wiedersehen|bis (?:bald|dann|spater|morgen|zum nachsten mal)|bye(?: bye)?|"
    r"machs gut|mach s gut|pfiat di|ade|adieu|gute nacht|"
    r"(?:einen |noch einen |dir |ihnen |euch )*schone[ns]? (?:tag|abend|wochenende|feierabend)(?: noch)?)"
)
ABOUT = re.compile(
    r"(?:was kannst du(?: \w+){0,4}|wer bist du|was bist du|wie heisst du|wobei kannst du(?: \w+)* helfen|"
    r"wie funktionierst du|was kann ich(?: \w+){0,3} fragen|hilfe|help|kannst du mir helfen|what can you do|"
    r"bist du (?:ein |eine )?(?:bot|mensch|ki|roboter|maschine|echt)|woher weisst du das(?: alles)?|"
    r"was weisst du(?: so| alles)?|wer (?:hat|steckt hinter) dich? ?(?:gebaut|gemacht|programmiert|entwickelt)?|"
    r"was (?:fur einer|genau) bist du|was bist du (?:fur einer|eigentlich)|wie kannst du mir helfen)"
)

PAUSE = re.compile(r"[\s.!?,:;)(]*[.!?,:;]+[\s.!?,:;)(]*")


def _kind(text: str) -> re.Pattern[str] | None:
    return next((kind for kind in (GREETING, THANKS, FAREWELL, ABOUT) if kind.fullmatch(text)), None)


def _kinds(folded: str) -> set[re.Pattern[str] | None]:
    whole = folded.strip(" .!?,:;)(")
    return {_kind(whole)} if _kind(whole) else {_kind(part) for part in PAUSE.split(whole) if part}


def is_small_talk(folded: str) -> bool:
    """Say whether a folded question is small talk and nothing more."""
    kinds = _kinds(folded)
    return bool(kinds) and None not in kinds


def reply(folded: str, knows: str, example: str) -> str:
    """Return the reply to small talk; knows and example say what can be asked."""
    kinds = _kinds(folded)
    offer = f"Frag mich zum Beispiel: {example}"
    if kinds == {GREETING}:
        return f"Hallo! Ich bin Lotse und beantworte Berufsfragen aus {knows}. {offer}"
    if FAREWELL in kinds:
        return "Bis bald, und viel Erfolg!"
    if THANKS in kinds:
        return "Gern! Wenn du noch etwas wissen willst, frag einfach weiter."
    return (
        f"Ich bin Lotse, ein Assistent für Berufsfragen. Ich antworte nur mit dem, was in {knows} steht, und nenne "
        f"zu jeder Aussage die Stelle. Fragen kannst du nach Gehalt, Aufgaben, Anforderungen, Weiterbildung und "
        f"Arbeitsmarkt. {offer}"
    )
