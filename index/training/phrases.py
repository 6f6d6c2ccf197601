"""Read the phrase inventories: questions, sentences and headings for each aspect of each topic."""

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

TOPICS = (
    "gehalt",
    "aufgaben",
    "anforderungen",
    "weiterbildung",
    "arbeitsmarkt",
    "arbeitgeber",
    "bedingungen",
    "region",
)
FILLERS = "fueller"
FIRMS = "arten_von_betrieben"
WORD_FIELDS = "wortfelder"
ASPECT, QUESTION, SENTENCE, HEADING = "## ", "? ", "- ", "= "


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing that people ask about a topic, and how articles speak of it."""

    topic: str
    name: str
    questions: tuple[str, ...]
    sentences: tuple[str, ...]
    headings: tuple[str, ...]
    words: tuple[str, ...] = ()


def aspects(topic: str) -> list[Aspect]:
    """Return the aspects of a topic."""
    fields = word_fields()
    found: list[Aspect] = []
    for name, lines in _blocks(topic).items():
        questions, sentences, headings = (_with_mark(lines, mark) for mark in (QUESTION, SENTENCE, HEADING))
        full_name = f"{topic}/{name}"
        found.append(Aspect(topic, full_name, questions, sentences, headings, fields.get(full_name, ())))
    return found


@lru_cache(maxsize=1)
def word_fields() -> dict[str, tuple[str, ...]]:
    """Return for each aspect the words that belong to it."""
    return {name: tuple(" ".join(lines).split()) for name, lines in _blocks(WORD_FIELDS).items()}


def firms() -> list[str]:
    """Return the kinds of employers."""
    return _text(FIRMS).split("\n")[:-1]


def _blocks(name: str) -> dict[str, list[str]]:
    """Return the lines of each part of an inventory under the part's name."""
    blocks = [block.strip().splitlines() for block in _text(name).split(f"\n{ASPECT}")[1:]]
    return {lines[0]: lines[1:] for lines in blocks}


def _with_mark(lines: list[str], mark: str) -> tuple[str, ...]:
    return tuple(line.removeprefix(mark) for line in lines if line.startswith(mark))


def _text(name: str) -> str:
    return resources.files("index.training").joinpath(f"phrases/{name}.txt").read_text(encoding="utf-8")
