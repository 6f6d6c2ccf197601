"""Fit the vectors with sentence-transformers: each question next to its paragraph, away from all others."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from datasets import Dataset
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer, SentenceTransformerTrainer, SentenceTransformerTrainingArguments
from sentence_transformers.sentence_transformer.losses import MatryoshkaLoss, MultipleNegativesRankingLoss
from sentence_transformers.sentence_transformer.modules import StaticEmbedding
from tokenizers import Tokenizer

from index.training.batches import DistinctBatches
from index.training.losses import NeighbourLoss
from index.training.sources import Pair


@dataclass(frozen=True, slots=True)
class Neighbours:
    """How the other paragraphs of a question's article take part: how many, and the scale and weight of their loss."""

    count: int
    scale: float
    weight: float


@dataclass(frozen=True, slots=True)
class Stage:
    """One pass of training over one set of pairs."""

    name: str
    epochs: float
    learning_rate: float
    batch: int = 512
    scale: float = 20.0
    neighbours: Neighbours | None = None


def first_rows(frequency: NDArray[np.float64], dimension: int, softness: float, seed: int) -> NDArray[np.float32]:
    """Return random directions, the longer the rarer the token (SIF: a / (a + p)).

    The mean of such vectors already is a hashed tf-idf vector; training only has to bring related words together.
    """
    directions = np.random.default_rng(seed).standard_normal((len(frequency), dimension)) / np.sqrt(dimension)
    rows: NDArray[np.float32] = (directions * (softness / (softness + frequency))[:, None]).astype(np.float32)
    rows[0] = 0.0  # the unknown token says nothing
    return rows


def emphasised(rows: NDArray[np.float32], frequency: NDArray[np.float64], power: float) -> NDArray[np.float32]:
    """Lengthen the vectors of rare tokens once more, by the power of their inverse document frequency.

    What training leaves of the common words is right for the texts trained on, and too much for any other.
    """
    lengthened: NDArray[np.float32] = (rows * ((-np.log(frequency)) ** power)[:, None]).astype(np.float32)
    return lengthened


def fit(
    tokenizer: Tokenizer, rows: NDArray[np.float32], pairs: Sequence[Pair], stage: Stage, dims: Sequence[int], seed: int
) -> NDArray[np.float32]:
    """Return the rows after one stage."""
    embedding = StaticEmbedding(tokenizer, embedding_weights=rows.copy())
    model = SentenceTransformer(modules=[embedding], device="cpu")
    loss = MatryoshkaLoss(model, _loss(model, stage), matryoshka_dims=list(dims))
    with tempfile.TemporaryDirectory() as scratch:
        trainer = SentenceTransformerTrainer(
            model=model, args=_arguments(scratch, pairs, stage, seed), train_dataset=_dataset(pairs, stage), loss=loss
        )
        trainer.train()
    fitted: NDArray[np.float32] = embedding.embedding.weight.detach().numpy().astype(np.float32)
    return fitted


def _dataset(pairs: Sequence[Pair], stage: Stage) -> Dataset:
    columns = {"anchor": [pair.question for pair in pairs], "positive": [pair.paragraph for pair in pairs]}
    for at in range(stage.neighbours.count if stage.neighbours else 0):
        columns[f"neighbour_{at}"] = [pair.neighbours[at] for pair in pairs]
    return Dataset.from_dict(columns)


def _loss(model: SentenceTransformer, stage: Stage) -> torch.nn.Module:
    if stage.neighbours:
        return NeighbourLoss(model, stage.scale, stage.neighbours.scale, stage.neighbours.weight)
    return MultipleNegativesRankingLoss(model, scale=stage.scale)


def _arguments(scratch: str, pairs: Sequence[Pair], stage: Stage, seed: int) -> SentenceTransformerTrainingArguments:
    def batches(dataset: Dataset, batch_size: int, generator: torch.Generator, **_: object) -> DistinctBatches:
        return DistinctBatches(pairs, dataset, batch_size, generator)

    return SentenceTransformerTrainingArguments(
        output_dir=scratch,
        num_train_epochs=stage.epochs,
        per_device_train_batch_size=stage.batch,
        learning_rate=stage.learning_rate,
        warmup_steps=0.1,
        lr_scheduler_type="linear",
        weight_decay=0.0,
        batch_sampler=batches,
        seed=seed,
        data_seed=seed,
        use_cpu=True,
        logging_steps=20,
        save_strategy="no",
        report_to="none",
        disable_tqdm=False,
    )
