"""Figures: right, missing, wrong, computed by hand."""

import pytest

from assistant.evaluation.figures import check_figures, figures


def checked(answer: str, *expected: float, allowed: tuple[str, ...] = ()) -> tuple[tuple[float, ...], ...]:
    found = check_figures(answer, expected, allowed)
    return found.right, found.missing, found.wrong


@pytest.mark.parametrize(
    "text",
    [
        "3.200 €",
        "3200 Euro",
        "3 200 €",
        "3200,00 €",
        "3,2k",
        "zwischen 3.200 und 3.800 €",
        "3.200–3.800 €",
        "ab 3.200 €",
    ],
)
def test_reads_german_ways_of_writing_a_sum(text: str) -> None:
    assert checked(f"Man bekommt {text}.", 3200)[1] == ()


def test_all_there() -> None:
    assert checked("4.200–6.000 € im Monat [1].", 4200, 6000) == ((4200, 6000), (), ())


def test_what_is_missing_is_no_wrong_figure() -> None:
    assert checked("Dazu sagt der Artikel nichts.", 4200, 6000) == ((), (4200, 6000), ())


def test_a_sum_given_instead_is_wrong_even_if_the_paragraph_has_it() -> None:
    allowed = ("zum Einstieg 3.000 €, später 5.000 €",)
    assert checked("Zum Einstieg 5.000 €.", 3000, allowed=allowed) == ((), (3000,), (5000,))


def test_a_further_sum_is_wrong_unless_a_source_states_it() -> None:
    allowed = ("zum Einstieg 3.000 €, später 5.000 €",)
    assert checked("3.000 €, später 5.000 €.", 3000, allowed=allowed) == ((3000,), (), ())
    assert checked("3.000 €, später 7.000 €.", 3000, allowed=allowed) == ((3000,), (), (7000,))


def test_markers_and_counts_are_no_sums() -> None:
    assert checked("3.000 € [12], seit 2019 in 3 Betrieben mit 40 Leuten.", 3000) == ((3000,), (), ())


def test_months_and_years_are_converted_where_the_sentence_says_so() -> None:
    assert checked("33.600 € im Jahr.", 2800)[0] == (2800,)
    assert checked("2.800 € im Monat.", 33600)[0] == (33600,)
    assert checked("33.600 €.", 2800) == ((), (2800,), (33600,))
    assert checked("2.800 € im Monat.\nUrlaub: 30 Tage im Jahr.", 2800 / 12)[1] == (2800 / 12,)


def test_list_items_do_not_lend_each_other_their_period() -> None:
    first, second = figures("- Koch: 2.800 € im Monat\n- Jurist: 33.600 € im Jahr")
    assert (first.twins, second.twins) == ((33600.0,), (2800.0,))
