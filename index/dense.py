"""Search a build by vectors: with Chroma, and without it where its store cannot be opened."""

from pathlib import Path
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from index.catalogue import Catalogue
from index.errors import IndexDamaged, StoreUnreachable
from index.layout import CHROMA_FOLDER
from index.once import Once
from index.seal import check_seal
from index.stores import Stores
from index.vectors import VectorStore

SECONDS_OF_PATIENCE = 15.0


class DenseSearch:
    """The vectors of one build. Chroma is imported and opened by the first query."""

    def __init__(self, build: Path, catalogue: Catalogue, stores: Stores) -> None:
        """Search the store of a build, whose vectors the catalogue has as well."""
        self._build = build
        self._catalogue = catalogue
        self._stores = stores
        self._silent_until = 0.0
        # a store that cannot be opened is not tried again for each question
        self._store = Once(self._open, remember=(IndexDamaged,))

    @property
    def store(self) -> VectorStore:
        """Open Chroma's store; raise IndexDamaged where that fails."""
        return self._store()

    def _open(self) -> VectorStore:
        check_seal(self._build, CHROMA_FOLDER)
        return self._stores.open(self._build)

    def query(self, vector: NDArray[np.float32], k: int) -> list[tuple[str, float]]:
        """Return (chunk id, cosine similarity) of the k chunks nearest to a unit vector, nearest first.

        Chroma writes when it opens. Where it may not (a folder for reading only, a full disk) or cannot (a server that
        is down), the copies of the vectors in the catalogue are compared one by one: slower with many chunks, with the
        same result.
        """
        try:
            if monotonic() >= self._silent_until:
                return self.store.query(vector, k)
        except StoreUnreachable:
            self._silent_until = monotonic() + SECONDS_OF_PATIENCE  # not every question is to wait for it
        except IndexDamaged:
            pass
        return self._in_catalogue(vector, k)

    def ids(self) -> list[str]:
        """Return the ids of all chunks in Chroma."""
        return self.store.ids()

    def close(self) -> None:
        """Close the store if it was opened."""
        if self._store.is_made:
            self._store().close()

    def _in_catalogue(self, vector: NDArray[np.float32], k: int) -> list[tuple[str, float]]:
        rowids = self._catalogue.chunk_rowids([article.rowid for article in self._catalogue.articles()])
        stored = self._catalogue.vectors(rowids)
        lengths = np.linalg.norm(stored, axis=1)
        similar = stored @ vector / np.where(lengths > 0, lengths, 1)
        best = np.argsort(-similar, kind="stable")[:k]
        ids = {chunk.rowid: chunk.id for chunk in self._catalogue.chunks([rowids[at] for at in best])}
        return [(ids[rowids[at]], float(similar[at])) for at in best]
