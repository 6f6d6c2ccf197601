"""Answers composed from the articles alone: the sentences that say it, each with its place."""

from collections.abc import Sequence

from assistant.citations import Citations, Passage
from assistant.drafts import Draft
from assistant.passages import passage_of
from assistant.scoring import Asked
from assistant.types import Hit, Query
from assistant.wording import listing
from index.catalogue import ArticleRow, Catalogue
from index.embeddings import Embedder

MAX_PASSAGES = 3
MAX_CHARACTERS = 620
RUNNER_UP = 0.82  # a further hit must come this close to the best one
OPENINGS = {
    "tasks": "Zum Alltag",
    "skills": "Was verlangt wird",
    "training": "Zur Aus- und Weiterbildung",
    "market": "Zum Arbeitsmarkt",
    "employers": "Wer Leute sucht",
    "salary": "Zum Gehalt",
}


def passages_answer(
    query: Query,
    hits: Sequence[Hit],
    asked: Asked,
    embedder: Embedder,
    catalogue: Catalogue,
    *,
    missing: Sequence[str] = (),
    every: bool = False,
) -> Draft:
    """Answer with the best sentences of the hits, which must be evidence already; of every hit, or of the best."""
    good = [hit for hit in hits if every or hit.score >= RUNNER_UP * hits[0].score]
    passages = _passages(good, asked, embedder, catalogue, MAX_CHARACTERS * (2 if every else 1))
    citations = Citations()
    groups: dict[str, list[str]] = {}
    titles: dict[str, ArticleRow] = {}
    for passage in passages:
        titles[passage.article.id] = passage.article
        groups.setdefault(passage.article.id, []).append(f"{_one_line(passage.quote)} {citations.mark(passage)}")
    paragraphs = [f"{_opening(query, titles[article])}: {' '.join(texts)}" for article, texts in groups.items()]
    closing = f"Nichts liegt vor zu: {listing(list(missing))}." if missing else ""
    text = "\n\n".join([*paragraphs, closing] if closing else paragraphs)
    return Draft(text, citations.all(), closing=closing, hits=tuple(hits))


def _passages(hits: Sequence[Hit], asked: Asked, embedder: Embedder, catalogue: Catalogue, room: int) -> list[Passage]:
    chosen: list[Passage] = []
    length = 0
    for hit in hits:
        if len(chosen) == MAX_PASSAGES:
            break
        passage = passage_of(hit, asked, embedder, catalogue)
        if passage is None or (chosen and length + len(passage.quote) > room):
            continue
        chosen.append(passage)
        length += len(passage.quote)
    return chosen


def _opening(query: Query, article: ArticleRow) -> str:
    opening = OPENINGS.get(query.topic or "")
    return f"{opening} ({article.title})" if opening else f"Aus dem Artikel über {article.title}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
