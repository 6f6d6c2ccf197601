"""Bytes to text: the encodings that article files come in, and a clear no to what is not text."""

import codecs
import re
import unicodedata
from dataclasses import dataclass

from index.errors import ArticleRejected

MAX_LINE_CHARS = 200_000
MAX_LINES = 20_000
MAX_CONTROL_SHARE = 0.05
MAX_FOREIGN_SHARE = 0.1
STRAY_BYTES = 3  # a broken character has up to three
MAX_MARKS = 30

SIGNATURES = (
    (b"%PDF-", "PDF statt Text"),
    (b"{\\rtf", "RTF statt Text"),
    (b"PK\x03\x04", "Office- oder ZIP-Datei statt Text"),
    (b"\xd0\xcf\x11\xe0", "Office-Datei statt Text"),
    (b"\x89PNG", "Bild statt Text"),
    (b"\xff\xd8\xff", "Bild statt Text"),
    (b"GIF8", "Bild statt Text"),
)
# UTF-32 first: its little-endian mark begins with the one of UTF-16
WIDE_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
UMLAUT = re.compile("[äöüßÄÖÜ]")
FOREIGN_LETTER = re.compile("[À-ÃÅ-ÕØ-ÛÝÞà-ãå-õø-ûý-ÿ]")
LETTER = re.compile(r"[^\W\d_]")
# what DOS and Mac umlauts turn into when read as Windows-1252: a sign where only a letter can stand
SIGN_IN_WORD = re.compile("(?<=[a-z])[€„”“†‡ˆ‰Š‹ŒŽ•™›Ÿ¡-³µ-¿×÷](?=[a-z])")
DOUBLE_ENCODED = re.compile("Ã[¤¶¼Ÿ„–œ\x84\x96\x9c\x9f]|â€[œžž“”™¦\x9c\x9d]")
SIGN_RUN = re.compile(rf"[^\w\s!-~]{{{MAX_MARKS + 1},}}")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, BOM removed and newlines as '\\n', and German remarks on how it was read."""

    text: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    """Decode the bytes of an article file, or raise ArticleRejected with a German reason."""
    _refuse_known_binary(data)
    decoded = _decode_any(data)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    _refuse_unusable(text)
    return Decoded(text, decoded.warnings + _remarks(text))


def _refuse_known_binary(data: bytes) -> None:
    start = data[:1024].lstrip()
    for signature, reason in SIGNATURES:
        if start.startswith(signature):
            raise ArticleRejected(reason)


def _decode_any(data: bytes) -> Decoded:
    # a mark says what the file is; UTF-8 cannot be met by chance; Windows-1252 fits nearly every byte, so it comes last
    return _decode_wide(data) or _decode_utf8(data) or _decode_damaged_utf8(data) or _decode_cp1252(data)


def _decode_wide(data: bytes) -> Decoded | None:
    encoding = next((name for bom, name in WIDE_BOMS if data.startswith(bom)), None)
    if encoding is None:
        return None
    try:
        return Decoded(data.decode(encoding), (f"als {encoding.upper()} gelesen",))
    except UnicodeDecodeError as error:
        raise ArticleRejected(f"beschädigtes {encoding.upper()}") from error


def _decode_utf8(data: bytes) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return None


def _decode_damaged_utf8(data: bytes) -> Decoded | None:
    """Replace the few broken bytes of a text that is UTF-8 elsewhere; refuse one that is half this, half that."""
    text = data.decode("utf-8-sig", errors="replace")
    sound = len(MULTIBYTE.findall(data))
    broken = text.count("\ufffd") - data.count("\ufffd".encode())
    if sound and broken <= max(STRAY_BYTES, sound // 10):
        return Decoded(text)
    if sound * 10 > broken:
        raise ArticleRejected("mehrere Zeichenkodierungen in einer Datei")
    return None


def _decode_cp1252(data: bytes) -> Decoded:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise ArticleRejected("unbekannte Zeichenkodierung oder keine Textdatei") from error
    if not CONTROL.search(text) and not _reads_as_german(text):
        raise ArticleRejected("unbekannte Zeichenkodierung")
    return Decoded(text, ("nicht UTF-8, als Windows-1252 gelesen",))


def _reads_as_german(text: str) -> bool:
    signs, umlauts = len(SIGN_IN_WORD.findall(text)), len(UMLAUT.findall(text))
    foreign, letters = len(FOREIGN_LETTER.findall(text)), len(LETTER.findall(text))
    return signs <= umlauts and foreign <= MAX_FOREIGN_SHARE * letters


def _refuse_unusable(text: str) -> None:
    if "\x00" in text:
        raise ArticleRejected("keine Textdatei (NUL-Bytes)")
    if len(CONTROL.findall(text)) > MAX_CONTROL_SHARE * len(text):
        raise ArticleRejected("keine Textdatei (überwiegend Steuerzeichen)")
    if not text.strip("\ufeff\u200b \t\n\v\f\u00a0"):
        raise ArticleRejected("leer")
    rows = text.split("\n")
    if len(rows) > MAX_LINES:
        raise ArticleRejected(f"mehr als {MAX_LINES} Zeilen")
    if max(map(len, rows)) > MAX_LINE_CHARS:
        raise ArticleRejected(f"eine Zeile ist länger als {MAX_LINE_CHARS} Zeichen")
    if _has_stacked_marks(text):
        raise ArticleRejected(f"mehr als {MAX_MARKS} Akzente auf einem Zeichen")


def _has_stacked_marks(text: str) -> bool:
    """Tell texts that pile up accents: bringing those into normal form costs the square of their number."""
    runs = (match.group() for match in SIGN_RUN.finditer(text))
    return any(sum(unicodedata.combining(sign) > 0 for sign in run) > MAX_MARKS for run in runs)


def _remarks(text: str) -> tuple[str, ...]:
    remarks = []
    if "\ufffd" in text:
        remarks.append(f"{text.count(chr(0xFFFD))} unlesbare Zeichen (�) im Text")
    if DOUBLE_ENCODED.search(text):
        remarks.append("Umlaute sehen doppelt kodiert aus (etwa „Ã¼“ für „ü“)")
    return tuple(remarks)
