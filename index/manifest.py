"""The manifest of a build: what it was made of and with."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from index.chunks import CHUNKER_VERSION
from index.errors import IndexDamaged, IndexVersionMismatch
from index.lexical import ANALYSER_VERSION
from index.reasons import reason_of

FORMAT_VERSION = 3
FILE_NAME = "manifest.json"
REBUILD_HINT = "Bitte neu aufbauen: lotse index --rebuild"
REPAIR_HINT = "Das behebt: lotse doctor --repair"


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """The embedding model of a build, with what is put before queries and passages."""

    name: str
    fingerprint: str
    dimension: int
    normalised: bool = True
    query_prompt: str = ""
    passage_prompt: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a build holds. `paths` are the folders and files named; `replaced` counts vectors replaced in place."""

    created: str
    model: ModelInfo
    paths: tuple[str, ...]
    articles: int
    chunks: int
    salaries: int
    replaced: int = 0
    sample: bool = False
    space: str = "cosine"
    collection: str = "articles"
    store: Literal["folder", "server"] = "folder"
    format_version: int = FORMAT_VERSION
    chunker_version: int = CHUNKER_VERSION
    analyser_version: int = ANALYSER_VERSION

    def write(self, build: Path) -> None:
        """Write the manifest into a build's folder."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=2)
        (build / FILE_NAME).write_text(text + "\n", encoding="utf-8")

    def is_made_with(self, model: ModelInfo) -> bool:
        """Say whether the model, and this program's chunker and analyser, made the build."""
        made_with = (self.model, self.chunker_version, self.analyser_version)
        return made_with == (model, CHUNKER_VERSION, ANALYSER_VERSION)


def read_manifest(build: Path) -> Manifest:
    """Read the manifest of a build; raise IndexDamaged or IndexVersionMismatch where it cannot be used."""
    path = build / FILE_NAME
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        version = values["format_version"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexDamaged(f"Das Manifest {path} ist nicht lesbar ({reason_of(error)}). {REPAIR_HINT}") from error
    if version != FORMAT_VERSION:
        raise IndexVersionMismatch(
            f"Der Index hat Format {version}, dieses Programm braucht Format {FORMAT_VERSION}. {REBUILD_HINT}"
        )
    try:
        return Manifest(**{**values, "model": ModelInfo(**values["model"]), "paths": tuple(values["paths"])})
    except (TypeError, KeyError) as error:
        raise IndexDamaged(f"Das Manifest {path} ist unvollständig ({error}). {REPAIR_HINT}") from error
