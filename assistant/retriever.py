"""Hits for a query: candidates from the catalogue or from full text and Chroma, then scored alike."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from assistant.scoring import (
    NUMBER_BONUS,
    WEIGHTS,
    Asked,
    LexicalQuery,
    TextView,
    Weights,
    cosines,
    gram_score,
    lexical_query,
    states_number,
    topic_score,
    word_score,
)
from assistant.topics import topics
from assistant.types import Hit, Query
from index import german
from index.catalogue import ArticleRow, ChunkRow
from index.embeddings import Embedder
from index.opening import Index

LEXICAL_CANDIDATES = 100
DENSE_CANDIDATES = 60
# Up to here every chunk of the articles asked for is scored; beyond, the best by vector and by full text.
MAX_SCORED = 400
# The first paragraph of an article sets the mood and the last one sums up; topics are treated in between.
INTRODUCTION, CONCLUSION = 0.5, 0.55
CLEAR = 0.93  # unless the last paragraph plainly treats the topic
OF_ALL_PARTS = frozenset({"local", "outlook"})


class Retriever:
    """Finds and ranks chunks. Stateless but for the open index and the model."""

    def __init__(self, index: Index, embedder: Embedder, weights: Weights = WEIGHTS) -> None:
        """Search index with embedder, the model that the index was built with."""
        self._index = index
        self._embedder = embedder
        self._weights = weights

    def asked(self, query: Query, *, scoped: bool) -> Asked:
        """Return what chunks and sentences are measured against.

        Among the articles of one profession and town (`scoped`) their names tell nothing and are left out.
        """
        catalogue = self._index.catalogue
        return Asked(
            lexical=lexical_query(catalogue, query.content),
            specific=lexical_query(catalogue, query.specific),
            vector=self._embedder.embed_query(query.text if scoped else query.resolved),
            topic=topics()[query.topic] if query.topic else None,
            wants_number=query.wants_number,
            floor=self._embedder.floor,
        )

    def retrieve(self, query: Query, k: int, articles: Sequence[ArticleRow] | None = None) -> list[Hit]:
        """Return the k best chunks, best first, of the articles or, where they are None, of the whole index."""
        asked = self.asked(query, scoped=articles is not None)
        rows = self._search(asked) if articles is None else self._within(articles, asked)
        return self.rank(rows, asked)[:k]

    def rank(self, rows: Sequence[ChunkRow], asked: Asked) -> list[Hit]:
        """Score rows and return them best first; chunks with the same text are one hit."""
        vectors = self._index.catalogue.vectors([row.rowid for row in rows])
        statistics = self._index.catalogue.statistics
        average = statistics.grams / max(1, statistics.chunks)
        similar = cosines(asked.vector, vectors, asked.floor)
        last = self._index.catalogue.last_paragraphs({row.article.rowid for row in rows})
        hits = [
            self._hit(row, asked, float(cosine), average, is_last=row.paragraph == last[row.article.rowid])
            for row, cosine in zip(rows, similar, strict=True)
        ]
        return _merged(sorted(hits, key=lambda hit: (-hit.score, hit.chunk.id)))

    def _hit(self, row: ChunkRow, asked: Asked, cosine: float, average: float, *, is_last: bool) -> Hit:
        text = TextView.of(f"{row.heading} {row.text}")
        words, heading = german.folded_words(row.text), german.folded_words(row.heading)
        topic = topic_score(asked.topic, row.topics, words, heading)
        weights = self._weights
        lexical = weights.grams * gram_score(asked.lexical, text.padded, row.gram_count, average)
        lexical += weights.words * word_score(asked.lexical, text)
        score = weights.dense * cosine + weights.topic * topic
        # the words by which people name a topic are not those by which articles treat it
        score += lexical if asked.specific.stems else weights.topic_words * lexical
        if asked.wants_number and any(
            states_number(asked.specific, row.text[slice(*s)]) for s in german.sentences(row.text)
        ):
            score += NUMBER_BONUS
        by_topic = asked.topic and not asked.specific.stems and asked.topic.name not in OF_ALL_PARTS
        if by_topic:
            score *= INTRODUCTION if row.paragraph == 1 else CONCLUSION if is_last and topic < CLEAR else 1.0
        return Hit(row, score, cosine, topic, word_score(asked.specific, text))

    def _within(self, articles: Sequence[ArticleRow], asked: Asked) -> list[ChunkRow]:
        catalogue = self._index.catalogue
        rowids = catalogue.chunk_rowids([article.rowid for article in articles])
        if len(rowids) > MAX_SCORED:
            near = np.argsort(-cosines(asked.vector, catalogue.vectors(rowids)))[: MAX_SCORED // 2]
            wanted = set(rowids)
            matched = [
                rowid for rowid, _ in catalogue.search(_expanded(asked.lexical), len(rowids) * 4) if rowid in wanted
            ]
            rowids = list(dict.fromkeys([*(rowids[at] for at in near), *matched[: MAX_SCORED // 2]]))
        return catalogue.chunks(rowids)

    def _search(self, asked: Asked) -> list[ChunkRow]:
        catalogue = self._index.catalogue
        matched = [rowid for rowid, _ in catalogue.search(_expanded(asked.lexical), LEXICAL_CANDIDATES)]
        near = []
        if asked.vector.any():  # a question without a known word has no direction
            near = [chunk for chunk, _ in self._index.vectors.query(asked.vector, DENSE_CANDIDATES)]
        found = {row.rowid: row for row in catalogue.chunks(matched)}
        found.update({row.rowid: row for row in catalogue.chunks_by_id(near)})
        return list(found.values())


def _expanded(lexical: LexicalQuery) -> list[str]:
    compounds = [compound for stem in lexical.stems for compound in sorted(lexical.compounds[stem])]
    return list(dict.fromkeys([*lexical.stems, *compounds]))


def _merged(hits: Sequence[Hit]) -> list[Hit]:
    """Return one hit for each text, the first, which names the other chunks that hold it."""
    by_text: dict[str, list[Hit]] = {}
    for hit in hits:
        by_text.setdefault(hit.chunk.text, []).append(hit)
    return [replace(first, also=tuple(hit.chunk for hit in others)) for first, *others in by_text.values()]
