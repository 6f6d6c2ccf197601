"""Where the user's lines come from: a pipe, a plain terminal, or (prompt.py) a terminal with line editing."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from assistant.commands.streams import read_lines

PROMPT = "Du: "


class Inputs(Protocol):
    """Gives one line after the other."""

    interactive: bool
    """Whether somebody sits there, to be greeted and to be asked again after Ctrl-C."""

    def read(self) -> str:
        """Return the next line; raise EOFError after the last."""
        ...


class PipeInputs:
    """Lines from a pipe or a file, one question each."""

    interactive = False

    def __init__(self) -> None:
        """Read from stdin."""
        self._lines: Iterator[str] = read_lines()

    def read(self) -> str:
        """Return the next line; raise EOFError after the last."""
        try:
            return next(self._lines)
        except StopIteration:
            raise EOFError from None


class PlainInputs:
    """Lines from a terminal that shows text alone: no menus, nothing redrawn."""

    interactive = True

    def __init__(self, typed: Sequence[str]) -> None:
        """Offer what was typed in earlier chats, the latest first, to the arrow keys."""
        import readline

        for line in reversed(typed):
            readline.add_history(line.replace("\n", " "))

    def read(self) -> str:
        """Return the next line; raise EOFError at Ctrl-D."""
        print()
        return input(PROMPT)
