"""Citations: numbered once, quoting the source to the letter, or not made at all."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.errors import AssistantError
from assistant.types import Answer, Citation, Place
from index.catalogue import ArticleRow, Catalogue
from index.german import reading
from index.salary.amounts import amounts
from index.types import Paragraph

MARKER = re.compile(r"\[(\d+)\]")
FIGURE = re.compile(r"\d[\d.]*\d|\d")


class GateError(AssistantError):
    """A claim without a true citation was about to leave the house: a defect of ours, never shown as an answer."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in an article that an answer draws on."""

    article: ArticleRow
    paragraph: Paragraph
    start: int
    end: int
    quote: str
    score: float = 1.0
    also: tuple[Place, ...] = ()


@dataclass(slots=True)
class Citations:
    """Collects the passages of one answer and hands out their markers; the same passage keeps its number."""

    _numbers: dict[tuple[str, int, int], int] = field(default_factory=dict)
    _cited: list[Citation] = field(default_factory=list)

    @classmethod
    def after(cls, cited: Sequence[Citation]) -> "Citations":
        """Go on numbering after citations that were made before."""
        return cls({(one.article, one.start, one.end): one.id for one in cited}, list(cited))

    def mark(self, passage: Passage) -> str:
        """Return the marker of a passage, such as '[1]'."""
        key = (passage.article.id, passage.start, passage.end)
        if key not in self._numbers:
            self._numbers[key] = len(self._cited) + 1
            self._cited.append(_citation(self._numbers[key], passage))
        return f"[{self._numbers[key]}]"

    def number(self, passage: Passage) -> int:
        """Return the number of a passage."""
        return int(self.mark(passage)[1:-1])

    def all(self) -> tuple[Citation, ...]:
        """Return the citations in the order of their numbers."""
        return tuple(self._cited)


def _citation(number: int, passage: Passage) -> Citation:
    article, paragraph = passage.article, passage.paragraph
    return Citation(
        id=number,
        article=article.id,
        source=article.source,
        title=article.title,
        profession=article.profession,
        city=article.city,
        heading=paragraph.heading,
        paragraph=paragraph.number,
        line=paragraph.line,
        start=passage.start,
        end=passage.end,
        quote=passage.quote,
        score=round(passage.score, 4),
        also=passage.also,
    )


def check(answer: Answer, catalogue: Catalogue) -> Answer:
    """Return the answer if every citation and figure in it holds; raise GateError otherwise."""
    texts = {citation.article: catalogue.article_text(citation.article) for citation in answer.citations}
    for citation in answer.citations:
        if not citation.quote or texts[citation.article][citation.start : citation.end] != citation.quote:
            raise GateError(f"Das Zitat [{citation.id}] steht nicht in {citation.source}.")
        for place in citation.also:
            if citation.quote not in catalogue.article_text(place.article).split("\n")[place.line - 1]:
                raise GateError(f"Das Zitat [{citation.id}] steht nicht in {place.article}, Zeile {place.line}.")
    marked = {int(number) for number in MARKER.findall(answer.answer)}
    if marked != {citation.id for citation in answer.citations}:
        raise GateError("Verweise und Belege der Antwort stimmen nicht überein.")
    for row in answer.salaries:
        quote = answer.citations[row.citation - 1].quote
        for amount in (row.min, row.max):
            if amount is not None and not states(quote, amount):
                raise GateError(f"Der Betrag {amount} steht nicht in seinem Beleg.")
    return answer


def states(quote: str, amount: int) -> bool:
    """Say whether a quote states an amount, in figures or in words; the table keeps whole units."""
    return any(int(found.value) == amount for found in amounts(reading(quote).text))
