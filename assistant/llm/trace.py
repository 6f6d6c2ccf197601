"""The trace: how an answer came about, one JSON object a question. It holds no keys, for none is ever at hand here."""

import json
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.drafts import Grounds
from assistant.llm.gate import Verdict
from assistant.llm.prompts import Message
from assistant.llm.sources import Source
from assistant.types import Answer


@dataclass(slots=True)
class Record:
    """What is noted while one answer is written."""

    grounds: Grounds
    sources: Sequence[Source] = ()
    message: Message | None = None
    reply: list[str] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    problem: str = ""


class Trace:
    """Appends records to a file; threads take turns."""

    def __init__(self, path: Path, model: str | None) -> None:
        """Write to path; raise OSError at once where that cannot be written."""
        self._path = path
        self._model = model
        self._lock = threading.Lock()
        with path.open("a", encoding="utf-8"):
            pass

    def keep(self, record: Record, answer: Answer) -> None:
        """Append what led to an answer."""
        line = json.dumps(self._object(record, answer), ensure_ascii=False)
        with self._lock, self._path.open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")

    def _object(self, record: Record, answer: Answer) -> dict[str, Any]:
        return {
            "time": datetime.now(UTC).isoformat(timespec="seconds"),
            "question": answer.question,
            "resolved_question": answer.resolved_question,
            "model": self._model,
            "hits": _hits(record),
            "prompt": asdict(record.message) if record.message else None,
            "reply": "".join(record.reply) if record.message else None,
            "sentences": [_judged(verdict) for verdict in record.verdicts],
            "problem": record.problem or None,
            "status": answer.status,
            "answer": answer.answer,
            "answerer": answer.answerer,
            "note": answer.note,
        }


def _hits(record: Record) -> list[dict[str, Any]]:
    if record.sources:
        return [{"number": one.number, "chunk": one.chunk, "score": round(one.score, 4)} for one in record.sources]
    hits = record.grounds.draft.hits if record.grounds.draft else ()
    return [{"number": at, "chunk": hit.chunk.id, "score": round(hit.score, 4)} for at, hit in enumerate(hits, start=1)]


def _judged(verdict: Verdict) -> dict[str, Any]:
    support = verdict.support
    outcomes = ((verdict.is_frame, "frame"), (verdict.is_refusal, "refusal"), (bool(verdict.dropped), "dropped"))
    outcome = next((name for holds, name in outcomes if holds), "passed")
    return {
        "text": verdict.piece.text,
        "outcome": outcome,
        "why": verdict.dropped or None,
        "words": round(support.words, 3) if support else None,
        "meaning": round(support.meaning, 3) if support else None,
        "cites": [{"chunk": q.source.chunk, "start": q.start, "end": q.end} for q in verdict.quotes],
    }
