"""Read an SQLite file that never changes, from any number of threads."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any


class ReadOnlyDatabase:
    """As many connections as there are queries at one time, so that no thread waits for another one's query.

    Not a connection for each thread: a server that answers each request in a new thread would pile them up.
    """

    def __init__(self, path: Path) -> None:
        """Name the file; it is opened by the first query."""
        # a file that never changes needs no locking
        self._uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        self._free: list[sqlite3.Connection] = []
        self._closed = False

    def rows(self, query: str, values: Sequence[object] = ()) -> list[Any]:
        """Return all rows of a query; raise sqlite3.Error."""
        connection = self._take()
        try:
            return connection.execute(query, values).fetchall()
        finally:
            self._give_back(connection)

    def close(self) -> None:
        """Close the connections, those in use when their query is done."""
        self._closed = True
        while self._free:
            self._free.pop().close()

    def _take(self) -> sqlite3.Connection:
        if self._closed:
            raise sqlite3.ProgrammingError("closed")
        try:
            return self._free.pop()
        except IndexError:
            return sqlite3.connect(self._uri, uri=True, check_same_thread=False)

    def _give_back(self, connection: sqlite3.Connection) -> None:
        self._free.append(connection)
        if self._closed:
            self.close()
