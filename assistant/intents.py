"""What somebody wants who writes to the assistant: an answer on some subject of work, small talk, or something else.

A multinomial logistic regression over words, their stems, pairs of words and 4-grams, made by
`assistant.tuning.intents`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from assistant.ranking import softmax
from index import german
from index.subjects import SUBJECTS, decoded

FILE = "lexicon/intents.tsv"
SHORTEST_IN_GRAMS = 5  # letters; shorter words are a feature as they are
LONGEST_COUNTED = 8
STRENGTH = 3.0


def subjects_asked(intents: Mapping[str, float]) -> tuple[float, ...]:
    """Return how much likelier than by chance the answer stands in a paragraph on each of SUBJECTS."""
    about_work = sum(intents[subject] for subject in SUBJECTS)
    priors = _model().priors
    return tuple(intents[subject] / about_work / priors[subject] for subject in SUBJECTS)


def likeliest_subject(intents: Mapping[str, float]) -> tuple[str, float]:
    """Return the subject that a question about work most likely asks for, and its share among all subjects."""
    likeliest = max(SUBJECTS, key=lambda subject: intents[subject])
    return likeliest, intents[likeliest] / sum(intents[subject] for subject in SUBJECTS)


@lru_cache(maxsize=1024)
def intents_of(text: str) -> Mapping[str, float]:
    """Return how likely each intent is for a text from which the names of professions and towns were taken out."""
    model = _model()
    found = {model.rows[feature]: value for feature, value in features(text).items() if feature in model.rows}
    logits = model.constants + np.array(list(found.values())) @ model.weights[list(found)]
    return dict(zip(model.intents, map(float, softmax(logits)), strict=True))


def features(text: str) -> dict[str, float]:
    """Return the features of a text, scaled so that long texts weigh no more than short ones."""
    words = german.folded_words(text)
    found = {f"n{min(len(words), LONGEST_COUNTED)}"}
    for word in words:
        found |= {f"w{word}", f"s{german.stem(word)}"}
        if len(word) >= SHORTEST_IN_GRAMS:
            found |= {f"g{gram}" for gram in german.grams(word)}
    found |= {f"b{first} {second}" for first, second in pairwise(["<", *words, ">"])}
    value = STRENGTH / len(found) ** 0.5
    return dict.fromkeys(sorted(found), value)


@dataclass(frozen=True, slots=True)
class _Model:
    intents: tuple[str, ...]
    priors: Mapping[str, float]
    """The share of each intent among the questions it was fitted to."""
    constants: NDArray[np.float64]
    weights: NDArray[np.float64]
    """features x intents"""
    rows: Mapping[str, int]


@lru_cache(maxsize=1)
def _model() -> _Model:
    text = resources.files("assistant").joinpath(FILE).read_text(encoding="utf-8")
    _, intents, priors, constants, *lines = (line.split("\t") for line in text.splitlines())
    letters = np.frombuffer("".join(line[1] for line in lines).encode("ascii"), dtype=np.uint8)
    return _Model(
        tuple(intents[1:]),
        dict(zip(intents[1:], map(float, priors[1:]), strict=True)),
        np.array(constants[1:], dtype=np.float64),
        decoded(letters).reshape(len(lines), -1),
        {line[0]: at for at, line in enumerate(lines)},
    )
