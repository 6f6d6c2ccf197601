import json

import pytest

from assistant.render import to_json, to_text, visible
from assistant.types import Answer, Citation

HOSTILE = (
    "\x1b[31mrot\x1b[0m \x1b]8;;http://x\x07Link\x1b]8;;\x07 \x9b2J \x07 \u202egerade\u202c "
    "\x1b]52;c;aGk=\x07 a\rb [/b][link=x]"
)


def answer(text: str, quote: str = "Zitat") -> Answer:
    citation = Citation(1, "a", "/a/\x1b[1mkoch.txt", "Koch in Kiel", "Koch", "Kiel", "Geld", 3, 9, 0, 5, quote, 1.0)
    return Answer("Frage?", "Frage?", "answered", text, citations=(citation,), suggestions=("Und?",), sample=True)


def test_text_shows_answer_source_and_next_questions() -> None:
    text = to_text(answer("Es sind 2.300 € [1]."))
    assert text.splitlines()[0] == "Es sind 2.300 € [1]."
    assert "[1] Koch in Kiel · Geld · Absatz 3, Zeile 9" in text
    assert "„Zitat“" in text
    assert "Weiter fragen:\n  - Und?" in text
    assert "Beispielartikel" in text


@pytest.mark.parametrize("place", ["answer", "quote"])
def test_nothing_in_an_answer_drives_the_terminal(place: str) -> None:
    text = to_text(answer(HOSTILE) if place == "answer" else answer("x [1]", HOSTILE))
    assert not any(char in text for char in "\x1b\x9b\x07\r\u202e\u202c")
    assert "[/b][link=x]" in text, "markup of a library is text like any other"


def test_json_keeps_what_the_source_holds() -> None:
    assert json.loads(to_json(answer("x [1]", HOSTILE)))["citations"][0]["quote"] == HOSTILE


def test_visible_keeps_german_text_and_line_ends() -> None:
    assert visible("Größe „Ä“ – 3 €\nzweite Zeile") == "Größe „Ä“ – 3 €\nzweite Zeile"
