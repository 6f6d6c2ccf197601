"""Copies of files of builds whose home is on another machine, kept under the digest of what is in them."""

import os
import tempfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from index.errors import IndexDamaged, IndexWriteFailed
from index.manifest import REPAIR_HINT
from index.reasons import reason_of
from index.seal import sealed_digest

BLOCK = 1 << 20
KEPT = 3  # copies, the newest: of the build in use, of the one before, and one for who has been asking for long


def cached(build: Path, name: str, cache: Path) -> Path:
    """Return a local copy of a file of build, fetching it where it is not there; raise IndexDamaged, IndexWriteFailed.

    A shared folder or mounted object storage is slow to search in, and its files may go while they are read.
    """
    digest = sealed_digest(build, name)
    copy = cache / f"{digest}{Path(name).suffix}"
    if not copy.exists():
        try:
            cache.mkdir(parents=True, exist_ok=True)
            _fetch(build / name, copy, digest)
        except OSError as error:
            raise IndexWriteFailed(
                f"{build / name} lässt sich nicht nach {cache} holen ({reason_of(error)})."
            ) from error
        _forget_old(cache, copy)
    return copy


def _fetch(source: Path, copy: Path, digest: str) -> None:
    descriptor, draft = tempfile.mkstemp(dir=copy.parent, suffix=".new")
    try:
        found = sha256()
        with source.open("rb") as file, os.fdopen(descriptor, "wb") as target:
            while block := file.read(BLOCK):
                found.update(block)
                target.write(block)
        if found.hexdigest() != digest:
            raise IndexDamaged(f"{source} ist beschädigt oder wurde verändert. {REPAIR_HINT}")
        os.replace(draft, copy)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(draft)


def _forget_old(cache: Path, newest: Path) -> None:
    with suppress(OSError):
        copies = sorted(cache.glob(f"{'?' * 64}{newest.suffix}"), key=lambda path: path.stat().st_mtime, reverse=True)
        for old in copies[KEPT:]:
            old.unlink(missing_ok=True)
