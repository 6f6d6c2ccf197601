"""Conversations of the terminal chat, kept in the home in one SQLite file that only its owner may read."""

import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.errors import AssistantError
from assistant.render import to_json
from assistant.types import Answer, Citation, Place, Salary
from index.reasons import reason_of

FILE = "conversations.sqlite"
PATIENCE = 5.0  # seconds to wait for another chat that writes
SCHEMA = """
    CREATE TABLE IF NOT EXISTS conversations (id INTEGER PRIMARY KEY AUTOINCREMENT, changed TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS turns (
        conversation INTEGER NOT NULL REFERENCES conversations ON DELETE CASCADE,
        asked TEXT NOT NULL, answer TEXT NOT NULL
    );
    CREATE INDEX IF NOT EXISTS turns_of ON turns (conversation);
    CREATE TABLE IF NOT EXISTS typed (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
"""
LISTING = """
    SELECT c.id, c.changed, count(*), (SELECT asked FROM turns WHERE conversation = c.id ORDER BY rowid LIMIT 1)
    FROM conversations c JOIN turns t ON t.conversation = c.id GROUP BY c.id ORDER BY max(t.rowid) DESC"""


@dataclass(frozen=True, slots=True)
class Summary:
    """A kept conversation as a list shows it; `changed` is in ISO form, in UTC."""

    id: int
    changed: str
    turns: int
    first: str


class Conversations:
    """All conversations of a home. Several chats may write at once; each to its own."""

    def __init__(self, home: Path) -> None:
        """Open or create the file; raise AssistantError where that fails."""
        self._path = home / FILE
        with self._told():
            home.mkdir(parents=True, exist_ok=True)
            # SQLite gives its journal the mode of the file, so it is private from the first byte
            os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600))
            with suppress(PermissionError):  # somebody else's file that this user may write to
                self._path.chmod(0o600)
            self._db = sqlite3.connect(self._path, timeout=PATIENCE, isolation_level=None)
            try:
                self._db.execute("PRAGMA foreign_keys = ON")
                self._db.execute("PRAGMA secure_delete = ON")  # what is deleted is gone from the file too
                self._db.executescript(SCHEMA)
            except sqlite3.Error:
                self._db.close()
                raise

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def add(self, conversation: int | None, answer: Answer) -> int:
        """Add a turn to a conversation, a new one for None, and return which."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        with self._told(), self._transaction():
            if conversation is None or not self._exists(conversation):
                conversation = self._db.execute("INSERT INTO conversations (changed) VALUES (?)", (now,)).lastrowid
                assert conversation is not None
            self._db.execute("UPDATE conversations SET changed = ? WHERE id = ?", (now, conversation))
            turn = (conversation, _storable(answer.question), _storable(to_json(answer)))
            self._db.execute("INSERT INTO turns VALUES (?, ?, ?)", turn)
        return conversation

    def turns(self, conversation: int) -> list[Answer]:
        """Return the answers of a conversation, oldest first, without those that this version cannot read."""
        query = "SELECT answer FROM turns WHERE conversation = ? ORDER BY rowid"
        with self._told():
            answers = [_answer(text) for (text,) in self._db.execute(query, (conversation,))]
        return [answer for answer in answers if answer]

    def listing(self) -> list[Summary]:
        """Return all conversations, the latest first."""
        with self._told():
            return [Summary(*row) for row in self._db.execute(LISTING)]

    def delete(self, conversation: int) -> bool:
        """Delete a conversation, with its questions in what was typed, and say whether there was one."""
        questions = "SELECT asked FROM turns WHERE conversation = ?"
        with self._told(), self._transaction():
            self._db.execute(f"DELETE FROM typed WHERE text IN ({questions})", (conversation,))
            return self._db.execute("DELETE FROM conversations WHERE id = ?", (conversation,)).rowcount > 0

    def delete_all(self) -> int:
        """Delete all conversations and all that was typed, and return how many there were."""
        with self._told(), self._transaction():
            self._db.execute("DELETE FROM typed")
            return self._db.execute("DELETE FROM conversations").rowcount

    def typed(self, k: int) -> Sequence[str]:
        """Return the k lines typed last, the latest first."""
        with self._told():
            return [text for (text,) in self._db.execute("SELECT text FROM typed ORDER BY id DESC LIMIT ?", (k,))]

    def keep_typed(self, text: str) -> None:
        """Keep a line for the next chat's arrow keys."""
        with self._told():
            self._db.execute("INSERT INTO typed (text) VALUES (?)", (_storable(text),))

    def _exists(self, conversation: int) -> bool:
        return bool(self._db.execute("SELECT 1 FROM conversations WHERE id = ?", (conversation,)).fetchall())

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            raise AssistantError(
                f"Die Gespräche in {self._path} sind nicht zugänglich ({reason_of(error)})."
            ) from error


def has_conversations(home: Path) -> bool:
    """Say whether a home has a file of conversations, without making one."""
    return (home / FILE).exists()


def _storable(text: str) -> str:
    """Return text without half characters, which no encoding can carry."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _answer(text: str) -> Answer | None:
    try:
        values = _known(Answer, json.loads(text))
        citations = [_known(Citation, one) for one in values["citations"]]
        places = [tuple(Place(**place) for place in one["also"]) for one in citations]
        values["citations"] = tuple(
            Citation(**{**one, "also": also}) for one, also in zip(citations, places, strict=True)
        )
        values["salaries"] = tuple(Salary(**_known(Salary, one)) for one in values["salaries"])
        values["suggestions"] = tuple(map(str, values["suggestions"]))
        return Answer(**values)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _known(kind: type[Answer] | type[Citation] | type[Salary], values: dict[str, Any]) -> dict[str, Any]:
    names = {field.name for field in fields(kind)}
    return {name: value for name, value in values.items() if name in names}
