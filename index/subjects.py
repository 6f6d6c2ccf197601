"""What a paragraph is mostly about: a multinomial logistic regression over its stems.

`index.training.subjects` makes it.
"""

from functools import lru_cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from index import german

SUBJECTS = ("closing", "conditions", "employers", "intro", "market", "salary", "skills", "tasks", "training")
FILE = "data/subjects.tsv"
CONSTANT = "*"
LOWEST, STEPS, FIRST_LETTER = -4.6, 10, "!"
"""A weight is kept to a tenth, as one letter: "!" is LOWEST, "~" the highest, 4.7."""
STRENGTH = 3.0

Shares = tuple[float, ...]
"""How likely a text is about each of SUBJECTS; sums up to 1."""


def subjects_of(text: str) -> Shares:
    """Return what a paragraph is about."""
    table, weights, constants = _model()
    features = stem_features(text)
    known = {table[stem]: value for stem, value in features.items() if stem in table}
    logits = constants + np.array(list(known.values())) @ weights[list(known)] if known else constants
    shares = np.exp(logits - logits.max())
    return tuple((shares / shares.sum()).tolist())


def stem_features(text: str) -> dict[str, float]:
    """Return the stems of a text, scaled so that long texts weigh no more than short ones."""
    stems = dict.fromkeys(german.stems(text))
    return dict.fromkeys(stems, STRENGTH / max(1, len(stems)) ** 0.5)


def decoded(letters: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Return the weights that letters stand for."""
    return (letters.astype(np.float64) - ord(FIRST_LETTER)) / STEPS + LOWEST


def encoded(weights: NDArray[np.float64]) -> str:
    """Return weights as letters, as the file keeps them."""
    highest = ord("~") - ord(FIRST_LETTER)
    steps = np.clip(np.round((weights - LOWEST) * STEPS), 0, highest).astype(int)
    return "".join(chr(ord(FIRST_LETTER) + step) for step in steps)


@lru_cache(maxsize=1)
def _model() -> tuple[dict[str, int], NDArray[np.float64], NDArray[np.float64]]:
    text = resources.files("index").joinpath(FILE).read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines()[1:]]
    letters = np.frombuffer("".join(row[1] for row in rows).encode("ascii"), dtype=np.uint8).reshape(len(rows), -1)
    weights = decoded(letters)
    table = {stem: at for at, (stem, _) in enumerate(rows)}
    return table, weights, weights[table[CONSTANT]]
