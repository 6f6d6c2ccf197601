"""Feed Chroma from a thread of its own, so that reading and embedding go on while it inserts."""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from index.prepared import PreparedArticle
from index.types import Article, Chunk
from index.vectors import Metadata, VectorStore

MAX_WAITING = 4  # batches; bounds memory when Chroma is the slower side


class VectorWriter:
    """Writes batches of chunks to a store in the background; the first error is raised by the next call."""

    def __init__(self, store: VectorStore) -> None:
        """Write to store, and close it in the end."""
        self._store = store
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="chroma")
        self._waiting: list[Future[None]] = []

    def __enter__(self) -> Self:
        """Return the writer."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Finish what is waiting, or drop it after an error, and let go of the files."""
        try:
            if error is None:
                self._wait(0)
        finally:
            self._thread.shutdown(wait=True, cancel_futures=True)
            self._store.close()

    def add(self, articles: Sequence[PreparedArticle], vectors: NDArray[np.float32]) -> None:
        """Add the chunks of articles; vectors are in the same order, chunks x dimension."""
        pairs = [(prepared.article, piece.chunk) for prepared in articles for piece in prepared.chunks]
        metadatas = [metadata(article, chunk) for article, chunk in pairs]
        ids, texts = [chunk.id for _, chunk in pairs], [chunk.text for _, chunk in pairs]
        self._submit(self._thread.submit(self._store.add, ids, vectors, texts, metadatas))

    def _submit(self, job: Future[None]) -> None:
        self._waiting.append(job)
        self._wait(MAX_WAITING)

    def _wait(self, allowed: int) -> None:
        while len(self._waiting) > allowed:
            self._waiting.pop(0).result()


def metadata(article: Article, chunk: Chunk) -> Metadata:
    """Return what Chroma keeps beside a chunk's text; documented in docs/index.md for other clients."""
    return {
        "article": article.id,
        "profession": article.profession,
        "city": article.city,
        "title": article.title,
        "heading": chunk.heading,
        "paragraph": chunk.paragraph,
        "line": chunk.line,
        "start": chunk.start,
        "end": chunk.end,
        "source": article.source,
    }
