"""Embed texts with a static model, without torch: tokens in, mean of their vectors out, unit length."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.model_files import printable, read_model, unreadable

Vectors = NDArray[np.float32]

WEIGHTS_FILE = "0_StaticEmbedding/model.safetensors"
TOKENIZER_FILE = "0_StaticEmbedding/tokenizer.json"
BATCH = 512  # enough to keep the tokenizer's threads busy
FINGERPRINT_LENGTH = 16


@dataclass(frozen=True, slots=True, eq=False)
class StaticModel:
    """A tokenizer and one row per token.

    The folder is sentence-transformers' format, so `SentenceTransformer(path)` gives the same vectors.
    """

    tokenizer: Tokenizer
    rows: Vectors

    @classmethod
    def load(cls, path: Path) -> "StaticModel":
        """Read a model folder; raise ModelMissing if it is incomplete or unreadable."""
        tensors, tokenizer = read_model(path, WEIGHTS_FILE, TOKENIZER_FILE)
        rows = _rows(path, tensors)
        if tokenizer.get_vocab_size() > len(rows):
            raise unreadable(path, "mehr Wörter als Vektoren")
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return cls(tokenizer, rows)

    @property
    def dimension(self) -> int:
        """Return the length of each vector."""
        return int(self.rows.shape[1])

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector per text, shape (n, dimension).

        A text without a known token (empty, only emoji) gets the zero vector: it is similar to nothing, which is what
        is known about it, and Chroma stores it.
        """
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for start in range(0, len(texts), BATCH):
            for at, ids in enumerate(self._token_ids(texts[start : start + BATCH]), start):
                if ids:
                    # one text at a time: its rows stay in the cache, six times as fast as all rows at once
                    self.rows.take(ids, axis=0).mean(axis=0, out=vectors[at])
        return _unit(vectors)

    def _token_ids(self, texts: Sequence[str]) -> Iterator[list[int]]:
        for encoding in self.tokenizer.encode_batch_fast(list(map(printable, texts)), add_special_tokens=False):
            yield encoding.ids


def fingerprint(path: Path) -> str:
    """Identify a model folder by what decides its vectors: weights and tokenizer."""
    digest = hashlib.sha256()
    try:
        for name in (WEIGHTS_FILE, TOKENIZER_FILE):
            digest.update((path / name).read_bytes())
    except OSError as error:
        raise unreadable(path, error) from error
    return digest.hexdigest()[:FINGERPRINT_LENGTH]


def _rows(path: Path, tensors: dict[str, NDArray[np.generic]]) -> Vectors:
    """Return float rows of either storage: plain vectors, or whole numbers with one factor per token."""
    if "embedding.weight" in tensors:
        return tensors["embedding.weight"].astype(np.float32)
    try:
        return tensors["embeddings"].astype(np.float32) * tensors["weights"].astype(np.float32)[:, None]
    except KeyError as missing:
        raise unreadable(path, f"{missing} fehlt") from missing


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    # the same floor as torch's normalize, so that a zero vector stays one
    unit: Vectors = vectors / np.maximum(lengths, 1e-12)
    return unit
