import pytest

from index.places import Places


@pytest.mark.parametrize(
    ("own", "name", "other"),
    [
        ("Mülheim an der Ruhr", "Düsseldorf", True),
        ("Mülheim an der Ruhr", "Mülheim", False),
        ("Limburg a.d. Lahn", "Lahn", False),
        ("Bernau bei Berlin", "Berlin", False),
        ("Kiel", "Berlin", True),
        ("Kiel", "Essen", False),  # also a word
        ("Kiel", "Teilzeit", False),
    ],
)
def test_tells_other_towns_from_the_own_and_from_words(own: str, name: str, other: bool) -> None:
    with Places() as places:
        assert places.other_than(own)(name) is other


def test_gives_the_official_name_of_a_slug() -> None:
    with Places() as places:
        assert places.official_name("halle saale") == "Halle (Saale)"
        assert places.official_name("mulheim") == "Mülheim an der Ruhr"
        assert places.official_name("nirgendwo") is None
