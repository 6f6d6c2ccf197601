"""Every metric of a single question, with parts computed by hand."""

from dataclasses import replace

import pytest
from evaluation.cases import PARAGRAPH, answer, citation, judged, place, question, refused

from assistant.evaluation.metrics import Tally
from assistant.evaluation.statements import statements
from assistant.types import Place as SamePlace

FIRST = "Das Einstiegsgehalt liegt bei 2.300 € bis 2.700 €."


def test_a_good_answer_passes_with_full_marks() -> None:
    verdict = judged(question(values=(2300, 2700), must=("Einstieg",)), answer(f"{FIRST} [1]", citation()), place())
    assert verdict.passed
    assert verdict.tallies == {
        "exact_quotes": Tally(1, 1),
        "citation_recall": Tally(1.0, 1),
        "gold_cited": Tally(1.0, 1),
        "citation_precision": Tally(1.0, 1),
        "figures_right": Tally(1.0, 1),
        "figures_missing": Tally(0.0, 1),
        "figures_wrong": Tally(0.0, 1),
        "must": Tally(1, 1),
        "passed": Tally(True, 1),
    }


def test_precision_is_the_share_of_cited_paragraphs_that_are_gold() -> None:
    given = answer(f"{FIRST} [1] Mehr gibt es selten. [2]", citation(1), citation(2, "koch-ulm"))
    verdict = judged(question(), given, place())
    assert verdict.tallies["citation_precision"] == Tally(0.5, 1)
    assert verdict.tallies["citation_recall"] == Tally(0.5, 1)


def test_two_quotes_of_one_paragraph_are_one_citation_for_precision() -> None:
    given = answer(f"{FIRST} [1] Mehr gibt es selten. [2]", citation(1), citation(2, quote="Mehr gibt es selten."))
    assert judged(question(), given, place()).tallies["citation_precision"] == Tally(1.0, 1)


def test_a_sentence_without_citation_lowers_recall() -> None:
    given = answer(f"{FIRST} [1] Das ist viel Geld für wenig Arbeit.", citation())
    assert judged(question(), given, place()).tallies["citation_recall"] == Tally(0.5, 1)


def test_a_figure_that_its_citation_does_not_state_lowers_recall() -> None:
    given = answer("Man bekommt 9.999 €. [1]", citation())
    assert judged(question(), given, place()).tallies["citation_recall"] == Tally(0.0, 1)


def test_figures_are_shares_of_those_expected_and_of_those_given() -> None:
    verdict = judged(question(values=(2300, 2700, 9999)), answer("2.300 € und 8.888 €. [1]", citation()), place())
    assert verdict.tallies["figures_right"] == Tally(pytest.approx(1 / 3), 1)
    assert verdict.tallies["figures_missing"] == Tally(pytest.approx(2 / 3), 1)
    assert verdict.tallies["figures_wrong"] == Tally(0.5, 1)
    assert verdict.faults == ("falsche Zahl: 8.888", "Zahl fehlt: 2.700", "Zahl fehlt: 9.999")


def test_gold_cited_is_the_share_of_gold_places() -> None:
    given = answer(f"{FIRST} [1]", citation())
    verdict = judged(question(), given, place(), place("koch-ulm"))
    assert verdict.tallies["gold_cited"] == Tally(0.5, 1)
    assert verdict.passed


def test_a_citation_stands_for_the_same_text_in_other_articles() -> None:
    shared = replace(citation(article="koch-ulm"), also=(SamePlace("koch-kiel", 3),))
    verdict = judged(question(), answer(f"{FIRST} [1]", shared), place())
    names = ("citation_precision", "citation_recall", "gold_cited")
    assert [verdict.tallies[name] for name in names] == [Tally(1.0, 1)] * 3
    assert verdict.passed


def test_an_answer_from_elsewhere_fails() -> None:
    verdict = judged(question(), answer(f"{FIRST} [1]", citation(article="koch-ulm")), place())
    assert verdict.faults == ("keine der Goldstellen belegt",)


def test_without_an_answer_recall_is_zero_and_precision_not_asked() -> None:
    verdict = judged(question(values=(2300,)), refused(), place())
    assert verdict.tallies["citation_recall"] == Tally(0.0, 1)
    assert "citation_precision" not in verdict.tallies
    assert verdict.tallies["figures_missing"] == Tally(1, 1)
    assert "figures_wrong" not in verdict.tallies
    assert verdict.faults == ("abgelehnt (no_article), obwohl beantwortbar", "Zahl fehlt: 2.300")


