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
from assistant.salary_grid import full_width, salary_grid
from assistant.salary_table import Order, TableRow, table
from assistant.settings import Settings
from assistant.slots import indexed_names
from assistant.wording import counted
from index.types import Level

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
    names = indexed_names(query.professions if kind == "profession" else query.cities)
    if not names:
        what = "Beruf" if kind == "profession" else "Ort"
        raise AssistantError(f"Den {what} „{visible(text)}“ hat der Index nicht.")
    return names


def _print_csv(rows: Sequence[TableRow]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(field.name for field in fields(TableRow))
    writer.writerows(asdict(row).values() for row in rows)


def _print_table(rows: Sequence[TableRow]) -> None:
    from rich.console import Console

    console = Console(highlight=False, markup=False)
    if not console.is_terminal:
        console.width = full_width(rows)  # a pipe or a file has no width that lines would have to keep
    with console.capture() as drawn:
        console.print(salary_grid(rows, console.width))
    print("\n".join(line.rstrip() for line in drawn.get().splitlines()))
