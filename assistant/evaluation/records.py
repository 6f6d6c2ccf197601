"""What a comparison needs of each question: from a run, or from a file that an earlier run saved."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.evaluation.errors import EvaluationError
from assistant.evaluation.evaluation import Evaluation
from assistant.evaluation.metrics import Tally

SCHEMA = 1
DIGITS = 6  # kept of every number, so that a run equals itself after it was saved


@dataclass(frozen=True, slots=True)
class Record:
    """One question's part of an earlier or a present run."""

    fingerprint: str
    passed: bool
    tallies: dict[str, Tally]


Records = Mapping[str, Record]
"""The records of a run by question id."""


class _SavedQuestion(BaseModel):
    model_config = ConfigDict(strict=True)

    id: str
    fingerprint: str
    passed: bool
    metrics: dict[str, tuple[float, float]]


class _SavedRun(BaseModel):
    model_config = ConfigDict(strict=True)

    version: int = Field(alias="schema")
    questions: tuple[_SavedQuestion, ...]


def records_of(evaluation: Evaluation) -> Records:
    """Return the records of a run."""
    return {
        judgement.outcome.question.id: Record(
            judgement.outcome.question.fingerprint, judgement.passed, kept(judgement.tallies)
        )
        for judgement in evaluation.judgements
    }


def kept(tallies: Mapping[str, Tally]) -> dict[str, Tally]:
    """Return tallies as they are saved."""
    return {name: Tally(round(tally.hits, DIGITS), tally.of) for name, tally in sorted(tallies.items())}


def load_records(path: Path) -> Records:
    """Read what --save or --json wrote; raise EvaluationError where a file is nothing of that kind."""
    try:
        saved = _SavedRun.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise EvaluationError(f"{path}: keine gespeicherte Auswertung. Anlegen mit: lotse eval --save DATEI") from error
    if saved.version != SCHEMA:
        raise EvaluationError(
            f"{path}: von einer anderen Fassung gespeichert. Neu anlegen mit: lotse eval --save DATEI"
        )
    return {
        question.id: Record(
            question.fingerprint,
            question.passed,
            {name: Tally(hits, of) for name, (hits, of) in question.metrics.items()},
        )
        for question in saved.questions
    }
