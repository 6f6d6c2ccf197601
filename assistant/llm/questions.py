"""Questions that a chat model puts: a follow-up in full, and what can be asked next. Each is checked."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from assistant.llm.calls import Line
from assistant.llm.errors import ModelFailed
from assistant.llm.frames import improper
from assistant.llm.numbers import missing, numbers
from assistant.llm.prompts import prompt
from assistant.llm.sources import fenced
from assistant.suggestions import MAX_SUGGESTIONS
from assistant.types import Answer, Query, Slot

if TYPE_CHECKING:
    from assistant.chain import Assistant

SHARE = 0.2  # of the time for an answer; it is no use waiting long for these
LONGEST = 300  # characters of a question
REMEMBERED = 6  # earlier questions that a follow-up may refer to


class Questions:
    """Lets a chat model phrase questions; where it fails, the rules have the last word."""

    def __init__(self, line: Line | None, assistant: "Assistant") -> None:
        """Ask over line; what comes back must be understood by assistant."""
        self._line = line
        self._assistant = assistant

    def in_full(self, query: Query, history: Sequence[str]) -> str | None:
        """Return a follow-up in full where the rules leave open whom it is about, None where they do not.

        The model may only put in what was named before: its question must name no other profession, town or number.
        """
        if not history or query.professions or query.cities or query.kind in ("empty", "too_long", "catalogue"):
            return None
        earlier = list(history[-REMEMBERED:])
        before = [self._assistant.understand(text, earlier[:at]) for at, text in enumerate(earlier)]
        if not any(one.professions or one.cities for one in before):
            return None
        asked = fenced([*(one.resolved for one in before), query.question], "FRAGE")
        said = next(self._lines("follow_up", questions=asked), "")
        resolved = self._assistant.understand(said) if said else query
        known = _slots(before)
        new = _slots([resolved])
        invents = bool(missing(numbers(said), numbers(" ".join((*earlier, query.question)))))
        return said if new and new <= known and not invents else None

    def further(self, answer: Answer) -> tuple[str, ...]:
        """Suggest what to ask next, only questions that the index answers."""
        titles = list(dict.fromkeys(citation.title for citation in answer.citations))
        articles, asked = fenced(["\n".join(titles)], "ARTIKEL"), fenced([answer.resolved_question], "FRAGE")
        said = self._lines("suggestions", articles=articles, asked=asked)
        good = (question for question in said if self._is_answered(question, answer))
        return tuple(dict.fromkeys(good))[:MAX_SUGGESTIONS]

    def _is_answered(self, question: str, answer: Answer) -> bool:
        if question.casefold() == answer.resolved_question.casefold() or numbers(question):
            return False
        query = self._assistant.understand(question)
        return bool(query.professions) and self._assistant.is_answered(query)

    def _lines(self, name: str, **values: str) -> Iterator[str]:
        """Yield the lines of a reply that can be questions; none where the model fails."""
        if self._line is None:
            return
        try:
            reply = "".join(self._line.ask(prompt(name).message(**values), share=SHARE))
        except ModelFailed:
            return
        for line in reply.splitlines():
            text = line.strip(' -*•\t"„“”').strip()
            if text.endswith("?") and len(text) <= LONGEST and not improper(text):
                yield text


def _slots(queries: Sequence[Query]) -> set[str]:
    slots: list[Slot] = [slot for query in queries for slot in (*query.professions, *query.cities)]
    return {name for slot in slots for name in slot.names}
