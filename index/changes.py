"""Compare the files on disk with those of the last build."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

from index.catalogue import FileRow
from index.errors import ArticleRejected, SourceUnreadable
from index.german import clean
from index.source_files import read_bytes
from index.sources import Rejection, Scan

Status = Literal["new", "changed", "unchanged"]


@dataclass(frozen=True, slots=True)
class ToRead:
    """A file to read, and how it compares with the last build."""

    path: Path
    sha256: str
    status: Status


@dataclass(frozen=True, slots=True)
class Changes:
    """How the files compare with the last build.

    `files` are those that can be read now; `unreadable` are sources of the last build that exist but cannot.
    """

    files: tuple[ToRead, ...]
    unreadable: frozenset[str]
    known: Mapping[str, FileRow]
    rejected: tuple[Rejection, ...]

    @property
    def fresh(self) -> tuple[ToRead, ...]:
        """Return the files that are new or changed."""
        return tuple(file for file in self.files if file.status != "unchanged")

    @property
    def kept(self) -> frozenset[str]:
        """Return the sources whose last state still holds."""
        return self.unreadable | {str(file.path) for file in self.files if file.status == "unchanged"}

    @property
    def stale(self) -> tuple[FileRow, ...]:
        """Return what the last build has and the next must not take over."""
        kept = self.kept
        return tuple(row for source, row in self.known.items() if source not in kept)


def compare(found: Scan, known: Mapping[str, FileRow]) -> Changes:
    """Compare by content hash."""
    files: list[ToRead] = []
    rejected: list[Rejection] = []
    unreadable = {source for source in known if found.is_unread(source)}
    for path in found.files:
        source = str(path)
        try:
            digest = sha256(read_bytes(path)).hexdigest()
        except SourceUnreadable as error:
            rejected.append(Rejection(source, str(error)))
            unreadable |= {source} & known.keys()
        except ArticleRejected as error:
            rejected.append(Rejection(source, str(error)))
        else:
            files.append(ToRead(path, digest, _status(digest, known.get(source))))
    return Changes(tuple(files), frozenset(unreadable), known, tuple(rejected))


def _status(digest: str, before: FileRow | None) -> Status:
    if before is None:
        return "new"
    return "unchanged" if before.sha256 == digest else "changed"


class ArticleIds:
    """Gives each source an id: its file name without suffix, kept over builds, with a hash where two names collide."""

    def __init__(self, known: Iterable[FileRow]) -> None:
        """Take over the ids of the last build."""
        self._by_source = {row.source: row.article for row in known}
        self._taken = set(self._by_source.values())

    def of(self, source: str) -> str:
        """Return the id of source."""
        if source not in self._by_source:
            stem = clean(unicodedata.normalize("NFC", Path(source).stem)).replace("#", "-") or "artikel"
            article = stem if stem not in self._taken else f"{stem}~{sha256(source.encode()).hexdigest()[:8]}"
            self._by_source[source] = article
            self._taken.add(article)
        return self._by_source[source]
