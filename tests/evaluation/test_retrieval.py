"""Retrieval metrics: by hand, and as trec_eval computes them from the exported files."""

from itertools import pairwise
from math import log2
from pathlib import Path

import ir_measures
import pytest
from evaluation.cases import answer, found, place, question

from assistant.evaluation.asking import Outcome
from assistant.evaluation.errors import EvaluationError
from assistant.evaluation.exports import write_trec
from assistant.evaluation.places import Gold
from assistant.evaluation.retrieval import MEASURES, retrieval

NOTHING = answer("")
GOLD: Gold = {
    "first": (place("a"),),
    "third": (place("a"), place("b")),
    "none": (place("a"),),
    "without": (),
}


@pytest.fixture
def outcomes() -> list[Outcome]:
    return [
        Outcome(question("first"), NOTHING, found=found("a#p1", "x#p1")),
        Outcome(question("third"), NOTHING, found=found("x#p1", "y#p1", "b#p1", "z#p1", "v#p1", "a#p1")),
        Outcome(question("none"), NOTHING),
        Outcome(question("without"), NOTHING, found=found("x#p1")),
    ]


def test_agrees_with_a_calculation_by_hand(outcomes: list[Outcome]) -> None:
    values = {
        name: {metric: tally.hits for metric, tally in tallies.items()}
        for name, tallies in retrieval(outcomes, GOLD).items()
    }
    assert values["first"] == dict.fromkeys(MEASURES, 1.0)
    assert values["none"] == dict.fromkeys(MEASURES, 0.0)
    ideal = 1 / log2(2) + 1 / log2(3)
    assert values["third"] == {
        "ndcg@10": pytest.approx((1 / log2(4) + 1 / log2(7)) / ideal),
        "recall@1": 0.0,
        "recall@5": 0.5,
        "recall@10": 1.0,
        "rr@10": pytest.approx(1 / 3),
        "success@1": 0.0,
    }


def test_questions_without_gold_are_left_out(outcomes: list[Outcome]) -> None:
    assert "without" not in retrieval(outcomes, GOLD)
    assert retrieval(outcomes[3:], {"without": ()}) == {}


def test_two_gold_lines_of_one_chunk_are_one_document() -> None:
    gold = {"q": (place("a", 3), place("a", 4))}
    assert retrieval([Outcome(question("q"), NOTHING, found=found("a#p1"))], gold)["q"]["recall@1"].hits == 1.0


def test_trec_eval_reads_the_exported_files_and_agrees(outcomes: list[Outcome], tmp_path: Path) -> None:
    import pytrec_eval

    write_trec(tmp_path, outcomes, GOLD)
    with (tmp_path / "qrels.txt").open() as qrels, (tmp_path / "run.txt").open() as run:
        judged, ranked = pytrec_eval.parse_qrel(qrels), pytrec_eval.parse_run(run)
    wanted = {"ndcg_cut.10", "recall.1,5,10", "recip_rank", "success.1"}
    theirs = pytrec_eval.RelevanceEvaluator(judged, wanted).evaluate(ranked)
    ours = retrieval(outcomes, GOLD)
    names = {
        "ndcg@10": "ndcg_cut_10", "recall@1": "recall_1", "recall@5": "recall_5", "recall@10": "recall_10",
        "rr@10": "recip_rank", "success@1": "success_1",
    }  # fmt: skip
    assert set(theirs) == {"first", "third"}  # trec_eval itself drops a query without results, which counts 0 here
    for query, values in theirs.items():
        for name, trec_name in names.items():
            assert ours[query][name].hits == pytest.approx(values[trec_name])


def test_ir_measures_reads_the_exported_files_and_agrees(outcomes: list[Outcome], tmp_path: Path) -> None:
    write_trec(tmp_path, outcomes, GOLD)
    qrels = list(ir_measures.read_trec_qrels(str(tmp_path / "qrels.txt")))
    run = list(ir_measures.read_trec_run(str(tmp_path / "run.txt")))
    theirs = ir_measures.calc_aggregate([*MEASURES.values()], qrels, run)
    ours = retrieval(outcomes, GOLD)
    for name, measure in MEASURES.items():
        assert sum(tallies[name].hits for tallies in ours.values()) / 3 == pytest.approx(theirs[measure])


def test_scores_of_a_run_fall_strictly(outcomes: list[Outcome], tmp_path: Path) -> None:
    write_trec(tmp_path, outcomes, GOLD)
    scores = [float(line.split()[4]) for line in (tmp_path / "run.txt").read_text().splitlines() if "third" in line]
    assert len(scores) == 6
    assert all(high > low for high, low in pairwise(scores))


def test_a_file_in_place_of_the_folder_is_explained(outcomes: list[Outcome], tmp_path: Path) -> None:
    (tmp_path / "trec").write_text("")
    with pytest.raises(EvaluationError, match="kein Ordner"):
        write_trec(tmp_path / "trec", outcomes, GOLD)
