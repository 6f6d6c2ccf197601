"""Real words that look like misspelt names; found once, when the gazetteer is built."""

from collections import defaultdict
from collections.abc import Collection, Iterator

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from index.gazetteer.typos import allowed_slips, closest

CHUNK = 2_000


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
    for at in range(0, len(words), CHUNK):
        chunk = words[at : at + CHUNK]
        distances = process.cdist(chunk, names, scorer=OSA.distance, score_cutoff=slips, dtype=np.uint8)
        # The cheap bound first; then the exact rules, for a name found under its second letter need not begin alike
        for row in np.flatnonzero((distances <= slips).any(axis=1)):
            likely = [names[column] for column in np.flatnonzero(distances[row] <= slips)]
            if chunk[row] not in likely and closest(chunk[row], likely):
                yield chunk[row]
