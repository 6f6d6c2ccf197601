"""The salary table as rows to filter, sort and show."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.types import Answer, Citation, Salary
from assistant.wording import PERIOD_PHRASES, money_range
from index.catalogue import SalaryRow
from index.types import Level

Order = Literal["max", "min", "profession", "city"]
LEVEL_NAMES: dict[Level, str] = {
    "entry": "Einstieg",
    "experienced": "mit Erfahrung",
    "lead": "Leitung/Spitze",
    "unspecified": "ohne Stufe",
}
MONTHS_PER_PERIOD = {"month": 1.0, "year": 12.0, "hour": 1 / 160}
"""What an amount is divided by to compare it with monthly ones; 160 hours make a month of full-time work."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One salary fact with its place, as it is printed and exported."""

    profession: str
    city: str
    level: Level
    min: int | None
    max: int | None
    open_top: bool
    period: str
    currency: str
    qualifier: str
    article: str
    source: str
    paragraph: int
    line: int
    start: int
    end: int
    quote: str

    @property
    def amounts(self) -> str:
        """Return '3.000–3.800 € im Monat'."""
        text = money_range(self.min, self.max, open_top=self.open_top, currency=self.currency)
        return f"{text} {PERIOD_PHRASES[self.period]}"  # type: ignore[index]

    @property
    def monthly(self) -> tuple[float, float]:
        """Return the bounds per month; a missing bound is taken from the other."""
        return monthly(self.min, self.max, self.period)


def monthly(low: int | None, high: int | None, period: str) -> tuple[float, float]:
    """Return bounds per month; a missing one is taken from the other."""
    known = [value / MONTHS_PER_PERIOD[period] for value in (low, high) if value is not None]
    return known[0], known[-1]


def table(rows: Sequence[SalaryRow], order: Order, levels: Sequence[Level] = ()) -> list[TableRow]:
    """Return rows of the levels (empty: all) in an order; amounts fall, names rise."""
    chosen = [_row(row) for row in rows if not levels or row.fact.level in levels]
    by_name = sorted(chosen, key=lambda row: (row.profession, row.city, row.start))
    if order == "max":
        return sorted(by_name, key=lambda row: (-row.monthly[1], -row.monthly[0]))
    if order == "min":
        return sorted(by_name, key=lambda row: row.monthly)
    return sorted(by_name, key=lambda row: row.city) if order == "city" else by_name


def rows_of(answer: Answer) -> list[TableRow]:
    """Return the figures of an answer as rows, in its order."""
    cited = {citation.id: citation for citation in answer.citations}
    return [_cited_row(salary, cited[salary.citation]) for salary in answer.salaries]


def _cited_row(salary: Salary, citation: Citation) -> TableRow:
    return TableRow(
        profession=salary.profession,
        city=salary.city,
        level=salary.level,
        min=salary.min,
        max=salary.max,
        open_top=salary.open_top,
        period=salary.period,
        currency=salary.currency,
        qualifier="",
        article=citation.article,
        source=citation.source,
        paragraph=citation.paragraph,
        line=citation.line,
        start=citation.start,
        end=citation.end,
        quote=citation.quote,
    )


def _row(row: SalaryRow) -> TableRow:
    fact, article = row.fact, row.article
    return TableRow(
        profession=article.profession,
        city=article.city,
        level=fact.level,
        min=fact.min,
        max=fact.max,
        open_top=fact.open_top,
        period=fact.period,
        currency=fact.currency,
        qualifier=fact.qualifier,
        article=article.id,
        source=article.source,
        paragraph=fact.paragraph,
        line=fact.line,
        start=fact.start,
        end=fact.end,
        quote=row.quote,
    )
