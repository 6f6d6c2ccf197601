"""Find the files that an index is made of."""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from index.errors import IndexLayerError
from index.reasons import is_utf8, reason_of

UNREADABLE_NAME = "der Name ist kein gültiges UTF-8"
TEXT_SUFFIXES = frozenset({".txt", ".text", ".md", ""})


@dataclass(frozen=True, slots=True)
class Rejection:
    """A file that was left out, and why (German)."""

    source: str
    reason: str


@dataclass(slots=True)
class Scan:
    """What was found under the named paths. Sources under `unread` folders may exist although they were not seen."""

    files: list[Path] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def is_unread(self, source: str) -> bool:
        """Say whether source lies in a folder that could not be read to its end."""
        return any(source.startswith(folder + os.sep) for folder in self.unread)


def scan(paths: Sequence[Path]) -> Scan:
    """List the article files under paths, sorted; raise IndexLayerError for a path that is not there."""
    found = Scan()
    for path in paths:
        if _is_folder(path):
            _scan_folder(path.resolve(), found)
        else:
            found.files.append(path.resolve())
    found.files = sorted(set(found.files))
    return found


def _is_folder(path: Path) -> bool:
    if not is_utf8(str(path)):
        raise IndexLayerError(f"{path}: {UNREADABLE_NAME}.")
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise IndexLayerError(f"{path} gibt es nicht.") from error
    except (OSError, ValueError) as error:
        raise IndexLayerError(f"{path} ist nicht lesbar ({reason_of(error)}).") from error


def _scan_folder(root: Path, found: Scan) -> None:
    def note_unread(error: OSError) -> None:
        folder = str(error.filename)
        found.unread.append(folder)
        found.rejected.append(Rejection(folder, f"Ordner nicht lesbar ({reason_of(error)})"))

    for folder, subfolders, names in os.walk(root, onerror=note_unread):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in _linked_folders(folder, subfolders):
            found.rejected.append(Rejection(os.path.join(folder, name), "Verweis auf einen Ordner"))
        for path in _visible_files(Path(folder), names):
            reason = _reason_to_skip(path, root)
            if reason:
                found.rejected.append(Rejection(str(path), reason))
            else:
                found.files.append(path)


def _linked_folders(folder: str, subfolders: list[str]) -> list[str]:
    # os.walk does not follow links to folders, so loops end here; they are named instead of silently left out
    return [name for name in subfolders if os.path.islink(os.path.join(folder, name))]


def _visible_files(folder: Path, names: list[str]) -> Iterator[Path]:
    for name in sorted(names):
        if not name.startswith(".") and name.lower() != "readme.md":
            yield folder / name


def _reason_to_skip(path: Path, root: Path) -> str:
    if not is_utf8(str(path)):
        return UNREADABLE_NAME
    # realpath, not resolve: a link that leads in a circle is for the reader to reject
    if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(root):
        return "Verweis aus dem Ordner hinaus"
    if path.suffix.lower() not in TEXT_SUFFIXES:
        return f"keine Textdatei ({path.suffix})"
    return ""
