"""Which folders the last build was made of, told even by a build that can no longer be used."""

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import IndexDamaged, IndexMissing
from index.home import Home
from index.manifest import FILE_NAME as MANIFEST
from index.seal import FILE_NAME as SEAL


@dataclass(frozen=True, slots=True)
class Remembered:
    """The folders and files that were named, and whether they were the sample articles."""

    paths: tuple[Path, ...]
    sample: bool


def remembered(home: Home) -> Remembered | None:
    """Return what the last build was made of; None where there never was one.

    Raises IndexDamaged where there is an index that does not say: the samples must not take its place unasked.
    """
    try:
        current = [home.current()]
    except IndexMissing:
        return None
    except IndexDamaged:
        current = []
    for build in (*current, *home.finished_builds()):
        # read leniently: the manifest of another version names its folders as well
        with suppress(OSError, ValueError, KeyError, TypeError):
            return _named(json.loads((build / MANIFEST).read_text(encoding="utf-8")))
        with suppress(OSError, ValueError, KeyError, TypeError):
            return _named(json.loads((build / SEAL).read_text(encoding="utf-8"))["manifest"])
    raise IndexDamaged(
        f"Der Index in {home.path} sagt nicht mehr, aus welchen Ordnern er stammt. Bitte nennen: lotse index ORDNER"
    )


def _named(manifest: dict[str, Any]) -> Remembered:
    return Remembered(tuple(Path(path) for path in manifest["paths"]), manifest.get("sample") is True)
