"""Open the index in use."""

from functools import cached_property
from pathlib import Path

from index.catalogue import Catalogue
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

    def close(self) -> None:
        """Close what is open."""
        self.catalogue.close()
        if "vectors" in self.__dict__:
            self.vectors.close()


def open_index(home: Home) -> Index:
    """Open the build in use; raise IndexMissing where there is none."""
    return Index(home.current())
