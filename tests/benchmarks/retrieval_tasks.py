"""Questions, passages and which passages answer which question."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.chain import Assistant
from assistant.evaluation.questions import load, shipped
from index.catalogue import Catalogue, ChunkRow

Scores = NDArray[np.float64]
"""Questions x passages; higher is better."""
DEPTH = 10


@dataclass(frozen=True, slots=True)
class Passage:
    """What is searched: `context` is what the index puts before a chunk (title and heading)."""

    context: str
    text: str

    @property
    def whole(self) -> str:
        """Return what is embedded and what BM25 sees."""
        return f"{self.context}\n{self.text}".strip()


@dataclass(frozen=True)
class Task:
    """A retrieval task. `gold` are numbers of passages; `searched` are rankings made elsewhere, by name."""

    name: str
    questions: Sequence[str]
    passages: Sequence[Passage]
    gold: Sequence[frozenset[int]]
    searched: Mapping[str, Scores] = field(default_factory=dict)

    @cached_property
    def clusters(self) -> NDArray[np.intp]:
        """Return the first gold passage of each question: questions that share it succeed and fail together."""
        return np.array([min(places) for places in self.gold])


def pairs_task(path: Path, split: str | None = None) -> Task:
    """Read a file of pairs: the questions of one part of it, over the paragraphs of all."""
    rows: list[dict[str, Any]] = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    passages = list(dict.fromkeys(_passage(row) for row in rows))
    number = {passage: at for at, passage in enumerate(passages)}
    asked = [row for row in rows if split is None or row["split"] == split]
    gold = [frozenset([number[_passage(row)]]) for row in asked]
    return Task(f"{path.stem} {split or ''}".strip(), [row["question"] for row in asked], passages, gold)


def _passage(row: Mapping[str, Any]) -> Passage:
    context = f"{row['title']}. {row['heading']}" if "heading" in row else ""
    return Passage(context, row["paragraph"])


def sample_task(assistant: Assistant) -> Task:
    """Take the shipped questions of the test half that an article answers, over the chunks of the sample index."""
    catalogue = assistant.index.catalogue
    chunks = catalogue.chunks_of([article.rowid for article in catalogue.articles()])
    number = {chunk.id: at for at, chunk in enumerate(chunks)}
    places = dict(_places(catalogue, chunks))
    questions = load(shipped()).only("test").questions
    asked = [question for question in questions if question.gold and not question.history]
    gold = [frozenset(number[places[place.article, place.line]] for place in question.gold) for question in asked]
    found: Scores = np.full((len(asked), len(chunks)), -np.inf)
    for at, question in enumerate(asked):
        for hit in assistant.search(question.question, DEPTH):
            found[at, number[hit.chunk.id]] = hit.score
    passages = [Passage(f"{chunk.article.title}. {chunk.heading}", chunk.text) for chunk in chunks]
    name = "question set over the sample articles, test"
    return Task(name, [question.question for question in asked], passages, gold, {"`lotse ask`'s search": found})


def _places(catalogue: Catalogue, chunks: Sequence[ChunkRow]) -> Iterator[tuple[tuple[str, int], str]]:
    """Yield (file name, line of a paragraph) and the id of the chunk that holds it."""
    paragraphs = catalogue.paragraphs({chunk.article.rowid for chunk in chunks})
    for chunk in chunks:
        for paragraph in paragraphs[chunk.article.rowid]:
            if chunk.start <= paragraph.start < chunk.end:
                yield (Path(chunk.article.source).name, paragraph.line), chunk.id
