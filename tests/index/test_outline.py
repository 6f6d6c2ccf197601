import textwrap

import pytest

from index import outline
from index.lines import content_lines

LONG = (
    "Planken hobeln, Laminat schleifen, Beschläge setzen: Der Tag hat mehr Handgriffe als Stunden. Dazwischen ruft der "
    "Eigner an und möchte wissen, ob sein Kahn bis Pfingsten schwimmt. Routine? Nur beim Aufräumen."
)
PAY = (
    "Am Anfang liegt das Gehalt meist zwischen 2.400 € und 2.800 €. Mit Gesellenjahren und einem Händchen für Holz "
    "geht es Richtung 3.300 €, in der Yachtwerft auch darüber."
)
SHORT = "Kiel. Nicht Hamburg, nicht Flensburg."


def read(*lines: str) -> list[tuple[str, str]]:
    """Return heading and text of each paragraph."""
    text = "\n".join(lines)
    return [(found.heading, text[found.start : found.end]) for found in outline.paragraphs(content_lines(text, []))]


def test_a_heading_stands_above_all_paragraphs_up_to_the_next_one() -> None:
    found = read(LONG, "Was ansteht", LONG, SHORT, PAY, "Die Sache mit dem Geld", PAY)
    assert found == [
        ("", LONG),
        ("Was ansteht", LONG),
        ("Was ansteht", SHORT),
        ("Was ansteht", PAY),
        ("Die Sache mit dem Geld", PAY),
    ]


def test_without_headings_every_line_is_a_paragraph() -> None:
    assert read(LONG, SHORT, PAY) == [("", LONG), ("", SHORT), ("", PAY)]


def test_paragraphs_are_numbered_and_know_their_line() -> None:
    found = outline.paragraphs(content_lines("\n".join((LONG, "", "Die Sache mit dem Geld", PAY)), []))
    assert [(paragraph.number, paragraph.line) for paragraph in found] == [(1, 1), (2, 4)]


@pytest.mark.parametrize(
    "heading",
    [
        "Gehalt",
        "Reicht das Geld?",
        "Aufgaben: Mehr als Schleifen",
        "Holz, Harz, Haltung (aber auch Humor)",
        "Ich hätte nie gedacht, dass mir das Spaß macht",
        "Was bleibt …",
        "Ran an die Planken!",
        "„Learning by Doing“ & andere Ausreden",
        "3 Dinge, die keiner vorher sagt",
    ],
)
def test_recognises_headings_of_every_shape(heading: str) -> None:
    assert read(LONG, heading, PAY) == [("", LONG), (heading, PAY)]


@pytest.mark.parametrize(
    "line", ["## Gehalt und mehr ##", "# Gehalt und mehr", "**Gehalt und mehr**", "\t Gehalt\u00a0und mehr \u200b"]
)
def test_frees_headings_of_marks_and_odd_blanks(line: str) -> None:
    assert read(LONG, line, PAY) == [("", LONG), ("Gehalt und mehr", PAY)]


@pytest.mark.parametrize(
    "line",
    [
        SHORT,
        "Eine schöne Frage, die hier niemand beantwortet.",
        "Kiel. Nicht laut, nicht leise ...",
        "Einstieg: 2.400 € bis 2.800 €",
        "- Planken hobeln und verleimen",
        "und am Ende doch wieder Schleifpapier",
        "Der Meister sagt: „Das wird schon.“",
    ],
)
def test_a_short_line_of_text_is_not_lost_as_a_heading(line: str) -> None:
    assert read(LONG, line, PAY) == [("", LONG), ("", line), ("", PAY)]


def test_a_heading_may_stand_above_a_paragraph_shorter_than_itself() -> None:
    heading = "Wie viel Holz steckt heute noch in einem Boot?"
    assert read(LONG, heading, SHORT, PAY) == [("", LONG), (heading, SHORT), (heading, PAY)]


def test_a_long_line_is_no_heading_even_without_a_full_stop() -> None:
    cut_off = "Verwaltungsfachangestellte " * 5 + "in Kiel"
    assert read(LONG, cut_off, LONG + PAY) == [("", LONG), ("", cut_off), ("", LONG + PAY)]


def test_a_line_whose_sentence_goes_on_below_is_no_heading() -> None:
    assert read(LONG, "Am Morgen riecht die Halle", f"nach Harz. {PAY}")[1] == ("", "Am Morgen riecht die Halle")


def test_no_line_of_a_text_that_was_wrapped_is_lost() -> None:
    found = read(LONG, *textwrap.wrap(LONG, 70), PAY)
    assert " ".join(text for _, text in found) == " ".join((LONG, LONG, PAY))


def test_a_heading_without_a_paragraph_belongs_nowhere() -> None:
    found = read(LONG, "Erster Versuch", "Zweiter Versuch", PAY, "Und dann das Ende")
    assert found == [("", LONG), ("Zweiter Versuch", PAY)]


def test_a_list_without_marks_is_kept() -> None:
    items = ("Planken hobeln", "Laminat schleifen", "Beschläge setzen")
    found = read(LONG, *items, "Die Sache mit dem Geld", PAY)
    assert found == [("", LONG), *(("", item) for item in items), ("Die Sache mit dem Geld", PAY)]


def test_edges_of_white_space_and_block_tags_are_no_part_of_a_paragraph() -> None:
    assert read(f"\t<p class='x'>\u00a0{LONG}\u202f</p> <br>", f"\u200b {PAY} <b>") == [("", LONG), ("", f"{PAY} <b>")]
