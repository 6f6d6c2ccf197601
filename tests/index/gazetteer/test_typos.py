from collections.abc import Iterator

import pytest

from index.gazetteer import Gazetteer
from index.gazetteer.decoys import look_alikes
from index.gazetteer.typos import allowed_slips, closest


@pytest.fixture(scope="module")
def gazetteer() -> Iterator[Gazetteer]:
    opened = Gazetteer.open()
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("typo", "town"),
    [
        ("Dortmnud", "Dortmund"),
        ("Müchen", "München"),
        ("Hambrug", "Hamburg"),
        ("Frankfrut", "Frankfurt am Main"),
        ("Wupertal", "Wuppertal"),
        ("Saarbrüken", "Saarbrücken"),
        ("Stuttgard", "Stuttgart"),
        ("Bilefeld", "Bielefeld"),
        ("Leibzig", "Leipzig"),
        ("Gelsenkirhcen", "Gelsenkirchen"),
        ("Dortmuder", "Dortmund"),
        ("eRfurt", None),
        ("Dortmund", None),
        ("Leipziger", None),
    ],
)
def test_misspelt_towns(gazetteer: Gazetteer, typo: str, town: str | None) -> None:
    found = gazetteer.similar_city(typo)
    assert (found.name if found else None) == town


@pytest.mark.parametrize(
    ("typo", "title"),
    [
        ("Krankenpfelgerin", "Krankenpfleger"),
        ("Erziherin", "Erzieher/in"),
        ("Mechatronicker", "Mechatroniker/in"),
        ("Softwareentwikler", "Softwareentwickler/in"),
        ("Zahnart", "Zahnarzt/Zahnärztin"),
        ("Verkeufer", "Verkäufer/in"),
        ("Programierer", "Programmierer/in"),
        ("Ingeneur", "Ingenieur/in"),
        ("Fließenleger", "Fliesenleger/in"),
        ("Bäker", "Bäcker/in"),
        ("Elektrniker", "Elektroniker/in"),
        ("IT-Leitre", "IT-Leiter/in"),
        ("Koch", None),
        ("Zahnarzt", None),
    ],
)
def test_misspelt_professions(gazetteer: Gazetteer, typo: str, title: str | None) -> None:
    found = gazetteer.similar_profession(typo)
    assert (found.name if found else None) == title


def test_slips_grow_with_the_word() -> None:
    assert [allowed_slips("x" * letters) for letters in (4, 5, 9, 10)] == [0, 1, 1, 2]


def test_the_first_letter_must_be_right_or_swapped() -> None:
    assert closest("remen", ["bremen"]) is None
    assert closest("rbemen", ["bremen"]) == "bremen"


def test_a_missing_letter_is_likelier_than_a_wrong_one() -> None:
    assert closest("baker", ["bauer", "backer"]) == "backer"


def test_the_word_itself_is_no_misspelling() -> None:
    assert closest("bremen", ["bremen"]) is None


def test_look_alikes_are_what_closest_would_take() -> None:
    words = ["stade", "stadt", "bremsen", "rbemen", "xremen", "kunde"]
    names = ["stade", "bremen"]
    assert sorted(look_alikes(words, names)) == ["bremsen", "rbemen", "stadt"]
