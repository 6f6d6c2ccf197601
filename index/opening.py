"""Open the index in use."""

from pathlib import Path

from index.build_locks import Reading
from index.catalogue import Catalogue
from index.dense import DenseSearch
from index.errors import IndexLayerError
from index.home import CATALOGUE_FILE, Home
from index.manifest import FILE_NAME, Manifest, read_manifest
from index.seal import check_seal


class Index:
    """One build, open for reading: the catalogue at once, Chroma when the first question needs it."""

    def __init__(self, folder: Path) -> None:
        """Open the build in folder; raise IndexDamaged or IndexVersionMismatch where it cannot be used."""
        self.folder = folder
        self._reading = Reading(folder)
        try:
            self.manifest: Manifest = read_manifest(folder)
            for file in (FILE_NAME, CATALOGUE_FILE):
                check_seal(folder, file)
            self.catalogue = Catalogue(folder / CATALOGUE_FILE)
        except BaseException:
            self._reading.close()
            raise
        self.vectors = DenseSearch(folder, self.catalogue)

    def close(self) -> None:
        """Close what is open."""
        self.vectors.close()
        self.catalogue.close()
        self._reading.close()


def open_index(home: Home) -> Index:
    """Open the build in use; raise IndexMissing where there is none."""
    folder = home.current()
    try:
        return Index(folder)
    except IndexLayerError:
        # two new builds in the time since CURRENT was read, and this one is deleted
        if home.current() == folder:
            raise
    return Index(home.current())
