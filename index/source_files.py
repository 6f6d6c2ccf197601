"""Bytes of an article file, without being blocked, flooded or led astray by what stands at the path."""

import errno
import os
import stat
from pathlib import Path

from index.errors import ArticleRejected, SourceUnreadable

MAX_BYTES = 2_000_000

REASONS = {
    errno.ENOENT: "Datei nicht gefunden",
    errno.ENOTDIR: "Datei nicht gefunden",
    errno.EACCES: "nicht lesbar: keine Berechtigung",
    errno.EPERM: "nicht lesbar: keine Berechtigung",
    errno.ELOOP: "Verknüpfung führt im Kreis",
    errno.ENAMETOOLONG: "Dateiname zu lang",
}
KINDS = (
    (stat.S_ISDIR, "ein Ordner, keine Datei"),
    (stat.S_ISFIFO, "eine Pipe, keine Datei"),
    (stat.S_ISSOCK, "ein Socket, keine Datei"),
    (stat.S_ISCHR, "ein Gerät, keine Datei"),
    (stat.S_ISBLK, "ein Gerät, keine Datei"),
)


def read_bytes(path: Path) -> bytes:
    """Return the content of a regular file of at most MAX_BYTES, or raise ArticleRejected."""
    try:
        _require_regular_file(os.stat(path))  # before opening: opening a device can already do something
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
        with open(descriptor, "rb") as file:
            before = os.fstat(descriptor)
            _require_regular_file(before)  # again: the path may have changed in between
            data = file.read(MAX_BYTES + 1)
            if _state(os.fstat(descriptor)) != _state(before):
                raise SourceUnreadable("wird gerade geschrieben")  # half an article is none
    except OSError as error:
        raise SourceUnreadable(_reason(error)) from error
    except ValueError as error:
        raise ArticleRejected("Dateiname ist ungültig") from error
    if len(data) > MAX_BYTES:
        raise ArticleRejected(_too_big())
    return data


def _require_regular_file(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise ArticleRejected(next((kind for test, kind in KINDS if test(status.st_mode)), "keine gewöhnliche Datei"))
    if status.st_size > MAX_BYTES:
        raise ArticleRejected(_too_big())


def _state(status: os.stat_result) -> tuple[int, int]:
    return status.st_size, status.st_mtime_ns


def _too_big() -> str:
    return f"größer als {MAX_BYTES // 1_000_000} MB"


def _reason(error: OSError) -> str:
    code = error.errno or 0
    return REASONS.get(code, f"nicht lesbar ({errno.errorcode.get(code, 'unbekannter Fehler')})")
