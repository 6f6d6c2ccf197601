"""Open the index in use."""

from pathlib import Path

from index.build_locks import Reading
from index.catalogue import Catalogue
from index.chroma_server import ChromaServer
from index.dense import DenseSearch
from index.errors import IndexLayerError
from index.fetching import cached
from index.home import Home
from index.layout import CATALOGUE_FILE
from index.manifest import FILE_NAME, Manifest, read_manifest
from index.seal import check_seal
from index.stores import stores_of


class Index:
    """One build, open for reading: the catalogue at once, Chroma when the first question needs it."""

    def __init__(self, folder: Path, server: ChromaServer | None = None, cache: Path | None = None) -> None:
        """Open the build in folder; raise IndexDamaged or IndexVersionMismatch where it cannot be used.

        Its vectors may be on a server. With a cache, the catalogue is copied there first.
        """
        self.folder = folder
        self._reading = Reading(folder)
        try:
            self.manifest: Manifest = read_manifest(folder)
            check_seal(folder, FILE_NAME)
            self.catalogue = Catalogue(_catalogue_file(folder, cache))
        except BaseException:
            self._reading.close()
            raise
        self.vectors = DenseSearch(folder, self.catalogue, stores_of(self.manifest.store, server))

    def close(self) -> None:
        """Close what is open."""
        self.vectors.close()
        self.catalogue.close()
        self._reading.close()


def _catalogue_file(folder: Path, cache: Path | None) -> Path:
    if cache:
        return cached(folder, CATALOGUE_FILE, cache)
    check_seal(folder, CATALOGUE_FILE)
    return folder / CATALOGUE_FILE


def open_index(home: Home) -> Index:
    """Open the build in use; raise IndexMissing where there is none."""
    folder = home.current()
    try:
        return Index(folder, home.server, home.cache)
    except IndexLayerError:
        # two new builds in the time since CURRENT was read, and this one is deleted
        if home.current() == folder:
            raise
    return Index(home.current(), home.server, home.cache)
