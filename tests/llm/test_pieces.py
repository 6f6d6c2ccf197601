"""A stream is cut into sentences and list items, however it comes in."""

import pytest

from assistant.llm.markers import marked, with_markers
from assistant.llm.pieces import Cutter, Piece

REPLY = """<think>Das Gehalt, hm.
Also gut.</think>Ein IT Manager verdient z. B. 4.200 € im Monat [1]. Das hängt ab. [1, 2] Danach folgt mehr 【2†x】.
**Aufgaben:**
- **Budget:** planen [1]
* Verträge prüfen. Fristen setzen [2].
1. Reden [1]

# Fazit
| Stufe | Gehalt |
|---|---|
Im 2. Lehrjahr steigt es."""
PIECES = [
    Piece("Ein IT Manager verdient z. B. 4.200 € im Monat [1].", ""),
    Piece("Das hängt ab. [1, 2]", " "),
    Piece("Danach folgt mehr 【2†x】.", " "),
    Piece("Aufgaben:", "\n", is_heading=True),
    Piece("Budget: planen [1]", "\n- "),
    Piece("Verträge prüfen.", "\n- "),
    Piece("Fristen setzen [2].", " "),
    Piece("Reden [1]", "\n- "),
    Piece("Fazit", "\n\n", is_heading=True),
    Piece("Stufe, Gehalt", "\n"),
    Piece("Im 2. Lehrjahr steigt es.", "\n\n"),
]


@pytest.mark.parametrize("step", [1, 2, 3, 7, 40, 10_000])
def test_cuts_the_same_pieces_whatever_the_chunks(step: int) -> None:
    cutter, pieces = Cutter(), list[Piece]()
    for at in range(0, len(REPLY), step):
        pieces += cutter.feed(REPLY[at : at + step])
    assert [*pieces, *cutter.finish()] == PIECES


def test_gives_a_sentence_as_soon_as_the_next_one_has_begun() -> None:
    cutter = Cutter()
    assert list(cutter.feed("Das ist so [1]. ")) == []
    assert list(cutter.feed("Und ")) == [Piece("Das ist so [1].", "")]


def test_thoughts_that_do_not_end_are_never_shown() -> None:
    cutter = Cutter()
    assert [*cutter.feed("<think>Geheim. Ganz geheim. Und "), *cutter.finish()] == []


def test_nothing_that_drives_a_terminal_is_left() -> None:
    cutter = Cutter()
    pieces = [*cutter.feed("Das \x1b]52;c;QUFB\x07 ist\u202e so.\r\nUnd \u200bdas.\r\n"), *cutter.finish()]
    assert [piece.text for piece in pieces] == ["Das ]52;c;QUFB ist so.", "Und das."]


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("Das ist so [1].", (1,)),
        ("Das ist so [1, 2].", (1, 2)),
        ("Das ist so [1][3].", (1, 3)),
        ("Das ist so. [2-4]", (2, 3, 4)),
        ("Das ist so【1†Quelle】.", (1,)),
        ("Das ist so [^2].", (2,)),
        ("Das ist so [Abschnitt 1 und 2].", (1, 2)),
        ("Das ist so (Quelle 3).", (3,)),
        ("Das ist so (2).", (2,)),
        ("Das ist so [siehe oben].", ()),
    ],
)
def test_reads_markers_as_models_write_them(written: str, numbers: tuple[int, ...]) -> None:
    said = marked(written)
    assert said.text == "Das ist so."
    assert said.numbers == numbers


def test_markers_stand_before_the_mark_that_ends_a_sentence() -> None:
    assert with_markers("Das ist so.", "[1][2]") == "Das ist so [1][2]."
    assert with_markers("Budget planen", "[1]") == "Budget planen [1]."
    assert with_markers("„Das ist so.“", "[1]") == "„Das ist so [1].“"
