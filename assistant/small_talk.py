"""Greetings, thanks and questions about the assistant itself."""

import re
from typing import Literal, get_args

from assistant.intents import intents_of
from index import german

Talk = Literal["greeting", "thanks", "farewell", "about", "feeling"]
KINDS: tuple[Talk, ...] = get_args(Talk)

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
PATTERNS: dict[Talk, re.Pattern[str]] = {
    "greeting": GREETING, "thanks": THANKS, "farewell": FAREWELL, "about": ABOUT,
}  # fmt: skip
CONTINUES = re.compile(r"(?:und|aber|oder|auch|dann)\b", re.IGNORECASE)
"""How a follow-up begins ("Und später?")."""
SURE = 0.75
MAX_WORDS = 25


def talk_of(question: str) -> frozenset[Talk]:
    """Return the kinds of small talk that a question consists of by its words; none where it is more than that."""
    whole = german.fold(question).strip(" .!?,:;)(")
    kinds = [_kind(whole)] if _kind(whole) else [_kind(part) for part in PAUSE.split(whole) if part]
    known = frozenset(kind for kind in kinds if kind)
    if not known or None not in kinds:
        return known
    rest = " ".join(part for part in PAUSE.split(whole) if part and not _kind(part))
    likely = likely_talk(rest)
    return known | likely if likely else frozenset()


def likely_talk(text: str) -> frozenset[Talk]:
    """Return the kind of small talk that a question without names most likely is, by what it resembles."""
    if len(text.split()) > MAX_WORDS or CONTINUES.match(text):
        return frozenset()
    intents = intents_of(text)
    likeliest = max(KINDS, key=lambda kind: intents[kind])
    return frozenset({likeliest}) if sum(intents[kind] for kind in KINDS) >= SURE else frozenset()


def _kind(text: str) -> Talk | None:
    return next((kind for kind, known in PATTERNS.items() if known.fullmatch(text)), None)


def reply(kinds: frozenset[Talk], knows: str, example: str) -> str:
    """Return the reply to small talk; knows and example say what can be asked."""
    offer = f"Frag mich zum Beispiel: {example}"
    if kinds == {"greeting"}:
        return f"Hallo! Ich bin Lotse und beantworte Berufsfragen aus {knows}. {offer}"
    if "farewell" in kinds:
        return "Bis bald, und viel Erfolg!"
    if "thanks" in kinds:
        return "Gern! Wenn du noch etwas wissen willst, frag einfach weiter."
    if kinds == {"feeling"}:
        return f"Danke der Nachfrage! Ich bin ein Programm, mir fehlt nichts. {offer}"
    return (
        f"Ich bin Lotse, ein Programm und kein Mensch. Ich antworte nur mit dem, was in {knows} steht, und nenne "
        f"zu jeder Aussage die Stelle. Fragen kannst du nach Gehalt, Aufgaben, Anforderungen, Weiterbildung und "
        f"Arbeitsmarkt. {offer}"
    )
