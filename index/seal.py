"""The seal of a build: size, time and digest of each file, so that one that was changed afterwards is not trusted.

It has a copy of the manifest as well: which folders a build was made of is needed to mend it.

SQLite and Chroma notice little of it: a page of random bytes in a text is a text to SQLite, and Chroma 1.5.9 crashes
the process on some damaged graph files and finds a part of the chunks with others.
"""

import json
from collections.abc import Iterator
from hashlib import file_digest
from pathlib import Path
from typing import Any

from index.errors import IndexDamaged
from index.manifest import FILE_NAME as MANIFEST
from index.manifest import REPAIR_HINT
from index.reasons import reason_of

FILE_NAME = "seal.json"
WRITTEN_BY_READERS = "chroma.sqlite3"  # Chroma writes to it whenever it opens a store


def seal(build: Path) -> None:
    """Write down how the files of a finished build are, last of all."""
    files = {str(path.relative_to(build)): _state(path) for path in _files(build)}
    manifest = json.loads((build / MANIFEST).read_text(encoding="utf-8"))
    sealed = json.dumps({"files": files, "manifest": manifest}, indent=1)
    (build / FILE_NAME).write_text(sealed + "\n", encoding="utf-8")


def check_seal(build: Path, part: str, *, thorough: bool = False) -> None:
    """Raise IndexDamaged where a file of the build, whose path in it begins with part, is no longer as it was sealed.

    A file of the same size and time is taken to be the same unless `thorough`; one with another time, as after a copy,
    is read to be sure.
    """
    for name, (size, changed, digest) in _read(build).items():
        if not name.startswith(part):
            continue
        path = build / name
        try:
            status = path.stat()
            if status.st_size == size and status.st_mtime_ns == changed and not thorough:
                continue
            same = status.st_size == size and _digest(path) == digest
        except OSError as error:
            raise IndexDamaged(f"{path} ist nicht lesbar ({reason_of(error)}). {REPAIR_HINT}") from error
        if not same:
            raise IndexDamaged(f"{path} ist beschädigt oder wurde verändert. {REPAIR_HINT}")


def sealed_digest(build: Path, name: str) -> str:
    """Return the digest that a file of the build was sealed with."""
    try:
        return _read(build)[name][2]
    except KeyError as error:
        raise IndexDamaged(f"Das Siegel in {build} kennt {name} nicht. {REPAIR_HINT}") from error


def _read(build: Path) -> dict[str, tuple[int, int, str]]:
    path = build / FILE_NAME
    try:
        values: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["files"]
        return {name: (int(size), int(changed), str(digest)) for name, (size, changed, digest) in values.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise IndexDamaged(f"Das Siegel {path} ist nicht lesbar ({reason_of(error)}). {REPAIR_HINT}") from error


def _files(build: Path) -> Iterator[Path]:
    for path in sorted(build.rglob("*")):
        if path.is_file() and path.name not in (FILE_NAME, WRITTEN_BY_READERS) and not _is_empty_graph(path.parent):
            yield path


def _is_empty_graph(folder: Path) -> bool:
    """Say whether folder is a graph to which Chroma has not written yet; it makes those anew at each opening."""
    return (folder / "header.bin").exists() and not (folder / "index_metadata.pickle").exists()


def _state(path: Path) -> tuple[int, int, str]:
    status = path.stat()
    return status.st_size, status.st_mtime_ns, _digest(path)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
