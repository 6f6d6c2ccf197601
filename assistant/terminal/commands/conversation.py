"""Commands about the conversation: /neu, /verlauf, /export, /gut, /schlecht, /ende."""

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType

from assistant.errors import AssistantError
from assistant.feedback import Vote, feedback_on, keep
from assistant.terminal.exporting import write
from assistant.terminal.look import META, text
from assistant.wording import brief, counted

if TYPE_CHECKING:
    from assistant.terminal.chat import Chat


def begin_anew(chat: "Chat", _: str) -> RenderableType:
    """Forget what was asked so far."""
    chat.begin_anew()
    return text("Ein neues Gespräch. Was vorher gefragt wurde, zählt nicht mehr.")


def overview(chat: "Chat", _: str) -> RenderableType:
    """List the questions of this conversation."""
    if not chat.turns:
        return text("In diesem Gespräch wurde noch nichts gefragt.")
    lines = []
    for number, answer in enumerate(chat.turns, start=1):
        sources = counted(len(answer.citations), "Quelle", "Quellen") if answer.citations else "ohne Quelle"
        lines.append(text(f"{number}. {brief(answer.question)}"))
        lines.append(text(f"   {'abgelehnt' if answer.status == 'refused' else sources}", META))
    return Group(*lines)


def export(chat: "Chat", argument: str) -> RenderableType:
    """Write the conversation to a file."""
    if not chat.turns:
        raise AssistantError("In diesem Gespräch wurde noch nichts gefragt.")
    path = write(chat.turns, argument)
    return text(f"{path}: {counted(len(chat.turns), 'Frage', 'Fragen')} mit Antwort.")


def good(chat: "Chat", argument: str) -> RenderableType:
    """Keep a good vote on the last answer."""
    return _vote(chat, "good", argument)


def bad(chat: "Chat", argument: str) -> RenderableType:
    """Keep a bad vote on the last answer."""
    return _vote(chat, "bad", argument)


def leave(chat: "Chat", _: str) -> RenderableType:
    """End the chat."""
    raise EOFError


def _vote(chat: "Chat", vote: Vote, comment: str) -> RenderableType:
    if chat.last is None:
        raise AssistantError("Es gibt noch keine Antwort, die du bewerten könntest.")
    keep(feedback_on(chat.last, chat.earlier(before_last=True), vote, comment), chat.settings.home)
    return text("Danke, das ist notiert. Daraus macht „lotse eval --from-feedback“ einen Fragensatz.")
