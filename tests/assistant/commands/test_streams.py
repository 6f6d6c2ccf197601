import io
import json
import os
import sys

import pytest

from assistant.commands.streams import read_lines, say, show_json, typed, whole, wrapped


def test_lines_break_at_blanks_under_the_beginning_of_their_item() -> None:
    text = "Kurz.\n\n  - Ein langer Punkt der Liste\n      „Ein Zitat, das nicht in die Zeile passt.“"
    assert wrapped(text, 24).split("\n") == [
        "Kurz.",
        "",
        "  - Ein langer Punkt der",
        "    Liste",
        "      „Ein Zitat, das",
        "       nicht in die",
        "       Zeile passt.“",
    ]


def test_a_word_longer_than_the_line_stays_whole() -> None:
    assert wrapped("it-manager-muelheim-an-der-ruhr.txt", 20) == "it-manager-muelheim-an-der-ruhr.txt"


@pytest.mark.parametrize("data", ["Mülheim".encode(), "Mülheim".encode("cp1252")])
def test_an_argument_is_read_as_utf8_else_as_cp1252(data: bytes) -> None:
    assert typed(os.fsdecode(data)) == "Mülheim"


def test_half_characters_are_marked_and_whole_ones_kept() -> None:
    assert whole("a\ud800b😀") == "a\ufffdb😀"


def test_json_is_escaped_where_it_could_drive_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    value = {"text": "Müll\x9b31m\u202e\x1b[0m\U000e0041 4.200–6.000 € 😀", "name": "\udcfc"}
    show_json(value)
    printed = capsys.readouterr().out
    assert "Müll" in printed
    assert not any(char in printed for char in "\x9b\u202e\x1b\U000e0041\udcfc")
    assert json.loads(printed) == {**value, "name": "\ufffd"}


def test_json_is_ascii_where_the_output_is_not_utf8(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="latin-1"))
    show_json({"text": "4.200–6.000 € 😀"})
    assert json.loads(raw.getvalue().decode("ascii")) == {"text": "4.200–6.000 € 😀"}


def test_lines_are_read_up_to_a_limit_and_the_rest_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    data = b"\xef\xbb\xbferste\n" + b"x" * 3_000_000 + b"\nletzte"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    lines = list(read_lines())
    assert [line[:8] for line in lines] == ["erste\n", "xxxxxxxx", "letzte"]
    assert len(lines[1]) == 1_000_000


def test_a_remark_is_one_line_whatever_it_holds(capsys: pytest.CaptureFixture[str]) -> None:
    say("Abgelehnt: zeile\nzwei\x1b[31m.txt: leer")
    assert capsys.readouterr().err == "Abgelehnt: zeile zwei[31m.txt: leer\n"
