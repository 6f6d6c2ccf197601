"""An article with all that an index keeps of it but its vectors: made in one process, written in another."""

from collections.abc import Callable
from dataclasses import dataclass

from index.chunks import chunk, context
from index.lexical import Analysis, analyse
from index.salary import facts_of
from index.subjects import Shares, subjects_of
from index.topic_words import Profile, profile
from index.types import Article, Chunk, SalaryFact

OthersThan = Callable[[str], Callable[[str], bool]]
"""From an article's town to a test that says whether a name is that of another town."""


@dataclass(frozen=True, slots=True)
class PreparedChunk:
    """A chunk, its lexical view, the topics that it speaks of and what it is mostly about."""

    chunk: Chunk
    stems: Analysis
    topics: Profile
    subjects: Shares


@dataclass(frozen=True, slots=True)
class PreparedArticle:
    """An article, the SHA-256 of its file in hexadecimal, its chunks and its salary facts."""

    article: Article
    sha256: str
    chunks: tuple[PreparedChunk, ...]
    facts: tuple[SalaryFact, ...]

    @property
    def passages(self) -> list[str]:
        """Return what is embedded of each chunk."""
        return [f"{context(self.article, piece.chunk)}\n{piece.chunk.text}" for piece in self.chunks]


def prepare(article: Article, sha256: str, others_than: OthersThan) -> PreparedArticle:
    """Chunk and analyse an article and read its salaries."""
    pieces = tuple(
        PreparedChunk(
            piece,
            analyse(article.title, piece.heading, piece.text),
            profile(piece.text, piece.heading),
            subjects_of(f"{piece.heading} {piece.text}"),
        )
        for piece in chunk(article)
    )
    facts = tuple(facts_of(article, others=others_than(article.city)))
    return PreparedArticle(article, sha256, pieces, facts)
