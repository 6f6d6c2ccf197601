"""Which commands there are and how a line becomes one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import RenderableType

from assistant.terminal.commands import about, articles, conversation

if TYPE_CHECKING:
    from assistant.terminal.chat import Chat

ALIKE = 60  # of 100, from which on a name is taken for a slip of another


@dataclass(frozen=True, slots=True)
class Command:
    """A command; `run` gets the chat and what stands after the name, and returns what is to be shown."""

    name: str
    argument: str
    does: str
    run: "Callable[[Chat, str], RenderableType]"


COMMANDS: tuple[Command, ...] = (
    Command("/hilfe", "", "diese Übersicht", lambda chat, _: about.help_view(COMMANDS, chat.look)),
    Command("/quelle", "N", "Quelle N der letzten Antwort in ihrem Artikel", articles.source),
    Command("/gehalt", "[Beruf] [Ort]", "Gehaltstabelle mit Balken", articles.salaries),
    Command("/berufe", "[Ort]", "Berufe, zu denen es Artikel gibt", articles.professions),
    Command("/orte", "[Beruf]", "Orte, zu denen es Artikel gibt", articles.cities),
    Command("/neu", "", "neues Gespräch; was vorher gefragt wurde, zählt nicht mehr", conversation.begin_anew),
    Command("/verlauf", "", "was in diesem Gespräch gefragt wurde", conversation.overview),
    Command("/export", "DATEI", "das Gespräch als .md, .json oder .html sichern", conversation.export),
    Command("/gut", "[Grund]", "die letzte Antwort war gut", conversation.good),
    Command("/schlecht", "[Grund]", "die letzte Antwort war schlecht", conversation.bad),
    Command("/modell", "", "womit geantwortet wird", about.model),
    Command("/index", "", "was der Index enthält", about.index),
    Command("/ende", "", "Lotse verlassen, auch mit Strg-D", conversation.leave),
)
OTHER_NAMES = {"/help": "/hilfe", "/?": "/hilfe", "/quit": "/ende", "/exit": "/ende"}


def run(chat: "Chat", line: str) -> RenderableType | str:
    """Run the command that a line names; for an unknown one say which is nearest."""
    name, _, argument = line.partition(" ")
    wanted = OTHER_NAMES.get(name.lower(), name.lower())
    for command in COMMANDS:
        if command.name == wanted:
            return command.run(chat, argument.strip())
    return f"Den Befehl kenne ich nicht: {name}.{_nearest(wanted)} Alle Befehle: /hilfe"


def _nearest(name: str) -> str:
    from rapidfuzz import fuzz, process

    found = process.extractOne(name, [command.name for command in COMMANDS], scorer=fuzz.ratio, score_cutoff=ALIKE)
    return f" Meintest du {found[0]}?" if found else ""
