"""Read a question beside passages, word by word: an encoder that sees words in context, and what they have in common.

Numpy and tokenizers alone. The network is Google's multilingual sentence encoder, cut down to the word parts of German
and trained further on written questions (`index.training.interaction`): each text becomes one vector, and each of its
word parts a vector that knows the parts around it. A passage is judged by how near the whole texts are and by what the
parts of the question find in it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.model_files import printable, read_model, unreadable
from index.once import Once

Matrix = NDArray[np.float32]

FOLDER = "interaction_model"
WEIGHTS_FILE, TOKENIZER_FILE = "model.safetensors", "tokenizer.json"
LONGEST_QUESTION, LONGEST_PASSAGE = 60, 200  # word parts; what comes after them is not read
BEGIN, END = 1, 2  # numbers of the parts that stand around each text
WINDOWS = ((2, 0), (3, 1), (5, 2))
"""Of each convolution: how many parts it sees, and how many of them stand before its own."""
KERNELS = (1.0, 0.9, 0.7, 0.5, 0.3, 0.1, -0.1)
"""Cosines around which the likeness of parts is counted (K-NRM, Xiong et al. 2017)."""
WIDTHS = (0.01, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1)
LEAST_COUNT = 1e-2
FACTORS = ".factors"  # what stands behind the name of a matrix for the factors of its columns
EPSILON = 1e-12
REMEMBERED = 512  # passages, about 35 kB each


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """A text as one unit vector (dimension), and its word parts: unit vectors (parts x width) and shares (parts)."""

    vector: Matrix
    parts: Matrix
    shares: Matrix


@dataclass(frozen=True, slots=True, eq=False)
class InteractionModel:
    """Tokenizer and weights by name: `embeddings` as whole numbers with a factor per row, the rest as floats."""

    tokenizer: Tokenizer
    weights: Mapping[str, NDArray[Any]]

    @classmethod
    def load(cls, path: Path) -> "InteractionModel":
        """Read a model folder; raise ModelMissing if it is incomplete or unreadable."""
        tensors, tokenizer = read_model(path, WEIGHTS_FILE, TOKENIZER_FILE)
        if tokenizer.get_vocab_size() != len(tensors.get("embeddings", ())):
            raise unreadable(path, "Wörter und Vektoren passen nicht zusammen")
        return cls(tokenizer, _folded(_unpacked(tensors)))

    def encode(self, text: str, longest: int = LONGEST_PASSAGE) -> Encoded:
        """Return a text as the network sees it."""
        ids = token_ids(self.tokenizer, [text], longest)[0]
        weights = self.weights
        embedded = weights["embeddings"][ids] * weights["factors"][ids, None]
        seen = [embedded]
        inputs = _normalised(
            embedded @ weights["input"] + weights["input_bias"], weights["input_gain"], weights["input_shift"]
        )
        for at, window in enumerate(WINDOWS):
            own = np.ascontiguousarray(np.split(inputs, len(WINDOWS), axis=1)[at])
            for layer in ("first", "second"):
                own = own + _relu(_windows(own, *window) @ weights[f"{layer}_{at}"] + weights[f"{layer}_bias_{at}"])
            seen.append(own)
        whole = _normalised(np.concatenate(seen, axis=1), weights["output_gain"], weights["output_shift"])
        parts = whole @ weights["parts"] + weights["parts_bias"]
        return Encoded(self._vector(whole), _unit(parts), _shares(whole @ weights["importance"]))

    def logits(self, question: str, passages: Sequence[str]) -> NDArray[np.float64]:
        """Return for each passage how much likelier it answers than that none does, as a logarithm of odds."""
        asked = self.encode(question, LONGEST_QUESTION)
        return np.array([self._logit(asked, _remembered(self, passage)) for passage in passages], dtype=np.float64)

    def _vector(self, whole: Matrix) -> Matrix:
        """Return the sentence vector: the deep averaging network over the sum of the parts."""
        weights = self.weights
        mean = whole.mean(axis=0, keepdims=True) @ weights["output"] + weights["output_bias"]
        mean *= np.sqrt(np.float32(len(whole)))
        first = _relu(mean @ weights["deep_0"])
        second = _relu(mean @ weights["deep_2"] + first @ weights["deep_1"])
        third = _relu(second @ weights["deep_3"])
        vector: Matrix = _unit(np.tanh(second @ weights["deep_4"] + third @ weights["deep_5"]))[0]
        return vector

    def _logit(self, asked: Encoded, told: Encoded) -> float:
        """Weigh the likeness of the texts, of each part with all others, and of each part with what it finds."""
        weights = self.weights
        alike = asked.parts @ told.parts.T
        means, widths = np.array((KERNELS, WIDTHS), dtype=np.float32)
        near = np.exp(-((alike[..., None] - means) ** 2) / (2 * widths**2)).sum(axis=1)
        counted = np.log(np.maximum(near, LEAST_COUNT)) @ weights["kernels"]
        attention = _shares(alike * weights["sharpness"])
        found = attention @ told.parts
        wanted = asked.parts @ weights["wanted"] + weights["wanted_bias"]
        product = wanted * (found @ weights["given"] + weights["given_bias"])
        difference = wanted - (found @ weights["wanted"] + weights["wanted_bias"])
        compared = np.concatenate([product, difference, (attention * alike).sum(axis=1, keepdims=True)], axis=1)
        judged = _relu(compared @ weights["compare"] + weights["compare_bias"]) @ weights["judge"]
        likeness = float(weights["whole"] * (asked.vector @ told.vector))
        return likeness + float(asked.shares @ (counted + judged)) + float(weights["constant"])


def _shipped() -> InteractionModel:
    folder = resources.files("index").joinpath(FOLDER)
    with resources.as_file(folder) as path:
        return InteractionModel.load(path)


interaction_model = Once(_shipped)
"""Loads the model that ships with the package when it is first called."""


@lru_cache(maxsize=REMEMBERED)
def _remembered(model: InteractionModel, passage: str) -> Encoded:
    return model.encode(passage)


def passage(title: str, heading: str, text: str) -> str:
    """Return what is read of a paragraph, which itself seldom repeats whom and where it is about."""
    return ". ".join(part for part in (title, heading, text) if part)


def token_ids(tokenizer: Tokenizer, texts: Sequence[str], longest: int) -> list[list[int]]:
    """Return the numbers of each text's word parts, between those of begin and end."""
    encodings = tokenizer.encode_batch_fast(list(map(printable, texts)), add_special_tokens=False)
    return [[BEGIN, *encoding.ids[: longest - 2], END] for encoding in encodings]


