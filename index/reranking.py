"""Cross-encoders of the sentence-transformers library: they read question and passage together. Slow, and optional."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import IndexLayerError, ModelMissing
from index.hub_models import BEST_DEVICE, Runtime, encodable, full_name, load_model, reason

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

HEADLESS = ("Model", "ForMaskedLM", "ForPreTraining")


class PairScorer(Protocol):
    """Says how well each passage answers a query."""

    def scores(self, query: str, passages: Sequence[str]) -> NDArray[np.float32]:
        """Return one value from 0 to 1 per passage."""


class CrossEncoderScorer:
    """A cross-encoder by name or folder."""

    def __init__(self, name: str, runtime: Runtime = BEST_DEVICE) -> None:
        """Load the model; raise ModelMissing where it cannot be had or is none that ranks."""
        self._name = full_name(name)
        self._batch_size = runtime.batch_size
        self._model = load_model(self._name, lambda local: _cross_encoder(self._name, runtime, local_files_only=local))
        if self._model.num_labels != 1 or _has_no_head(self._model):
            raise ModelMissing(f"Das Modell „{name}“ ist kein Reranker: Es gibt nicht einen Wert je Textpaar.")

    def scores(self, query: str, passages: Sequence[str]) -> NDArray[np.float32]:
        """Return one value from 0 to 1 per passage."""
        from torch.nn import Sigmoid

        if not passages:
            return np.zeros(0, dtype=np.float32)
        asked, *texts = encodable([query, *passages])
        try:
            found = self._model.predict(
                [(asked, text) for text in texts],
                batch_size=self._batch_size,
                activation_fn=Sigmoid(),  # some models bring none and give values of any size
                show_progress_bar=False,
            )
        except (RuntimeError, ValueError, IndexError) as error:
            raise IndexLayerError(
                f"Der Reranker „{self._name}“ ist gescheitert ({reason(error)}). Ohne ihn: --reranker weglassen."
            ) from error
        return np.ascontiguousarray(found, dtype=np.float32)


def _has_no_head(model: "CrossEncoder") -> bool:
    """Say whether the library had to make up the layer that gives the value, at random."""
    architectures = getattr(model.config, "architectures", None) or ()
    return any(name.endswith(HEADLESS) for name in architectures)


def _cross_encoder(name: str, runtime: Runtime, *, local_files_only: bool) -> "CrossEncoder":
    from sentence_transformers import CrossEncoder

    model: CrossEncoder = CrossEncoder(name, device=runtime.device, local_files_only=local_files_only)
    return model
