"""A chat model's opinion on the answers: reported beside the metrics, never a gate."""

import hashlib
import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from assistant.evaluation.errors import EvaluationError
from assistant.evaluation.judging import Judgement

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

CACHE = "judge.sqlite"
ANSWERS = re.compile(r"BEANTWORTET:\s*(ja|nein)\b", re.IGNORECASE)
PACKAGE = re.compile(r"langchain-[\w-]+")
SUPPORTED = re.compile(r"BELEGT:\s*(ja|nein)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the model says of one answer."""

    answers: bool
    supported: bool


@dataclass(frozen=True, slots=True)
class Opinions:
    """What a model says of all answers given to answerable questions; `unreadable` counts replies of another form."""

    model: str
    read: int
    unreadable: int
    answers: int
    supported: int
    against: tuple[str, ...]
    """Questions that passed though the model finds fault, or failed though it finds none."""


def load_model(name: str) -> "BaseChatModel":
    """Load a chat model by LangChain's 'provider:model', at temperature 0."""
    from langchain.chat_models import init_chat_model

    try:
        model: BaseChatModel = init_chat_model(name, temperature=0)
    except ImportError as error:
        package = PACKAGE.search(str(error))
        missing = package.group() if package else "die LangChain-Anbindung des Anbieters"
        raise EvaluationError(f"Für --judge {name} fehlt ein Paket: {missing}") from error
    except ValueError as error:
        raise EvaluationError(f"--judge {name}: LangChain kennt den Anbieter nicht. Form: anbieter:modell") from error
    except Exception as error:  # providers refuse with errors of their own: a missing key
        raise EvaluationError(f"--judge {name} geht nicht ({_first_line(error)}).") from error
    return model


def opinions(judgements: Sequence[Judgement], model: "BaseChatModel", name: str, home: Path) -> Opinions:
    """Ask the model about every answer to an answerable question; replies are kept in a file in home."""
    asked = [j for j in judgements if j.outcome.question.answerable and j.outcome.answer.status == "answered"]
    with closing(_open(home / CACHE)) as cache:
        replies = [_reply(_prompt(judgement), model, name, cache) for judgement in asked]
    read = [(judgement, opinion) for judgement, reply in zip(asked, replies, strict=True) if (opinion := _read(reply))]
    return Opinions(
        model=name,
        read=len(read),
        unreadable=len(asked) - len(read),
        answers=sum(opinion.answers for _, opinion in read),
        supported=sum(opinion.supported for _, opinion in read),
        against=tuple(
            judgement.outcome.question.id
            for judgement, opinion in read
            if judgement.passed != (opinion.answers and opinion.supported)
        ),
    )


def _prompt(judgement: Judgement) -> str:
    answer = judgement.outcome.answer
    template = resources.files("assistant").joinpath("evaluation/templates/judge.md").read_text(encoding="utf-8")
    quotes = "\n".join(f"[{c.id}] {c.title}: {c.quote}" for c in answer.citations) or "(keine)"
    # a follow-up is judged as it was understood, for the model does not see the conversation
    return Template(template).substitute(question=answer.resolved_question, answer=answer.answer, quotes=quotes)


def _reply(prompt: str, model: "BaseChatModel", name: str, cache: sqlite3.Connection) -> str:
    key = hashlib.sha256(f"{name}\n{prompt}".encode()).hexdigest()
    known = cache.execute("SELECT reply FROM replies WHERE key = ?", (key,)).fetchone()
    if known:
        return str(known[0])
    try:
        reply = str(model.invoke(prompt).text)
    except Exception as error:  # whatever a provider's client raises, without a reply there is no opinion
        raise EvaluationError(f"--judge {name}: das Modell antwortet nicht ({_first_line(error)}).") from error
    with cache:
        cache.execute("INSERT OR REPLACE INTO replies VALUES (?, ?)", (key, reply))
    return reply


def _read(reply: str) -> Opinion | None:
    answers, supported = ANSWERS.search(reply), SUPPORTED.search(reply)
    if not answers or not supported:
        return None
    return Opinion(answers[1].lower() == "ja", supported[1].lower() == "ja")


def _open(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        cache = sqlite3.connect(path)
        cache.execute("CREATE TABLE IF NOT EXISTS replies (key TEXT PRIMARY KEY, reply TEXT)")
    except sqlite3.Error as error:
        raise EvaluationError(f"{path}: die Ablage der Modellurteile ist nicht zu öffnen ({error}).") from error
    return cache


def _first_line(error: Exception) -> str:
    return f"{type(error).__name__}: {(str(error).splitlines() or [''])[0][:200]}"
