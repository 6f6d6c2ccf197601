"""What people say of answers, kept in the home as one JSON object a line, for a question set to be made of."""

import fcntl
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from assistant.errors import AssistantError
from assistant.types import Answer
from index.reasons import reason_of

FILE = "feedback.jsonl"
Vote = Literal["good", "bad"]


@dataclass(frozen=True, slots=True)
class Feedback:
    """One vote on one answer. `cited` are (file name, line); `values` the amounts that the answer gave."""

    given: str
    vote: Vote
    comment: str
    question: str
    history: tuple[str, ...]
    status: str
    reason: str | None
    answer: str
    cited: tuple[tuple[str, int], ...]
    values: tuple[int, ...]


def feedback_on(answer: Answer, history: Sequence[str], vote: Vote, comment: str = "") -> Feedback:
    """Return a vote on an answer, with what is needed to ask its question again."""
    places = ((Path(citation.source).name, citation.line) for citation in answer.citations)
    amounts = (value for row in answer.salaries for value in (row.min, row.max) if value is not None)
    return Feedback(
        given=datetime.now(UTC).isoformat(timespec="seconds"),
        vote=vote,
        comment=comment,
        question=answer.question,
        history=tuple(history),
        status=answer.status,
        reason=answer.reason,
        answer=answer.answer,
        cited=tuple(dict.fromkeys(places)),
        values=tuple(dict.fromkeys(amounts)),
    )


def keep(feedback: Feedback, home: Path) -> None:
    """Append a vote to the file in home, which only its owner may read; several chats may write at once."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(home / FILE, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "a", encoding="utf-8") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.write(json.dumps(asdict(feedback), ensure_ascii=False) + "\n")
    except OSError as error:
        raise AssistantError(f"Die Rückmeldung konnte nicht gespeichert werden ({reason_of(error)}).") from error


def kept(home: Path) -> list[Feedback]:
    """Return all votes kept in home, oldest first; of several on the same question only the last."""
    path = home / FILE
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise AssistantError(f"{path} ist nicht lesbar ({error.strerror}).") from error
    latest: dict[tuple[str, tuple[str, ...]], Feedback] = {}
    for number, line in enumerate(lines, start=1):
        feedback = _parsed(line, f"{path}:{number}")
        latest[feedback.question, feedback.history] = feedback
    return list(latest.values())


def _parsed(line: str, place: str) -> Feedback:
    try:
        values: dict[str, Any] = json.loads(line)
        values["cited"] = tuple((str(file), int(at)) for file, at in values["cited"])
        values |= {name: tuple(values[name]) for name in ("history", "values")}
        return Feedback(**values)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise AssistantError(f"{place}: keine Rückmeldung ({error}).") from error
