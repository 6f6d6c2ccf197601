"""Misspelt names: one slip in a short word, two in a long one, never another real word."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA, Indel

# Words shorter than this have too many neighbours; from LONG letters on, two slips are allowed
LEAST_LETTERS = 5
LONG = 9


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


def look_alikes(words: Collection[str], names: Collection[str]) -> Iterator[str]:
    """Yield the words that `closest` would take for a misspelling of one of the names."""
    by_start: dict[str, list[str]] = defaultdict(list)
    for name in names:
        by_start[name[:1]].append(name)
        # Found from a word that begins with its second letter
        by_start[name[1:2]].append(name)
    groups: dict[tuple[str, int], list[str]] = defaultdict(list)
    for word in words:
        groups[word[:1], allowed_slips(word)].append(word)
    for (start, slips), group in groups.items():
        if slips:
            yield from _near(group, by_start[start], slips)


def _near(words: list[str], names: list[str], slips: int) -> Iterator[str]:
    """Yield the words within so many slips of any name."""
    if not names:
        return
    for at in range(0, len(words), 2_000):
        chunk = words[at : at + 2_000]
        distances = process.cdist(chunk, names, scorer=OSA.distance, score_cutoff=slips, dtype=np.uint8)
        # The cheap bound first; then the exact rules, for a name found under its second letter need not begin alike
        for row in np.flatnonzero((distances <= slips).any(axis=1)):
            likely = [names[column] for column in np.flatnonzero(distances[row] <= slips)]
            if chunk[row] not in likely and closest(chunk[row], likely):
                yield chunk[row]


def _begins_alike(word: str, name: str) -> bool:
    return word[:1] == name[:1] or word[1::-1] == name[:2]
