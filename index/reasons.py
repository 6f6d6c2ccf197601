"""Say in German why the system refused: errors of files, of SQLite and of Chroma, which wraps both as text."""

import errno
import re
import shutil

NO_SPACE, READ_ONLY, DENIED = "kein Platz mehr auf dem Datenträger", "nur lesbar", "keine Berechtigung"
NOT_WRITABLE = (NO_SPACE, READ_ONLY, DENIED)
BY_NUMBER = {
    errno.ENOSPC: NO_SPACE,
    errno.EDQUOT: NO_SPACE,
    errno.EFBIG: "Datei zu groß",
    errno.EROFS: READ_ONLY,
    errno.EACCES: DENIED,
    errno.EPERM: DENIED,
    errno.ENOENT: "gibt es nicht",
    errno.ENOTDIR: "kein Ordner",
    errno.EISDIR: "ein Ordner, keine Datei",
    errno.ENAMETOOLONG: "Name zu lang",
    errno.ELOOP: "Verknüpfung führt im Kreis",
    errno.EMFILE: "zu viele offene Dateien",
    errno.ENFILE: "zu viele offene Dateien",
    errno.EIO: "Fehler des Datenträgers",
}
BY_TEXT = (
    (re.compile(r"disk is full|no space left", re.IGNORECASE), NO_SPACE),
    (re.compile(r"readonly database|read-only file system", re.IGNORECASE), READ_ONLY),
    (re.compile(r"permission denied", re.IGNORECASE), DENIED),
    (re.compile(r"disk i/o error|file too large", re.IGNORECASE), "Fehler beim Schreiben oder Lesen"),
    (re.compile(r"failed to apply logs", re.IGNORECASE), "Fehler beim Schreiben, vielleicht fehlt Platz"),
    (re.compile(r"database is locked", re.IGNORECASE), "von einem anderen Programm gesperrt"),
    (re.compile(r"malformed|not a database", re.IGNORECASE), "beschädigt"),
    (re.compile(r"connection refused|server disconnected|reset by peer", re.IGNORECASE), "keine Verbindung"),
    (re.compile(r"timed out", re.IGNORECASE), "keine Antwort"),
    (re.compile(r"unable to open database file", re.IGNORECASE), "lässt sich nicht öffnen"),
)


def is_utf8(name: str) -> bool:
    """Say whether a file name can be stored: bytes that are not UTF-8 arrive as lone surrogates."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def reason_of(error: Exception) -> str:
    """Return the reason in a few words; the error's own first line where none is known."""
    if isinstance(error, shutil.Error):  # of a copied tree: one (source, target, text) for each file
        return _from_text(str(error.args[0][0][2]))
    if isinstance(error, OSError) and error.errno in BY_NUMBER:
        return BY_NUMBER[error.errno]
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return "beschädigt" if isinstance(error, ValueError) else _from_text(str(error))


def _from_text(text: str) -> str:
    known = next((german for pattern, german in BY_TEXT if pattern.search(text)), None)
    return known or (text.splitlines() or ["unbekannter Fehler"])[0]
