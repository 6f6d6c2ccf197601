"""Embedding models behind one interface: the shipped one, run without torch, or any other by name or path."""

from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelMissing
from index.manifest import ModelInfo
from index.static_model import StaticModel, fingerprint

SHIPPED = "lotse-static-de"


class Embedder(Protocol):
    """Turns texts into unit vectors (float32)."""

    @property
    def info(self) -> ModelInfo:
        """Name, fingerprint and dimension."""

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return len(texts) x dimension."""

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """Return a vector of the dimension."""


class ShippedEmbedder:
    """The static model that ships with the package."""

    def __init__(self, path: Path) -> None:
        """Load the model from its folder."""
        self._model = StaticModel.load(path)
        self.info = ModelInfo(SHIPPED, fingerprint(path), self._model.dimension)

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return len(texts) x dimension."""
        return self._model.encode(texts)

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """Return a vector of the dimension."""
        vector: NDArray[np.float32] = self._model.encode([text])[0]
        return vector


def shipped_model_path() -> Path:
    """Return the folder of the shipped model."""
    return Path(str(resources.files("index").joinpath("model")))


def load_embedder(name: str = SHIPPED) -> Embedder:
    """Load the embedder called name; raise ModelMissing where it cannot be had."""
    if name != SHIPPED:
        raise ModelMissing(f"Das Einbettungsmodell „{name}“ ist nicht bekannt. Mitgeliefert ist: {SHIPPED}")
    return ShippedEmbedder(shipped_model_path())
