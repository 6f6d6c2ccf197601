"""Salaries on the screen: the chart of an answer and the table of /gehalt. Pure functions."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table

from assistant.links import file_address
from assistant.salary_grid import BAR_WIDTH, MIN_BAR_WIDTH, bar, full_width, salary_grid, scale
from assistant.salary_table import LEVEL_NAMES, TableRow, monthly
from assistant.terminal.look import BAR, META, Look, text
from assistant.types import Salary
from assistant.wording import PERIOD_PHRASES, money_range

LABELS_AND_AMOUNTS = 60  # columns that a row of the chart may need besides its bar
INDENT = 4


def chart(salaries: Sequence[Salary], look: Look) -> RenderableType:
    """Return the ranges of an answer as bars on one scale of monthly pay."""
    labels = _labels(salaries)
    spans = [monthly(row.min, row.max, row.period) for row in salaries]
    top = max(high for _, high in spans)
    width = bar_width(look)
    rows = [
        (
            text(label),
            text(bar(span, top, width, open_top=row.open_top), BAR),
            text(f"{_amounts(row)} [{row.citation}]"),
        )
        for row, label, span in zip(salaries, labels, spans, strict=True)
    ]
    return Padding(Group(_rows(rows, look), text(f"Balken: {scale(top)} im Monat", META)), (0, 0, 0, 2))


def bar_width(look: Look) -> int:
    """Return how long bars may be: beside label and amounts or, in a narrow window, on lines of their own."""
    return max(MIN_BAR_WIDTH, min(BAR_WIDTH, look.width - (INDENT if look.narrow else LABELS_AND_AMOUNTS)))


def _labels(salaries: Sequence[Salary]) -> list[str]:
    """Name each row by what sets it apart from the others; the level where nothing does."""
    parts = [(row.profession, row.city, LEVEL_NAMES[row.level]) for row in salaries]
    differing = [at for at in range(3) if len({part[at] for part in parts}) > 1] or [2]
    return [", ".join(part[at] for at in differing) for part in parts]


def _amounts(row: Salary) -> str:
    amounts = money_range(row.min, row.max, open_top=row.open_top, currency=row.currency)
    return f"{amounts} {PERIOD_PHRASES[row.period]}"


def salary_list(rows: Sequence[TableRow], look: Look) -> RenderableType:
    """Return rows of the salary table with bars, in fewer columns where all do not fit."""
    if look.plain:
        return Group(*(text(f"{_named(row)}: {row.amounts} ({_place(row)})") for row in rows))
    if full_width(rows) <= look.width:
        return salary_grid(rows, look.width)
    top = max(row.monthly[1] for row in rows)
    drawn = [
        (
            Group(text(_named(row)), text(_place(row), META, link=file_address(row.source))),
            text(bar(row.monthly, top, bar_width(look), open_top=row.open_top), BAR),
            text(row.amounts),
        )
        for row in rows
    ]
    return Group(_rows(drawn, look), text(f"Balken: {scale(top)} im Monat", META))


def _rows(rows: Sequence[tuple[RenderableType, RenderableType, RenderableType]], look: Look) -> Table:
    """Return label, bar and amounts of each row beside each other or, where that is too narrow, below."""
    grid = Table.grid(padding=(0, 2))
    if look.narrow:
        for row in rows:
            grid.add_row(Group(*row))
        return grid
    grid.add_column(overflow="fold")
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for row in rows:
        grid.add_row(*row)
    return grid


def _named(row: TableRow) -> str:
    return f"{row.profession}, {row.city}, {LEVEL_NAMES[row.level]}"


def _place(row: TableRow) -> str:
    return f"{Path(row.source).name}, Zeile {row.line}"
