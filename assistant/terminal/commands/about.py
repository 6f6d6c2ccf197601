"""Commands about Lotse itself: /hilfe, /modell, /index."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table

from assistant.terminal.look import TITLE, Look, blank_line, text
from assistant.wording import amount, clock

if TYPE_CHECKING:
    from assistant.terminal.chat import Chat
    from assistant.terminal.commands.registry import Command

SOURCES_SHOWN = 5
INDENTED = (0, 0, 0, 2)
KEYS = (
    ("Enter", "senden"),
    ("Alt-Enter", "neue Zeile"),
    ("Tab", "Befehle, Berufe und Orte ergänzen"),
    ("1, 2, 3", "den Vorschlag mit dieser Zahl fragen"),
    ("Strg-C", "Antwort abbrechen; zweimal: verlassen"),
    ("Strg-D", "verlassen"),
)
ANSWERERS = {
    "extractive": "Sätze der Artikel und Zahlen der Gehaltstabelle, ohne Sprachmodell",
    "small_talk": "feste Sätze",
}


def help_view(commands: "Sequence[Command]", look: Look) -> RenderableType:
    """Return all commands and keys."""
    named = ((f"{command.name} {command.argument}".strip(), command.does) for command in commands)
    keys = () if look.plain else (blank_line(), text("Tasten", TITLE), pairs(KEYS, look))
    return Group(text("Befehle", TITLE), pairs(named, look), *keys)


def model(chat: "Chat", _: str) -> RenderableType:
    """Say what answers and what searches."""
    manifest, last = chat.assistant.index.manifest, chat.last
    by = last.answerer if last else "extractive"
    embedder = f"{manifest.model.name}, {manifest.model.dimension} Dimensionen"
    reranker = chat.settings.models.reranker or "keiner"
    writer = chat.settings.models.llm or "keins"
    rows = [("Antworten", ANSWERERS.get(by, by)), ("Chatmodell", writer)]
    rows += [("Einbettung", embedder), ("Reranker", reranker)]
    if last:
        rows.append(("Letzte Antwort", f"{last.timings_ms.get('total', 0):.0f} ms".replace(".", ",")))
    return pairs(rows, chat.look)


def index(chat: "Chat", _: str) -> RenderableType:
    """Say what the index knows and where it comes from."""
    opened = chat.assistant.index
    statistics, manifest = opened.catalogue.statistics, opened.manifest
    more = len(manifest.paths) - SOURCES_SHOWN
    sources = [*manifest.paths[:SOURCES_SHOWN], *([f"und {more} weitere"] if more > 0 else [])]
    rows = (
        ("Artikel", f"{amount(statistics.articles)}{' mitgelieferte Beispiele' if manifest.sample else ''}"),
        ("Berufe", amount(statistics.professions)),
        ("Orte", amount(statistics.cities)),
        ("Abschnitte", amount(statistics.chunks)),
        ("Gehaltsangaben", amount(statistics.salaries)),
        ("Gebaut", clock(manifest.created)),
        ("Aus", ", ".join(sources)),
        ("Liegt in", str(opened.folder)),
    )
    return pairs(rows, chat.look)


def pairs(rows: Iterable[tuple[str, str]], look: Look) -> RenderableType:
    """Return names with what they stand for, beside each other or, where that is too narrow, below."""
    if look.plain:
        return Group(*(text(f"{name}: {value}") for name, value in rows))
    if look.narrow:
        return Group(*(part for name, value in rows for part in (text(name, TITLE), Padding(text(value), INDENTED))))
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for name, value in rows:
        grid.add_row(text(f"  {name}", TITLE), text(value))
    return grid
