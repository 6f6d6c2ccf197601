"""Which topics a text speaks of, by the words in it: a naive Bayes view with weights counted by `index.training`."""

from collections.abc import Sequence
from functools import lru_cache
from importlib import resources

from index import german

TOPICS = ("salary", "tasks", "skills", "training", "market", "employers", "local", "conditions")
FILE = "data/topic_words.tsv"
LOWEST, HIGHEST, STEPS = -1.0, 3.0, 10  # weights are clipped, and kept to a tenth, as one letter each
FIRST_LETTER = "0"
HEADING_WEIGHT = 0.8

Profile = tuple[float, ...]
"""How much a text speaks of each of TOPICS; about -1 to 3, unrelated texts near 0."""


def profile(text: str, heading: str = "") -> Profile:
    """Return the topic profile of a text under a heading."""
    of_text, of_heading = _profile(german.stems(text)), _profile(german.stems(heading))
    return tuple(a + HEADING_WEIGHT * b for a, b in zip(of_text, of_heading, strict=True))


def _profile(stems: Sequence[str]) -> Profile:
    different = dict.fromkeys(stems)  # a set's order, and with it the last digit of a sum, changes from run to run
    known = [values for stem in different if (values := word_weights(stem)) is not None]
    if not known:
        return (0.0,) * len(TOPICS)
    scale = len(different) ** 0.5
    return tuple(sum(column) / scale for column in zip(*known, strict=True))


@lru_cache(maxsize=16_384)
def word_weights(stem: str) -> tuple[float, ...] | None:
    """Return the weight of a stem for each of TOPICS, or None for a word that tells nothing."""
    letters = _letters().get(stem)
    return tuple((ord(letter) - ord(FIRST_LETTER)) / STEPS + LOWEST for letter in letters) if letters else None


def encoded(weights: Sequence[float]) -> str:
    """Return weights as letters, as the file keeps them."""
    clipped = (min(HIGHEST, max(LOWEST, weight)) for weight in weights)
    return "".join(chr(ord(FIRST_LETTER) + round((weight - LOWEST) * STEPS)) for weight in clipped)


@lru_cache(maxsize=1)
def _letters() -> dict[str, str]:
    text = resources.files("index").joinpath(FILE).read_text(encoding="utf-8")
    return dict(line.split("\t") for line in text.splitlines() if not line.startswith("#"))
