"""Precision and recall of the salary statements on labelled sentences."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from index.salary.statements import Statement, statements
from index.types import Level, Period

Key = tuple[Level, int | None, int | None, bool, Period]


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled text: the facts it states, its pattern family and the split it belongs to."""

    id: str
    text: str
    heading: str
    family: str
    split: str
    facts: tuple[Key, ...]
    professions: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    others: frozenset[str] = frozenset()

    def found(self) -> list[Statement]:
        """Return what the extractor finds in the text."""
        return statements(self.text, self.heading, professions=self.professions, cities=self.cities, others=self.others)


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of facts: right ones, wrongly found ones, missed ones."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: "Score") -> "Score":
        """Add counts."""
        return Score(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """Return the share of found facts that are right, 1 if none was found."""
        found = self.right + self.wrong
        return self.right / found if found else 1.0

    @property
    def recall(self) -> float:
        """Return the share of labelled facts that were found, 1 if none is labelled."""
        labelled = self.right + self.missed
        return self.right / labelled if labelled else 1.0


def read_examples(path: Path) -> list[Example]:
    """Read labelled sentences from a JSONL file."""
    with path.open(encoding="utf-8") as lines:
        return [_example(json.loads(line)) for line in lines if line.strip()]


def _example(record: Mapping[str, object]) -> Example:
    facts = record["facts"]
    assert isinstance(facts, list)
    return Example(
        id=str(record["id"]),
        text=str(record["text"]),
        heading=str(record.get("heading", "")),
        family=str(record["family"]),
        split=str(record["split"]),
        facts=tuple((f["level"], f["min"], f["max"], f["open_top"], f["period"]) for f in facts),
        professions=_names(record, "professions"),
        cities=_names(record, "cities"),
        others=frozenset(_names(record, "others")),
    )


def _names(record: Mapping[str, object], key: str) -> tuple[str, ...]:
    names = record.get(key, [])
    assert isinstance(names, list)
    return tuple(str(name) for name in names)


def key_of(statement: Statement) -> Key:
    """Return what must agree for a statement to be right: level, bounds, open top and period."""
    return statement.level, statement.min, statement.max, statement.open_top, statement.period


def score(example: Example) -> Score:
    """Compare what is found in an example with its label."""
    labelled, found = Counter(example.facts), Counter(map(key_of, example.found()))
    right = (labelled & found).total()
    return Score(right, found.total() - right, labelled.total() - right)


def total(examples: Iterable[Example]) -> Score:
    """Add up the scores of several examples."""
    return sum(map(score, examples), Score())
