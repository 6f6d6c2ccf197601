"""Where the vectors of builds are: in a folder of each build, or as a collection each on a Chroma server."""

from collections.abc import Collection
from pathlib import Path
from typing import Literal, Protocol

from index.chroma_server import URL, ChromaServer
from index.errors import StoreUnreachable
from index.layout import CHROMA_FOLDER
from index.vectors import COLLECTION, VectorStore, check_database, copy_store

StoreKind = Literal["folder", "server"]


class Stores(Protocol):
    """The stores of builds, each named by its build's folder."""

    kind: StoreKind
    wears: bool
    """Whether deleting and adding wears a store down, because it is extended in place."""

    def collection(self, build: Path) -> str:
        """Return the name of the collection of a build."""

    def create(self, build: Path) -> VectorStore:
        """Create an empty store for a build."""

    def open(self, build: Path) -> VectorStore:
        """Open the store of a build; raise IndexDamaged or StoreUnreachable."""

    def extend(self, base: Path, build: Path, without: Collection[str]) -> VectorStore:
        """Create a store with what that of base has, without some chunks."""

    def check(self, build: Path) -> None:
        """Read what can be read of the files; raise IndexDamaged."""

    def drop(self, build: Path) -> None:
        """Delete the store of a build, where it is not in the build's folder; raise StoreUnreachable."""


class FolderStores:
    """Stores in the folders of builds."""

    kind: StoreKind = "folder"
    wears = True

    def collection(self, build: Path) -> str:
        """Return the name of the collection of a build."""
        return COLLECTION

    def create(self, build: Path) -> VectorStore:
        """Create an empty store for a build."""
        return VectorStore.create(build / CHROMA_FOLDER)

    def open(self, build: Path) -> VectorStore:
        """Open the store of a build; raise IndexDamaged where Chroma cannot."""
        return VectorStore.open(build / CHROMA_FOLDER)

    def extend(self, base: Path, build: Path, without: Collection[str]) -> VectorStore:
        """Copy the store of base and delete chunks from the copy."""
        copy_store(base / CHROMA_FOLDER, build / CHROMA_FOLDER)
        store = self.open(build)
        store.delete(list(without))
        return store

    def check(self, build: Path) -> None:
        """Read Chroma's database to the end; raise IndexDamaged."""
        check_database(build / CHROMA_FOLDER)

    def drop(self, build: Path) -> None:
        """Do nothing: the store goes with the folder."""


class ServerStores:
    """Collections on a server, named after their builds."""

    kind: StoreKind = "server"
    wears = False

    def __init__(self, server: ChromaServer) -> None:
        """Use server; nothing is sent yet."""
        self._server = server

    def collection(self, build: Path) -> str:
        """Return the name of the collection of a build."""
        return f"lotse-{build.name}"

    def create(self, build: Path) -> VectorStore:
        """Create an empty collection for a build."""
        return VectorStore.create_on(self._server, self.collection(build))

    def open(self, build: Path) -> VectorStore:
        """Open the collection of a build; raise IndexDamaged where it is not there, StoreUnreachable."""
        return VectorStore.open_on(self._server, self.collection(build))

    def extend(self, base: Path, build: Path, without: Collection[str]) -> VectorStore:
        """Copy the collection of base, chunk by chunk: a server on one machine knows no other way."""
        source = self.open(base)
        try:
            store = self.create(build)
            store.take_over(source, frozenset(without))
        finally:
            source.close()
        return store

    def check(self, build: Path) -> None:
        """Do nothing: the files are the server's."""

    def drop(self, build: Path) -> None:
        """Delete the collection of a build, if it is there; raise StoreUnreachable."""
        VectorStore.drop_on(self._server, self.collection(build))


class _NoServer(ServerStores):
    """Stands for the server of an index whose address this process does not know."""

    def __init__(self) -> None:
        """Know nothing."""

    def open(self, build: Path) -> VectorStore:
        """Raise StoreUnreachable."""
        raise StoreUnreachable(f"Die Vektoren dieses Index liegen auf einem Chroma-Server; {URL} nennt keinen.")


def stores_on(server: ChromaServer | None) -> Stores:
    """Return where new builds keep their vectors."""
    return ServerStores(server) if server else FolderStores()


def stores_of(kind: StoreKind, server: ChromaServer | None) -> Stores:
    """Return where a build of a kind has its vectors."""
    if kind == "folder":
        return FolderStores()
    return ServerStores(server) if server else _NoServer()