def _unpacked(tensors: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """Return all weights but the embeddings as floats: what is stored as whole numbers has a factor per column."""
    kept = {name: tensors[name] for name in ("embeddings", "factors")}
    for name, values in tensors.items():
        if name in kept or name.endswith(FACTORS):
            continue
        factors = tensors.get(f"{name}{FACTORS}")
        kept[name] = values.astype(np.float32) if factors is None else values.astype(np.float32) * factors
    return kept


def _folded(weights: dict[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """Put matrices that are applied one after the other to every word part into one."""
    output, bias = weights["output"], weights["output_bias"]
    return weights | {
        "parts": output @ weights["parts"],
        "parts_bias": bias @ weights["parts"],
        "importance": output @ weights["importance"],
    }


def _normalised(rows: Matrix, gain: Matrix, shift: Matrix) -> Matrix:
    centred = rows - rows.mean(axis=1, keepdims=True)
    deviation = np.sqrt((centred**2).mean(axis=1, keepdims=True) + np.float32(EPSILON))
    normalised: Matrix = centred / deviation * gain + shift
    return normalised


def _windows(rows: Matrix, size: int, before: int) -> Matrix:
    """Return beside each row the ones around it, zeros beyond the ends."""
    padded = np.pad(rows, ((before, size - 1 - before), (0, 0)))
    return np.concatenate([padded[at : at + len(rows)] for at in range(size)], axis=1)


def _relu(values: Matrix) -> Matrix:
    return np.maximum(values, np.float32(0.0))


def _unit(rows: Matrix) -> Matrix:
    unit: Matrix = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), np.float32(1e-12))
    return unit


def _shares(logits: Matrix) -> Matrix:
    shares: Matrix = np.exp(logits - logits.max(axis=-1, keepdims=True))
    shares /= shares.sum(axis=-1, keepdims=True)
    return shares
