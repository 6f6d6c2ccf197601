"""Read a finished catalogue."""

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from index.catalogue.rows import ArticleRow, ChunkRow, FileRow, SalaryRow
from index.errors import IndexDamaged
from index.read_only import ReadOnlyDatabase
from index.reasons import reason_of
from index.types import Level, Paragraph, Period, SalaryFact

ARTICLE_COLUMNS = "a.rowid, a.id, a.source, a.profession, a.city, a.headline"
CHUNK_QUERY = f"""
    SELECT c.rowid, c.id, c.paragraph, c.line, c.start, c.end, c.heading,
           substr(a.text, c.start + 1, c.end - c.start), c.grams, c.topics, c.subjects,
           {ARTICLE_COLUMNS}
    FROM chunks c JOIN articles a ON a.rowid = c.article"""
SALARY_QUERY = f"""
    SELECT s.paragraph, s.line, s.start, s.end, s.level, s.min, s.max, s.open_top, s.period, s.currency, s.qualifier,
           substr(a.text, s.start + 1, s.end - s.start), p.heading, {ARTICLE_COLUMNS}
    FROM salaries s JOIN articles a ON a.rowid = s.article
    JOIN paragraphs p ON p.article = s.article AND p.number = s.paragraph"""
FIELD_WEIGHTS = "2.0, 3.0, 1.0"  # title, heading, body
MAX_VARIABLES = 30_000  # below SQLite's limit on bound values


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts over the whole index."""

    articles: int
    professions: int
    cities: int
    chunks: int
    salaries: int
    grams: int

    @property
    def mean_grams(self) -> float:
        """Return the mean length of a chunk in 4-grams."""
        return self.grams / max(1, self.chunks)


class Catalogue:
    """A finished catalogue, opened read-only; usable from several threads."""

    def __init__(self, path: Path) -> None:
        """Open the catalogue at path; raise IndexDamaged where SQLite cannot read it."""
        self._path = path
        self._database = ReadOnlyDatabase(path)
        self.statistics = Statistics(**dict(self._rows("SELECT key, value FROM statistics")))

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _rows(self, query: str, values: Sequence[object] = ()) -> list[Any]:
        try:
            return self._database.rows(query, values)
        except sqlite3.Error as error:
            raise IndexDamaged(f"Der Katalog {self._path} ist nicht lesbar ({reason_of(error)}).") from error

    def _rows_in(self, query: str, column: str, values: Collection[object], tail: str = "") -> list[Any]:
        found: list[Any] = []
        ordered = list(values)
        for at in range(0, len(ordered), MAX_VARIABLES):
            batch = ordered[at : at + MAX_VARIABLES]
            marks = ",".join("?" * len(batch))
            found += self._rows(f"{query} WHERE {column} IN ({marks}) {tail}", batch)
        return found

    def check(self) -> None:
        """Read the whole file; raise IndexDamaged where SQLite finds it corrupt."""
        found = [row[0] for row in self._rows("PRAGMA quick_check")]
        if found != ["ok"]:
            raise IndexDamaged(f"Der Katalog {self._path} ist beschädigt ({found[0]}).")

    def files(self) -> dict[str, FileRow]:
        """Return the source files of the index, by source path."""
        return {source: FileRow(source, *row) for source, *row in self._rows("SELECT source, id, sha256 FROM articles")}

    # Names

    def names(self, keys: Collection[str]) -> list[tuple[str, str, str]]:
        """Return (key, kind, name) for each of keys that names a profession or town of the index."""
        return self._rows_in("SELECT key, kind, name FROM names", "key", keys)

    def all_names(self, *kinds: str) -> list[tuple[str, str]]:
        """Return every (key, name) of the kinds."""
        return self._rows_in("SELECT key, name FROM names", "kind", kinds)

    # Articles

    def articles(
        self,
        professions: Collection[str] | None = None,
        cities: Collection[str] | None = None,
        limit: int = -1,
    ) -> list[ArticleRow]:
        """Return the articles of these professions and towns (None: all), by profession and town."""
        where, values = _article_filter(professions, cities)
        query = f"SELECT {ARTICLE_COLUMNS} FROM articles a {where} ORDER BY a.profession, a.city, a.id LIMIT ?"
        return [ArticleRow(*row) for row in self._rows(query, (*values, limit))]

    def paid_articles(self, limit: int) -> list[ArticleRow]:
        """Return the first articles that state a salary, by profession and town."""
        query = f"""
            SELECT {ARTICLE_COLUMNS} FROM articles a WHERE EXISTS (SELECT 1 FROM salaries WHERE article = a.rowid)
            ORDER BY a.profession, a.city, a.id LIMIT ?"""
        return [ArticleRow(*row) for row in self._rows(query, (limit,))]

    def professions(self) -> list[str]:
        """Return the professions that there are articles on, sorted."""
        return [row[0] for row in self._rows("SELECT DISTINCT profession FROM articles ORDER BY profession")]

    def cities(self) -> list[str]:
        """Return the towns that there are articles on, sorted."""
        return [row[0] for row in self._rows("SELECT DISTINCT city FROM articles ORDER BY city")]

    def article_text(self, article_id: str) -> str:
        """Return the text that all offsets of an article refer to."""
        rows = self._rows("SELECT text FROM articles WHERE id = ?", (article_id,))
        return str(rows[0][0])

    def paragraphs(self, articles: Collection[int]) -> dict[int, list[Paragraph]]:
        """Return the paragraphs of articles, by article rowid."""
        found: dict[int, list[Paragraph]] = {rowid: [] for rowid in articles}
        query = "SELECT article, number, line, start, end, heading FROM paragraphs"
        for rowid, *values in self._rows_in(query, "article", articles, "ORDER BY article, number"):
            found[rowid].append(Paragraph(*values))
        return found

    def last_paragraphs(self, articles: Collection[int]) -> dict[int, int]:
        """Return the number of the last paragraph of articles, by article rowid."""
        query = "SELECT article, max(number) FROM paragraphs"
        return dict(self._rows_in(query, "article", articles, "GROUP BY article"))

    # Chunks

    def chunks(self, rowids: Collection[int]) -> list[ChunkRow]:
        """Return chunks by rowid, in no particular order."""
        return [_chunk_row(row) for row in self._rows_in(CHUNK_QUERY, "c.rowid", rowids)]

    def chunks_by_id(self, ids: Collection[str]) -> list[ChunkRow]:
        """Return chunks by id, in no particular order."""
        return [_chunk_row(row) for row in self._rows_in(CHUNK_QUERY, "c.id", ids)]

    def chunks_of(self, articles: Collection[int]) -> list[ChunkRow]:
        """Return all chunks of articles (rowids), in reading order."""
        return [_chunk_row(row) for row in self._rows_in(CHUNK_QUERY, "c.article", articles, "ORDER BY c.rowid")]

    def chunk_rowids(self, articles: Collection[int]) -> list[int]:
        """Return the rowids of all chunks of articles."""
        return sorted(row[0] for row in self._rows_in("SELECT rowid FROM chunks", "article", articles))

    def chunk_ids(self) -> list[str]:
        """Return the ids of all chunks."""
        return [row[0] for row in self._rows("SELECT id FROM chunks")]

    def vectors(self, rowids: Sequence[int]) -> NDArray[np.float32]:
        """Return the vectors of chunks (len(rowids) x dimension), in the order of rowids."""
        blobs = dict(self._rows_in("SELECT rowid, vector FROM chunks", "rowid", rowids))
        return np.array([np.frombuffer(blobs[rowid], np.float16) for rowid in rowids], dtype=np.float32)

    # Lexical search

    def search(self, stems: Iterable[str], k: int) -> list[tuple[int, float]]:
        """Return (chunk rowid, score) of the k best chunks by BM25 over stems, best first; higher is better."""
        match = " OR ".join(f'"{stem}"' for stem in stems)
        if not match:
            return []
        score = f"bm25(chunk_stems, {FIELD_WEIGHTS})"
        query = f"SELECT rowid, -{score} FROM chunk_stems WHERE chunk_stems MATCH ? ORDER BY {score} LIMIT ?"
        return [(int(rowid), float(value)) for rowid, value in self._rows(query, (match, k))]

    def articles_with(self, stems: Iterable[str]) -> list[tuple[int, int]]:
        """Return (article rowid, rowid of its first such chunk) of every article with a chunk that holds all stems.

        They stand in heading or body; the articles are ordered by title.
        """
        match = " AND ".join(f'"{stem}"' for stem in stems)
        if not match:
            return []
        query = """
            SELECT a.rowid, min(c.rowid) FROM chunk_stems s
            JOIN chunks c ON c.rowid = s.rowid JOIN articles a ON a.rowid = c.article
            WHERE chunk_stems MATCH ? GROUP BY a.rowid ORDER BY a.profession || ' in ' || a.city, a.rowid"""
        return self._rows(query, (f"{{heading body}}: ({match})",))

    def term_frequencies(self, terms: Collection[str]) -> dict[str, int]:
        """Return in how many chunks each stem occurs; absent stems are left out."""
        return dict(self._rows_in("SELECT term, df FROM terms", "term", terms))

    def gram_frequencies(self, grams: Collection[str]) -> dict[str, int]:
        """Return in how many chunks each 4-gram occurs; absent grams are left out."""
        return dict(self._rows_in("SELECT gram, df FROM grams", "gram", grams))

    def compounds(self, stem: str, k: int) -> list[str]:
        """Return up to k stems of the index that begin or end with stem, the frequent ones first."""
        last = chr(0x10FFFF)
        heads = self._rows("SELECT term FROM terms WHERE term > ? AND term < ?", (stem, stem + last))
        backwards = stem[::-1]
        tails = self._rows(
            "SELECT reversed FROM reversed_terms WHERE reversed > ? AND reversed < ?", (backwards, backwards + last)
        )
        found = {row[0] for row in heads} | {row[0][::-1] for row in tails}
        frequencies = self.term_frequencies(found)
        return sorted(found, key=lambda term: (-frequencies.get(term, 0), term))[:k]

    # Salaries

    def salaries(
        self,
        professions: Collection[str] | None = None,
        cities: Collection[str] | None = None,
        limit: int = -1,
    ) -> list[SalaryRow]:
        """Return the salary facts of these professions and towns (None: all), in reading order of each article."""
        where, values = _article_filter(professions, cities)
        query = f"{SALARY_QUERY} {where} ORDER BY a.profession, a.city, a.id, s.start, s.rowid LIMIT ?"
        return [_salary_row(row) for row in self._rows(query, (*values, limit))]

    def salaries_of(self, articles: Collection[int]) -> list[SalaryRow]:
        """Return the salary facts of articles (rowids), in reading order of each article."""
        tail = "ORDER BY a.profession, a.city, a.id, s.start, s.rowid"
        return [_salary_row(row) for row in self._rows_in(SALARY_QUERY, "s.article", articles, tail)]


def _article_filter(
    professions: Collection[str] | None, cities: Collection[str] | None
) -> tuple[str, tuple[object, ...]]:
    conditions, values = [], []
    for column, wanted in (("a.profession", professions), ("a.city", cities)):
        if wanted is not None:
            conditions.append(f"{column} IN ({','.join('?' * len(wanted))})")
            values += list(wanted)
    return (f"WHERE {' AND '.join(conditions)}" if conditions else ""), tuple(values)


def _chunk_row(row: Sequence[Any]) -> ChunkRow:
    rowid, chunk_id, paragraph, line, start, end, heading, text, grams, topics, subjects, *article = row
    spoken, shares = (tuple(np.frombuffer(values, np.float16).tolist()) for values in (topics, subjects))
    place = (paragraph, line, start, end)
    return ChunkRow(rowid, chunk_id, ArticleRow(*article), *place, heading, text, grams, spoken, shares)


def _salary_row(row: Sequence[Any]) -> SalaryRow:
    paragraph, line, start, end, level, low, high, open_top, period, currency, qualifier, quote_, heading = row[:13]
    fact = SalaryFact(
        paragraph,
        line,
        start,
        end,
        cast(Level, level),
        low,
        high,
        bool(open_top),
        cast(Period, period),
        currency,
        qualifier,
    )
    return SalaryRow(ArticleRow(*row[13:]), fact, quote_, heading)
