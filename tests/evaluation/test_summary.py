"""Sums over questions, by hand."""

import pytest
from evaluation.cases import answer, citation, judged, place, question, refused

from assistant.evaluation.statistics import wilson
from assistant.evaluation.summary import ReasonCount, latency, summarise

JUDGEMENTS = [
    judged(
        question("a", category="x", values=(2300, 2700)), answer("2.300 € [1]", citation()), place(), milliseconds=1.0
    ),
    judged(question("b", category="x", values=(2300,)), answer("2.300 € [1]", citation()), place(), milliseconds=3.0),
    judged(question("c", category="y", answerable=False, reason="no_article"), refused(), milliseconds=5.0),
    judged(question("d", category="y", answerable=False, reason="no_article"), refused("off_topic"), milliseconds=5.0),
    judged(question("e", category="y", answerable=False, reason="off_topic"), answer("Ja."), milliseconds=9.0),
    judged(question("f", category="y"), refused(), place(), milliseconds=101.0),
]
CLUSTERS = {"a": "p", "b": "p", "c": "c", "d": "d", "e": "e", "f": "p"}


def test_every_question_with_a_part_in_a_metric_weighs_the_same() -> None:
    overall = summarise(JUDGEMENTS, CLUSTERS).overall
    values = {name: score.value for name, score in overall.items()}
    assert values["passed"] == pytest.approx(3 / 6)
    assert values["figures_right"] == pytest.approx((1 / 2 + 1) / 2)
    assert values["figures_missing"] == pytest.approx((1 / 2 + 0) / 2)
    assert values["figures_wrong"] == 0
    assert values["refusal_precision"] == pytest.approx(2 / 3)
    assert values["refusal_recall"] == pytest.approx(2 / 3)
    assert values["refusal_reason"] == pytest.approx(1 / 2)
    assert values["citation_recall"] == pytest.approx(2 / 3)
    assert "must" not in values


def test_refusals_have_wilson_intervals() -> None:
    assert summarise(JUDGEMENTS, CLUSTERS).overall["refusal_recall"].interval == wilson(2, 3)


def test_categories_are_judged_apart() -> None:
    categories = summarise(JUDGEMENTS, CLUSTERS).categories
    assert list(categories) == ["x", "y"]
    assert categories["x"]["passed"].value == pytest.approx(1 / 2)
    assert categories["y"]["passed"].value == pytest.approx(2 / 4)
    assert "figures_right" not in categories["y"]


def test_counts_clusters_and_says_when_they_are_too_few() -> None:
    passed = summarise(JUDGEMENTS, CLUSTERS).overall["passed"]
    assert (passed.questions, passed.clusters, passed.is_telling) == (6, 4, False)


def test_reasons_are_counted() -> None:
    assert summarise(JUDGEMENTS, CLUSTERS).reasons == (
        ReasonCount("no_article", 2, 2, 1, wilson(2, 2)),
        ReasonCount("off_topic", 1, 0, 0, wilson(0, 1)),
    )


def test_latency_is_the_median_and_the_95th_percentile() -> None:
    found = latency(JUDGEMENTS)
    assert (found.p50, found.p95) == (5.0, 78.0)
