"""What the bot must not forget over a restart, in one SQLite file in the home that only its owner may read.

Several processes may share it: whichever claims an event first answers it, and work whose process is gone is adopted.
"""

import json
import os
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from assistant.slack.errors import SlackError
from assistant.slack.jobs import Asked, Job
from index.reasons import reason_of

FILE = "slack.sqlite"
REMEMBERED = 20  # earlier questions that a follow-up may refer to
SEEN_FOR = 7 * 86_400.0
KEPT_FOR = 90 * 86_400.0
GONE_AFTER = 30.0  # seconds without a sign of life, after which the work of a process is adopted
WAIT = 10.0
SCHEMA = """
CREATE TABLE IF NOT EXISTS seen (key TEXT PRIMARY KEY, at REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS threads (
  channel TEXT NOT NULL, ts TEXT NOT NULL, at REAL NOT NULL, PRIMARY KEY (channel, ts)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS turns (
  number INTEGER PRIMARY KEY, channel TEXT NOT NULL, thread TEXT NOT NULL, user TEXT NOT NULL,
  question TEXT NOT NULL, at REAL NOT NULL);
CREATE INDEX IF NOT EXISTS conversation ON turns (channel, thread, user);
CREATE TABLE IF NOT EXISTS jobs (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, asked TEXT NOT NULL, process TEXT NOT NULL,
  begun INTEGER NOT NULL, at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS answers (
  id TEXT PRIMARY KEY, channel TEXT NOT NULL, ts TEXT NOT NULL, feedback TEXT NOT NULL, at REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS votes (
  answer TEXT NOT NULL, user TEXT NOT NULL, vote TEXT NOT NULL, PRIMARY KEY (answer, user)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS processes (id TEXT PRIMARY KEY, beat REAL NOT NULL) WITHOUT ROWID;
"""


