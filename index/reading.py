"""Read the files of a build in batches: here, or in processes of their own while this one writes.

Chroma holds Python's lock while it inserts (1.5.9, measured), so threads would only wait for it.
"""

import os
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.articles import article_of
from index.beside import WorkerKilled, run_beside
from index.embeddings import Embedder, ShippedEmbedder
from index.errors import ArticleRejected, IndexWriteFailed
from index.places import Places
from index.prepared import PreparedArticle, prepare
from index.source_files import read_bytes
from index.sources import Rejection

ARTICLES_PER_BATCH = 100
FEW = 300  # articles; they are read sooner than a process starts
MAX_PROCESSES = 2  # more would only wait: one reads faster than Chroma inserts

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read and the id of its article."""

    path: Path
    article: str


@dataclass(frozen=True, slots=True)
class Batch:
    """What `files` files gave: articles, the vectors of their chunks in order (chunks x dimension), and rejections."""

    files: int
    articles: tuple[PreparedArticle, ...]
    rejected: tuple[Rejection, ...]
    vectors: Vectors


def batches(jobs: Sequence[Job], embedder: Embedder, processes: int | None = None) -> Generator[Batch, None, None]:
    """Read files in their order; close the iterator to end its processes.

    `processes` is how many read beside this one, by default as many as gain something. Raises IndexWriteFailed where
    one of them is killed.
    """
    parts = [jobs[at : at + ARTICLES_PER_BATCH] for at in range(0, len(jobs), ARTICLES_PER_BATCH)]
    beside = processes_for(len(jobs)) if processes is None else processes
    return _read_beside(parts, embedder, beside) if beside else _read_here(parts, embedder)


def processes_for(files: int) -> int:
    """Return how many processes are worth starting for so many files on this machine."""
    # macOS does not tell which cores a process may use, only how many there are
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return 0 if files <= FEW else min(MAX_PROCESSES, cores - 1)


def _read_here(parts: Sequence[Sequence[Job]], embedder: Embedder) -> Generator[Batch, None, None]:
    with Places() as places:
        for part in parts:
            yield _embedded(_batch(part, places), embedder)


def _read_beside(parts: Sequence[Sequence[Job]], embedder: Embedder, processes: int) -> Generator[Batch, None, None]:
    # any other model has threads or a device of its own, and is too large to be loaded twice
    theirs, ours = (embedder, None) if isinstance(embedder, ShippedEmbedder) else (None, embedder)
    with closing(run_beside(parts, partial(_start, theirs), processes)) as read:
        try:
            for batch in read:
                yield _embedded(batch, ours)
        except WorkerKilled as error:
            raise IndexWriteFailed("Ein Prozess, der Artikel liest, wurde beendet. Bitte noch einmal.") from error


def _batch(jobs: Sequence[Job], places: Places) -> Batch:
    articles: list[PreparedArticle] = []
    rejected: list[Rejection] = []
    for job in jobs:
        try:
            data = read_bytes(job.path)
            article = article_of(data, job.path, job.article, places.official_name)
        except (ArticleRejected, OSError) as error:
            rejected.append(Rejection(str(job.path), str(error)))
        else:
            # the hash is of what was read: the file may have changed since it was compared
            articles.append(prepare(article, sha256(data).hexdigest(), places.other_than))
    return Batch(len(jobs), tuple(articles), tuple(rejected), np.empty((0, 0), np.float32))


def _embedded(batch: Batch, embedder: Embedder | None) -> Batch:
    passages = [passage for article in batch.articles for passage in article.passages]
    return replace(batch, vectors=embedder.embed_passages(passages)) if embedder and passages else batch


def _start(embedder: Embedder | None) -> Callable[[Sequence[Job]], Batch]:
    """Return, in another process, what reads there; its gazetteer is opened once."""
    places = Places()
    return lambda jobs: _embedded(_batch(jobs, places), embedder)
