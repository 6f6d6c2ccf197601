"""The vector store. With `chroma_clients` all that knows Chroma, which is imported when a store is opened."""

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, cast

import numpy as np
from numpy.typing import NDArray

from index.chroma_clients import SECONDS_TO_SEARCH, SECONDS_TO_WRITE, close, connected, embedded, is_unreachable
from index.chroma_server import ChromaServer
from index.errors import IndexDamaged, IndexLayerError, IndexWriteFailed, StoreUnreachable
from index.reasons import reason_of

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

COLLECTION = "articles"
DATABASE = "chroma.sqlite3"
SPACE = "cosine"
# Recall over speed: at 100,000 chunks a query still takes 3 ms.
SEARCH_WIDTH = 200
# Articles by one template have hundreds of paragraphs that differ in a name. With 24 neighbours a fifth of those are
# linked from nowhere and do not even find themselves; with 48 at most one in a hundred.
NEIGHBOURS = 48
MEASURES = {"space": SPACE, "ef_construction": 200, "ef_search": SEARCH_WIDTH, "max_neighbors": NEIGHBOURS}

PAGE = 2000
PAUSES = (0.5, 1, 2, 4, 8, 16)  # seconds; a server needs a few to come back

Metadata = dict[str, str | int]


class VectorStore:
    """One collection of chunks: id, vector, text and metadata."""

    def __init__(self, client: "Client", collection: "Collection", pauses: Sequence[float] = ()) -> None:
        """Wrap an open collection; use `create` or `open`. Writing is tried again after each of pauses (seconds)."""
        self._client = client
        self._collection = collection
        self._pauses = pauses
        self._failed = False

    @classmethod
    def create(cls, path: Path) -> Self:
        """Create an empty store in the folder path."""
        try:
            client = embedded(path)
            return cls(client, _new_collection(client, COLLECTION))
        except Exception as error:  # see `open`
            raise _write_failure(error) from error

    @classmethod
    def create_on(cls, server: ChromaServer, name: str) -> Self:
        """Create an empty collection on a server."""
        client = connected(server, SECONDS_TO_WRITE)
        try:
            return cls(client, _new_collection(client, name), PAUSES)
        except Exception as error:  # see `open`
            close(client)
            raise _write_failure(error) from error

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the store in the folder path; raise IndexDamaged where Chroma cannot."""
        try:
            if not (path / DATABASE).is_file():
                raise IndexDamaged(f"In {path} liegt kein Chroma-Speicher.")
            client = embedded(path)
            return cls(client, client.get_collection(COLLECTION, embedding_function=None))
        except IndexDamaged:
            raise
        except Exception as error:  # Chroma raises its Rust core's errors as plain Exceptions of many kinds
            # Chroma writes when it opens, so a folder that may only be read, or a full disk, ends here too.
            raise IndexDamaged(f"Chroma kann {path} nicht öffnen ({reason_of(error)}).") from error

    @classmethod
    def open_on(cls, server: ChromaServer, name: str) -> Self:
        """Open a collection on a server; raise IndexDamaged where it is not there, StoreUnreachable."""
        client = connected(server, SECONDS_TO_SEARCH)
        try:
            return cls(client, client.get_collection(name, embedding_function=None), PAUSES)
        except Exception as error:  # see `open`
            close(client)
            raise _read_failure(error, f"Auf {server} fehlt die Sammlung {name}") from error

    @staticmethod
    def drop_on(server: ChromaServer, name: str) -> None:
        """Delete a collection on a server if it is there; raise StoreUnreachable."""
        from chromadb.errors import NotFoundError

        client = connected(server, SECONDS_TO_WRITE)
        try:
            client.delete_collection(name)
        except NotFoundError:
            pass
        except Exception as error:  # see `open`
            raise StoreUnreachable(f"{server} löscht die Sammlung {name} nicht ({reason_of(error)}).") from error
        finally:
            close(client)

    def add(
        self,
        ids: Sequence[str],
        vectors: NDArray[np.float32],
        texts: Sequence[str],
        metadatas: Sequence[Metadata],
    ) -> None:
        """Add chunks, `vectors` being len(ids) x dimension, in batches that Chroma takes."""
        for part in self._parts(len(ids)):
            self._write(
                lambda part=part: self._collection.add(  # type: ignore[misc]
                    ids=list(ids[part]),
                    embeddings=vectors[part],
                    documents=list(texts[part]),
                    metadatas=cast(Any, metadatas[part]),
                )
            )

    def delete(self, ids: Sequence[str]) -> None:
        """Delete chunks by id."""
        for part in self._parts(len(ids)):
            self._write(lambda part=part: self._collection.delete(ids=list(ids[part])))  # type: ignore[misc]

    def take_over(self, source: "VectorStore", without: frozenset[str]) -> None:
        """Copy the chunks of another store, without some."""
        everything: Any = ["embeddings", "documents", "metadatas"]
        for page in source._pages(everything):
            chosen = [at for at, chunk in enumerate(page["ids"]) if chunk not in without]
            if chosen:
                ids, texts, metadatas = ([page[key][at] for at in chosen] for key in ("ids", "documents", "metadatas"))
                self.add(ids, np.asarray(page["embeddings"], dtype=np.float32)[chosen], texts, metadatas)

    def query(self, vector: NDArray[np.float32], k: int) -> list[tuple[str, float]]:
        """Return (chunk id, cosine similarity) of the k nearest chunks, nearest first."""
        try:
            wanted: Any = [vector]
            found: Any = self._collection.query(query_embeddings=wanted, n_results=k, include=["distances"])
        except Exception as error:  # see `open`
            raise _read_failure(error, "Die Vektorsuche ist fehlgeschlagen") from error
        return [(chunk, 1.0 - distance) for chunk, distance in zip(found["ids"][0], found["distances"][0], strict=True)]

    def vectors(self, ids: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """Return the vectors of chunks by id; those that are not there are left out."""
        try:
            found: Any = self._collection.get(ids=list(ids), include=["embeddings"])
        except Exception as error:  # see `open`
            raise _read_failure(error, "Chroma gibt die Vektoren nicht heraus") from error
        pairs = zip(found["ids"], found["embeddings"], strict=True)
        return {chunk: np.asarray(vector, np.float32) for chunk, vector in pairs}

    def ids(self) -> list[str]:
        """Return the ids of all chunks."""
        return [chunk for page in self._pages([]) for chunk in page["ids"]]

    def close(self) -> None:
        """Let go of the files; Chroma keeps one system per path alive until its last client is closed."""
        close(self._client)

    def _parts(self, count: int) -> Iterator[slice]:
        batch = self._client.get_max_batch_size() if count else 1
        return (slice(at, at + batch) for at in range(0, count, batch))

    def _pages(self, include: Any) -> Iterator[Any]:
        """Read all chunks, so many at a time: a server does not give any number at once."""
        offset = 0
        while True:
            try:
                page: Any = self._collection.get(include=include, limit=PAGE, offset=offset)
            except Exception as error:  # see `open`
                raise _read_failure(error, "Chroma gibt die Abschnitte nicht heraus") from error
            yield page
            if len(page["ids"]) < PAGE:
                return
            offset += PAGE

    def _write(self, call: Callable[[], object]) -> None:
        if self._failed:
            # Chroma 1.5.9: soon after one write has failed (a full disk) another never returns, and keeps Ctrl-C out
            raise IndexWriteFailed("Chroma konnte schon zuvor nicht schreiben.")
        for pause in (*self._pauses, None):
            try:
                call()
            except Exception as error:  # see `open`
                if pause is None or not is_unreachable(error):
                    self._failed = True
                    raise _write_failure(error) from error
                time.sleep(pause)  # a server that is restarted; what it had taken already, it passes over
            else:
                return


def copy_store(source: Path, target: Path) -> None:
    """Copy the store in the folder source, which others may open meanwhile: opening writes to Chroma's database."""
    shutil.copytree(source, target, ignore=lambda folder, names: [name for name in names if name.startswith(DATABASE)])
    with (
        closing(sqlite3.connect(f"{(source / DATABASE).absolute().as_uri()}?mode=ro", uri=True)) as database,
        closing(sqlite3.connect(target / DATABASE)) as copied,
    ):
        database.backup(copied)  # a plain copy may be torn


def check_database(store: Path) -> None:
    """Read Chroma's database to the end; raise IndexDamaged where SQLite finds it corrupt."""
    path = store / DATABASE
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            found = [row[0] for row in database.execute("PRAGMA quick_check")]
    except sqlite3.Error as error:
        raise IndexDamaged(f"{path} ist nicht lesbar ({reason_of(error)}).") from error
    if found != ["ok"]:
        raise IndexDamaged(f"{path} ist beschädigt ({found[0]}).")


def _new_collection(client: "Client", name: str) -> "Collection":
    measures: Any = {"hnsw": dict(MEASURES)}
    return client.create_collection(name, configuration=measures, embedding_function=None)


def _read_failure(error: Exception, what: str) -> IndexLayerError:
    kind = StoreUnreachable if is_unreachable(error) else IndexDamaged
    return kind(f"{what} ({reason_of(error)}).")


def _write_failure(error: Exception) -> IndexWriteFailed:
    return IndexWriteFailed(f"Chroma konnte nicht schreiben ({reason_of(error)}).")
