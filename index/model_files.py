"""Read the two files of a model that runs without torch: its tensors and its tokenizer."""

from pathlib import Path
from typing import Any

from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from index.errors import ModelMissing

Tensors = dict[str, NDArray[Any]]


def read_model(folder: Path, weights: str, tokenizer: str) -> tuple[Tensors, Tokenizer]:
    """Return what the named files of a folder hold; raise ModelMissing if one is missing or unreadable."""
    try:
        return load_file(folder / weights), Tokenizer.from_file(str(folder / tokenizer))
    except (OSError, SafetensorError) as error:
        raise unreadable(folder, error) from error
    except Exception as error:  # tokenizers raises bare Exception for every fault of a file
        raise unreadable(folder, error) from error


def unreadable(folder: Path, reason: object) -> ModelMissing:
    """Return the error for a model folder that cannot be used."""
    return ModelMissing(
        f"Das Modell {folder} lässt sich nicht lesen ({reason}). Bitte den Ordner prüfen oder neu anlegen."
    )


def printable(text: str) -> str:
    """Return a text without lone surrogates, which have no UTF-8 form and would make the tokenizer raise."""
    return text.encode("utf-8", "replace").decode("utf-8")
