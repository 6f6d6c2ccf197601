"""The gate, sentence by sentence, over the sample articles."""

from collections.abc import Callable

import pytest

from assistant.chain import Assistant
from assistant.llm.gate import Gate, Knowledge, Verdict
from assistant.llm.names import NameReader
from assistant.llm.pieces import Piece
from assistant.llm.sources import sources_of
from index.embeddings import Embedder

BOTH = "Was verdient man in der IT Organisation in Dortmund und in Mülheim?"
PAY = "Was verdient ein IT Manager in Mülheim an der Ruhr?"
DRIVER = "Was verdient ein Berufskraftfahrer in Leipzig?"
Judge = Callable[..., Verdict]


@pytest.fixture
def judge(sample_assistant: Assistant, embedder: Embedder) -> Judge:
    def judged(question: str, *sentences: str) -> Verdict:
        grounds = sample_assistant._grounds(sample_assistant.understand(question))
        assert grounds.draft
        catalogue = sample_assistant.index.catalogue
        sources = sources_of(grounds.draft, catalogue, room=3000)
        knowledge = Knowledge(question, sources, grounds.answer.salaries)
        gate = Gate(knowledge, catalogue, NameReader(sample_assistant.finder), embedder)
        return [gate.judge(Piece(sentence, "")) for sentence in sentences][-1]

    return judged


@pytest.mark.parametrize(
    "sentence",
    [
        "Ein IT Manager verdient in Mülheim viertausendzweihundert bis sechstausend Euro im Monat [1].",
        "Ein IT Manager verdient in Mülheim 4,2k bis 6k im Monat [1].",
        "Auf das Jahr gerechnet sind das 50.400 bis 72.000 € [1].",
        "Die Spanne reicht in Mülheim von 4.200 € bis 6.000 € im Monat [1].",
        "Möglich sind in Mülheim bis zu 6.000 € im Monat [1].",
    ],
)
def test_the_same_sum_in_other_words_passes(judge: Judge, sentence: str) -> None:
    verdict = judge(PAY, sentence)
    assert verdict.quotes, verdict.dropped


@pytest.mark.parametrize(
    "sentence",
    [
        "Ein IT Manager verdient in Mülheim viertausend bis sechstausend Euro im Monat [1].",
        "Ein IT Manager verdient in Mülheim 50.400 bis 72.000 € im Jahr [1].",
        "Ein IT Manager verdient in Mülheim 4.200 bis 6.000 € in der Woche [1].",
        "Ein IT Manager verdient in Mülheim ab 6.000 € im Monat [1].",
        "Ein IT Manager verdient in Mülheim 4.200 € im Monat [1].",
        "Berufseinsteiger verdienen als IT Manager in Mülheim 4.200 bis 6.000 € im Monat [1].",
    ],
)
def test_another_sum_time_bound_or_level_does_not(judge: Judge, sentence: str) -> None:
    assert judge(PAY, sentence).dropped.startswith("Zahl")


def test_a_figure_belongs_to_the_town_beside_it(judge: Judge) -> None:
    right = "Einsteiger verdienen in Dortmund 3.000 bis 3.800 €, in Mülheim 2.800 bis 3.200 € [1][2]."
    swapped = "Einsteiger verdienen in Mülheim 3.000 bis 3.800 €, in Dortmund 2.800 bis 3.200 € [1][2]."
    assert len(judge(BOTH, right).quotes) == 2
    assert judge(BOTH, swapped).dropped.startswith("Zahl")


def test_a_sentence_without_a_town_goes_on_with_the_one_before(judge: Judge) -> None:
    about_dortmund = "In Dortmund machen Tarifverträge vieles berechenbar [1]."
    assert judge(BOTH, about_dortmund, "Einsteiger starten dort zwischen 3.000 € und 3.800 € [1].").quotes
    assert judge(BOTH, about_dortmund, "Einsteiger starten dort zwischen 2.800 € und 3.200 € [2].").dropped


def test_a_true_sentence_with_a_wrong_marker_gets_the_right_place(judge: Judge) -> None:
    verdict = judge(BOTH, "In Mülheim legen einzelne Versorger etwas drauf [1].")
    assert [quote.source.article.city for quote in verdict.quotes] == ["Mülheim an der Ruhr"]


def test_a_condition_says_whom_a_sum_is_for(judge: Judge) -> None:
    assert judge(DRIVER, "Wer Gefahrgut fährt, kommt mit Zuschlägen auf bis zu 3.200 € [1].").quotes
    assert judge(DRIVER, "Berufskraftfahrer verdienen in Leipzig bis zu 3.200 € [1].").dropped


def test_a_list_must_have_as_many_items_as_it_says(judge: Judge) -> None:
    kept = judge(PAY, "Es kommt auf zwei Dinge an: Branche und Verantwortung [1].")
    assert kept.quotes, kept.dropped
    assert judge(PAY, "Es kommt auf vier Dinge an: Branche und Verantwortung [1].").dropped == "Zahl: vier"


def test_a_sentence_is_said_once(judge: Judge) -> None:
    sentence = "Wächst die Firma, wächst meist auch der Spielraum [1]."
    assert judge(PAY, sentence).quotes
    assert judge(PAY, sentence, sentence).dropped == "Wiederholung"


def test_an_introduction_claims_nothing_and_waits_for_what_follows(judge: Judge) -> None:
    assert judge(PAY, "Das Gehalt eines IT Managers in Mülheim:").is_frame
    assert not judge(PAY, "Das Gehalt eines IT Managers in Mülheim ist hoch.").is_frame
    assert judge(PAY, "Das Gehalt in Dortmund:").dropped == "Name: Dortmund"
