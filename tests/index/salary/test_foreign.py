"""Figures of other towns and other professions."""

import pytest

from index.salary import statements
from index.salary.foreign import Others


def sums(text: str, others: Others = (), city: str = "Gera", profession: str = "Koch") -> list[int | None]:
    return [statement.min for statement in statements(text, professions=[profession], cities=[city], others=others)]


@pytest.mark.parametrize(
    "text",
    [
        "Anders als in Essen, wo 5.000 € gezahlt werden, liegt das Gehalt hier bei 3.000 €.",
        "Während in Mannheim 4.000 € üblich sind, bekommt man hier 3.000 €.",
        "Nicht wie in Zürich 7.000 €, sondern 3.000 € werden gezahlt.",
        "In Stuttgart sind es 4.200 €, hier bekommt man 3.000 €.",
        "Verglichen mit den 4.800 € in Frankfurt sind 3.000 € Gehalt wenig.",
        "Verglichen mit München sind 3.000 € Gehalt wenig.",
        "Das Gehalt liegt in Gera, anders als in Jena, bei 3.000 €.",
    ],
)
def test_a_contrast_shows_another_town_without_a_list(text: str) -> None:
    assert sums(text) == [3000]


@pytest.mark.parametrize("place", ["Vollzeit", "Kliniken", "größeren Bereichen", "Krankenhäusern", "Teilzeit"])
def test_common_nouns_are_no_towns(place: str) -> None:
    assert sums(f"Während in {place} 3.000 € gezahlt werden, sind es sonst 2.500 €.") == [3000, 2500]


def test_a_list_of_other_towns_shows_them_anywhere() -> None:
    known = frozenset({"Hamburg", "Gera"})
    assert sums("In Hamburg verdient man 3.500 €.", known) == []
    assert sums("In Hamburg verdient man 3.500 €, in Gera 3.000 €.", known) == [3000]
    assert sums("In Gera verdient man 3.000 €.", known) == [3000]
    assert sums("In Hamburg wird gut gezahlt. Dort gibt es 3.500 €.", known) == []


def test_a_test_for_names_does_as_well_as_a_list() -> None:
    assert sums("In Hamburg verdient man 3.500 €.", lambda name: name == "Hamburg") == []


def test_other_professions_are_left_out() -> None:
    assert sums("Ärzte verdienen 6.000 €, Köche 3.000 €.", {"Ärzte"}) == [3000]
    assert sums("Während Bankkaufleute 4.000 € bekommen, verdient ein Koch 3.000 €.") == [3000]
    assert sums("Die Kollegen aus der Entwicklung verdienen 5.000 €.") == []


def test_the_long_form_of_the_own_town_is_known_by_its_short_one() -> None:
    text = "In Mülheim verdient man 3.000 €."
    assert sums(text, {"Mülheim"}, city="Mülheim an der Ruhr") == [3000]
