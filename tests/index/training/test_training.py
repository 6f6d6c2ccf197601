"""The whole way on a handful of records: the trainer runs, repeats itself, and brings question and answer together."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("sentence_transformers", reason="sentence-transformers ist nicht installiert")
pytest.importorskip("datasets", reason="datasets ist nicht installiert (Extra „training“)")
pytest.importorskip("accelerate", reason="accelerate ist nicht installiert (Extra „training“)")

import torch
from datasets import Dataset

from index.training.batches import DistinctBatches
from index.training.losses import NeighbourLoss
from index.training.measure import Task, dense_scores, ndcg
from index.training.questions import read_inventory, topic_pairs
from index.training.recipe import HEADINGS, QUESTIONS, WRITTEN, Recipe, train
from index.training.sources import Pair

# the trainer's own warnings are not ours to mend
pytestmark = pytest.mark.filterwarnings("ignore")
NO_STEPS = replace(HEADINGS, batch=3, learning_rate=0.0)
SMALL = Recipe(
    vocabulary=4_000,
    dimensions=(32, 16),
    career_pairs=100,
    topic_pairs=2_000,
    concept_pairs=1,
    headings_among_written=100,
    headings=replace(HEADINGS, batch=3),
    questions=replace(QUESTIONS, batch=16, learning_rate=0.02),
    written=replace(WRITTEN, epochs=0.03, learning_rate=0.0),  # it teaches other words than those of the data folder
)


def test_no_batch_holds_a_text_or_a_group_twice() -> None:
    pairs = [Pair(f"Frage {at}", f"Absatz {at % 7}", group=str(at % 5)) for at in range(60)]
    batches = list(DistinctBatches(pairs, Dataset.from_dict({"at": range(60)}), 4, torch.Generator().manual_seed(1)))
    assert batches
    for batch in batches:
        assert len({pairs[row].paragraph for row in batch}) == len({pairs[row].group for row in batch}) == 4
    rows = [row for batch in batches for row in batch]
    assert len(rows) == len(set(rows))


class Fixed(torch.nn.Module):
    """Stands for a model: texts are embedded already."""

    def forward(self, features: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
        return {"sentence_embedding": features["vectors"]}


def test_the_loss_counts_neighbours_beside_the_batch() -> None:
    def loss(neighbour: list[float], weight: float) -> float:
        columns = [[[1.0, 0.0], [0.0, 2.0]], [[1.0, 0.0], [0.0, 1.0]], [neighbour, [1.0, 0.0]]]
        features = [{"vectors": torch.tensor(column)} for column in columns]
        return float(NeighbourLoss(Fixed(), scale=5.0, neighbour_scale=2.0, weight=weight)(features))  # type: ignore[arg-type]

    # the first question's neighbour stands where its paragraph stands: even odds; the second's is at a right angle
    among_own = (np.log(2) + np.log(1 + np.exp(-2))) / 2
    assert loss([1.0, 0.0], 1.0) - loss([1.0, 0.0], 0.0) == pytest.approx(among_own, abs=1e-6)
    assert loss([-1.0, 0.0], 1.0) < loss([0.0, 1.0], 1.0) < loss([1.0, 0.0], 1.0)
    # in the batch, each question is held against both paragraphs and both neighbours
    assert loss([-1.0, 0.0], 0.0) == pytest.approx(_by_hand([-1.0, 0.0]), abs=1e-6)


def _by_hand(neighbour: list[float]) -> float:
    questions = np.array([[1.0, 0.0], [0.0, 1.0]])
    texts = np.array([[1.0, 0.0], [0.0, 1.0], neighbour, [1.0, 0.0]])
    logits = 5.0 * questions @ texts.T
    return float(np.mean([np.log(np.exp(row).sum()) - row[at] for at, row in enumerate(logits)]))


def test_training_repeats_itself_and_learns(data: Path) -> None:
    steps: list[str] = []
    model = train(data, SMALL, steps.append)
    assert len(steps) >= 4
    np.testing.assert_array_equal(model.rows, train(data, SMALL, steps.append).rows)
    untrained = train(data, replace(SMALL, headings=NO_STEPS, questions=NO_STEPS), steps.append)
    unseen = {pair.group: pair for pair in topic_pairs(read_inventory(data), 500, seed=99)}
    task = Task(
        tuple(pair.question for pair in unseen.values()),
        tuple(pair.paragraph for pair in unseen.values()),
        gold=tuple(range(len(unseen))),
        splits=("test",) * len(unseen),
    )
    before, after = (ndcg(dense_scores(encoder, task), task.gold).mean() for encoder in (untrained, model))
    assert after > before + 0.1
