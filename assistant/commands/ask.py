"""`lotse ask`: one question, or a batch of them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.chain import Assistant
from assistant.commands.session import assistant_for
from assistant.commands.streams import read_input, read_lines, say, show, show_json, typed, whole
from assistant.render import to_object, to_text
from assistant.settings import Settings
from assistant.types import Answer

ANSWERED, FAILED, REFUSED = 0, 1, 3


@dataclass(frozen=True, slots=True)
class BatchQuestion:
    """One line of a batch."""

    id: object
    question: str
    history: tuple[str, ...]


def ask(settings: Settings, question: str, history: Sequence[str], *, as_json: bool) -> int:
    """Answer one question and return the exit code."""
    question = read_input() if question == "-" else typed(question)
    with assistant_for(settings) as assistant:
        answer = assistant.answer(question, [typed(earlier) for earlier in history])
    if as_json:
        show_json(to_object(answer))
    else:
        show(to_text(answer))
    return ANSWERED if answer.status == "answered" else REFUSED


def ask_batch(settings: Settings) -> int:
    """Answer each JSON line of stdin with one on stdout, in order, and return the exit code."""
    code = ANSWERED
    with assistant_for(settings) as assistant:
        for number, line in enumerate(read_lines(), start=1):
            if line.strip():
                code = max(code, _answer_line(assistant, number, line))
    return code


def _answer_line(assistant: Assistant, number: int, line: str) -> int:
    try:
        asked = _parse(line)
    except ValueError as error:
        # the answers stay in step with the questions: a line that is none gets an object of its own
        say(f"Zeile {number}: {error}")
        unread = Answer(line.strip(), line.strip(), "refused", f"Zeile {number} ist keine Frage: {error}", "empty")
        show_json({"id": None, **to_object(unread)})
        return FAILED
    answer = assistant.answer(asked.question, asked.history)
    show_json({"id": asked.id, **to_object(answer)})
    return ANSWERED


def _parse(line: str) -> BatchQuestion:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"kein gültiges JSON ({error})") from error
    if not isinstance(values, dict) or not isinstance(values.get("question"), str):
        raise ValueError('erwartet wird {"id": …, "question": "…", "history": ["…"]}')
    history = values.get("history") or []
    if not isinstance(history, list) or not all(isinstance(item, str) for item in history):
        raise ValueError("history muss eine Liste von Fragen sein")
    return BatchQuestion(values.get("id"), whole(values["question"]), tuple(map(whole, history)))
