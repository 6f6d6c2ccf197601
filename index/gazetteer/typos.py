"""Misspelt names: one slip in a short word, two in a long one, never another real word."""

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA, Indel

# Words shorter than this have too many neighbours; from LONG letters on, two slips are allowed
LEAST_LETTERS = 5
LONG = 10


def allowed_slips(word: str) -> int:
    """Return how many letters may be wrong, missing, added or swapped with the next."""
    if len(word) < LEAST_LETTERS:
        return 0
    return 1 if len(word) < LONG else 2


def closest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that the folded word misspells, the first of equals; None if it misspells none.

    The first letter must be right, or swapped with the second: people know how a name begins. A letter left out is
    likelier than a wrong one, so that "Baker" is "Bäcker" and not "Bauer".
    """
    slips = allowed_slips(word)
    if not slips:
        return None
    likely = [name for name in candidates if _begins_alike(word, name)]
    near = process.extract(word, likely, scorer=OSA.distance, score_cutoff=slips, limit=None)
    names = [name for name, distance, _ in near if distance]
    return min(names, key=lambda name: (OSA.distance(word, name), Indel.distance(word, name), -len(name)), default=None)


def _begins_alike(word: str, name: str) -> bool:
    return word[:1] == name[:1] or word[1::-1] == name[:2]
