"""Amounts joined to ranges and bounded by the words around them."""

import pytest

from index.salary.figures import figures

Bounds = tuple[float | None, float | None, bool]


def bounds(sentence: str) -> list[Bounds]:
    return [(figure.low, figure.high, figure.open_top) for figure in figures(sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "zwischen 2.400 € und 2.800 €",
        "von 2.400 bis 2.800 €",
        "2.400–2.800 €",
        "2.400 - 2.800 €",
        "2.400 € bis hin zu 2.800 €",
        "2.400 € oder auch 2.800 €",
        "2.400 € brutto bis rund 2.800 € brutto",
        "2,4 bis 2,8 Tausend Euro",
        "EUR 2.400 bis EUR 2.800",
    ],
)
def test_joins_two_amounts_to_a_range(sentence: str) -> None:
    assert bounds(sentence) == [(2400, 2800, False)]


def test_suspended_number_words_share_their_scale() -> None:
    assert bounds("drei- bis viertausend Euro") == [(3000, 4000, False)]


def test_a_comma_or_a_far_higher_sum_makes_no_range() -> None:
    assert bounds("2.400 €, 2.800 €") == [(2400, 2400, False), (2800, 2800, False)]
    assert bounds("200 € bis 9.000 €") == [(200, 200, False), (None, 9000, False)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("ab 3.000 €", (3000, None, True)),
        ("ab etwa 3.000 €", (3000, None, True)),
        ("jenseits der 3.000 €", (3000, None, True)),
        ("mindestens 3.000 €", (3000, None, True)),
        ("mehr als 3.000 €", (3000, None, True)),
        ("nicht unter 3.000 €", (3000, None, True)),
        ("unter 3.000 € arbeitet hier niemand", (3000, None, True)),
        ("3.000 € aufwärts", (3000, None, True)),
        ("3.000 € oder mehr", (3000, None, True)),
        ("3.000+ €", (3000, None, True)),
        ("rund 3.000 €, manchmal etwas mehr", (3000, None, True)),
        ("bis zu 3.000 €", (None, 3000, False)),
        ("maximal 3.000 €", (None, 3000, False)),
        ("mehr als 3.000 € sind selten drin", (None, 3000, False)),
        ("bei 3.000 € ist Schluss", (None, 3000, False)),
        ("rund 3.000 €", (3000, 3000, False)),
        ("um die 3.000 €", (3000, 3000, False)),
        ("nicht selten 3.000 €", (3000, 3000, False)),
        ("froh sein über 3.000 €", (3000, 3000, False)),
    ],
)
def test_bounds_of_a_single_sum(sentence: str, expected: Bounds) -> None:
    assert bounds(sentence) == [expected]


@pytest.mark.parametrize(
    ("tail", "opened"),
    [
        ("oder mehr", True),
        ("– mit Luft nach oben", True),
        (", nach oben ist viel Platz", True),
        (", gelegentlich sogar mehr", True),
        (", kaum Spielraum nach oben", False),
        (", mehr nicht", False),
        ("plus 300 € Zulage", False),
    ],
)
def test_open_top_of_a_range(tail: str, opened: bool) -> None:
    assert bounds(f"3.000 € bis 3.400 € {tail}")[0] == (3000, 3400, opened)


def test_the_end_of_a_scale_is_no_cap() -> None:
    assert bounds("von 2.300 € für Ungelernte bis 3.500 € für Geprüfte")[1] == (3500, 3500, False)
