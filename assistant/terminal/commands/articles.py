"""Commands that show what the articles hold: /quelle, /gehalt, /berufe, /orte."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from rich.columns import Columns
from rich.console import Group, RenderableType

from assistant.errors import AssistantError
from assistant.salary_table import table
from assistant.slots import indexed_names
from assistant.terminal.look import META, TITLE, Look, text
from assistant.terminal.salary_view import salary_list
from assistant.terminal.source_view import source_view
from assistant.types import Query
from assistant.wording import counted, listing
from index.german import fold

if TYPE_CHECKING:
    from assistant.terminal.chat import Chat

ROWS_SHOWN = 30
NAMES_SHOWN = 150


def source(chat: "Chat", argument: str) -> RenderableType:
    """Show a source of the last answer in its article."""
    citations = chat.last.citations if chat.last else ()
    if not citations:
        raise AssistantError("Die letzte Antwort hat keine Quellen." if chat.last else "Es gibt noch keine Antwort.")
    wanted = argument.strip("[] ") or ("1" if len(citations) == 1 else "")
    for citation in citations:
        if wanted == str(citation.id):
            return source_view(citation, chat.assistant.index.catalogue, chat.look)
    numbers = "nur Quelle 1" if len(citations) == 1 else f"die Quellen 1 bis {len(citations)}"
    raise AssistantError(f"Die letzte Antwort hat {numbers}. Zum Beispiel: /quelle 1")


def salaries(chat: "Chat", argument: str) -> RenderableType:
    """Show the salary table, of the profession and town that are named."""
    query = _understood(chat, argument)
    names = indexed_names(query.professions) or None, indexed_names(query.cities) or None
    rows = table(chat.assistant.index.catalogue.salaries(*names), "max")
    if not rows:
        raise AssistantError("Zu dieser Auswahl nennt kein Artikel ein Gehalt.")
    shown = salary_list(rows[:ROWS_SHOWN], chat.look)
    if len(rows) <= ROWS_SHOWN:
        return shown
    return Group(shown, text(f"Die ersten {ROWS_SHOWN} von {len(rows)}; alle zeigt: lotse salaries", META))


def professions(chat: "Chat", argument: str) -> RenderableType:
    """List the professions, of a town where one is named."""
    return _names(chat, argument, "profession")


def cities(chat: "Chat", argument: str) -> RenderableType:
    """List the towns, of a profession where one is named."""
    return _names(chat, argument, "city")


def _names(chat: "Chat", argument: str, kind: Literal["profession", "city"]) -> RenderableType:
    query = _understood(chat, argument)
    within = indexed_names(query.professions) or None, indexed_names(query.cities) or None
    articles = chat.assistant.index.catalogue.articles(*within)
    counts = Counter(article.profession if kind == "profession" else article.city for article in articles)
    what = counted(len(counts), *(("Beruf", "Berufe") if kind == "profession" else ("Ort", "Orte")))
    of = listing([name for some in within for name in some or ()])
    title = f"{what} in {counted(len(articles), 'Artikel', 'Artikeln')}{f' ({of})' if of else ''}"
    names = [f"{name} ({count})" if count > 1 else name for name, count in counts.items()]
    return Group(text(title, TITLE), *_listed(sorted(names, key=fold), chat.look))


def _listed(names: Sequence[str], look: Look) -> list[RenderableType]:
    shown = [text(f"  {name}") for name in names[:NAMES_SHOWN]]
    rest = len(names) - len(shown)
    more = [text(f"  … und {rest} weitere", META)] if rest else []
    return [*shown, *more] if look.plain or look.narrow else [Columns(shown, column_first=True), *more]


def _understood(chat: "Chat", argument: str) -> Query:
    """Return what an argument names; raise AssistantError for what the index does not have."""
    query = chat.assistant.understand(argument)
    slots = (*query.professions, *query.cities)
    absent = [slot.surface for slot in slots if slot.standing != "indexed"]
    if absent or (argument and not slots):
        raise AssistantError(f"„{listing(absent) or argument}“ hat der Index nicht. Was er hat: /berufe und /orte")
    return query