class Store:
    """Remembers events, threads, conversations, open work and votes. All threads may call."""

    def __init__(self, home: Path, clock: Callable[[], float] = time.time) -> None:
        """Open the file in home, making it where there is none; raise SlackError where that fails."""
        self._clock = clock
        self._lock = threading.Lock()
        self._process = secrets.token_hex(8)
        path = self._path = home / FILE
        try:
            home.mkdir(parents=True, exist_ok=True)
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
            path.chmod(0o600)  # SQLite gives its journals the mode of the file
            self._connection = sqlite3.connect(path, timeout=WAIT, isolation_level=None, check_same_thread=False)
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._connection.executescript(SCHEMA)
        except (OSError, sqlite3.Error) as error:
            raise SlackError(f"{path} ist nicht zu öffnen ({reason_of(error)}).") from error
        self.beat()

    def claim(self, keys: Sequence[str], asked: Asked, *, opens: bool) -> Job | None:
        """Take a question under the keys of its event; None where one of them was seen before.

        `opens` says that follow-ups in its thread need no mention, from this moment on.
        """
        job = Job(secrets.token_hex(8), asked, self._clock())
        with self._transaction() as db:
            for key in keys:
                if db.execute("SELECT 1 FROM seen WHERE key = ?", (key,)).fetchone():
                    return None
            db.executemany("INSERT INTO seen VALUES (?, ?)", [(key, job.taken_at) for key in keys])
            if opens:
                db.execute(
                    "INSERT OR IGNORE INTO threads VALUES (?, ?, ?)", (asked.channel, asked.thread, job.taken_at)
                )
            db.execute(
                "INSERT INTO jobs (id, asked, process, begun, at) VALUES (?, ?, ?, 0, ?)",
                (job.id, json.dumps(asdict(asked), ensure_ascii=False), self._process, job.taken_at),
            )
        return job

    def begin(self, job: Job) -> bool:
        """Mark work as begun, so that it is not answered again; say whether it was still open."""
        with self._transaction() as db:
            mine = (job.id, self._process)
            return (
                db.execute("UPDATE jobs SET begun = 1 WHERE id = ? AND process = ? AND begun = 0", mine).rowcount == 1
            )

    def finish(self, job: Job) -> None:
        """Forget work that is done."""
        with self._transaction() as db:
            db.execute("DELETE FROM jobs WHERE id = ?", (job.id,))

    def adopt(self) -> tuple[list[Job], list[Job]]:
        """Take over the work of processes that are gone: what was not begun, and what was interrupted; oldest first."""
        with self._transaction() as db:
            rows = db.execute(
                "SELECT id, asked, at, begun FROM jobs WHERE process NOT IN (SELECT id FROM processes WHERE beat > ?) "
                "ORDER BY number",
                (self._clock() - GONE_AFTER,),
            ).fetchall()
            db.executemany("UPDATE jobs SET process = ? WHERE id = ?", [(self._process, row[0]) for row in rows])
        jobs = [(Job(name, Asked(**json.loads(asked)), at), begun) for name, asked, at, begun in rows]
        return [job for job, begun in jobs if not begun], [job for job, begun in jobs if begun]

    def opened(self, channel: str, thread: str) -> bool:
        """Say whether follow-ups in a thread need no mention."""
        with self._transaction() as db:
            found = db.execute("SELECT 1 FROM threads WHERE channel = ? AND ts = ?", (channel, thread)).fetchone()
            return found is not None

    def open(self, channel: str, thread: str) -> None:
        """Remember a thread that the bot has opened."""
        with self._transaction() as db:
            db.execute("INSERT OR IGNORE INTO threads VALUES (?, ?, ?)", (channel, thread, self._clock()))

    def history(self, asked: Asked) -> list[str]:
        """Return the earlier questions of a conversation: those of one user in one thread; oldest first."""
        with self._transaction() as db:
            rows = db.execute(
                "SELECT question FROM turns WHERE channel = ? AND thread = ? AND user = ? ORDER BY number DESC LIMIT ?",
                (asked.channel, asked.thread, asked.user, REMEMBERED),
            ).fetchall()
        return [question for (question,) in reversed(rows)]

    def remember(self, asked: Asked) -> None:
        """Add a question to its conversation."""
        with self._transaction() as db:
            db.execute(
                "INSERT INTO turns (channel, thread, user, question, at) VALUES (?, ?, ?, ?, ?)",
                (asked.channel, asked.thread, asked.user, asked.question, self._clock()),
            )

    def answered(self, answer: str, channel: str, ts: str, feedback: str) -> None:
        """Keep under which message an answer stands and what a vote on it would say."""
        with self._transaction() as db:
            db.execute(
                "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?)", (answer, channel, ts, feedback, self._clock())
            )

    def vote(self, answer: str, user: str, vote: str) -> tuple[str, bool] | None:
        """Keep a vote; return the feedback of its answer and whether the user had voted otherwise before.

        None where the answer is not known or the vote is not new.
        """
        with self._transaction() as db:
            kept = db.execute("SELECT feedback FROM answers WHERE id = ?", (answer,)).fetchone()
            before = db.execute("SELECT vote FROM votes WHERE answer = ? AND user = ?", (answer, user)).fetchone()
            if kept is None or before == (vote,):
                return None
            db.execute("INSERT OR REPLACE INTO votes VALUES (?, ?, ?)", (answer, user, vote))
        return str(kept[0]), before is not None

    def beat(self) -> None:
        """Give a sign of life, so that no other process adopts our work."""
        now = self._clock()
        with self._transaction() as db:
            db.execute("INSERT OR REPLACE INTO processes VALUES (?, ?)", (self._process, now))
            db.execute("DELETE FROM processes WHERE beat < ?", (now - GONE_AFTER,))

    def prune(self) -> None:
        """Forget what is old."""
        now = self._clock()
        with self._transaction() as db:
            db.execute("DELETE FROM seen WHERE at < ?", (now - SEEN_FOR,))
            for table in ("threads", "turns", "answers"):
                db.execute(f"DELETE FROM {table} WHERE at < ?", (now - KEPT_FOR,))
            db.execute("DELETE FROM votes WHERE answer NOT IN (SELECT id FROM answers)")

    def close(self) -> None:
        """Leave: what is open may be adopted at once."""
        with self._transaction() as db:
            db.execute("DELETE FROM processes WHERE id = ?", (self._process,))
        with self._lock:
            self._connection.close()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                yield self._connection
                self._connection.execute("COMMIT")
            except sqlite3.Error as error:
                raise SlackError(f"{self._path}: {reason_of(error)}.") from error
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
