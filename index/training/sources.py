"""Read the text and the pairs that the model is trained on."""

import hashlib
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

# Only sources whose licence lets weights derived from them be shipped under ours: the European Commission's ESCO
# (CC BY 4.0), the Klassifikation der Berufe, and German law (public domain, § 5 UrhG).
OCCUPATIONS = "pairs_occupation_title_description.jsonl"
LAW_ON_WORK = "law_work_headings.jsonl"
LAW_ON_TRAINING = "law_ausbildung_headings.jsonl"
OTHER_LAW = "law_other_headings.jsonl"
MUNICIPALITIES = "gemeinden_de.jsonl"
HELD_OUT_ONE_IN = 55
TOWN_SIZE = 20_000
TOWN_REPEATS = 10  # so that the vocabulary holds town names whole


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and the paragraph that answers it.

    `negative` is a paragraph that only looks like it does, `neighbours` are others of the same article; pairs of one
    `group` could answer each other's questions.
    """

    question: str
    paragraph: str
    negative: str = ""
    group: str = ""
    neighbours: tuple[str, ...] = ()

    @property
    def marks(self) -> tuple[str, ...]:
        """Return what must not stand twice in a batch."""
        return tuple(mark for mark in (self.question, self.paragraph, self.negative, self.group) if mark)


@dataclass(frozen=True, slots=True)
class Source:
    """A file of pairs and the share of it that is used."""

    name: str
    share: float = 1.0


PAIR_SOURCES = (Source(OCCUPATIONS), Source(LAW_ON_WORK), Source(LAW_ON_TRAINING), Source(OTHER_LAW, 0.33))


def records(path: Path) -> Iterator[dict[str, object]]:
    """Yield the objects of a JSON lines file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if isinstance(record, dict):
                yield record


def heading_pairs(data: Path, sources: Sequence[Source], seed: int) -> list[Pair]:
    """Return the (heading, paragraph) pairs of the sources, each thinned to its share."""
    draw = random.Random(seed)
    return [
        Pair(str(record["question"]), str(record["paragraph"]))
        for source in sources
        for record in records(data / source.name)
        if draw.random() < source.share
    ]


def split_off(pairs: Sequence[Pair]) -> tuple[list[Pair], list[Pair]]:
    """Return the pairs to train on and those held out: all pairs of one paragraph in 55."""
    kept: list[Pair] = []
    held_out: list[Pair] = []
    for pair in pairs:
        number = int(hashlib.md5(pair.paragraph.encode(), usedforsecurity=False).hexdigest()[:6], 16)
        (kept if number % HELD_OUT_ONE_IN else held_out).append(pair)
    return kept, held_out


def towns(data: Path, smallest: int = TOWN_SIZE) -> list[str]:
    """Return the names of the towns with at least so many inhabitants, largest first."""
    found = [
        (int(str(record["population"] or 0)), str(record["short_name"])) for record in records(data / MUNICIPALITIES)
    ]
    return list(dict.fromkeys(name for size, name in sorted(found, reverse=True) if size >= smallest))


def plain_text(data: Path, pairs: Sequence[Pair]) -> list[str]:
    """Return every different text once, and the town names often enough to be learned."""
    texts = dict.fromkeys(text for pair in pairs for text in (pair.question, pair.paragraph))
    return [*texts, *towns(data) * TOWN_REPEATS]
