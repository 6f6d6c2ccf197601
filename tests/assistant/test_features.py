"""What speaks for a chunk, measured on the sample articles and by hand."""

from dataclasses import replace

import numpy as np
import pytest

from assistant.chain import Assistant
from assistant.features import TIME, Features
from assistant.ranking import NAMES, likelihoods, matrix
from assistant.retriever import MEASURED, READ
from assistant.scope import scope_of
from assistant.types import Hit
from index import german
from index.interaction import interaction_model

UNBOUNDED = ("subject", "interaction")


def hits(assistant: Assistant, question: str) -> list[Hit]:
    query = assistant.understand(question)
    scope = scope_of(query, assistant.index.catalogue)
    return assistant.retriever.retrieve(query, 20, scope.articles)


def test_shares_sum_up_to_one_and_fall(sample_assistant: Assistant) -> None:
    found = hits(sample_assistant, "Welche Aufgaben hat ein Jurist in Magdeburg?")
    assert sum(hit.score for hit in found) == pytest.approx(1.0)
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)


def test_all_but_likenesses_lie_between_0_and_1(sample_assistant: Assistant) -> None:
    found = hits(sample_assistant, "Wie oft hat ein Arzt in Halle nachts Dienst?")
    values = matrix([hit.features for hit in found])
    bounded = [at for at, name in enumerate(NAMES) if "likeness" not in name and name not in UNBOUNDED]
    assert values[:, bounded].min() >= 0.0
    assert values[:, bounded].max() <= 1.6  # best_joint sums up three parts
    subject = values[:, NAMES.index("subject")]
    assert subject.min() >= -5.0  # the logarithm of a share, not of nothing
    assert subject.max() <= 5.0


def test_what_is_not_read_counts_no_more_than_the_worst_that_was(sample_assistant: Assistant) -> None:
    query = sample_assistant.understand("Wer muss sonntags arbeiten?")
    found = sample_assistant.retriever.retrieve(query, MEASURED)
    logits = sorted(hit.features.interaction for hit in found)
    assert len(found) > READ
    assert len(set(logits)) == READ
    assert logits.count(logits[0]) == len(found) - READ + 1


def test_the_question_is_read_beside_title_heading_and_text(sample_assistant: Assistant) -> None:
    question = "Muss eine Verkäuferin in Rostock auch sonntags arbeiten?"
    query, found = sample_assistant.understand(question), hits(sample_assistant, question)
    assert found
    for hit in found:
        told = ". ".join(part for part in (hit.chunk.article.title, hit.chunk.heading, hit.chunk.text) if part)
        assert hit.features.interaction == interaction_model().logits(query.text, [told])[0]


def test_part_of_a_compound_and_a_word_for_the_same_thing_count(sample_assistant: Assistant) -> None:
    [strong, *_] = sorted(
        hits(sample_assistant, "Braucht man als Berufskraftfahrer in Leipzig Muskelkraft?"),
        key=lambda hit: -hit.features.parts,
    )
    assert "Muskeln" in strong.chunk.text
    assert strong.features.parts > 0
    [loud, *_] = sorted(
        hits(sample_assistant, "Ist es für Erzieher in Essen laut?"), key=lambda hit: -hit.features.concepts
    )
    assert loud.features.concepts > 0


@pytest.mark.parametrize(
    ("text", "is_time"),
    [
        ("Aufgeschlossen wird um halb sechs.", True),
        ("Gegen 18 Uhr beginnt der Tag.", True),
        ("Im Winter ist die Hütte voll.", True),
        ("Sonntags bleibt die Tür zu.", True),
        ("Das Handwerk hat goldenen Boden.", False),
        ("Der Vertrag liegt auf dem Tisch.", False),
    ],
)
def test_times_are_told_from_other_words(text: str, is_time: bool) -> None:
    assert (TIME.search(german.fold(text)) is not None) is is_time


def test_weights_turn_features_into_shares() -> None:
    nothing = Features(*[0.0] * len(NAMES))
    shares = likelihoods([nothing, nothing], particular=True)
    assert np.allclose(shares, [0.5, 0.5])
    assert len(likelihoods([], particular=False)) == 0


def test_a_ranking_may_draw_on_words_or_vectors_alone() -> None:
    nothing = Features(*[0.0] * len(NAMES))
    by_words, by_vector = replace(nothing, best_grams=1.0, specific=1.0), replace(nothing, best_dense=1.0)
    for fusion, first in (("words", 0), ("vectors", 1)):
        shares = likelihoods([by_words, by_vector], particular=True, fusion=fusion)  # type: ignore[arg-type]
        assert int(np.argmax(shares)) == first
