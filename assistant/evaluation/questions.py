"""The question set: one JSON object a line, checked before the first question is asked."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import resources
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, FiniteFloat, ValidationError, model_validator

from assistant.evaluation.errors import EvaluationError, QuestionSetError
from assistant.evaluation.wording import german_problem
from assistant.types import Reason

Split = Literal["dev", "test"]
NO_CATEGORY = "ohne"
STRICT = ConfigDict(extra="forbid", frozen=True, strict=True)


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"„{text}“ ist kein regulärer Ausdruck (Fehler bei Zeichen {(error.pos or 0) + 1})") from error
    return text


Pattern = Annotated[str, AfterValidator(_pattern)]


class GoldPlace(BaseModel):
    """Where the answer stands: a file name and the 1-based line of a paragraph."""

    model_config = STRICT

    article: Annotated[str, Field(min_length=1)]
    line: Annotated[int, Field(ge=1)]


class Question(BaseModel):
    """One line of a question set."""

    model_config = STRICT

    id: Annotated[str, Field(pattern=r"^\S+$")]
    question: str
    history: tuple[str, ...] = ()
    category: Annotated[str, Field(pattern=r"^[^\s:]+$")] = NO_CATEGORY
    answerable: bool = True
    gold: tuple[GoldPlace, ...] = ()
    values: tuple[FiniteFloat, ...] = ()
    must: tuple[Pattern, ...] = ()
    must_not: tuple[Pattern, ...] = ()
    split: Split | None = None
    variants: tuple[str, ...] = ()
    reason: Reason | None = None
    note: str = ""

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        if not self.answerable and (self.gold or self.values):
            raise ValueError("nicht beantwortbar (answerable: false), nennt aber gold oder values")
        if self.answerable and self.reason:
            raise ValueError("beantwortbar, nennt aber einen Grund (reason) für eine Absage")
        return self

    @property
    def fingerprint(self) -> str:
        """Return a short hash of all that is asked and expected, so that a changed question is not compared."""
        content = self.model_dump_json(exclude={"note", "split"})
        return hashlib.sha256(content.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """The questions of one file with the line that each stands in."""

    name: str
    questions: tuple[Question, ...]
    lines: tuple[int, ...]

    def only(self, split: Split | None) -> "QuestionSet":
        """Return the questions of a split; all of them for None."""
        if split is None:
            return self
        kept = [pair for pair in zip(self.questions, self.lines, strict=True) if pair[0].split == split]
        if not kept:
            raise EvaluationError(f"{self.name}: Keine Frage gehört zum Teil „{split}“ (Schlüssel split).")
        return QuestionSet(self.name, tuple(question for question, _ in kept), tuple(line for _, line in kept))


def shipped() -> Path:
    """Return the question set over the sample articles that ships with the package."""
    return Path(str(resources.files("assistant").joinpath("evaluation/questions/sample.jsonl")))


def load(path: Path) -> QuestionSet:
    """Read a question set; raise QuestionSetError with every problem of the file."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise EvaluationError(f"{path}: kein UTF-8-Text (Byte {error.start}).") from error
    return parse(text, path.name)


def parse(text: str, name: str) -> QuestionSet:
    """Read the lines of a question set called name."""
    numbered = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    if not numbered:
        raise EvaluationError(f"{name}: Die Datei enthält keine Frage.")
    questions: list[Question] = []
    lines: list[int] = []
    problems: list[str] = []
    for number, line in numbered:
        try:
            questions.append(Question.model_validate_json(line.strip()))
            lines.append(number)
        except ValidationError as error:
            problem = partial(german_problem, known=tuple(Question.model_fields))
            problems += [f"{name}:{number}: {problem(found)}" for found in error.errors(include_url=False)]
    problems += _doubles(questions, lines, name)
    if problems:
        raise QuestionSetError(name, problems)
    return QuestionSet(name, tuple(questions), tuple(lines))


def _doubles(questions: Sequence[Question], lines: Sequence[int], name: str) -> Iterator[str]:
    first: dict[str, int] = {}
    for question, line in zip(questions, lines, strict=True):
        if question.id in first:
            yield f"{name}:{line}: die id „{question.id}“ steht schon in Zeile {first[question.id]}"
        first.setdefault(question.id, line)
