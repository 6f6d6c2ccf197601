"""Build an index: read, chunk, embed, write aside, verify, switch."""

import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from index.catalogue import Catalogue, CatalogueWriter, FileRow
from index.changes import ArticleIds, Changes, Status, ToRead, compare
from index.embeddings import Embedder
from index.errors import (
    IndexDamaged,
    IndexLayerError,
    IndexMissing,
    IndexTaken,
    IndexVersionMismatch,
    IndexWriteFailed,
)
from index.home import CATALOGUE_FILE, Home
from index.manifest import REBUILD_HINT, Manifest, read_manifest
from index.reading import Batch, Job, batches
from index.reasons import reason_of
from index.seal import check_seal, seal
from index.sources import Rejection, Scan, scan
from index.stores import Stores, stores_on
from index.vector_writer import VectorWriter
from index.verify import verify

# Chroma's graph loses recall and its files grow with deletions, so beyond this share it is built anew.
MAX_REPLACED_SHARE = 0.2

Progress = Callable[[int, int], None]
"""Called with the number of files read and of all files to read."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. Counts are articles; `rejected` and `warnings` name files with a German reason."""

    build: str
    new: int
    changed: int
    unchanged: int
    removed: int
    rejected: tuple[Rejection, ...]
    warnings: tuple[Rejection, ...]
    chunks: int
    salaries: int
    seconds: float

    @property
    def articles(self) -> int:
        """Count the articles in the index."""
        return self.new + self.changed + self.unchanged


@dataclass(frozen=True, slots=True)
class Previous:
    """The build in use before this one."""

    folder: Path
    manifest: Manifest
    files: dict[str, FileRow]


@dataclass(slots=True)
class _Tally:
    """Counts and remarks gathered while reading."""

    read: Counter[Status] = field(default_factory=Counter)
    sources: set[str] = field(default_factory=set)
    rejected: list[Rejection] = field(default_factory=list)
    warnings: list[Rejection] = field(default_factory=list)


def build_index(
    home: Home,
    paths: Sequence[Path],
    embedder: Embedder,
    *,
    sample: bool = False,
    rebuild: bool = False,
    progress: Progress = lambda done, total: None,
) -> BuildReport:
    """Bring the index in line with the files under paths and return what changed.

    The index in use stays as it is until the new build is whole. Raises IndexBusy, IndexWriteFailed, or
    IndexLayerError where a path is missing or no article is left.
    """
    started = datetime.now(UTC)
    with home.locked():
        home.clear_leftovers()
        previous = read_previous(home)
        if sample and previous and not previous.manifest.sample:
            raise IndexTaken("Inzwischen gibt es einen Index aus anderen Artikeln; die Beispiele ersetzen ihn nicht.")
        found = scan(paths)
        base, changes = _changes(found, previous, embedder, stores_on(home.server))
        base = None if rebuild else base
        tally = _Tally(rejected=[*found.rejected, *changes.rejected])
        ids = ArticleIds(previous.files.values() if previous else ())
        files = changes.fresh if base else changes.files
        jobs = [Job(file.path, ids.of(str(file.path))) for file in files]
        with closing(batches(jobs, embedder)) as read:
            articles = _tallied(read, files, tally, progress)
            first = next(articles, None)
            if first is None and not (base and changes.kept):
                raise IndexLayerError(_nothing_left(tally.rejected))
            named = tuple(str(path.resolve()) for path in paths)
            if base and first is None and not changes.stale and base.manifest.paths == named:
                build, manifest = base.folder, base.manifest
            else:
                every = chain([first], articles) if first else iter(())
                draft = _draft(named, embedder, sample, started, base, len(changes.stale))
                build, manifest = _write_aside(home, every, draft, base, changes)
                home.prune(previous.folder if previous else None)
    return _report(build, manifest, tally, changes, started, extended=base is not None)


def read_previous(home: Home) -> Previous | None:
    """Return the build in use, or None where there is none to build upon."""
    try:
        folder = home.current()
        manifest = read_manifest(folder)
        check_seal(folder, "")  # what is copied into the next build had better be whole
        with closing(Catalogue(folder / CATALOGUE_FILE)) as catalogue:
            return Previous(folder, manifest, catalogue.files())
    except (IndexMissing, IndexDamaged, IndexVersionMismatch):
        return None  # everything is read anew


def _changes(
    found: Scan, previous: Previous | None, embedder: Embedder, stores: Stores
) -> tuple[Previous | None, Changes]:
    """Return the build to extend, if any, and how the files compare with the last one."""
    changes = compare(found, previous.files if previous else {})
    manifest = previous.manifest if previous else None
    if previous and manifest and manifest.is_made_with(embedder.info) and manifest.store == stores.kind:
        worn = stores.wears and _worn(previous, len(changes.stale)) > MAX_REPLACED_SHARE * manifest.chunks
        # what cannot be read now lives on in the last build alone
        if not worn or changes.unreadable:
            return previous, changes
    return None, changes


