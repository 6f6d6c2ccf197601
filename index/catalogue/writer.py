"""Write a catalogue: the one writer of a build that is not yet in use."""

import json
import sqlite3
from collections import Counter
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from index.catalogue.schema import SCHEMA
from index.lexical import Analysis, analyse
from index.name_forms import name_keys
from index.prepared import PreparedArticle, PreparedChunk
from index.types import SalaryFact

CHUNK_COLUMNS = "id, article, paragraph, line, start, end, heading, grams, topics, subjects, vector"
INSERT_CHUNK = f"INSERT INTO chunks ({CHUNK_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
INSERT_SALARY = "INSERT INTO salaries VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
INSERT_STEMS = "INSERT INTO chunk_stems (rowid, title, heading, body) VALUES (?, ?, ?, ?)"
DELETE_STEMS = "INSERT INTO chunk_stems (chunk_stems, rowid, title, heading, body) VALUES ('delete', ?, ?, ?, ?)"
ADD_GRAMS = "INSERT INTO grams VALUES (?, ?) ON CONFLICT (gram) DO UPDATE SET df = df + excluded.df"


class CatalogueWriter:
    """Adds and removes articles; `finish` derives names and statistics and leaves one plain file."""

    def __init__(self, path: Path) -> None:
        """Open the catalogue at path, creating it where there is none."""
        fresh = not path.exists()
        self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        # The build is thrown away if it does not finish, so nothing needs to survive a crash half-way.
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.execute("PRAGMA cache_size = -65536")
        if fresh:
            self._db.executescript(SCHEMA)
        self._db.execute("BEGIN")
        self._gram_changes: Counter[str] = Counter()

    def __enter__(self) -> Self:
        """Return the writer."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file, finished or not."""
        self._db.close()

    def add(self, prepared: PreparedArticle, vectors: NDArray[np.float32]) -> None:
        """Add one article with the vectors of its chunks (chunks x dimension)."""
        article = prepared.article
        warnings = json.dumps(article.warnings, ensure_ascii=False)
        values = (article.id, article.source, prepared.sha256, article.profession, article.city, article.headline)
        rowid = self._db.execute(
            "INSERT INTO articles VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)", (*values, article.text, warnings)
        ).lastrowid
        assert rowid is not None
        self._db.executemany(
            "INSERT INTO paragraphs VALUES (?, ?, ?, ?, ?, ?)",
            [(rowid, p.number, p.line, p.start, p.end, p.heading) for p in article.paragraphs],
        )
        for piece, vector in zip(prepared.chunks, vectors.astype(np.float16), strict=True):
            self._add_chunk(rowid, piece, vector.tobytes())
        self._db.executemany(INSERT_SALARY, [_salary_values(rowid, fact) for fact in prepared.facts])

    def _add_chunk(self, article: int, piece: PreparedChunk, vector: bytes) -> None:
        chunk, stems = piece.chunk, piece.stems
        place = (chunk.paragraph, chunk.line, chunk.start, chunk.end, chunk.heading)
        topics, subjects = (np.array(one, dtype=np.float16).tobytes() for one in (piece.topics, piece.subjects))
        values = (chunk.id, article, *place, stems.length, topics, subjects, vector)
        rowid = self._db.execute(INSERT_CHUNK, values).lastrowid
        self._db.execute(INSERT_STEMS, (rowid, stems.title, stems.heading, stems.body))
        self._gram_changes.update(stems.grams.split())

    def remove(self, article_id: str) -> list[str]:
        """Remove an article and return the ids of its chunks."""
        found = self._db.execute(
            "SELECT rowid, profession || ' in ' || city, text FROM articles WHERE id = ?", (article_id,)
        ).fetchone()
        if found is None:
            return []
        article, title, text = found
        chunks = self._db.execute(
            "SELECT rowid, id, heading, start, end FROM chunks WHERE article = ?", (article,)
        ).fetchall()
        for rowid, _, heading, start, end in chunks:
            self._forget(rowid, analyse(title, heading, text[start:end]))
        for table in ("chunks", "paragraphs", "salaries"):
            self._db.execute(f"DELETE FROM {table} WHERE article = ?", (article,))
        self._db.execute("DELETE FROM articles WHERE rowid = ?", (article,))
        return [row[1] for row in chunks]

    def _forget(self, rowid: int, analysis: Analysis) -> None:
        self._db.execute(DELETE_STEMS, (rowid, analysis.title, analysis.heading, analysis.body))
        self._gram_changes.subtract(analysis.grams.split())

    def finish(self) -> None:
        """Derive names, terms and statistics, and commit."""
        self._db.executemany(ADD_GRAMS, self._gram_changes.items())
        self._db.execute("DELETE FROM grams WHERE df <= 0")
        self._write_names()
        self._write_terms()
        self._write_statistics()
        self._db.execute("COMMIT")
        self._db.execute("INSERT INTO chunk_stems (chunk_stems) VALUES ('optimize')")

    def _write_names(self) -> None:
        self._db.execute("DELETE FROM names")
        for kind in ("profession", "city"):
            for (name,) in self._db.execute(f"SELECT DISTINCT {kind} FROM articles").fetchall():
                rows = [(form.key, form.kind, name) for form in name_keys(kind, name)]
                self._db.executemany("INSERT OR IGNORE INTO names VALUES (?, ?, ?)", rows)

    def _write_terms(self) -> None:
        self._db.execute("DELETE FROM terms")
        self._db.execute("DELETE FROM reversed_terms")
        self._db.execute("INSERT INTO terms SELECT term, doc FROM chunk_vocabulary")
        terms = self._db.execute("SELECT term FROM terms WHERE length(term) > 5").fetchall()
        self._db.executemany("INSERT INTO reversed_terms VALUES (?)", sorted((term[::-1],) for (term,) in terms))

    def _write_statistics(self) -> None:
        self._db.execute("DELETE FROM statistics")
        counts = {
            "articles": "SELECT count(*) FROM articles",
            "professions": "SELECT count(DISTINCT profession) FROM articles",
            "cities": "SELECT count(DISTINCT city) FROM articles",
            "chunks": "SELECT count(*) FROM chunks",
            "salaries": "SELECT count(*) FROM salaries",
            "grams": "SELECT coalesce(sum(grams), 0) FROM chunks",
        }
        for key, query in counts.items():
            self._db.execute("INSERT INTO statistics VALUES (?, ?)", (key, self._db.execute(query).fetchone()[0]))


def _salary_values(article: int, fact: SalaryFact) -> tuple[object, ...]:
    place = (fact.paragraph, fact.line, fact.start, fact.end)
    return (article, *place, fact.level, fact.min, fact.max, fact.open_top, fact.period, fact.currency, fact.qualifier)
