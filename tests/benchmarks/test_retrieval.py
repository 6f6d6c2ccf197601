"""The benchmark's own arithmetic, by hand, and that its rankings are what they are called."""

import math
from importlib import import_module
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from index.embeddings import Embedder


@pytest.fixture
def ways(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(Path(__file__).parent))  # where the script itself finds them
    return import_module("retrieval_ways")


@pytest.fixture
def tasks(ways: ModuleType) -> ModuleType:
    return import_module("retrieval_tasks")


def test_ndcg_discounts_by_rank_and_counts_ties_and_what_is_missing_against(ways: ModuleType) -> None:
    scores = np.array([[0.9, 0.5, 0.1], [0.5, 0.5, 0.1], [0.9, 0.5, 0.1], [0.9, 0.5, -np.inf]])
    gold = [frozenset({0}), frozenset({0}), frozenset({0, 2}), frozenset({2})]
    both = (1 + 1 / math.log2(4)) / (1 + 1 / math.log2(3))
    assert ways.ndcg(scores, gold) == pytest.approx([1.0, 1 / math.log2(3), both, 0.0])
    assert ways.ndcg(scores, gold, depth=1) == pytest.approx([1.0, 0.0, 1 / 1, 0.0])


def test_bm25_prefers_the_rare_word_and_the_short_text(ways: ModuleType) -> None:
    [scores] = ways.bm25([["selten", "oft"]], [["oft", "oft"], ["selten", "x"], ["oft", "y", "z", "z"], ["oft"]])
    assert scores.argmax() == 1
    assert scores[3] > scores[2] > 0
    idf = math.log1p((4 - 1 + 0.5) / (1 + 0.5))
    assert scores[1] == pytest.approx(idf * 2.2 / (1 + 1.2 * (0.25 + 0.75 * 2 / 2.25)))


def test_reciprocal_ranks_add_up(ways: ModuleType) -> None:
    [fused] = ways.reciprocal_ranks(np.array([[3.0, 2.0, 1.0]]), np.array([[0.0, 9.0, 5.0]]))
    assert fused == pytest.approx([1 / 61 + 1 / 63, 1 / 62 + 1 / 61, 1 / 63 + 1 / 62])


def test_an_interval_is_wider_where_questions_share_a_paragraph(ways: ModuleType) -> None:
    values = np.array([0.0, 0.0, 0.0, 1.0, 1.0, 1.0] * 10)
    alone = ways.interval(values, np.arange(60))
    shared = ways.interval(values, np.arange(60) // 3)
    assert alone[0] < 0.5 < alone[1]
    assert shared[1] - shared[0] > 1.4 * (alone[1] - alone[0])


def test_a_compound_is_found_by_grams_and_a_synonym_by_neither(
    ways: ModuleType, tasks: ModuleType, embedder: Embedder
) -> None:
    passages = [tasks.Passage("", "Das Einstiegsgehalt ist hoch."), tasks.Passage("", "Der Garten ist klein.")]
    task = tasks.Task("t", ["Wie ist das Gehalt?", "Was für ein Lohn?"], passages, [frozenset({0})] * 2)
    scores = ways.Ways(task, embedder).all()
    assert scores["BM25, words"][0].tolist() == [0.0, 0.0]
    assert scores["BM25, 4-grams"][0, 0] > scores["BM25, 4-grams"][0, 1]
    assert scores["both, weighted as Lotse does"][0, 0] > scores["both, weighted as Lotse does"][0, 1]
    assert scores["BM25, stems + 4-grams"][1].tolist() == [0.0, 0.0]
    assert scores["vectors alone"][1, 0] > scores["vectors alone"][1, 1]


def test_pairs_are_searched_over_the_paragraphs_of_all_parts(tasks: ModuleType, tmp_path: Path) -> None:
    file = tmp_path / "paare.jsonl"
    file.write_text(
        '{"question": "a?", "paragraph": "A", "title": "T", "heading": "H", "split": "dev"}\n'
        '{"question": "b?", "paragraph": "B", "title": "T", "heading": "H", "split": "test"}\n'
        '{"question": "a2?", "paragraph": "A", "title": "T", "heading": "H", "split": "test"}\n',
        encoding="utf-8",
    )
    task = tasks.pairs_task(file, "test")
    assert [passage.whole for passage in task.passages] == ["T. H\nA", "T. H\nB"]
    assert (list(task.questions), list(task.gold)) == (["b?", "a2?"], [frozenset({1}), frozenset({0})])
