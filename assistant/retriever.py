"""Hits for a query: candidates from the catalogue or from full text and Chroma, then scored alike."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from threading import Thread

import numpy as np
from numpy.typing import NDArray

from assistant.features import Features, Position, features, sentences_of, views_of
from assistant.intents import intents_of, subjects_asked
from assistant.ranking import Fusion, likelihoods
from assistant.scoring import (
    WEIGHTS,
    Asked,
    LexicalQuery,
    Weights,
    cosines,
    gram_score,
    lexical_query,
    topic_score,
    word_score,
)
from assistant.topics import topics
from assistant.types import Hit, Query
from index.catalogue import ArticleRow, ChunkRow
from index.embeddings import Embedder
from index.errors import IndexLayerError
from index.interaction import interaction_model, passage
from index.opening import Index
from index.topic_words import profile

LEXICAL_CANDIDATES = 100
DENSE_CANDIDATES = 60
# Up to here every chunk of the articles asked for is scored; beyond, the best by vector and by full text.
MAX_SCORED = 400
MEASURED = 32  # chunks that get a closer look, sentence by sentence
READ = 10  # chunks that are read word by word: those of an article, or the most promising of several


class Retriever:
    """Finds and ranks chunks. Stateless but for the open index and the model."""

    def __init__(self, index: Index, embedder: Embedder, weights: Weights = WEIGHTS, fusion: Fusion = "both") -> None:
        """Search index with embedder, the model that the index was built with."""
        self._fusion: Fusion = fusion
        self._index = index
        self._embedder = embedder
        self._weights = weights

    def asked(self, query: Query, *, scoped: bool) -> Asked:
        """Return what chunks and sentences are measured against.

        Among the articles of one profession and town (`scoped`) their names tell nothing and are left out.
        """
        catalogue = self._index.catalogue
        text = query.text if scoped else query.resolved
        return Asked(
            lexical=lexical_query(catalogue, query.content),
            specific=lexical_query(catalogue, query.specific),
            vector=self._embedder.embed_query(text),
            topic=topics()[query.topic] if query.topic else None,
            text=text,
            profile=profile(query.text),
            subjects=subjects_asked(intents_of(query.text)),
            wants_number=query.wants_number,
            wants_time=query.wants_time,
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
        similar = dict(zip((row.rowid for row in rows), cosines(asked.vector, vectors, asked.floor), strict=True))
        if len(rows) > READ:
            promising = sorted(rows, key=lambda row: -self._promise(row, asked, float(similar[row.rowid])))
            rows = promising[:MEASURED]
        measured = self._measured(rows, asked, similar)
        shares = likelihoods(measured, particular=bool(asked.specific.stems), fusion=self._fusion)
        hits = [Hit(row, float(share), one) for row, share, one in zip(rows, shares, measured, strict=True)]
        return _merged(sorted(hits, key=lambda hit: (-hit.score, hit.chunk.id)))

    def _measured(self, rows: Sequence[ChunkRow], asked: Asked, similar: Mapping[int, float]) -> list[Features]:
        """Measure rows, their sentences embedded all at once."""
        average = self._index.catalogue.statistics.mean_grams
        last = self._index.catalogue.last_paragraphs({row.article.rowid for row in rows})
        parts = [sentences_of(row) for row in rows]
        found = self._sentence_cosines(rows, parts, asked, similar)
        return [
            features(
                row,
                asked,
                float(similar[row.rowid]),
                logit,
                sentences,
                cosine,
                Position(row.paragraph == 1, row.paragraph == last[row.article.rowid], average),
            )
            for row, logit, sentences, cosine in zip(rows, _interactions(rows, asked), parts, found, strict=True)
        ]

    def _sentence_cosines(
        self, rows: Sequence[ChunkRow], parts: Sequence[Sequence[str]], asked: Asked, similar: Mapping[int, float]
    ) -> list[NDArray[np.float32]]:
        """Return the cosines of each row's sentences; with a model that takes its time, that of the whole chunk."""
        if not self._embedder.is_instant:
            return [
                np.full(len(own), similar[row.rowid], dtype=np.float32) for row, own in zip(rows, parts, strict=True)
            ]
        embedded = self._embedder.embed_passages([sentence for own in parts for sentence in own])
        if not embedded.size:
            return []
        ends = np.cumsum([len(own) for own in parts])
        return np.split(cosines(asked.vector, embedded, asked.floor), ends[:-1])

    def _promise(self, row: ChunkRow, asked: Asked, cosine: float) -> float:
        """Score a row roughly, to choose the ones that are worth a closer look."""
        text, words, heading = views_of(row)
        average = self._index.catalogue.statistics.mean_grams
        weights = self._weights
        lexical = weights.grams * gram_score(asked.lexical, text.padded, row.gram_count, average)
        lexical += weights.words * word_score(asked.lexical, text)
        score = weights.dense * cosine + weights.topic * topic_score(asked.topic, row.topics, words, heading)
        # the words by which people name a topic are not those by which articles treat it
        return score + (lexical if asked.specific.stems else weights.topic_words * lexical)

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
        if not interaction_model.is_made:
            Thread(target=_load_early, daemon=True).start()
        catalogue = self._index.catalogue
        matched = [rowid for rowid, _ in catalogue.search(_expanded(asked.lexical), LEXICAL_CANDIDATES)]
        near = []
        if asked.vector.any():  # a question without a known word has no direction
            near = [chunk for chunk, _ in self._index.vectors.query(asked.vector, DENSE_CANDIDATES)]
        found = {row.rowid: row for row in catalogue.chunks(matched)}
        found.update({row.rowid: row for row in catalogue.chunks_by_id(near)})
        return list(found.values())


def _load_early() -> None:
    """Load the model while Chroma opens its store; a fault is told to whoever needs the model."""
    with suppress(IndexLayerError):
        interaction_model()


def _interactions(rows: Sequence[ChunkRow], asked: Asked) -> list[float]:
    """Read the first rows beside the question; the others are taken for no better than the worst of these."""
    if not rows:
        return []
    read = interaction_model().logits(
        asked.text, [passage(row.article.title, row.heading, row.text) for row in rows[:READ]]
    )
    return [*map(float, read), *[float(read.min())] * (len(rows) - len(read))]


def _expanded(lexical: LexicalQuery) -> list[str]:
    compounds = [compound for stem in lexical.stems for compound in sorted(lexical.compounds[stem])]
    return list(dict.fromkeys([*lexical.stems, *compounds]))


def _merged(hits: Sequence[Hit]) -> list[Hit]:
    """Return one hit for each text, the first, which names the other chunks that hold it."""
    by_text: dict[str, list[Hit]] = {}
    for hit in hits:
        by_text.setdefault(hit.chunk.text, []).append(hit)
    return [replace(first, also=tuple(hit.chunk for hit in others)) for first, *others in by_text.values()]
