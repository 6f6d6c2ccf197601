"""Ways to rank passages for questions, and how good a ranking is."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import SimpleNamespace
from typing import cast

import numpy as np
from numpy.typing import NDArray
from retrieval_tasks import DEPTH, Scores, Task

from assistant.scoring import WEIGHTS, TextView, gram_score, lexical_query, word_score
from index import german
from index.catalogue import Catalogue
from index.embeddings import Embedder
from index.lexical import gram_counts

FUSION_DAMPING = 60  # of reciprocal rank fusion; the value of its authors
RESAMPLES = 5_000
K1, B = 1.2, 0.75


def content_words(text: str) -> list[str]:
    """Return the folded words of text that are no stop words."""
    stop = german.stop_words()
    return [word for word in german.folded_words(text) if word not in stop]


def content_grams(text: str) -> list[str]:
    """Return the 4-grams of the content words of text, as the index counts them."""
    return list(gram_counts(text).elements())


def bm25(questions: Sequence[Sequence[str]], passages: Sequence[Sequence[str]]) -> Scores:
    """Return BM25 of each question with each passage, both as lists of terms."""
    number = {term: at for at, term in enumerate(dict.fromkeys(term for terms in passages for term in terms))}
    counts = np.zeros((len(passages), len(number)), dtype=np.float64)
    for at, terms in enumerate(passages):
        for term, count in Counter(terms).items():
            counts[at, number[term]] = count
    lengths = counts.sum(axis=1, keepdims=True)
    holders = (counts > 0).sum(axis=0)
    rarity = np.log1p((len(passages) - holders + 0.5) / (holders + 0.5))
    weights = rarity * counts * (K1 + 1) / (counts + K1 * (1 - B + B * lengths / lengths.mean()))
    asked = [[number[term] for term in terms if term in number] for terms in questions]
    return np.stack([weights[:, terms].sum(axis=1) for terms in asked])


def reciprocal_ranks(*rankings: Scores) -> Scores:
    """Fuse rankings by reciprocal rank."""
    ranks = [np.argsort(np.argsort(-scores, axis=1, kind="stable"), axis=1) + 1.0 for scores in rankings]
    fused: Scores = sum((1.0 / (FUSION_DAMPING + rank) for rank in ranks), np.zeros_like(ranks[0]))
    return fused


@dataclass(frozen=True)
class Ways:
    """All ways to rank the passages of a task."""

    task: Task
    embedder: Embedder

    def all(self) -> dict[str, Scores]:
        """Return the scores by name, the plainest first."""
        words, stems, grams = (self._bm25(terms) for terms in (content_words, german.stems, content_grams))
        both = stems + grams
        return {
            "BM25, words": words,
            "BM25, stems": stems,
            "BM25, 4-grams": grams,
            "BM25, stems + 4-grams": both,
            "vectors alone": self.dense,
            "both, reciprocal ranks": reciprocal_ranks(both, self.dense),
            "both, weighted as Lotse does": self.lexical + WEIGHTS.dense * self.dense,
        }

    def _bm25(self, terms: Callable[[str], list[str]]) -> Scores:
        questions = [terms(question) for question in self.task.questions]
        return bm25(questions, [terms(passage.whole) for passage in self.task.passages])

    @cached_property
    def dense(self) -> Scores:
        """Return the cosines."""
        passages = self.embedder.embed_passages([passage.whole for passage in self.task.passages])
        questions = np.stack([self.embedder.embed_query(question) for question in self.task.questions])
        cosines: Scores = np.maximum(questions @ passages.T, 0.0).astype(np.float64)
        return cosines

    @cached_property
    def lexical(self) -> Scores:
        """Return the lexical part of Lotse's own score, with the statistics of these passages."""
        corpus = cast(Catalogue, MadeCatalogue([passage.whole for passage in self.task.passages]))
        views = [TextView.of(passage.whole) for passage in self.task.passages]
        lengths = [len(content_grams(passage.whole)) for passage in self.task.passages]
        average = sum(lengths) / len(lengths)
        scores = np.zeros((len(self.task.questions), len(views)))
        for row, question in enumerate(self.task.questions):
            query = lexical_query(corpus, content_words(question))
            for column, (view, length) in enumerate(zip(views, lengths, strict=True)):
                grams = gram_score(query, view.padded, length, average)
                scores[row, column] = WEIGHTS.grams * grams + WEIGHTS.words * word_score(query, view)
        return scores


class MadeCatalogue:
    """The counts of some texts, as far as a lexical query asks a catalogue for them."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.statistics = SimpleNamespace(chunks=len(texts))
        self._terms = Counter(term for text in texts for term in set(german.stems(text)))
        self._grams = Counter(gram for text in texts for gram in gram_counts(text))

    def gram_frequencies(self, grams: Collection[str]) -> dict[str, int]:
        return {gram: self._grams[gram] for gram in grams if gram in self._grams}

    def term_frequencies(self, terms: Collection[str]) -> dict[str, int]:
        return {term: self._terms[term] for term in terms if term in self._terms}

    def compounds(self, stem: str, k: int) -> list[str]:
        found = [term for term in self._terms if term != stem and (term.startswith(stem) or term.endswith(stem))]
        return sorted(found, key=lambda term: (-self._terms[term], term))[:k]


def ndcg(scores: Scores, gold: Sequence[frozenset[int]], depth: int = DEPTH) -> NDArray[np.float64]:
    """Return nDCG@depth of each question; ties count against the ranking, what was not found has -inf."""
    values = np.zeros(len(gold))
    discounts = 1.0 / np.log2(np.arange(2, depth + 2))
    for at, places in enumerate(gold):
        relevant = np.isin(np.arange(scores.shape[1]), list(places))
        order = np.lexsort((relevant, -scores[at]))[:depth]
        gains = relevant[order] & np.isfinite(scores[at, order])
        values[at] = gains @ discounts[: len(order)] / discounts[: len(places)].sum()
    return values


def interval(values: NDArray[np.float64], clusters: NDArray[np.intp]) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of a mean over questions, drawn by cluster."""
    names, numbers = np.unique(clusters, return_inverse=True)
    sums, sizes = np.bincount(numbers, values), np.bincount(numbers)
    drawn = np.random.default_rng(0).integers(len(names), size=(RESAMPLES, len(names)))
    low, high = np.quantile(sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1), (0.025, 0.975))
    return float(low), float(high)


def gains(differences: NDArray[np.float64], clusters: NDArray[np.intp]) -> str:
    """Return a mean difference with its interval, or nothing where nothing differs."""
    if not differences.any():
        return ""
    low, high = interval(differences, clusters)
    return f"{differences.mean():+.3f} ({low:+.3f} to {high:+.3f})"
