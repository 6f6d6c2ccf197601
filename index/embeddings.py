"""Embedding models behind one interface: the shipped one, run without torch, or any other by name or path."""

from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray

from index.errors import IndexLayerError, IndexVersionMismatch, ModelMissing
from index.hub_embedder import HubEmbedder
from index.hub_models import BEST_DEVICE, ITS_OWN_PROMPTS, Prompts, Runtime
from index.manifest import REBUILD_HINT, ModelInfo
from index.static_model import StaticModel, fingerprint

SHIPPED = "lotse-static-de"


class Embedder(Protocol):
    """Turns texts into unit vectors (float32)."""

    @property
    def info(self) -> ModelInfo:
        """Name, fingerprint and dimension."""

    @property
    def floor(self) -> float:
        """Cosine of texts that have nothing to do with each other, beyond that of the shipped model."""

    @property
    def is_instant(self) -> bool:
        """Whether hundreds of sentences are embedded in some milliseconds."""

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return len(texts) x dimension."""

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """Return a vector of the dimension."""


class ShippedEmbedder:
    """The static model that ships with the package."""

    floor = 0.0  # what takes how much likeness was chosen with it
    is_instant = True

    def __init__(self, path: Path) -> None:
        """Load the model from its folder."""
        self._path = path
        self._model = StaticModel.load(path)
        self.info = ModelInfo(SHIPPED, fingerprint(path), self._model.dimension)

    def __reduce__(self) -> tuple[type[Self], tuple[Path]]:
        """Load it again in another process."""
        return type(self), (self._path,)

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


def load_embedder(name: str = SHIPPED, prompts: Prompts = ITS_OWN_PROMPTS, runtime: Runtime = BEST_DEVICE) -> Embedder:
    """Load the shipped model, or any of sentence-transformers by name or folder; raise ModelMissing without it."""
    if name != SHIPPED:
        try:
            return HubEmbedder(name, prompts, runtime)
        except ModelMissing as error:
            raise ModelMissing(f"{error} Mit dem mitgelieferten geht: lotse index --embedder {SHIPPED}") from error
    if prompts.query or prompts.passage:
        raise IndexLayerError(f"{SHIPPED} versteht keine Vorsätze (--query-prompt, --passage-prompt).")
    return ShippedEmbedder(shipped_model_path())


def load_recorded(info: ModelInfo, runtime: Runtime = BEST_DEVICE) -> Embedder:
    """Load the model that an index was built with; raise IndexVersionMismatch where its name now means another."""
    embedder = load_embedder(info.name, Prompts(info.query_prompt, info.passage_prompt), runtime)
    if embedder.info != info:
        raise IndexVersionMismatch(f"Der Index wurde mit einem anderen Einbettungsmodell gebaut. {REBUILD_HINT}")
    return embedder
