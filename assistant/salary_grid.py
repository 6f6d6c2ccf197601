"""Salary ranges as bars and tables for a terminal."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.render import visible
from assistant.salary_table import LEVEL_NAMES, TableRow
from assistant.wording import amount

if TYPE_CHECKING:
    from rich.table import Table

BAR_WIDTH, MIN_BAR_WIDTH = 28, 8
GAP = 2  # blanks that rich puts after a column
TITLES = ("Beruf", "Ort", "Stufe", "Gehalt", "Quelle")


def bar(monthly: tuple[float, float], top: float, width: int = BAR_WIDTH, *, open_top: bool = False) -> str:
    """Return a range as a bar on a scale from 0 to top."""
    low, high = (round(value / top * width) for value in monthly)
    low = min(low, width - 1)
    high = max(high, low + 1)
    return "·" * low + "█" * (high - low) + ("▒" if open_top else "")


def scale(top: float) -> str:
    """Name the scale of bars: '0 bis 3,8k €', '0 bis 15 €'."""
    return f"0 bis {f'{round(top / 1000, 1):g}k'.replace('.', ',') if top >= 1000 else amount(round(top))} €"


def salary_grid(rows: Sequence[TableRow], width: int | None) -> "Table":
    """Return the salary table for a width (None: as wide as it needs), with bars where there is space for them."""
    from rich.table import Table
    from rich.text import Text

    cells = [_cells(row) for row in rows]
    taken = taken_by(cells)
    space = BAR_WIDTH if width is None else min(BAR_WIDTH, width - taken)
    top = max(row.monthly[1] for row in rows)
    grid = Table(box=None, header_style="bold", pad_edge=False)
    for title in TITLES:
        grid.add_column(title, overflow="fold", no_wrap=title == "Gehalt")
    if space >= MIN_BAR_WIDTH:
        grid.add_column(scale(top), no_wrap=True)
    for row, texts in zip(rows, cells, strict=True):
        drawn = [bar(row.monthly, top, space, open_top=row.open_top)] if space >= MIN_BAR_WIDTH else []
        grid.add_row(*(Text(text) for text in (*texts, *drawn)))
    return grid


def taken_by(cells: Sequence[Sequence[str]]) -> int:
    """Return how many columns of the terminal the table takes without its bars."""
    return sum(max(map(len, column)) + GAP for column in zip(TITLES, *cells, strict=True))


def full_width(rows: Sequence[TableRow]) -> int:
    """Return how wide the table is with its bars."""
    return taken_by([_cells(row) for row in rows]) + BAR_WIDTH + GAP


def _cells(row: TableRow) -> tuple[str, ...]:
    place = f"{Path(row.source).name}:{row.line}"
    return tuple(visible(text) for text in (row.profession, row.city, LEVEL_NAMES[row.level], row.amounts, place))
