"""Write the model folders: the embedding model as sentence-transformers reads it too, and the interaction model."""

import json
import os
import shutil
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import Tokenizer

from index.interaction import FACTORS, TOKENIZER_FILE, WEIGHTS_FILE

EMBEDDING, UNIT_LENGTH = "0_StaticEmbedding", "1_Normalize"
STEPS = (
    (EMBEDDING, "sentence_transformers.sentence_transformer.modules.static_embedding.StaticEmbedding"),
    (UNIT_LENGTH, "sentence_transformers.base.modules.normalize.Normalize"),
)
UNIT_LENGTH_SETTINGS = {
    "module_input_name": "sentence_embedding",
    "module_output_name": "sentence_embedding",
}
SETTINGS = {
    "model_type": "SentenceTransformer",
    "prompts": {"query": "", "document": ""},
    "similarity_fn_name": "cosine",
}
LARGEST = 127.0


def save(target: Path, tokenizer: Tokenizer, rows: NDArray[np.float32]) -> None:
    """Write the model beside `target`, then put it in its place; a model card that lies there stays."""
    fresh = target.with_name(f"{target.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    for folder in (EMBEDDING, UNIT_LENGTH):
        (fresh / folder).mkdir(parents=True)
    numbers, factors = quantised(rows)
    save_file({"embeddings": numbers, "weights": factors}, fresh / EMBEDDING / "model.safetensors")
    tokenizer.save(str(fresh / EMBEDDING / "tokenizer.json"), pretty=False)
    modules = [{"idx": at, "name": str(at), "path": path, "type": kind} for at, (path, kind) in enumerate(STEPS)]
    _write_json(fresh / "modules.json", modules)
    _write_json(fresh / UNIT_LENGTH / "config.json", UNIT_LENGTH_SETTINGS)
    _write_json(fresh / "config_sentence_transformers.json", SETTINGS)
    _move_into(fresh, target)


def _move_into(fresh: Path, target: Path) -> None:
    for path in sorted(fresh.rglob("*.*")):
        if path.is_file():
            place = target / path.relative_to(fresh)
            place.parent.mkdir(parents=True, exist_ok=True)
            os.replace(path, place)
    shutil.rmtree(fresh)


def quantised(rows: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return rows as whole numbers from -127 to 127 and the factor of each row that gives them back.

    These are the names and the meaning of model2vec's files, which sentence-transformers multiplies out on loading.
    """
    factors = (np.abs(rows).max(axis=1) / LARGEST).astype(np.float32)
    safe = np.where(factors > 0, factors, np.float32(1.0))
    return np.rint(rows / safe[:, None]).astype(np.int8), factors


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")


def save_interaction(out: Path, tokenizer: Tokenizer, arrays: dict[str, NDArray[np.float32]]) -> None:
    """Write the folder: embeddings with a factor per row, matrices with one per column, the rest as it is."""
    out.mkdir(parents=True, exist_ok=True)
    numbers, factors = quantised(arrays["embeddings"])
    stored: dict[str, NDArray[np.generic]] = {"embeddings": numbers, "factors": factors}
    for name, values in arrays.items():
        if name != "embeddings" and values.ndim == 2:
            columns, factors = quantised(values.T)
            stored |= {name: np.ascontiguousarray(columns.T), f"{name}{FACTORS}": factors}
        elif name != "embeddings":
            stored[name] = values
    save_file(stored, out / WEIGHTS_FILE)
    tokenizer.save(str(out / TOKENIZER_FILE), pretty=False)
