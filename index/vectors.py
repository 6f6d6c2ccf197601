"""The vector store. The only module that knows Chroma, which it imports when a store is opened."""

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, cast

import numpy as np
from numpy.typing import NDArray

from index.errors import IndexDamaged, IndexWriteFailed
from index.reasons import reason_of

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

COLLECTION = "articles"
DATABASE = "chroma.sqlite3"
SPACE = "cosine"
# Recall over speed: at 100,000 chunks a query still takes 3 ms.
SEARCH_WIDTH = 200
MEASURES = {"space": SPACE, "ef_construction": 200, "ef_search": SEARCH_WIDTH, "max_neighbors": 24}

Metadata = dict[str, str | int]


class VectorStore:
    """One collection of chunks: id, vector, text and metadata."""

    def __init__(self, client: "Client", collection: "Collection") -> None:
        """Wrap an open collection; use `create` or `open`."""
        self._client = client
        self._collection = collection
        self._failed = False

    @classmethod
    def create(cls, path: Path) -> Self:
        """Create an empty store in the folder path."""
        try:
            client = _client(path)
            measures: Any = {"hnsw": dict(MEASURES)}
            collection = client.create_collection(COLLECTION, configuration=measures, embedding_function=None)
        except Exception as error:  # see `open`
            raise _write_failure(error) from error
        return cls(client, collection)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the store in the folder path; raise IndexDamaged where Chroma cannot."""
        try:
            if not (path / DATABASE).is_file():
                raise IndexDamaged(f"In {path} liegt kein Chroma-Speicher.")
            client = _client(path)
            return cls(client, client.get_collection(COLLECTION, embedding_function=None))
        except IndexDamaged:
            raise
        except Exception as error:  # Chroma raises its Rust core's errors as plain Exceptions of many kinds
            # Chroma writes when it opens, so a folder that may only be read, or a full disk, ends here too.
            raise IndexDamaged(f"Chroma kann {path} nicht öffnen ({reason_of(error)}).") from error

    def add(
        self,
        ids: Sequence[str],
        vectors: NDArray[np.float32],
        texts: Sequence[str],
        metadatas: Sequence[Metadata],
    ) -> None:
        """Add chunks, `vectors` being len(ids) x dimension, in batches that Chroma takes."""
        batch = self._client.get_max_batch_size()
        for at in range(0, len(ids), batch):
            part = slice(at, at + batch)
            with self._writing():
                self._collection.add(
                    ids=list(ids[part]),
                    embeddings=vectors[part],
                    documents=list(texts[part]),
                    metadatas=list(metadatas[part]),
                )

    def delete(self, ids: Sequence[str]) -> None:
        """Delete chunks by id."""
        batch = self._client.get_max_batch_size()
        for at in range(0, len(ids), batch):
            with self._writing():
                self._collection.delete(ids=list(ids[at : at + batch]))

    def query(self, vector: NDArray[np.float32], k: int) -> list[tuple[str, float]]:
        """Return (chunk id, cosine similarity) of the k nearest chunks, nearest first."""
        try:
            wanted: Any = [vector]
            found: Any = self._collection.query(query_embeddings=wanted, n_results=k, include=["distances"])
        except Exception as error:  # see `open`
            raise IndexDamaged(f"Die Vektorsuche ist fehlgeschlagen ({reason_of(error)}).") from error
        return [(chunk, 1.0 - distance) for chunk, distance in zip(found["ids"][0], found["distances"][0], strict=True)]

    def ids(self) -> list[str]:
        """Return the ids of all chunks."""
        return list(self._collection.get(include=[])["ids"])

    def close(self) -> None:
        """Let go of the files; Chroma keeps one system per path alive until its last client is closed."""
        self._client.close()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        if self._failed:
            # Chroma 1.5.9: soon after one write has failed (a full disk) another never returns, and keeps Ctrl-C out
            raise IndexWriteFailed("Chroma konnte schon zuvor nicht schreiben.")
        try:
            yield
        except Exception as error:  # see `open`
            self._failed = True
            raise _write_failure(error) from error


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


def _write_failure(error: Exception) -> IndexWriteFailed:
    return IndexWriteFailed(f"Chroma konnte nicht schreiben ({reason_of(error)}).")


def _client(path: Path) -> "Client":
    import chromadb
    from chromadb.api.shared_system_client import SharedSystemClient
    from chromadb.config import Settings

    try:
        return cast("Client", chromadb.PersistentClient(str(path), settings=Settings(anonymized_telemetry=False)))
    except BaseException:
        # Chroma keeps a system that did not start and would hand it to the next client
        SharedSystemClient.clear_system_cache()
        raise
