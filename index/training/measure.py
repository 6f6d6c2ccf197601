"""Measure retrieval: rank of the right paragraph, dense, lexical and both together."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.german import fold, grams, stems, words
from index.training.sources import records

Scores = NDArray[np.float64]
DEPTH = 10
FUSION_DAMPING = 60  # of reciprocal rank fusion; the value of its authors
RESAMPLES = 5_000
SHARES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6)  # of the dense score in a blend


class Encoder(Protocol):
    """Anything that turns texts into unit vectors."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row per text."""
        ...


@dataclass(frozen=True, slots=True)
class Task:
    """Questions, paragraphs, and for each question the number of its paragraph and the part it belongs to."""

    questions: tuple[str, ...]
    paragraphs: tuple[str, ...]
    gold: tuple[int, ...]
    splits: tuple[str, ...]


def read_task(path: Path) -> Task:
    """Read a file of pairs as a retrieval task over all of its paragraphs.

    Where a record has a heading, title and heading are searched with the paragraph, as an index of articles does.
    """
    rows = list(records(path))
    texts = [_searched(row) for row in rows]
    paragraphs = list(dict.fromkeys(texts))
    place = {text: at for at, text in enumerate(paragraphs)}
    return Task(
        tuple(str(row["question"]) for row in rows),
        tuple(paragraphs),
        tuple(place[text] for text in texts),
        tuple(str(row.get("split", "test")) for row in rows),
    )


def _searched(row: dict[str, object]) -> str:
    if "heading" not in row:
        return str(row["paragraph"])
    return f"{row['title']}. {row['heading']}. {row['paragraph']}"


def dense_scores(encoder: Encoder, task: Task) -> Scores:
    """Return the cosine of each question with each paragraph."""
    scores: Scores = (encoder.encode(task.questions) @ encoder.encode(task.paragraphs).T).astype(np.float64)
    return scores


def bm25_scores(questions: Sequence[list[str]], paragraphs: Sequence[list[str]]) -> Scores:
    """Return BM25 (k1 = 1.2, b = 0.75) of each question with each paragraph, both as lists of terms."""
    numbers = {term: at for at, term in enumerate(dict.fromkeys(term for terms in paragraphs for term in terms))}
    counts = np.zeros((len(paragraphs), len(numbers)), dtype=np.float32)
    for at, terms in enumerate(paragraphs):
        for term, count in Counter(terms).items():
            counts[at, numbers[term]] = count
    lengths = counts.sum(axis=1, keepdims=True)
    holders = (counts > 0).sum(axis=0)
    rarity = np.log1p((len(paragraphs) - holders + 0.5) / (holders + 0.5))
    weights = rarity * counts * 2.2 / (counts + 1.2 * (0.25 + 0.75 * lengths / lengths.mean()))
    return np.stack([weights[:, [numbers[t] for t in terms if t in numbers]].sum(axis=1) for terms in questions])


def lexical_scores(task: Task) -> Scores:
    """Return the sum of BM25 over stems and BM25 over 4-grams; the latter, being larger, leads."""
    by_stem, by_gram = (
        bm25_scores([split(q) for q in task.questions], [split(p) for p in task.paragraphs])
        for split in (stems, folded_grams)
    )
    return by_stem + by_gram


def folded_grams(text: str) -> list[str]:
    """Return the 4-grams of all words of text."""
    return [gram for word in words(text) for gram in grams(fold(word))]


def fused(first: Scores, second: Scores) -> Scores:
    """Fuse two rankings by reciprocal rank."""
    return 1.0 / (FUSION_DAMPING + _ranks(first)) + 1.0 / (FUSION_DAMPING + _ranks(second))


def blended(lexical: Scores, dense: Scores, share: float) -> Scores:
    """Add `share` of the dense scores to the lexical ones, each scaled to a best of one per question."""
    return (1.0 - share) * _scaled(lexical) + share * _scaled(dense)


def ndcg(scores: Scores, gold: Sequence[int], depth: int = DEPTH) -> Scores:
    """Return nDCG@depth of each question that has one right paragraph; ties count against the ranking."""
    own = scores[np.arange(len(gold)), list(gold)][:, None]
    rank = (scores >= own).sum(axis=1)
    return np.where(rank <= depth, 1.0 / np.log2(rank + 1.0), 0.0)


def interval(differences: Scores, gold: NDArray[np.intp], seed: int = 0) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of the mean difference, drawn by paragraph as its questions are alike."""
    draw = np.random.default_rng(seed)
    paragraphs = np.unique(gold)
    sums = np.array([differences[np.equal(gold, own)].sum() for own in paragraphs])
    sizes = np.array([np.equal(gold, own).sum() for own in paragraphs])
    drawn = draw.integers(len(paragraphs), size=(RESAMPLES, len(paragraphs)))
    low, high = np.quantile(sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1), (0.025, 0.975))
    return float(low), float(high)


def _ranks(scores: Scores) -> Scores:
    order = np.argsort(-scores, axis=1, kind="stable")
    return np.argsort(order, axis=1).astype(np.float64) + 1.0


def _scaled(scores: Scores) -> Scores:
    best: Scores = scores.max(axis=1, keepdims=True)
    scaled: Scores = scores / np.maximum(best, 1e-9)
    return scaled


def measured(encoder: Encoder, path: Path) -> list[str]:
    """Return a table per part of a question file: nDCG@10 lexical, dense, and blended with what that gains."""
    task = read_task(path)
    lexical, dense = lexical_scores(task), dense_scores(encoder, task)
    gained = {share: ndcg(blended(lexical, dense, share), task.gold) for share in SHARES}
    ways = {"lexical": ndcg(lexical, task.gold), "dense": ndcg(dense, task.gold)}
    lines = []
    for split in dict.fromkeys(task.splits):
        part = np.array([own == split for own in task.splits])
        lines.append(f"{path.name} {split} ({part.sum()})")
        lines += [f"  {name:11} {values[part].mean():.4f}" for name, values in ways.items()]
        for share, values in gained.items():
            low, high = interval((values - ways["lexical"])[part], np.array(task.gold)[part])
            lines.append(f"  hybrid {share:.1f}  {values[part].mean():.4f}  minus lexical [{low:+.4f}, {high:+.4f}]")
    return lines
