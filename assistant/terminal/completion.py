"""Completion of commands while they are typed, and of professions and towns by the tabulator."""

import re
from collections.abc import Callable, Iterator, Sequence

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from assistant.terminal.names import Names

LAST_WORDS = 4  # of a name that has been typed so far: "Elektroniker Automatisierungstechnik I"
SHORTEST = 2
MAX_SHOWN = 40
WORD_STARTS = re.compile(r"(?<![\w/])\w")


class ChatCompleter(Completer):
    """Completes what stands before the cursor."""

    def __init__(self, commands: Sequence[tuple[str, str]], names: Callable[[], Names]) -> None:
        """Complete commands, given as (name, what it does), and the names that the index in use has."""
        self._commands, self._names = commands, names

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
        """Yield what may be meant."""
        typed = document.text_before_cursor
        if typed.startswith("/") and not re.search(r"\s", typed):
            for name, does in self._commands:
                if name.startswith(typed.lower()):
                    yield Completion(name, start_position=-len(typed), display_meta=does)
        elif complete_event.completion_requested:
            yield from self._of_names(typed)

    def _of_names(self, typed: str) -> Iterator[Completion]:
        """Yield names that begin with the last words, the most words first: 'IT Man' before 'Man'."""
        names = self._names()
        for start in [found.start() for found in WORD_STARTS.finditer(typed)][-LAST_WORDS:]:
            said = typed[start:]
            found = names.beginning(said) if len(said) >= SHORTEST else []
            for name in found[:MAX_SHOWN]:
                yield Completion(name, start_position=-len(said))
            if found:
                return
