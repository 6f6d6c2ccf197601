"""Locks on finished builds: readers share one for as long as they have the build open, who deletes it takes it alone.

The lock is on the folder itself, so it costs no file and works where a reader may not write; the system releases it
when a process ends, however it ends.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from index.errors import IndexLayerError


class BuildInUse(IndexLayerError):
    """A reader has the build open."""


class Reading:
    """A reader's share of the lock on a build."""

    def __init__(self, build: Path) -> None:
        """Take it. Where the file system knows no locks, or the build is gone, nothing is held."""
        self._folder: int | None = None
        with suppress(OSError):
            self._folder = os.open(build, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            fcntl.flock(self._folder, fcntl.LOCK_SH | fcntl.LOCK_NB)

    def close(self) -> None:
        """Give it back."""
        if self._folder is not None:
            os.close(self._folder)
            self._folder = None


@contextmanager
def reserved(build: Path) -> Iterator[None]:
    """Keep readers from opening build while it is deleted; raise BuildInUse where one has it open."""
    try:
        folder = os.open(build, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError:  # nobody can have opened it either
        yield
        return
    try:
        with _held_means_in_use():
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(folder)


@contextmanager
def _held_means_in_use() -> Iterator[None]:
    """Raise BuildInUse for a lock that is held, and go on where the file system knows no locks."""
    try:
        yield
    except BlockingIOError as error:
        raise BuildInUse from error
    except OSError:
        pass
