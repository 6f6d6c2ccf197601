"""Intervals and tests, against known values and exact enumeration."""

from itertools import product

import numpy as np
import pytest

from assistant.evaluation.statistics import Sample, clusters, holm, paired, wilson


def sample(*values: tuple[float, float]) -> Sample:
    return Sample.of_tallies((f"c{at:03}", hits, of) for at, (hits, of) in enumerate(values))


def test_wilson_gives_the_published_interval() -> None:
    found = wilson(8, 10)
    assert (found.low, found.high) == (pytest.approx(0.4902, abs=1e-4), pytest.approx(0.9433, abs=1e-4))
    assert wilson(0, 10).low == 0.0


def test_questions_over_one_paragraph_are_one_cluster() -> None:
    named = clusters({"a": ["x#p1"], "b": ["x#p1"], "c": ["z#p1", "x#p1"], "d": [], "e": []})
    assert named["a"] == named["b"] == named["c"]
    assert len({named["a"], named["d"], named["e"]}) == 3


def test_a_sample_sums_up_by_cluster() -> None:
    found = Sample.of_tallies([("b", 1, 2), ("a", 1, 1), ("b", 0, 1)])
    assert found.hits.tolist() == [1, 1]
    assert found.of.tolist() == [1, 3]
    assert found.value == pytest.approx(0.5)


def test_the_bootstrap_agrees_with_the_normal_approximation_for_independent_questions() -> None:
    found = sample(*[(at < 700, 1) for at in range(1000)]).bootstrap()
    error = 1.96 * np.sqrt(0.7 * 0.3 / 1000)
    assert found.low == pytest.approx(0.7 - error, abs=0.003)
    assert found.high == pytest.approx(0.7 + error, abs=0.003)


def test_clustered_questions_give_a_wider_interval() -> None:
    values = [float(at < 70) for at in range(100)]
    alone = Sample.of_tallies((f"{at}", value, 1) for at, value in enumerate(values)).bootstrap()
    grouped = Sample.of_tallies((f"{at // 10}", value, 1) for at, value in enumerate(values)).bootstrap()
    assert grouped.high - grouped.low > 2 * (alone.high - alone.low)


def test_where_all_say_the_same_the_interval_is_that_of_wilson() -> None:
    assert sample((0.5, 1)).bootstrap() == wilson(0, 1)
    assert sample(*[(0.25, 1)] * 12).bootstrap() == wilson(3, 12)
    assert sample(*[(1, 1)] * 12).bootstrap() == wilson(12, 12)
    assert sample(*[(0, 1)] * 12).bootstrap() == wilson(0, 12)


def test_the_same_numbers_give_the_same_interval() -> None:
    values = [(at % 3, 3) for at in range(30)]
    assert sample(*values).bootstrap() == sample(*values).bootstrap()


def test_the_sign_flip_agrees_with_enumerating_all_swaps() -> None:
    old = [0, 0, 0, 1, 0, 1, 0, 0]
    new = [1, 1, 1, 0, 1, 1, 1, 0]
    differences = np.array(new) - np.array(old)
    observed = abs(differences.sum())
    swaps = np.array(list(product((1, -1), repeat=8)))
    exact = np.mean(np.abs(swaps @ differences) >= observed)
    found = paired(sample(*[(hit, 1) for hit in old]), sample(*[(hit, 1) for hit in new]))
    assert found.p == pytest.approx(exact, abs=0.02)
    assert found.difference == pytest.approx(4 / 8)
    assert found.differing == 6
    assert not found.is_telling


def test_a_great_difference_is_seen_and_none_is_not() -> None:
    worse = sample(*[(at % 4 == 0, 1) for at in range(80)])
    better = sample(*[(at % 4 != 0, 1) for at in range(80)])
    told = paired(worse, better)
    assert told.is_telling
    assert told.p < 0.001
    assert told.interval.low > 0.2
    same = paired(better, better)
    assert (same.difference, same.differing, same.p) == (0, 0, 1.0)


def test_ratios_with_changing_totals_are_compared() -> None:
    old = sample(*[(1, 2)] * 30)
    new = sample(*[(1, 1)] * 30)
    told = paired(old, new)
    assert told.difference == pytest.approx(0.5)
    assert told.differing == 30
    assert told.p < 0.001


def test_holm_corrects_step_by_step() -> None:
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([0.6, 0.9]) == [1.0, 1.0]
    assert holm([]) == []