def test_questions_without_gold_have_no_part_in_citations() -> None:
    verdict = judged(question(), answer("Ich kenne 32 Artikel."))
    assert set(verdict.tallies) == {"passed"}


@pytest.mark.parametrize(
    ("changes", "exact"),
    [({}, 1), ({"quote": "Das Einstiegsgehalt liegt bei 2.400 €."}, 0), ({"line": 4}, 0), ({"quote": ""}, 0)],
)
def test_quotes_are_compared_with_the_source_at_their_place(changes: dict[str, object], exact: int) -> None:
    verdict = judged(question(), answer(f"{FIRST} [1]", citation(**changes)), place())  # type: ignore[arg-type]
    assert verdict.tallies["exact_quotes"] == Tally(exact, 1)


def test_refusals_count_for_precision_recall_and_reason() -> None:
    due = question(answerable=False, reason="no_article")
    assert judged(due, refused()).tallies == {
        "refusal_precision": Tally(True, 1),
        "refusal_recall": Tally(True, 1),
        "refusal_reason": Tally(True, 1),
        "passed": Tally(True, 1),
    }
    assert judged(due, refused("off_topic")).tallies["refusal_reason"] == Tally(False, 1)
    assert judged(question(), refused()).tallies["refusal_precision"] == Tally(False, 1)
    talkative = judged(due, answer("Gern."))
    assert talkative.tallies["refusal_recall"] == Tally(False, 1)
    assert "refusal_precision" not in talkative.tallies
    assert talkative.faults == ("beantwortet, obwohl abzulehnen",)


def test_patterns_are_counted_and_named() -> None:
    asked = question(must=("einstieg", "Kiel", "Ulm"), must_not=("9\\.999", "selten"))
    verdict = judged(asked, answer(f"{PARAGRAPH} [1] Kiel", citation()))
    assert verdict.tallies["must"] == Tally(pytest.approx(2 / 3), 1)
    assert verdict.tallies["must_not"] == Tally(0.5, 1)
    assert verdict.faults == ("es fehlt: Ulm", "darf nicht vorkommen: selten")


def test_patterns_do_not_see_markers() -> None:
    verdict = judged(question(must=("viel Geld",), must_not=("1",)), answer("viel [1] Geld", citation()))
    assert verdict.tallies["must"] == Tally(1, 1)
    assert verdict.tallies["must_not"] == Tally(1, 1)


def test_variants_are_the_same_by_status_paragraphs_and_sums() -> None:
    given = answer("Es sind 2.300 € [1].", citation())
    variants = (
        answer("Man nennt 2.300 € [1].", citation()),
        answer("Man nennt 2.700 € [1].", citation()),
        answer("Es sind 2.300 € [1].", citation(article="koch-ulm")),
        refused(),
    )
    verdict = judged(question(variants=("1", "2", "3", "4")), given, place(), variants=variants)
    assert verdict.tallies["robustness"] == Tally(0.25, 1)
    assert verdict.passed


def test_what_breaks_is_a_fault() -> None:
    verdict = judged(question(), answer(""), error="GateError: Zitat steht nicht da")
    assert verdict.faults == ("Fehler: GateError: Zitat steht nicht da",)


def test_statements_of_a_passage_share_the_marker_that_quotes_them() -> None:
    passage = answer(f"Zum Gehalt (Koch in Kiel): {PARAGRAPH} [1]", citation())
    assert [len(statement.citations) for statement in statements(passage)] == [1, 1]
    loose = answer(f"Köche sind reich. {PARAGRAPH} [1]", citation())
    assert [len(statement.citations) for statement in statements(loose)] == [0, 1, 1]


def test_several_markers_stand_for_one_sentence() -> None:
    [statement] = statements(answer("Beides gilt [1], [2].", citation(1), citation(2, "koch-ulm")))
    assert [cited.article for cited in statement.citations] == ["koch-kiel", "koch-ulm"]


def test_headings_and_notes_on_the_reading_are_no_statements() -> None:
    given = answer(f"„Köche“ lese ich hier als Koch.\nDas nennen 2 Artikel:\n- {FIRST} [1]", citation())
    assert [statement.text for statement in statements(given)] == [f"- {FIRST}"]
