import errno
import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from index.reasons import is_utf8, reason_of


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "kein Platz mehr auf dem Datenträger"),
        (PermissionError(errno.EACCES, "Permission denied", "x"), "keine Berechtigung"),
        (OSError(errno.EROFS, "Read-only file system"), "nur lesbar"),
        (OSError(errno.ENOLCK, "No locks available"), "No locks available"),
        (sqlite3.OperationalError("database or disk is full"), "kein Platz mehr auf dem Datenträger"),
        (sqlite3.DatabaseError("file is not a database"), "beschädigt"),
        (RuntimeError("error returned from database: (code: 8) attempt to write a readonly database"), "nur lesbar"),
        (RuntimeError("something new\nat line 5"), "something new"),
        (RuntimeError(""), "unbekannter Fehler"),
        (ValueError("Expecting value: line 1"), "beschädigt"),
    ],
)
def test_says_why_in_german_where_it_can(error: Exception, reason: str) -> None:
    assert reason_of(error) == reason


def test_says_why_a_folder_could_not_be_copied(tmp_path: Path) -> None:
    (tmp_path / "from").mkdir()
    (tmp_path / "from" / "dangling").symlink_to("nowhere")
    with pytest.raises(shutil.Error) as caught:
        shutil.copytree(tmp_path / "from", tmp_path / "to")
    assert "No such file" in reason_of(caught.value)


def test_names_of_other_bytes_are_not_utf8() -> None:
    assert is_utf8("koch-köln.txt")
    assert not is_utf8(os.fsdecode(b"koch-k\xf6ln.txt"))
