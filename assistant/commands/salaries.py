"""`lotse salaries`: the salary table, filtered and sorted, as text, JSON, CSV or a chart."""

import csv
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from assistant.chain import Assistant
from assistant.commands.session import assistant_for, say
from assistant.errors import AssistantError
from assistant.render import SAMPLE_NOTE, visible
from assistant.salary_table import LEVEL_NAMES, Order, TableRow, table
from assistant.settings import Settings
from index.types import Level

BAR_WIDTH = 28
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
        print(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=2))
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
        say(f"Diagramm mit {shown} Spannen geschrieben: {chart}.{rest}")
    return 0


def _rows(assistant: Assistant, selection: Selection) -> list[TableRow]:
    professions = [name for text in selection.professions for name in _names(assistant, text, "profession")]
    cities = [name for text in selection.cities for name in _names(assistant, text, "city")]
    found = assistant.index.catalogue.salaries(professions or None, cities or None)
    return table(found, selection.order, selection.levels)


def _names(assistant: Assistant, text: str, kind: str) -> tuple[str, ...]:
    """Return the names of the index that a filter means; raise AssistantError where it means none."""
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
    console = Console(highlight=False, markup=False)
    grid = Table(box=None, header_style="bold", pad_edge=False)
    for title in ("Beruf", "Ort", "Stufe"):
        grid.add_column(title)
    grid.add_column("Gehalt", no_wrap=True)
    grid.add_column(f"0 bis {round(top / 1000, 1):g}k €".replace(".", ","), no_wrap=True)
    grid.add_column("Quelle")
    for row in rows:
        place = f"{Path(row.source).name}:{row.line}"
        cells = (row.profession, row.city, LEVEL_NAMES[row.level], row.amounts, bar(row, top), place)
        grid.add_row(*(Text(visible(cell)) for cell in cells))
    console.print(grid)


def bar(row: TableRow, top: float) -> str:
    """Return a range as a bar on a scale from 0 to top."""
    low, high = (round(value / top * BAR_WIDTH) for value in row.monthly)
    low = min(low, BAR_WIDTH - 1)
    high = max(high, low + 1)
    return "·" * low + "█" * (high - low) + ("▒" if row.open_top else "") + " " * (BAR_WIDTH - high)
