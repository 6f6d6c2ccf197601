"""Salaries on the screen: the chart of an answer and the table of /gehalt. Pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from assistant.links import file_address
from assistant.salary_grid import BAR_WIDTH, MIN_BAR_WIDTH, bar, full_width, salary_grid, scale
from assistant.salary_table import LEVEL_NAMES, TableRow, monthly
from assistant.terminal.look import BAR, META, Look, text
from assistant.types import Salary
from assistant.wording import PERIOD_PHRASES, money_range

GAPS = 8  # columns between label, bar and amounts, before them, and for the mark of an open end


@dataclass(frozen=True, slots=True)
class Range:
    """A range to be drawn: who, how much, per month in figures, and where it stands."""

    label: str
    amounts: str
    monthly: tuple[float, float]
    open_top: bool
    source: str = ""
    line: int = 0


def chart(salaries: Sequence[Salary], look: Look) -> RenderableType:
    """Return the ranges of an answer as bars."""
    ranges = [
        Range(label, f"{_amounts(row)} [{row.citation}]", monthly(row.min, row.max, row.period), row.open_top)
        for row, label in zip(salaries, _labels(salaries), strict=True)
    ]
    return Padding(_bars(ranges, look), (0, 0, 0, 2))


def salary_list(rows: Sequence[TableRow], look: Look) -> RenderableType:
    """Return rows of the salary table with bars, in fewer columns where all do not fit."""
    ranges = [Range(_named(row), row.amounts, row.monthly, row.open_top, row.source, row.line) for row in rows]
    if look.plain:
        return Group(*(text(f"{one.label}: {one.amounts} ({_place(one)})") for one in ranges))
    return salary_grid(rows, look.width) if full_width(rows) <= look.width else _bars(ranges, look)


def _bars(ranges: Sequence[Range], look: Look) -> RenderableType:
    """Draw ranges on one scale of monthly pay; label, bar and amounts stand below each other where that is too wide."""
    top = max(one.monthly[1] for one in ranges)
    beside = max(len(one.label) for one in ranges) + max(len(one.amounts) for one in ranges)
    stacked = look.narrow or look.width - beside - GAPS < MIN_BAR_WIDTH
    width = max(MIN_BAR_WIDTH, min(BAR_WIDTH, look.width - GAPS - (0 if stacked else beside)))
    grid = Table.grid(padding=(0, 2))
    for overflow in ("fold", "crop", "fold") if not stacked else ("fold",):
        grid.add_column(overflow=overflow, no_wrap=overflow == "crop")
    for one in ranges:
        drawn = text(bar(one.monthly, top, width, open_top=one.open_top), BAR)
        cells = (_label(one), drawn, text(one.amounts))
        grid.add_row(*([Group(*cells)] if stacked else cells))
    return Group(grid, text(f"Balken: {scale(top)} im Monat", META))


def _label(one: Range) -> Text | Group:
    if not one.source:
        return text(one.label)
    return Group(text(one.label), text(_place(one), META, link=file_address(one.source)))


def _labels(salaries: Sequence[Salary]) -> list[str]:
    """Name each row by what sets it apart from the others; the level where nothing does."""
    parts = [(row.profession, row.city, LEVEL_NAMES[row.level]) for row in salaries]
    differing = [at for at in range(3) if len({part[at] for part in parts}) > 1] or [2]
    return [", ".join(part[at] for at in differing) for part in parts]


def _amounts(row: Salary) -> str:
    amounts = money_range(row.min, row.max, open_top=row.open_top, currency=row.currency)
    return f"{amounts} {PERIOD_PHRASES[row.period]}"


def _named(row: TableRow) -> str:
    return f"{row.profession}, {row.city}, {LEVEL_NAMES[row.level]}"


def _place(one: Range) -> str:
    return f"{Path(one.source).name}, Zeile {one.line}"