def _worn(previous: Previous, stale: int) -> int:
    """Estimate how many vectors will have been replaced in place."""
    manifest = previous.manifest
    return manifest.replaced + round(stale * manifest.chunks / max(1, manifest.articles))


def _tallied(read: Iterator[Batch], files: Sequence[ToRead], tally: _Tally, progress: Progress) -> Iterator[Batch]:
    """Pass batches with articles on and count what they bring."""
    status = {str(file.path): file.status for file in files}
    done = 0
    for batch in read:
        sources = [prepared.article.source for prepared in batch.articles]
        tally.rejected += batch.rejected
        tally.sources.update(sources)
        tally.read.update(status[source] for source in sources)
        for prepared in batch.articles:
            tally.warnings += [Rejection(prepared.article.source, text) for text in prepared.article.warnings]
        done += batch.files
        progress(done, len(files))
        if batch.articles:
            yield batch


def _draft(
    paths: tuple[str, ...],
    embedder: Embedder,
    sample: bool,
    started: datetime,
    base: Previous | None,
    stale: int,
) -> Manifest:
    worn = _worn(base, stale) if base else 0
    created = started.isoformat(timespec="seconds")
    return Manifest(created, embedder.info, paths, articles=0, chunks=0, salaries=0, replaced=worn, sample=sample)


def _write_aside(
    home: Home,
    read: Iterator[Batch],
    draft: Manifest,
    base: Previous | None,
    changes: Changes,
) -> tuple[Path, Manifest]:
    try:
        build = home.new_build()
    except OSError as error:
        raise IndexWriteFailed(f"In {home.path} kann nicht geschrieben werden ({reason_of(error)}).") from error
    try:
        stores = stores_on(home.server)
        _write(build, read, base, changes.stale, stores)
        manifest = verify(build, stores, replace(draft, store=stores.kind, collection=stores.collection(build)))
        manifest.write(build)
        seal(build)
        home.switch(build)
    except BaseException as error:
        if not home.is_in_use(build):  # Ctrl-C may come when the switch is done
            home.discard(build)
        if isinstance(error, OSError | sqlite3.Error):
            raise IndexWriteFailed(f"Der Index konnte nicht geschrieben werden ({reason_of(error)}).") from error
        if isinstance(error, IndexDamaged):
            raise IndexDamaged(f"{error} {REBUILD_HINT}") from error
        raise
    return build, manifest


def _write(
    build: Path,
    read: Iterator[Batch],
    base: Previous | None,
    stale: Sequence[FileRow],
    stores: Stores,
) -> None:
    if base:
        shutil.copy2(base.folder / CATALOGUE_FILE, build / CATALOGUE_FILE)
    with ExitStack() as opened:
        catalogue = opened.enter_context(CatalogueWriter(build / CATALOGUE_FILE))
        gone = [chunk_id for row in stale for chunk_id in catalogue.remove(row.article)] if base else []
        store = stores.extend(base.folder, build, gone) if base else stores.create(build)
        vectors = opened.enter_context(VectorWriter(store))
        for batch in read:
            vectors.add(batch.articles, batch.vectors)
            at = 0
            for prepared in batch.articles:
                count = len(prepared.chunks)
                catalogue.add(prepared, batch.vectors[at : at + count])
                at += count
        catalogue.finish()


def _nothing_left(rejected: Sequence[Rejection]) -> str:
    if not rejected:
        return "In den genannten Ordnern liegt kein Artikel."
    first = rejected[0]
    if len(rejected) == 1:
        return f"Kein Artikel gefunden; abgelehnt: {first.source}: {first.reason}"
    return f"Kein Artikel gefunden; {len(rejected)} Dateien abgelehnt, zum Beispiel {first.source}: {first.reason}"


def _report(
    build: Path, manifest: Manifest, tally: _Tally, changes: Changes, started: datetime, *, extended: bool
) -> BuildReport:
    kept = changes.kept if extended else frozenset()
    return BuildReport(
        build=build.name,
        new=tally.read["new"],
        changed=tally.read["changed"],
        unchanged=tally.read["unchanged"] + len(kept),
        removed=len(changes.known.keys() - tally.sources - kept),
        rejected=tuple(tally.rejected),
        warnings=tuple(tally.warnings),
        chunks=manifest.chunks,
        salaries=manifest.salaries,
        seconds=(datetime.now(UTC) - started).total_seconds(),
    )
