"""Weigh the features of chunks: how likely each is the one that answers. The weights are made by `assistant.tuning`."""

import tomllib
from collections.abc import Sequence
from dataclasses import fields
from functools import lru_cache
from importlib import resources
from operator import attrgetter
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from assistant.features import Features

FILE = "lexicon/weights.toml"
NAMES = tuple(field.name for field in fields(Features))
values_of = attrgetter(*NAMES)
"""The values of Features in the order of NAMES; `astuple` copies each and takes ten times as long."""
Weights = NDArray[np.float64]
Fusion = Literal["both", "words", "vectors"]
"""What a ranking draws on; topics count in any case."""
BY_WORDS = frozenset("grams words specific best_specific best_words best_grams best_joint parts".split())
BY_VECTORS = frozenset("dense interaction best_dense best_joint".split())
LEFT_OUT: dict[Fusion, frozenset[str]] = {"both": frozenset(), "words": BY_VECTORS, "vectors": BY_WORDS}


def likelihoods(measured: Sequence[Features], *, particular: bool, fusion: Fusion = "both") -> NDArray[np.float64]:
    """Return for each chunk how likely it is the one that answers, given that one of them does; they sum up to 1.

    `particular` says that the question asks for more than a topic.
    """
    if not measured:
        return np.zeros(0)
    used = np.array([name not in LEFT_OUT[fusion] for name in NAMES], dtype=float)
    logits = matrix(measured) @ (used * ranking_weights()["particular" if particular else "topical"])
    return softmax(logits)


def softmax(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn logits into shares that sum up to 1."""
    shares: NDArray[np.float64] = np.exp(logits - logits.max())
    shares /= shares.sum()
    return shares


def matrix(measured: Sequence[Features]) -> NDArray[np.float64]:
    """Return features as numbers, chunks x features."""
    return np.array([values_of(one) for one in measured], dtype=np.float64)


def ranking_weights() -> dict[str, Weights]:
    """Return the weights for each kind of question, in the order of NAMES."""
    return _weights("ranking", NAMES)


def evidence_weights(names: tuple[str, ...]) -> dict[str, Weights]:
    """Return the weights of the signs of evidence for each kind of scope, in the order of names."""
    return _weights("evidence", names)


@lru_cache(maxsize=4)
def _weights(part: str, names: tuple[str, ...]) -> dict[str, Weights]:
    """Load the tables of one part of the file; what has no weight there counts nothing."""
    tables = _tables()[part]
    return {kind: np.array([table.get(name, 0.0) for name in names]) for kind, table in tables.items()}


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, dict[str, float]]]:
    return tomllib.loads(resources.files("assistant").joinpath(FILE).read_text(encoding="utf-8"))
