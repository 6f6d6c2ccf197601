"""The values that cross module borders in the index layer."""

from dataclasses import dataclass
from typing import Literal

Level = Literal["entry", "experienced", "lead", "unspecified"]
Period = Literal["month", "year", "hour"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of body text. `start` and `end` are character offsets into the article's text."""

    number: int
    line: int
    start: int
    end: int
    heading: str


@dataclass(frozen=True, slots=True)
class Article:
    """One source file.

    `text` is the decoded file, BOM removed and newlines as '\\n', otherwise untouched (so NFD stays NFD).
    Profession, city, headline and headings are NFC and free of control characters.
    """

    id: str
    source: str
    profession: str
    city: str
    headline: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    warnings: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Name the article as people do: 'IT Manager in Dortmund'."""
        return f"{self.profession} in {self.city}"

    def text_of(self, paragraph: Paragraph) -> str:
        """Return the paragraph's text as it stands in the source."""
        return self.text[paragraph.start : paragraph.end]


@dataclass(frozen=True, slots=True)
class Chunk:
    """A searchable piece of an article; `text == article.text[start:end]`."""

    id: str
    article: str
    paragraph: int
    line: int
    start: int
    end: int
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class SalaryFact:
    """One salary statement of an article with the exact place it stands at.

    Amounts are whole currency units per `period`. A range has both bounds, "ab 3.000 €" only `min` and `open_top`,
    "bis zu 5.000 €" only `max`, "rund 2.800 €" both bounds equal. `text[start:end]` is the sentence that states it.
    """

    paragraph: int
    line: int
    start: int
    end: int
    level: Level
    min: int | None
    max: int | None
    open_top: bool
    period: Period
    currency: str
    qualifier: str = ""
