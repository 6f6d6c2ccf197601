"""What a paragraph says of pay: spans, periods, currencies, qualifiers."""

import pytest

from index.salary import Statement, statements
from index.types import Period


def only(text: str, heading: str = "") -> Statement:
    (statement,) = statements(text, heading)
    return statement


def test_the_span_is_the_sentence_that_states_the_figure() -> None:
    text = "Es ist laut. Der Lohn liegt bei ca. 2.400 € im Monat. Danach ist Feierabend."
    statement = only(text)
    assert text[statement.start : statement.end] == "Der Lohn liegt bei ca. 2.400 € im Monat."


def test_both_sides_of_a_semicolon_share_their_sentence() -> None:
    text = "Anfänger verdienen 2.200 €; Erfahrene kommen auf 2.900 €."
    assert {(s.start, s.end) for s in statements(text)} == {(0, len(text))}


@pytest.mark.parametrize("blank", ["\u00a0", "\u202f", "\u2009"])
def test_reads_no_break_and_narrow_blanks(blank: str) -> None:
    text = f"Der Lohn liegt bei 2{blank}400{blank}€."
    assert (only(text).min, only(text).end) == (2400, len(text))


@pytest.mark.parametrize(
    ("text", "amount", "period"),
    [
        ("Das Gehalt beträgt 2.900 €.", 2900, "month"),
        ("Das Gehalt beträgt 36.000 €.", 36000, "year"),
        ("Das Gehalt beträgt 12.000 € im Jahr.", 12000, "year"),
        ("Das Jahresgehalt beträgt 41.000 €.", 41000, "year"),
        ("Im Jahr 2024 lag das Gehalt bei 2.900 €.", 2900, "month"),
        ("Der Stundenlohn beträgt 15 €.", 15, "hour"),
        ("Gezahlt werden 14,90 € pro Stunde.", 14, "hour"),
        ("Beim Stundenlohn kommt man auf 2.300 € im Monat.", 2300, "month"),
    ],
)
def test_period_by_word_and_size(text: str, amount: int, period: Period) -> None:
    assert (only(text).min, only(text).period) == (amount, period)


def test_knows_francs() -> None:
    assert only("Als Lohn gelten 5'200 Franken.").currency == "CHF"
    assert only("Als Lohn gelten 2.500 €.").currency == "EUR"


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("Mit Meisterbrief sind 3.500 € Gehalt drin.", "Mit Meisterbrief"),
        ("Fachärzte verdienen 6.500 €.", "Fachärzte"),
        ("Das Gehalt liegt bei 2.500 €, je nach Schicht und Betrieb.", "je nach Schicht und Betrieb"),
        ("Wer nachts fährt, kann auf 3.200 € kommen.", "Wer nachts fährt"),
        ("Vom Lohn bleiben netto 1.800 €.", "netto"),
        ("Das Gehalt liegt bei 2.500 €.", ""),
    ],
)
def test_qualifier_is_the_condition_in_the_articles_words(text: str, qualifier: str) -> None:
    assert only(text).qualifier == qualifier


def test_a_money_heading_makes_a_bare_range_pay() -> None:
    text = "Meist sind es 2.400 bis 2.800."
    assert statements(text, "Wetter") == []
    assert (only(text, "Gehalt und Perspektiven").min, only(text, "Gehalt").max) == (2400, 2800)


def test_a_floor_yields_to_the_range_of_its_level() -> None:
    assert [s.min for s in statements("Selten sinkt der Lohn unter 2.200 €, meist sind es 2.300 € bis 2.500 €.")] == [
        2300
    ]
    assert (
        only("Selten sinkt der Lohn unter 2.200 €.").min,
        only("Selten sinkt der Lohn unter 2.200 €.").open_top,
    ) == (
        2200,
        True,
    )


def test_text_without_figures_is_left_at_once() -> None:
    assert statements("Über Geld spricht hier niemand. " * 1000) == []


def test_an_endless_line_is_no_sentence() -> None:
    assert statements("Gehalt 2.000 € ist x " * 5000) == []
