"""Any embedding model of the sentence-transformers library behind our interface."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.errors import IndexLayerError
from index.hub_models import Prompts, Runtime, encodable, full_name, load_model, reason
from index.manifest import ModelInfo

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer

QUERY_PROMPTS = ("query",)
PASSAGE_PROMPTS = ("document", "passage", "corpus")  # the library's names, in its order
FINGERPRINT_LENGTH = 16
MOST_ALIKE = 0.95  # a model that finds everything the same cannot be mended


# Questions, each with a passage that answers it; those of different rows have nothing to do with each other.
UNRELATED = (
    ("Wie lange backt ein Hefezopf?", "Im vorgeheizten Ofen braucht das Gebäck etwa vierzig Minuten."),
    ("Was kostet ein Platz im Pflegeheim?", "Der Eigenanteil der Bewohner beträgt rund 2.800 Euro im Monat."),
    ("Welche Fische leben in der Ostsee?", "Dorsch, Hering und Flunder kommen mit dem schwachen Salzgehalt zurecht."),
    ("Wie meldet man ein Auto ab?", "Kennzeichen und Zulassungsschein werden bei der Behörde vorgelegt."),
    ("Wann blüht der Flieder?", "Der Strauch öffnet seine duftenden Dolden meist im Mai."),
    ("Wer erfand den Buchdruck?", "Johannes Gutenberg goss in Mainz bewegliche Lettern aus Blei."),
    ("Wie funktioniert eine Wärmepumpe?", "Ein Kältemittel nimmt Wärme aus der Luft auf und gibt sie verdichtet ab."),
    ("Was macht eine Erzieherin im Kindergarten?", "Sie betreut Gruppen, spielt, tröstet und spricht mit den Eltern."),
)


class HubEmbedder:
    """A model by name or folder, with the prompts that it was trained with."""

    is_instant = False

    def __init__(self, name: str, prompts: Prompts, runtime: Runtime) -> None:
        """Load the model; raise ModelMissing where it cannot be had."""
        name = full_name(name)
        self._model = load_model(name, lambda local: _sentence_transformer(name, runtime, local_files_only=local))
        self._batch_size = runtime.batch_size
        self._name = name
        own = own_prompts(self._model.prompts, self._model.default_prompt_name)
        self._query_prompt = own.query if prompts.query is None else prompts.query
        self._passage_prompt = own.passage if prompts.passage is None else prompts.passage
        queries = np.stack([self.embed_query(query) for query, _ in UNRELATED])
        passages = self._encoded(self._model.encode_document, [text for _, text in UNRELATED], self._passage_prompt)
        self.floor = floor_of(queries, passages)
        self.info = ModelInfo(
            name,
            fingerprint(self._model),
            passages.shape[1],
            query_prompt=self._query_prompt or "",
            passage_prompt=self._passage_prompt or "",
        )

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return len(texts) x dimension."""
        if not texts:
            return np.zeros((0, self.info.dimension), dtype=np.float32)
        return self._encoded(self._model.encode_document, texts, self._passage_prompt)

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """Return a vector of the dimension."""
        vector: NDArray[np.float32] = self._encoded(self._model.encode_query, [text], self._query_prompt)[0]
        return vector

    def _encoded(self, encode: Any, texts: Sequence[str], prompt: str | None) -> NDArray[np.float32]:
        try:
            vectors = encode(
                encodable(texts),
                prompt=prompt or "",
                batch_size=self._batch_size,
                normalize_embeddings=True,
                show_progress_bar=False,
            )
        except (RuntimeError, ValueError, IndexError) as error:
            raise IndexLayerError(
                f"Das Modell „{self._name}“ ist beim Einbetten gescheitert ({reason(error)}). "
                "Oft hilft eine kleinere --batch-size oder --device cpu."
            ) from error
        return np.ascontiguousarray(vectors, dtype=np.float32)


def floor_of(queries: NDArray[np.float32], passages: NDArray[np.float32]) -> float:
    """Return the mean cosine of queries with the passages that answer other ones; unit vectors, both n x dimension."""
    similar = queries @ passages.T
    others = ~np.eye(len(queries), dtype=bool)
    return float(np.clip(similar[others].mean(), 0.0, MOST_ALIKE))


def own_prompts(prompts: Mapping[str, str | None], default: str | None) -> Prompts:
    """Return what a model's settings put before queries and passages.

    The library adds an empty "document" prompt to every model it saves and then prefers it to the "passage" prompt that
    the authors meant, so the first that is not empty counts here. A default of another name is for both.
    """
    both = None if default in (*QUERY_PROMPTS, *PASSAGE_PROMPTS) else prompts.get(default or "")
    query, passage = (
        next((found for name in names if (found := prompts.get(name))), both)
        for names in (QUERY_PROMPTS, PASSAGE_PROMPTS)
    )
    return Prompts(query or "", passage or "")


def fingerprint(model: "SentenceTransformer") -> str:
    """Identify a model by what decides its vectors: weights, vocabulary, the modules in a row, the longest input.

    Names of weights, and the tables of positions that some versions of the libraries store with them, do not count.
    """
    import torch

    digests = sorted(_digest(tensor) for tensor in model.state_dict().values() if tensor.dtype != torch.int64)
    vocabulary = sorted((model.tokenizer.get_vocab() if hasattr(model.tokenizer, "get_vocab") else {}).items())
    modules = [
        (type(module).__name__, getattr(module, "pooling_mode", ""), getattr(module, "include_prompt", ""))
        for module in model
    ]
    whole = repr((digests, vocabulary, modules, model.max_seq_length))
    return hashlib.sha256(whole.encode("utf-8", "replace")).hexdigest()[:FINGERPRINT_LENGTH]


def _digest(tensor: "torch.Tensor") -> str:
    import torch

    numbers = tensor.detach().cpu().contiguous().reshape(-1).view(torch.uint8).numpy()
    return hashlib.sha256(numbers.data).hexdigest()


def _sentence_transformer(name: str, runtime: Runtime, *, local_files_only: bool) -> "SentenceTransformer":
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(name, device=runtime.device, local_files_only=local_files_only)
