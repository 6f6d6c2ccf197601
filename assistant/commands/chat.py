"""`lotse chat`: a conversation in the terminal, and the conversations that were kept."""

import os
import sys
from collections.abc import Callable
from contextlib import closing, nullcontext, suppress
from dataclasses import dataclass

from assistant.commands.session import live_assistant_for
from assistant.commands.streams import say, show
from assistant.conversations import Conversations, has_conversations
from assistant.errors import AssistantError
from assistant.links import page_address
from assistant.live import LiveAssistant
from assistant.render import visible
from assistant.settings import Settings
from assistant.terminal.chat import Chat
from assistant.terminal.commands.registry import COMMANDS
from assistant.terminal.inputs import Inputs, PipeInputs, PlainInputs
from assistant.terminal.names import Names
from assistant.terminal.restoring import terminal_restored
from assistant.terminal.screen import Screen
from assistant.wording import brief, clock, counted

LATEST = 0
ALL = "alle"
TYPED = 1000  # lines of earlier chats that the arrow keys reach
KEPT_LENGTH = 10_000  # characters of a line that is kept for them
NONE_KEPT = "Es sind keine Gespräche aufbewahrt."


@dataclass(frozen=True, slots=True)
class Opening:
    """How a chat begins; `resumed` is the number of a kept conversation, LATEST for the last one."""

    plain: bool = False
    resumed: int | None = None


def chat(settings: Settings, opening: Opening) -> int:
    """Answer questions until the user leaves; questions from a pipe are answered one by one."""
    with live_assistant_for(settings) as live:
        return converse(live, settings, opening)


def converse(live: LiveAssistant, settings: Settings, opening: Opening) -> int:
    """Chat over an index that is open and return the exit code."""
    interactive = sys.stdin.isatty()
    plain = opening.plain or not _draws()
    screen = Screen(plain=plain, page=page_address(settings.url_template))
    with terminal_restored(styled=not plain):
        # what comes through a pipe is somebody's script; it is kept where it goes on with a kept conversation
        wanted = interactive or opening.resumed is not None
        kept = _conversations(settings, needed=opening.resumed is not None) if wanted else None
        with closing(kept) if kept else nullcontext(), closing(Chat(live, settings, screen, kept)) as session:
            if kept and opening.resumed is not None:
                _resume(session, kept, opening.resumed)
            elif interactive:
                session.greet()
            session.run(_inputs(interactive, plain, kept, session.names))
            if interactive:
                screen.say("Bis bald!")
    return 0


def list_kept(settings: Settings) -> int:
    """List the conversations that were kept, the latest first."""
    summaries = []
    if has_conversations(settings.home):
        with closing(Conversations(settings.home)) as kept:
            summaries = kept.listing()
    for one in summaries:
        count = counted(one.turns, "Frage", "Fragen")
        show(f"{one.id:>4}  {clock(one.changed)}  {count}: {brief(visible(one.first))}")
    if not summaries:
        say(NONE_KEPT)
    return 0


def delete_kept(settings: Settings, which: str) -> int:
    """Delete one conversation, or all of them with what was typed."""
    if which != ALL and not which.isdecimal():
        raise AssistantError(f"„{which}“ ist weder die Nummer eines Gesprächs noch „{ALL}“. Nummern: lotse chat --list")
    if not has_conversations(settings.home):
        raise AssistantError(NONE_KEPT)
    with closing(Conversations(settings.home)) as kept:
        if which == ALL:
            count = kept.delete_all()
            say(f"{counted(count, 'Gespräch', 'Gespräche')} gelöscht.")
        elif kept.delete(int(which)):
            say(f"Gespräch {int(which)} gelöscht.")
        else:
            raise AssistantError(f"Ein Gespräch {which} gibt es nicht. Nummern: lotse chat --list")
    return 0


def _draws() -> bool:
    """Say whether what is written to is a terminal that can move, style and show bars."""
    if not sys.stdout.isatty() or os.environ.get("TERM", "dumb") in ("dumb", ""):
        return False
    try:
        "█·▒".encode(sys.stdout.encoding)
    except UnicodeEncodeError:
        return False
    return True


def _conversations(settings: Settings, *, needed: bool) -> Conversations | None:
    """Open what is kept; where that fails, a chat that does not need it goes on without."""
    try:
        return Conversations(settings.home)
    except AssistantError as error:
        if needed:
            raise
        say(f"{error} Dieses Gespräch wird nicht aufbewahrt.")
        return None


def _resume(session: Chat, kept: Conversations, wanted: int) -> None:
    numbers = [summary.id for summary in kept.listing()]
    number = wanted if wanted != LATEST else next(iter(numbers), LATEST)
    if number not in numbers:
        missing = f"Ein Gespräch {wanted} gibt es nicht. Nummern: lotse chat --list" if wanted else NONE_KEPT
        raise AssistantError(missing)
    session.resume(number, kept.turns(number))


def _inputs(interactive: bool, plain: bool, kept: Conversations | None, names: Callable[[], Names]) -> Inputs:
    if not interactive:
        return PipeInputs()
    typed = kept.typed(TYPED) if kept else ()
    if plain:
        return PlainInputs(typed)
    from assistant.terminal.completion import ChatCompleter
    from assistant.terminal.prompt import PromptInputs

    def keep(line: str) -> None:
        with suppress(AssistantError):  # the chat says it when the answer cannot be kept either
            if kept and len(line) <= KEPT_LENGTH:
                kept.keep_typed(line)

    commands = [(command.name, command.does) for command in COMMANDS]
    return PromptInputs(typed, keep, ChatCompleter(commands, names))
