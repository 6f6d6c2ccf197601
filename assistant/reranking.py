"""Put hits into the order that a cross-encoder gives them."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.types import Hit
from index.reranking import PairScorer


class Reranker:
    """Orders hits anew; what makes a hit evidence stays as it was."""

    def __init__(self, scorer: PairScorer) -> None:
        """Order by what scorer says of question and passage."""
        self._scorer = scorer

    def rerank(self, query: str, hits: Sequence[Hit], k: int) -> list[Hit]:
        """Return the k hits that answer the query best, best first, with their new scores."""
        scores = self._scorer.scores(query, [_read(hit) for hit in hits])
        scored = [replace(hit, score=float(score)) for hit, score in zip(hits, scores, strict=True)]
        return sorted(scored, key=lambda hit: -hit.score)[:k]


def _read(hit: Hit) -> str:
    """Return what the model reads: a paragraph seldom repeats whom and where it is about."""
    return f"{hit.chunk.article.title}. {hit.chunk.heading}\n{hit.chunk.text}"
