"""Open the index in use."""

from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.catalogue import Catalogue
from index.errors import IndexDamaged
from index.home import CATALOGUE_FILE, CHROMA_FOLDER, Home
from index.manifest import Manifest, read_manifest
from index.vectors import VectorStore


class Index:
    """One build, open for reading: the catalogue at once, Chroma when the first question needs it."""

    def __init__(self, folder: Path) -> None:
        """Open the build in folder; raise IndexDamaged or IndexVersionMismatch where it cannot be used."""
        self.folder = folder
        self.manifest: Manifest = read_manifest(folder)
        self.catalogue = Catalogue(folder / CATALOGUE_FILE)

    @cached_property
    def vectors(self) -> VectorStore:
        """Open the vector store."""
        return VectorStore.open(self.folder / CHROMA_FOLDER)

    def nearest(self, vector: NDArray[np.float32], k: int) -> list[tuple[str, float]]:
        """Return (chunk id, cosine similarity) of the k chunks nearest to a unit vector, nearest first.

        Chroma writes when it opens. Where it may not (a folder for reading only, a full disk) or cannot, the copies of
        the vectors in the catalogue are compared one by one: slower, with the same result.
        """
        try:
            return self.vectors.query(vector, k)
        except IndexDamaged:
            return self._nearest_in_catalogue(vector, k)

    def _nearest_in_catalogue(self, vector: NDArray[np.float32], k: int) -> list[tuple[str, float]]:
        rowids = self.catalogue.chunk_rowids([article.rowid for article in self.catalogue.articles()])
        stored = self.catalogue.vectors(rowids)
        lengths = np.linalg.norm(stored, axis=1)
        similar = stored @ vector / np.where(lengths > 0, lengths, 1)
        best = np.argsort(-similar, kind="stable")[:k]
        ids = {chunk.rowid: chunk.id for chunk in self.catalogue.chunks([rowids[at] for at in best])}
        return [(ids[rowids[at]], float(similar[at])) for at in best]

    def close(self) -> None:
        """Close what is open."""
        self.catalogue.close()
        if "vectors" in self.__dict__:
            self.vectors.close()


def open_index(home: Home) -> Index:
    """Open the build in use; raise IndexMissing where there is none."""
    return Index(home.current())
