"""What the catalogue gives back."""

from dataclasses import dataclass

from index.subjects import Shares
from index.topic_words import Profile
from index.types import SalaryFact


@dataclass(frozen=True, slots=True)
class FileRow:
    """A source file as the last build saw it."""

    source: str
    article: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article without its text."""

    rowid: int
    id: str
    source: str
    profession: str
    city: str
    headline: str

    @property
    def title(self) -> str:
        """Name the article as people do: 'IT Manager in Dortmund'."""
        return f"{self.profession} in {self.city}"


@dataclass(frozen=True, slots=True)
class ChunkRow:
    """A chunk with the article it belongs to; `text` is the article's text at `start:end`."""

    rowid: int
    id: str
    article: ArticleRow
    paragraph: int
    line: int
    start: int
    end: int
    heading: str
    text: str
    gram_count: int
    topics: Profile
    subjects: Shares


@dataclass(frozen=True, slots=True)
class SalaryRow:
    """A salary fact with its article and the quote that states it."""

    article: ArticleRow
    fact: SalaryFact
    quote: str
    heading: str
