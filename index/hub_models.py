"""Load models of the sentence-transformers library by name or folder: from the disk first, then from the model hub."""

import logging
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

from index.errors import ModelMissing

INSTALL = "pip install sentence-transformers"
DEFAULT_ORGANISATION = "sentence-transformers"  # the library's own, for names without one
CACHE_VARIABLE = "SENTENCE_TRANSFORMERS_HOME"
HUB_TIMEOUT = 10.0  # seconds; a hub that cannot be reached must not cost minutes of retries
LONGEST_REASON = 200
LIBRARIES = ("sentence_transformers", "transformers", "huggingface_hub")

Model = TypeVar("Model")


@dataclass(frozen=True, slots=True)
class Prompts:
    """What is put before queries and passages; None leaves it to the model's own settings."""

    query: str | None = None
    passage: str | None = None


@dataclass(frozen=True, slots=True)
class Runtime:
    """Where and in what portions a model runs; without a device the library takes the best there is."""

    device: str | None = None
    batch_size: int = 32


ITS_OWN_PROMPTS = Prompts()
BEST_DEVICE = Runtime()


def full_name(name: str) -> str:
    """Return the whole path of a model that is a folder, so that it is found from anywhere, else the name itself."""
    folder = Path(name).expanduser()
    return str(folder.resolve()) if folder.is_dir() else name


def load_model(name: str, load: Callable[[bool], Model]) -> Model:
    """Call load(local_files_only) and return its model; raise ModelMissing where it cannot be had.

    A model on this disk never waits for a network; a name that is not there is asked for once before it is fetched.
    """
    if find_spec("sentence_transformers") is None:
        raise ModelMissing(f"Für das Modell „{name}“ fehlt das Paket sentence-transformers. Bitte ausführen: {INSTALL}")
    if Path(name).is_dir():
        return _loaded(name, lambda: load(True))
    if _looks_like_a_path(name):
        raise ModelMissing(f"Den Modellordner {name} gibt es nicht.")
    if _is_cached(name):
        try:
            return _loaded(name, lambda: load(True))
        except ModelMissing:
            pass  # a part of it is missing here, perhaps after an interrupted download
    _ask_hub_for(name)
    return _loaded(name, lambda: load(False), shows_progress=sys.stderr.isatty())


def encodable(texts: Sequence[str]) -> list[str]:
    """Return texts without lone surrogates, which have no UTF-8 form and make tokenizers raise."""
    return [text.encode("utf-8", "replace").decode("utf-8") for text in texts]


def reason(error: BaseException) -> str:
    """Return the first line of an error, for people."""
    lines = str(error).strip().splitlines()
    return lines[0].strip()[:LONGEST_REASON] if lines else type(error).__name__


def _looks_like_a_path(name: str) -> bool:
    return not name or name[0] in "./~" or name.count("/") > 1


def _loaded(name: str, load: Callable[[], Model], *, shows_progress: bool = False) -> Model:
    try:
        with _quiet(shows_progress=shows_progress):
            return load()
    except Exception as error:  # each of the libraries below raises kinds of its own, some bare Exceptions
        raise ModelMissing(f"Das Modell „{name}“ lässt sich nicht laden ({reason(error)}).") from error


def _candidates(name: str) -> list[str]:
    return [name] if "/" in name else [f"{DEFAULT_ORGANISATION}/{name}", name]


def _is_cached(name: str) -> bool:
    """Say whether the cache knows the list of the model's parts, or that there is none.

    Without it the library would take what another program left of the model and guess the rest.
    """
    from huggingface_hub import try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError

    cache = os.environ.get(CACHE_VARIABLE)
    try:
        return any(try_to_load_from_cache(one, "modules.json", cache_dir=cache) for one in _candidates(name))
    except HFValidationError:
        return False


def _ask_hub_for(name: str) -> None:
    """Ask the hub once, without retries, whether it has the model; raise ModelMissing where it has not or is silent."""
    from huggingface_hub import HfApi
    from huggingface_hub.errors import HFValidationError, RepositoryNotFoundError

    for candidate in _candidates(name):
        try:
            HfApi().model_info(candidate, timeout=HUB_TIMEOUT)
        except RepositoryNotFoundError:
            continue
        except HFValidationError as error:
            raise ModelMissing(f"„{name}“ ist weder ein Ordner noch ein Modellname.") from error
        except Exception as error:  # the network has many ways to fail
            raise ModelMissing(
                f"Das Modell „{name}“ liegt nicht vollständig auf diesem Rechner, und der Hub ist nicht erreichbar "
                f"({reason(error)})."
            ) from error
        return
    raise ModelMissing(f"Das Modell „{name}“ gibt es weder als Ordner noch auf dem Hub (oder nur mit Anmeldung).")


@contextmanager
def _quiet(*, shows_progress: bool) -> Iterator[None]:
    """Keep the libraries from writing to stderr what is no news to a user."""
    from huggingface_hub.utils.tqdm import disable_progress_bars, enable_progress_bars
    from transformers.utils import logging as transformers_logging

    bars: Any = transformers_logging  # its functions are not typed
    levels = {library: logging.getLogger(library).level for library in LIBRARIES}
    for library in LIBRARIES:
        logging.getLogger(library).setLevel(logging.ERROR)
    bars.disable_progress_bar()  # the hub's as well
    if shows_progress:
        enable_progress_bars()
    try:
        yield
    finally:
        for library, level in levels.items():
            logging.getLogger(library).setLevel(level)
        disable_progress_bars()
