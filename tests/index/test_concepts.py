"""Words for the same thing share a concept; compounds have that of their last part."""

import pytest

from index import german
from index.concepts import concepts_in, concepts_of


@pytest.mark.parametrize(("one", "other"), [("laut", "Lärm"), ("kräftig", "Muskeln"), ("laut", "Maschinenlärm")])
def test_words_for_the_same_thing_share_a_concept(one: str, other: str) -> None:
    assert concepts_of(german.stem(one)) & concepts_of(german.stem(other))


def test_words_for_different_things_do_not() -> None:
    assert not concepts_of(german.stem("Lärm")) & concepts_of(german.stem("Gehalt"))


def test_unknown_words_have_none() -> None:
    assert concepts_of("xyzzy") == frozenset()
    assert concepts_in([]) == frozenset()


def test_a_text_speaks_of_the_concepts_of_all_its_words() -> None:
    stems = german.stems("Der Kompressor dröhnt, und die Säcke sind schwer.")
    assert concepts_in(stems) >= concepts_of(german.stem("schwer"))
