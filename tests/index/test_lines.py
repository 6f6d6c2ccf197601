import pytest

from index import markup
from index.lines import content_lines


def read(text: str) -> list[tuple[int, str]]:
    return [(line.number, line.text) for line in content_lines(text, markup.hidden_spans(text))]


def test_lines_keep_their_number_in_the_file() -> None:
    assert read("\n\nEins\n \t\nZwei") == [(3, "Eins"), (5, "Zwei")]


@pytest.mark.parametrize(
    "line", ["---", "* * *", "====", "2024", "…", "< p>", "</div><br/>", "&nbsp;", "\u200b\ufeff", "•"]
)
def test_lines_without_a_word_are_left_out(line: str) -> None:
    assert read(f"Eins\n{line}\nZwei") == [(1, "Eins"), (3, "Zwei")]


def test_front_matter_is_left_out() -> None:
    assert read("---\ntitel: Koch in Ulm\ntags:\n  - a\n- b\n---\nEins") == [(7, "Eins")]


@pytest.mark.parametrize("text", ["---\nEin Absatz, der kein Vorspann ist\n---\nEins", "---\ntitel: offen\nEins"])
def test_a_rule_at_the_top_is_not_yet_front_matter(text: str) -> None:
    assert read(text)[-1][1] == "Eins"
    assert len(read(text)) == 2


def test_spans_refer_to_the_text_as_it_is() -> None:
    text = "\u00a0\t Ko\u0308che  kochen \n<p>Viel</p>"
    assert [text[line.start : line.end] for line in content_lines(text, [])] == ["Ko\u0308che  kochen", "Viel"]
    assert read(text) == [(1, "Köche kochen"), (2, "Viel")]


@pytest.mark.parametrize(
    "hidden",
    [
        "<!-- nicht zeigen -->",
        "<!-- über\nzwei Zeilen -->",
        "<script>alert(1)</script>",
        "<STYLE type=x>p {}</STYLE>",
        '<div style="display:none">Geheim</div>',
        "<span hidden>Geheim</span>",
        '<p style="font-size:0">Geheim\nund mehr</p>',
    ],
)
def test_what_a_browser_hides_is_left_out(hidden: str) -> None:
    assert [text for _, text in read(f"Eins\n{hidden}\nZwei")] == ["Eins", "Zwei"]


@pytest.mark.parametrize(
    "line", ["Ein <!-- ohne Ende", "Wer <script> schreibt", "a < b und c > d", "Ein <b>fettes</b> Wort"]
)
def test_markup_that_hides_nothing_stays(line: str) -> None:
    assert read(line) == [(1, line)]
