import codecs
import time

import pytest

from index.decoding import MAX_LINE_CHARS, decode
from index.errors import ArticleRejected

TEXT = "Köchinnen in Görlitz würzen gern – für 2.400 € im Monat.\nSüßes gibt’s später.\n"


def reason(data: bytes) -> str:
    with pytest.raises(ArticleRejected) as rejection:
        decode(data)
    return str(rejection.value)


def test_reads_utf8_without_remarks() -> None:
    decoded = decode(TEXT.encode())
    assert decoded.text == TEXT
    assert decoded.warnings == ()


def test_removes_the_byte_order_mark() -> None:
    assert decode(codecs.BOM_UTF8 + TEXT.encode()).text == TEXT


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_unifies_newlines(newline: str) -> None:
    assert decode(TEXT.replace("\n", newline).encode()).text == TEXT


def test_leaves_decomposed_umlauts_as_they_are() -> None:
    assert decode("Ko\u0308ln ist groß".encode()).text == "Ko\u0308ln ist groß"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_reads_wide_encodings_by_their_mark_and_says_so(encoding: str) -> None:
    marks = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
    decoded = decode(marks.get(encoding, b"") + TEXT.encode(encoding))
    assert decoded.text == TEXT
    assert "gelesen" in decoded.warnings[0]


def test_falls_back_to_windows_1252_and_says_so() -> None:
    decoded = decode(TEXT.encode("cp1252"))
    assert decoded.text == TEXT
    assert decoded.warnings == ("nicht UTF-8, als Windows-1252 gelesen",)


@pytest.mark.parametrize("encoding", ["cp850", "mac_roman", "cp1251", "koi8-r", "shift_jis"])
def test_refuses_encodings_it_would_misread(encoding: str) -> None:
    foreign = {"cp1251": "Работа и зарплата в городе", "koi8-r": "Работа и зарплата", "shift_jis": "東京の仕事と給料"}
    text = foreign.get(encoding, "Wärmetechniker gehören wahrhaftig zu den gefragten Kräften.")
    assert "kodierung" in reason(text.encode(encoding)).lower()


def test_replaces_few_broken_bytes_and_counts_them() -> None:
    decoded = decode(TEXT.encode() + b"abgeschnitten: \xe2\x82")
    assert decoded.text == TEXT + "abgeschnitten: \ufffd"
    assert decoded.warnings == ("1 unlesbare Zeichen (\ufffd) im Text",)


def test_lone_surrogates_are_replaced_and_named() -> None:
    decoded = decode(TEXT.encode() + b"\xed\xa0\x80")
    assert not any("\ud800" <= char <= "\udfff" for char in decoded.text)
    assert "unlesbare Zeichen" in decoded.warnings[0]


def test_refuses_two_encodings_in_one_file() -> None:
    assert "mehrere Zeichenkodierungen" in reason(TEXT.encode() * 3 + TEXT.encode("cp1252") * 3)


def test_remarks_on_umlauts_encoded_twice() -> None:
    decoded = decode(TEXT.encode().decode("cp1252").encode())
    assert "doppelt kodiert" in decoded.warnings[0]


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"%PDF-1.7\n1 0 obj", "PDF"),
        (b"\n %PDF-1.4", "PDF"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"{\\rtf1\\ansi Text}", "RTF"),
        (b"\x89PNG\r\n\x1a\n", "Bild"),
        (b"Gehalt\x00in Kiel", "NUL"),
        ("Gehalt in Kiel".encode("utf-16-le"), "NUL"),
        (b"\x01\x02\x03\x04abc", "Steuerzeichen"),
        (b"\xff\xfeA", "UTF-16"),
        (b"", "leer"),
        (codecs.BOM_UTF8, "leer"),
        (" \n\t\r\n\u00a0\u200b\n".encode(), "leer"),
        (("e" + "\u0301\u0316" * 40).encode(), "Akzente"),
    ],
)
def test_refuses_what_is_no_text_by_name(data: bytes, named: str) -> None:
    assert named in reason(data)


def test_keeps_a_text_with_a_few_terminal_sequences() -> None:
    text = "Gut bezahlt ist \x1b[31mrot\x1b[0m nur der Plan, sonst ist in dieser Stadt alles wie immer.\n"
    assert decode(text.encode()).text == text


def test_refuses_an_endless_line_but_not_a_long_one() -> None:
    assert decode(b"ab " * (MAX_LINE_CHARS // 3)).text
    assert "länger als" in reason(b"a" * (MAX_LINE_CHARS + 1))


def test_refuses_a_text_of_endlessly_many_lines() -> None:
    assert "Zeilen" in reason(b"a\n" * 100_000)


def test_piled_up_accents_are_refused_quickly() -> None:
    started = time.perf_counter()
    assert "Akzente" in reason(("e" + "\u0301\u0316" * 50_000).encode())
    assert time.perf_counter() - started < 1
