"""`lotse salaries`: the salary table, filtered and sorted, as text, JSON, CSV or a chart."""

import csv
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from assistant.chain import Assistant
from assistant.commands.session import assistant_for
from assistant.commands.streams import say, show_json, typed
from assistant.errors import AssistantError
from assistant.render import SAMPLE_NOTE, visible
from assistant.salary_table import LEVEL_NAMES, Order, TableRow, table
from assistant.settings import Settings
from assistant.wording import counted
from index.types import Level

BAR_WIDTH, MIN_BAR_WIDTH = 28, 8
GAP = 2  # blanks that rich puts after a column
REFUSED = 3


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rows to show and in which order."""

    professions: Sequence[str]
    cities: Sequence[str]
    levels: Sequence[Level]
    order: Order


def salaries(settings: Settings, selection: Selection, *, as_json: bool, as_csv: bool, chart: Path | None) -> int:
    """Show the salary table and return the exit code."""
    with assistant_for(settings) as assistant:
        rows = _rows(assistant, selection)
        sample = assistant.index.manifest.sample
    if as_json:
        show_json([asdict(row) for row in rows], indent=2)
    elif as_csv:
        _print_csv(rows)
    elif rows and chart is None:
        _print_table(rows)
        if sample:
            say(SAMPLE_NOTE)
    if not rows:
        say("Zu dieser Auswahl nennt kein Artikel ein Gehalt.")
        return REFUSED
    if chart:
        from assistant.chart import draw

        shown = draw(rows, chart)
        rest = f" Die ersten {shown} von {len(rows)}; die Auswahl lässt sich eingrenzen." if shown < len(rows) else ""
        say(f"{chart}: Diagramm mit {counted(shown, 'Spanne', 'Spannen')}.{rest}")
    return 0


def _rows(assistant: Assistant, selection: Selection) -> list[TableRow]:
    professions = [name for text in selection.professions for name in _names(assistant, text, "profession")]
    cities = [name for text in selection.cities for name in _names(assistant, text, "city")]
    found = assistant.index.catalogue.salaries(professions or None, cities or None)
    return table(found, selection.order, selection.levels)


def _names(assistant: Assistant, text: str, kind: str) -> tuple[str, ...]:
    """Return the names of the index that a filter means; raise AssistantError where it means none."""
    text = typed(text)
    query = assistant.understand(text)
    slots = query.professions if kind == "profession" else query.cities
    names = [name for slot in slots if slot.standing == "indexed" for name in (*slot.names, *slot.related)]
    if not names:
        what = "Beruf" if kind == "profession" else "Ort"
        raise AssistantError(f"Den {what} „{visible(text)}“ hat der Index nicht.")
    return tuple(names)


def _print_csv(rows: Sequence[TableRow]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(field.name for field in fields(TableRow))
    writer.writerows(asdict(row).values() for row in rows)


def _print_table(rows: Sequence[TableRow]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    top = max(row.monthly[1] for row in rows)
    titles = ("Beruf", "Ort", "Stufe", "Gehalt", "Quelle")
    cells = [_cells(row) for row in rows]
    console = Console(highlight=False, markup=False)
    taken = sum(max(map(len, column)) + GAP for column in zip(titles, *cells, strict=True))
    if not console.is_terminal:
        console.width = taken + BAR_WIDTH + GAP  # a pipe or a file has no width that lines would have to keep
    width = min(BAR_WIDTH, console.width - taken)
    grid = Table(box=None, header_style="bold", pad_edge=False)
    for title in titles:
        grid.add_column(title, overflow="fold", no_wrap=title == "Gehalt")
    if width >= MIN_BAR_WIDTH:
        grid.add_column(f"0 bis {round(top / 1000, 1):g}k €".replace(".", ","), no_wrap=True)
    for row, texts in zip(rows, cells, strict=True):
        drawn = [bar(row, top, width)] if width >= MIN_BAR_WIDTH else []
        grid.add_row(*(Text(text) for text in (*texts, *drawn)))
    with console.capture() as drawn_table:
        console.print(grid)
    print("\n".join(line.rstrip() for line in drawn_table.get().splitlines()))


def _cells(row: TableRow) -> tuple[str, ...]:
    place = f"{Path(row.source).name}:{row.line}"
    return tuple(visible(text) for text in (row.profession, row.city, LEVEL_NAMES[row.level], row.amounts, place))


def bar(row: TableRow, top: float, width: int = BAR_WIDTH) -> str:
    """Return a range as a bar on a scale from 0 to top."""
    low, high = (round(value / top * width) for value in row.monthly)
    low = min(low, width - 1)
    high = max(high, low + 1)
    return "·" * low + "█" * (high - low) + ("▒" if row.open_top else "")
