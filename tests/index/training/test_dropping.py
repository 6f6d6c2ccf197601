"""Words go, pairs stay."""

from index.training.dropping import with_words_dropped
from index.training.sources import Pair

LONG = Pair("eins zwei drei vier fünf " * 40, "sechs sieben acht neun zehn " * 40, "bleibt", "gruppe")


def test_about_the_share_of_words_goes() -> None:
    (pair,) = with_words_dropped([LONG], 0.3, 1)
    assert 120 <= len(pair.question.split()) <= 160
    assert 120 <= len(pair.paragraph.split()) <= 160
    assert (pair.negative, pair.group) == ("bleibt", "gruppe")


def test_a_text_never_becomes_empty() -> None:
    assert with_words_dropped([Pair("eins", "zwei")], 1.0, 1) == [Pair("eins", "zwei")]


def test_nothing_goes_at_zero() -> None:
    assert with_words_dropped([Pair("eins zwei", "drei vier")], 0.0, 1) == [Pair("eins zwei", "drei vier")]
