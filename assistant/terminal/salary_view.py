"""Salaries on the screen: the chart of an answer and the table of /gehalt. Pure functions."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from assistant.salary_grid import BAR_WIDTH, MIN_BAR_WIDTH, bar, full_width, salary_grid, scale
from assistant.salary_table import LEVEL_NAMES, TableRow, monthly
from assistant.terminal.look import BAR, META, Look, text
from assistant.types import Salary
from assistant.wording import PERIOD_PHRASES, money_range

LABELS_AND_AMOUNTS = 34  # columns that a row of the chart needs besides its bar


def chart(salaries: Sequence[Salary], look: Look) -> RenderableType:
    """Return the ranges of an answer as bars on one scale of monthly pay."""
    labels = _labels(salaries)
    spans = [monthly(row.min, row.max, row.period) for row in salaries]
    top = max(high for _, high in spans)
    width = max(MIN_BAR_WIDTH, min(BAR_WIDTH, look.width - LABELS_AND_AMOUNTS))
    grid = Table.grid(padding=(0, 2))
    rows = []
    for row, label, span in zip(salaries, labels, spans, strict=True):
        drawn = text(bar(span, top, width, open_top=row.open_top), BAR)
        amounts = text(f"{_amounts(row)} [{row.citation}]")
        rows.append((text(label), drawn, amounts))
    for label_text, drawn, amounts in rows:
        if look.narrow:
            grid.add_row(Group(label_text, drawn, amounts))
        else:
            grid.add_row(label_text, drawn, amounts)
    if not look.narrow:
        grid.columns[1].no_wrap = True
    return Group(Padding(grid, (0, 0, 0, 2)), text(f"  Balken: {scale(top)} im Monat", META))


def _labels(salaries: Sequence[Salary]) -> list[str]:
    """Name each row by what sets it apart from the others; the level where nothing does."""
    parts = [(row.profession, row.city, LEVEL_NAMES[row.level]) for row in salaries]
    differing = [at for at in range(3) if len({part[at] for part in parts}) > 1] or [2]
    return [", ".join(part[at] for at in differing) for part in parts]


def _amounts(row: Salary) -> str:
    amounts = money_range(row.min, row.max, open_top=row.open_top, currency=row.currency)
    return f"{amounts} {PERIOD_PHRASES[row.period]}"


def salary_list(rows: Sequence[TableRow], look: Look) -> RenderableType:
    """Return rows of the salary table with bars, as lines where the table does not fit."""
    if look.plain or look.narrow or full_width(rows) > look.width * 1.5:
        return Group(*_lines(rows, look))
    return salary_grid(rows, look.width)


def _lines(rows: Sequence[TableRow], look: Look) -> Iterator[Text]:
    top = max(row.monthly[1] for row in rows)
    for row in rows:
        yield text(f"{row.profession}, {row.city}, {LEVEL_NAMES[row.level]}: {row.amounts}")
        if not look.plain:
            yield text(f"  {bar(row.monthly, top, MIN_BAR_WIDTH * 2, open_top=row.open_top)}", BAR)
        yield text(f"  {Path(row.source).name}, Zeile {row.line}", META)
