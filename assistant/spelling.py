"""Misspelt topic words: 'Gehallt', 'Aufgabn', 'verdint'."""

from collections.abc import Callable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

# The words by which people ask, spelt right and folded; near misses of them are read as them.
TOPIC_WORDS = (
    "gehalt gehalter verdient verdienst verdienen einstiegsgehalt bezahlung bekommt aufgaben alltag tatigkeiten "
    "weiterbildung weiterbildungen fortbildung ausbildung kurse anforderungen voraussetzungen fahigkeiten kenntnisse "
    "qualifikation qualifikationen arbeitsmarkt arbeitgeber arbeitszeit arbeitszeiten einstieg einsteiger anfang "
    "erfahrung berufserfahrung perspektiven chancen unternehmen homeoffice uberstunden urlaub monatlich"
).split()
SHORTEST = 5


@lru_cache(maxsize=1024)
def topic_word(folded: str) -> str | None:
    """Return the topic word that a folded word misspells, or None."""
    if len(folded) < SHORTEST or folded in TOPIC_WORDS:
        return None
    found = process.extractOne(folded, TOPIC_WORDS, scorer=OSA.distance, score_cutoff=1 if len(folded) < 8 else 2)
    return found[0] if found and found[0][0] == folded[0] else None


def corrected(words: list[str], is_word: Callable[[str], bool]) -> list[str]:
    """Return folded words with misspelt topic words put right; is_word says what is spelt as meant."""
    return [word if is_word(word) else topic_word(word) or word for word in words]
