"""The SQLite catalogue of a build: articles, chunks, salary facts, names and lexical statistics.

Nothing outside this package knows its tables.
"""

from index.catalogue.reader import Catalogue
from index.catalogue.rows import ArticleRow, ChunkRow, FileRow, SalaryRow
from index.catalogue.writer import CatalogueWriter

__all__ = ["ArticleRow", "Catalogue", "CatalogueWriter", "ChunkRow", "FileRow", "SalaryRow"]
