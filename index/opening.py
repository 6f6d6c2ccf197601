"""Open the index in use."""

from pathlib import Path

from index.catalogue import Catalogue
from index.dense import DenseSearch
from index.home import CATALOGUE_FILE, CHROMA_FOLDER, Home
from index.manifest import Manifest, read_manifest


class Index:
    """One build, open for reading: the catalogue at once, Chroma when the first question needs it."""

    def __init__(self, folder: Path) -> None:
        """Open the build in folder; raise IndexDamaged or IndexVersionMismatch where it cannot be used."""
        self.folder = folder
        self.manifest: Manifest = read_manifest(folder)
        self.catalogue = Catalogue(folder / CATALOGUE_FILE)
        self.vectors = DenseSearch(folder / CHROMA_FOLDER, self.catalogue)

    def close(self) -> None:
        """Close what is open."""
        self.vectors.close()
        self.catalogue.close()


def open_index(home: Home) -> Index:
    """Open the build in use; raise IndexMissing where there is none."""
    return Index(home.current())
