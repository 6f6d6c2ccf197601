"""Render an answer: plain text for the terminal and the JSON object of the contract. Pure functions."""

import json
import unicodedata
from dataclasses import asdict
from pathlib import Path
from typing import Any

from assistant.types import Answer, Citation
from index.german import CONTROL, INVISIBLE

SCHEMA = 1
SAMPLE_NOTE = "Hinweis: Das sind mitgelieferte Beispielartikel. Eigene Artikel einlesen: lotse index ORDNER"


def visible(text: str) -> str:
    """Return text without anything that could drive a terminal: escape sequences, C1, bidi and invisible characters."""
    kept = INVISIBLE.sub("", text).replace("\t", " ").replace("\r", " ")
    return "".join(
        char for char in kept if char == "\n" or not (CONTROL.match(char) or unicodedata.category(char) in ("Cs", "Co"))
    )


def to_json(answer: Answer, identifier: object = None) -> str:
    """Return the answer object on one line; with the id of a batch question where there is one."""
    return json.dumps(to_object(answer, identifier), ensure_ascii=False)


def to_object(answer: Answer, identifier: object = None) -> dict[str, Any]:
    """Return the answer as the object of the contract."""
    values: dict[str, Any] = {"id": identifier} if identifier is not None else {}
    values |= {"schema": SCHEMA, **asdict(answer)}
    values["citations"] = [asdict(citation) for citation in answer.citations]
    values["salaries"] = [asdict(row) for row in answer.salaries]
    return values


def to_text(answer: Answer, *, numbered: bool = False) -> str:
    """Return the answer as plain text: what is said, where it stands, what to ask next, numbered to choose from."""
    parts = [answer.answer]
    if answer.resolved_question != answer.question:
        parts.insert(0, f"(Verstanden als: {answer.resolved_question})")
    if answer.citations:
        parts.append("\n".join(["Quellen:", *(_source(citation) for citation in answer.citations)]))
    if answer.suggestions:
        heading = "Frag stattdessen:" if answer.status == "refused" else "Weiter fragen:"
        marks = (f"{number}." if numbered else "-" for number in range(1, len(answer.suggestions) + 1))
        asked = (f"  {mark} {question}" for mark, question in zip(marks, answer.suggestions, strict=True))
        parts.append("\n".join([heading, *asked]))
    if answer.note:
        parts.append(f"Hinweis: {answer.note}")
    if answer.sample:
        parts.append(SAMPLE_NOTE)
    return visible("\n\n".join(parts))


def _source(citation: Citation) -> str:
    heading = f" · {citation.heading}" if citation.heading else ""
    place = f"Absatz {citation.paragraph}, Zeile {citation.line}" if citation.paragraph else f"Zeile {citation.line}"
    file = Path(citation.source).name
    also = "".join(f"\n      ebenso: {other.article}, Zeile {other.line}" for other in citation.also)
    quote = " ".join(citation.quote.split())
    return f"  [{citation.id}] {citation.title}{heading} · {place} · {file}\n      „{quote}“{also}"
