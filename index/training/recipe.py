"""The way from data to model: vocabulary, first vectors, headings, made-up questions, then written ones."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.static_model import StaticModel
from index.training import vocabulary
from index.training.concept_words import concept_pairs
from index.training.dropping import with_words_dropped
from index.training.duties import duty_pairs
from index.training.fitting import Neighbours, Stage, emphasised, first_rows, fit
from index.training.measure import Task, dense_scores, ndcg
from index.training.pretraining import cloze_questions
from index.training.questions import career_pairs, read_inventory, topic_pairs
from index.training.sources import PAIR_SOURCES, Pair, Source, heading_pairs, plain_text, split_off
from index.training.written import written_pairs

Report = Callable[[str], None]

HELD_OUT_PARAGRAPHS = 800
HEADINGS = Stage("Überschriften", epochs=1, learning_rate=0.005)
QUESTIONS = Stage("Fragen", epochs=1, learning_rate=0.003)
NEIGHBOURS = Neighbours(count=6, scale=4.0, weight=2.0)
WRITTEN = Stage("geschriebene Fragen", epochs=2, learning_rate=0.004, batch=64, scale=7.0, neighbours=NEIGHBOURS)
WRITTEN_REPEATS = 3  # so that the vocabulary holds their words whole


@dataclass(frozen=True, slots=True)
class Recipe:
    """Every number that decides the model; the defaults made the one that is shipped."""

    sources: tuple[Source, ...] = PAIR_SOURCES
    vocabulary: int = 16_000
    dimensions: tuple[int, ...] = (256, 128, 64, 32)
    softness: float = 0.01
    cloze_per_paragraph: int = 2
    career_pairs: int = 10_000
    topic_pairs: int = 20_000
    dropped_words: float = 0.4
    repeated_headings: float = 0.3
    headings_among_written: int = 8_000
    emphasis: float = 0.5
    headings: Stage = HEADINGS
    questions: Stage = QUESTIONS
    written: Stage = WRITTEN
    concept_pairs: int = 20
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Material:
    """All pairs of one training."""

    headings: tuple[Pair, ...]
    clozes: tuple[Pair, ...]
    careers: tuple[Pair, ...]
    topics: tuple[Pair, ...]
    duties: tuple[Pair, ...]
    concepts: tuple[Pair, ...]
    written: tuple[Pair, ...]
    held_out: tuple[Pair, ...]

    @property
    def about_work(self) -> tuple[Pair, ...]:
        """Return the pairs that were made for our domain."""
        return (*self.careers, *self.topics, *self.duties, *self.concepts)


def gather(data: Path, recipe: Recipe) -> Material:
    """Read and make all pairs."""
    headings, held_out = split_off(heading_pairs(data, recipe.sources, recipe.seed + 1))
    inventory = read_inventory(data)
    careers = career_pairs(inventory, recipe.career_pairs, recipe.seed + 4)
    topics = topic_pairs(inventory, recipe.topic_pairs, recipe.seed + 5)
    made_up = with_words_dropped([*careers, *topics], recipe.dropped_words, recipe.seed + 9)
    return Material(
        headings=tuple(headings),
        clozes=tuple(
            cloze_questions([pair.paragraph for pair in headings], recipe.cloze_per_paragraph, recipe.seed + 3)
        ),
        careers=tuple(made_up[: len(careers)]),
        topics=tuple(made_up[len(careers) :]),
        duties=tuple(duty_pairs(data, recipe.seed + 6)),
        concepts=tuple(concept_pairs(recipe.concept_pairs, recipe.seed + 5)),
        written=tuple(written_pairs(_neighbours(recipe), recipe.seed + 3)),
        held_out=tuple(held_out),
    )


def train(data: Path, recipe: Recipe, report: Report) -> StaticModel:
    """Return the trained model; `report` hears of each step."""
    material = gather(data, recipe)
    report(f"{len(material.headings)} Überschriften, {len(material.clozes) + len(material.about_work)} Fragen")
    texts = [
        *plain_text(data, material.headings),
        *(pair.question for pair in material.clozes),
        *(text for pair in material.about_work for text in (pair.question, pair.paragraph)),
        *[text for pair in material.written for text in (pair.question, pair.paragraph)] * WRITTEN_REPEATS,
    ]
    tokenizer = vocabulary.learn(texts, recipe.vocabulary)
    report(f"{tokenizer.get_vocab_size()} Wortteile")
    frequency = vocabulary.document_frequency(tokenizer, texts)
    rows = first_rows(frequency, recipe.dimensions[0], recipe.softness, recipe.seed)
    fitted = _fitted(tokenizer, rows, material, recipe, report)
    model = StaticModel(tokenizer, emphasised(fitted, frequency, recipe.emphasis))
    report(f"zurückgehaltene Überschriften: nDCG@10 {_held_out_score(model, material.held_out):.4f}")
    return model


def _neighbours(recipe: Recipe) -> int:
    return recipe.written.neighbours.count if recipe.written.neighbours else 0


def _with_neighbours(headings: Sequence[Pair], recipe: Recipe) -> list[Pair]:
    """Draw headings to stand among the written questions, each beside paragraphs from anywhere."""
    draw = random.Random(recipe.seed + 8)
    drawn = draw.sample(headings, min(recipe.headings_among_written, len(headings)))
    count = _neighbours(recipe)
    return [replace(pair, neighbours=tuple(one.paragraph for one in draw.choices(headings, k=count))) for pair in drawn]


def _held_out_score(model: StaticModel, pairs: Sequence[Pair]) -> float:
    first = list({pair.paragraph: pair for pair in pairs}.values())[:HELD_OUT_PARAGRAPHS]
    task = Task(
        tuple(pair.question for pair in first),
        tuple(pair.paragraph for pair in first),
        gold=tuple(range(len(first))),
        splits=("dev",) * len(first),
    )
    return float(ndcg(dense_scores(model, task), task.gold).mean()) if first else 0.0


def _fitted(
    tokenizer: Tokenizer, rows: NDArray[np.float32], material: Material, recipe: Recipe, report: Report
) -> NDArray[np.float32]:
    draw = random.Random(recipe.seed + 7)
    repeated = draw.sample(material.headings, int(len(material.headings) * recipe.repeated_headings))
    plan: Sequence[tuple[Stage, Sequence[Pair]]] = (
        (recipe.headings, material.headings),
        # headings once more among the questions, so that what they taught is not unlearned
        (recipe.questions, (*material.clozes, *repeated, *material.about_work)),
        (recipe.written, (*material.written, *_with_neighbours(material.headings, recipe))),
    )
    for at, (stage, pairs) in enumerate(plan):
        report(f"{stage.name}: {len(pairs)} Paare")
        rows = fit(tokenizer, rows, pairs, stage, recipe.dimensions, recipe.seed + 1 + at)
    return rows
