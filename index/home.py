"""The index home: builds side by side, one pointer to the build in use, one lock for the writer."""

import fcntl
import json
import os
import re
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TextIO

from index.build_locks import BuildInUse, reserved
from index.chroma_server import ChromaServer
from index.errors import (
    IndexBusy,
    IndexDamaged,
    IndexLayerError,
    IndexMissing,
    IndexWriteFailed,
    StoreUnreachable,
)
from index.layout import CATALOGUE_FILE as CATALOGUE_FILE
from index.layout import CHROMA_FOLDER as CHROMA_FOLDER
from index.manifest import FILE_NAME, REPAIR_HINT
from index.reasons import is_utf8, reason_of
from index.stores import stores_on

POINTER = "CURRENT"
LOCK = "lock"
# What may be deleted: a home may hold other folders, for example when it is the checkout of a project.
STAMP = "%Y-%m-%dT%H-%M-%S"
BUILD_NAME = re.compile(r"\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-[0-9a-f]{4}")


class Home:
    """The folder `<home>/index` with its builds."""

    def __init__(self, home: Path, server: ChromaServer | None = None, cache: Path | None = None) -> None:
        """Name the home; nothing is read or written yet.

        With a server, vectors are there instead of in the builds' folders. With a cache, readers use copies of the
        catalogues there: for a home on another machine.
        """
        self.path = home / "index"
        self.server = server
        self.cache = cache

    def current(self) -> Path:
        """Return the folder of the build in use; raise IndexMissing where there is none yet."""
        try:
            name = (self.path / POINTER).read_text(encoding="utf-8").strip()
        except FileNotFoundError as error:
            if self.finished_builds():
                raise IndexDamaged(f"In {self.path} fehlt die Datei {POINTER}. {REPAIR_HINT}") from error
            raise IndexMissing(f"In {self.path} liegt noch kein Index. Aufbauen mit: lotse index ORDNER") from error
        except (OSError, UnicodeDecodeError) as error:
            raise IndexDamaged(f"{self.path / POINTER} ist nicht lesbar ({reason_of(error)}). {REPAIR_HINT}") from error
        build = self.path / name
        if not name or Path(name).name != name or not build.is_dir():
            raise IndexDamaged(f"{self.path / POINTER} nennt den Stand „{name}“, den es nicht gibt. {REPAIR_HINT}")
        return build

    def new_build(self) -> Path:
        """Create the folder of a new build, beside the one in use."""
        build = self.path / f"{self._later_than_all():{STAMP}}-{secrets.token_hex(2)}"
        build.mkdir()
        return build

    def _later_than_all(self) -> datetime:
        """Return the time, or a second after the newest build where the clock was set back: names tell the order."""
        now = datetime.now(UTC)
        with suppress(IndexError, ValueError, OverflowError):
            newest = datetime.strptime(self._builds()[-1].name[:-5], STAMP).replace(tzinfo=UTC)
            return max(now, newest + timedelta(seconds=1))
        return now

    def switch(self, build: Path) -> None:
        """Make build the one in use, for good: its files and the pointer are on the disk when this returns."""
        for file in build.rglob("*"):
            _sync_to_disk(file)
        _sync_to_disk(build)
        draft = self.path / f"{POINTER}.new"
        draft.write_text(build.name + "\n", encoding="utf-8")
        _sync_to_disk(draft)
        os.replace(draft, self.path / POINTER)
        _sync_to_disk(self.path)

    def is_in_use(self, build: Path) -> bool:
        """Say whether CURRENT names build."""
        try:
            return self.current().name == build.name
        except IndexLayerError:
            return False

    def prune(self, keep: Path | None) -> None:
        """Delete all builds but the one in use and `keep`, the previous one. Only for the holder of the lock.

        One that a reader still has open stays until a later run.
        """
        kept = {self.current().name, keep.name if keep else ""}
        self._delete(build for build in self._builds() if build.name not in kept)

    def clear_leftovers(self) -> None:
        """Delete builds that were killed half-way, before a new one needs their space. Only for the lock's holder."""
        self._delete(build for build in self._builds() if not _is_finished(build) and not self.is_in_use(build))

    def finished_builds(self) -> list[Path]:
        """Return the builds that have a manifest, the newest first."""
        return [build for build in reversed(self._builds()) if _is_finished(build)]

    def _builds(self) -> list[Path]:
        with suppress(OSError):
            return sorted(path for path in self.path.iterdir() if BUILD_NAME.fullmatch(path.name) and path.is_dir())
        return []

    def discard(self, build: Path) -> None:
        """Delete a build that did not come to be. Only for the holder of the lock."""
        self._delete([build])

    def _delete(self, builds: Iterable[Path]) -> None:
        stores = stores_on(self.server)
        for build in builds:
            # where the server does not answer the folder stays as well, to be tried again by a later run
            with suppress(BuildInUse, StoreUnreachable), reserved(build):
                stores.drop(build)
                # first, so that a build of which a part is gone is not taken for a finished one
                with suppress(OSError):
                    (build / FILE_NAME).unlink()
                shutil.rmtree(build, ignore_errors=True)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the writer's lock; raise IndexBusy naming who holds it."""
        if not is_utf8(str(self.path)):
            raise IndexWriteFailed(f"Der Name des Ordners {self.path} ist kein gültiges UTF-8.")
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(self.path / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise IndexWriteFailed(f"In {self.path} kann nicht geschrieben werden ({reason_of(error)}).") from error
        with os.fdopen(descriptor, "r+", encoding="utf-8") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise IndexBusy(
                    f"Der Index wird gerade aufgebaut, von {_holder(file.read())}. Bitte danach noch einmal."
                ) from error
            except OSError as error:
                raise IndexWriteFailed(f"{self.path} lässt sich nicht sperren ({reason_of(error)}).") from error
            _sign(file)
            yield  # the lock goes with the descriptor, also when the process is killed


def _is_finished(build: Path) -> bool:
    try:
        return (build / FILE_NAME).exists()
    except OSError:
        return True  # nobody can tell, so it is not to be deleted


def _sign(lock: TextIO) -> None:
    with suppress(OSError):  # a full disk; who holds the lock is only told, never relied on
        lock.truncate(0)
        lock.write(json.dumps({"pid": os.getpid(), "since": datetime.now(UTC).isoformat(timespec="seconds")}))
        lock.flush()


def _holder(note: str) -> str:
    try:
        values = json.loads(note)
        return f"Prozess {values['pid']} (seit {values['since']})"
    except (ValueError, KeyError, TypeError):
        return "einem anderen Prozess"


def _sync_to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
