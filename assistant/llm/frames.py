"""Sentences that claim nothing, such as headings and introductions; and those that must not pass."""

import re
from collections.abc import Sequence

from assistant.generic import is_ordinary
from assistant.llm.prompts import BEGIN, END
from assistant.llm.sources import ADDRESSES_A_MODEL
from index import german

FRAME_WORDS = (
    "artikel abschnitt abschnitte abschnitten quelle quellen angaben antwort frage überblick übersicht "
    "zusammenfassung zusammengefasst folgende folgenden folgendes folgt punkt punkte wichtig wichtigste "
    "wichtigsten typisch typische konkret genannt genannte nennt nennen beschreibt beschrieben dazu gehört zählen "
    "zählt umfasst zeigt bietet gibt geht laut hier kurz stichpunkte liste details hinweise gefragt "
    "verlangt erwartet berichtet mehrere einige vor allem insbesondere lassen lässt aufgaben unter anderem beruf "
    "ort stadt zusammen gehalt lohn"
)
ENDINGS = "de|com|net|org|io|eu|ru|xyz|info|example"
LINK = re.compile(
    rf"https?:|www\.|\]\(|\w@\w|mailto:|javascript:|data:\w+/|!\[|\b[\w-]+\.(?:{ENDINGS})\b", re.IGNORECASE
)
HTML = re.compile(r"<\s*/?\s*[a-z!][^>]*>?|&(?:#\d+|#x[0-9a-f]+|[a-z]{2,8});", re.IGNORECASE)
OF_THE_PROMPT = re.compile(
    rf"\b(?:{BEGIN}|{END})\s+(?:ABSCHNITT|FRAGE|ARTIKEL)|\b[0-9a-f]{{16}}\b"
    r"|\bdu bist lotse\b|\bsprachmodell\b|\bprompt\b|\bals ki\b|\bals ki-"
    r"|\bmeine (?:anweisung|instruktion|regel|vorgabe)|\bich (?:darf|soll) (?:nur|nicht|keine)",
    re.IGNORECASE,
)
# Without those that are German words too ("in", "an", "will", "also")
ENGLISH = frozenset(
    "the and of to is are for with that this you your be by from at can which their they have has had not most between "
    "about month year salary work jobs earn earns based should there these when what would".split()
)


def is_frame(text: str, names: Sequence[str], question: str, *, is_heading: bool) -> bool:
    """Say whether a text only introduces what follows, in words of the question or of no weight."""
    if not (is_heading or text.endswith(":")) or any(char.isdigit() for char in text):
        return False
    known = set(german.stems(" ".join((question, *names, FRAME_WORDS))))
    return all(german.stem(word) in known or _is_plain(german.fold_word(word)) for word in german.words(text))


def _is_plain(folded: str) -> bool:
    return is_ordinary(folded) or folded in german.stop_words()


def improper(text: str) -> str:
    """Return why a sentence must not pass whatever the articles say, "" where nothing is wrong with it."""
    if LINK.search(text):
        return "Link"
    if HTML.search(text):
        return "HTML"
    if OF_THE_PROMPT.search(text) or ADDRESSES_A_MODEL.search(text):
        return "Anweisung"
    return "Sprache" if is_english(text) else ""


def is_english(text: str) -> bool:
    """Say whether a text reads as English rather than German."""
    words = german.folded_words(text)
    english = sum(word in ENGLISH for word in words)
    return english > 1 and english > sum(word in german.stop_words() and word not in ENGLISH for word in words)
