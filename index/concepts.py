"""Which words speak of the same thing: 'laut', 'Lärm' and 'dröhnen'. A table of stems made by `index.training`."""

from collections.abc import Iterable
from functools import lru_cache
from importlib import resources

FILE = "data/concepts.tsv"
SHORTEST_PART = 4

Concepts = frozenset[int]
NONE: Concepts = frozenset()


@lru_cache(maxsize=32_768)
def concepts_of(stem: str) -> Concepts:
    """Return the concepts of a folded stem: its own, else those of the longest known word that it ends with."""
    table = _table()
    tails = (stem[at:] for at in range(SHORTEST_PART - 1, len(stem) - SHORTEST_PART + 1))
    numbers = table.get(stem) or next((table[tail] for tail in tails if tail in table), "")
    return frozenset(map(int, numbers.split()))


def concepts_in(stems: Iterable[str]) -> Concepts:
    """Return all concepts that stems speak of."""
    return NONE.union(*map(concepts_of, stems))


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    text = resources.files("index").joinpath(FILE).read_text(encoding="utf-8")
    return dict(line.split("\t", 1) for line in text.splitlines() if not line.startswith("#"))
