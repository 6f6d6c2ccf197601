"""Metrics, computed by hand on small cases."""

import math
from pathlib import Path

import numpy as np
import pytest

from index.training.measure import blended, bm25_scores, fused, interval, ndcg, read_task

CAREER_SET = Path(__file__).parents[2] / "data" / "career_retrieval.jsonl"


def test_ndcg_of_first_second_and_missing() -> None:
    scores = np.array([[3.0, 2.0, 1.0], [3.0, 2.0, 1.0], [3.0, 2.0, 1.0]])
    assert ndcg(scores, [0, 1, 2], depth=2) == pytest.approx([1.0, 1 / math.log2(3), 0.0])


def test_ties_count_against_the_ranking() -> None:
    assert ndcg(np.array([[1.0, 1.0]]), [0]) == pytest.approx([1 / math.log2(3)])


def test_bm25_prefers_the_rarer_word_and_the_shorter_paragraph() -> None:
    paragraphs = [["lohn", "und"], ["und", "lehre"], ["und", "lehre", "und", "mehr", "davon"]]
    scores = bm25_scores([["lohn", "und"], ["lehre"], ["fremd"]], paragraphs)
    assert scores[0].argmax() == 0
    assert scores[1, 1] > scores[1, 2] > scores[1, 0] == 0
    assert not scores[2].any()


def test_bm25_by_hand() -> None:
    scores = bm25_scores([["a"]], [["a"], ["b"]])
    # one of two texts holds it, both of average length, seen once: log(1 + 1.5 / 1.5) * 2.2 / (1 + 1.2)
    assert scores[0] == pytest.approx([math.log(2), 0.0])


def test_fusion_rewards_agreement() -> None:
    first, second = np.array([[3.0, 2.0, 1.0]]), np.array([[2.0, 3.0, 1.0]])
    assert fused(first, second)[0] == pytest.approx([1 / 61 + 1 / 62, 1 / 61 + 1 / 62, 2 / 63])


def test_a_blend_of_nothing_is_the_lexical_order() -> None:
    lexical, dense = np.array([[4.0, 2.0]]), np.array([[0.0, 1.0]])
    assert blended(lexical, dense, 0.0)[0] == pytest.approx([1.0, 0.5])
    assert blended(lexical, dense, 1.0)[0] == pytest.approx([0.0, 1.0])


def test_the_career_set_has_two_parts_that_share_no_article() -> None:
    task = read_task(CAREER_SET)
    assert len(task.questions) == 150
    assert len(task.paragraphs) == 56
    dev = {task.gold[at] for at, split in enumerate(task.splits) if split == "dev"}
    test = {task.gold[at] for at, split in enumerate(task.splits) if split == "test"}
    assert not dev & test


def test_the_interval_of_a_constant_gain_is_that_gain() -> None:
    assert interval(np.full(20, 0.25), np.arange(20) // 2) == pytest.approx((0.25, 0.25))


def test_the_interval_holds_the_mean_and_widens_with_few_paragraphs() -> None:
    gains = np.tile([1.0, -0.5, 0.2, 0.1], 25)
    low, high = interval(gains, np.arange(100))
    assert low < gains.mean() < high
    few_low, few_high = interval(np.repeat([1.0, -0.5, 0.2, 0.1], 25), np.repeat(np.arange(4), 25))
    assert few_high - few_low > high - low
