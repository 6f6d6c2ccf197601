"""The vocabulary folds German spelling and shares the parts of compounds."""

import numpy as np
import pytest
from tokenizers import Tokenizer

from index.training.vocabulary import UNKNOWN, document_frequency, learn

TEXTS = ["gehalt einstieg gehalt", "einstiegsgehalt", "gehalt monat", "straße köln", "monat einstieg"] * 20


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return learn(TEXTS, 200)


@pytest.mark.parametrize(("one", "other"), [("Straße", "STRASSE"), ("Köln", "koln"), ("Ko\u0308ln", "Köln")])
def test_spellings_fall_together(tokenizer: Tokenizer, one: str, other: str) -> None:
    assert tokenizer.encode(one).ids == tokenizer.encode(other).ids


def test_a_part_of_a_compound_is_the_word_itself(tokenizer: Tokenizer) -> None:
    assert set(tokenizer.encode("gehalt").ids) <= set(tokenizer.encode("monatgehalt").ids)


def test_what_cannot_be_spelled_is_unknown(tokenizer: Tokenizer) -> None:
    assert tokenizer.encode("😀").tokens == [UNKNOWN]
    assert tokenizer.token_to_id(UNKNOWN) == 0


def test_frequency_counts_texts_not_words(tokenizer: Tokenizer) -> None:
    frequency = document_frequency(tokenizer, TEXTS)
    own = tokenizer.token_to_id("monat")
    assert frequency[own] == pytest.approx((40 + 0.5) / (len(TEXTS) + 1))
    assert np.all(frequency > 0)
