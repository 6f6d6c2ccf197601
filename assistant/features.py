"""What speaks for a chunk as the place that answers a question, in numbers, for ranking and evidence to weigh."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from assistant.scoring import (
    NUMBER,
    Asked,
    LexicalQuery,
    TextView,
    gram_score,
    sentence_topic_score,
    topic_score,
    word_score,
)
from index import german
from index.catalogue import ChunkRow
from index.concepts import concepts_in, concepts_of
from index.subjects import Shares
from index.topic_words import Profile, profile

LEAST_MATCH = 1e-2  # of the subjects of a question and a chunk, which may both be judged wrongly
SENTENCE_GRAMS = 90.0  # of a sentence of usual length
SHORTEST_PART, SHORTEST_REST = 4, 3  # letters of a part of a compound, and of what is left
HOURS = "eins|zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|elf|zwolf"
TIME = re.compile(
    rf"\b(?:\d{{1,2}}(?:[:.]\d\d)? ?uhr|(?:halb|um|gegen|viertel nach|viertel vor) (?:\d{{1,2}}|{HOURS})|"
    r"morgens|mittags|abends|nachts|vormittags?|nachmittags?|fruh\w*|mitternacht|feierabend|schichtende|"
    r"(?:mon|diens|donners|frei|sams|sonn)tags?|mittwochs?|wochenend\w*|"
    r"januar|februar|marz|april|mai|juni|juli|august|september|oktober|november|dezember|"
    r"sommer\w*|winter\w*|herbst\w*|fruhling\w*|fruhjahr\w*|weihnacht\w*|ostern|ferien|saison)\b"
)


@dataclass(frozen=True, slots=True)
class Features:
    """How a chunk fits a question; all from 0 to 1 but the profiles' likeness (about -3 to 9), `subject` (-5 to 3)
    and `interaction`, the logarithm of the odds that it answers rather than nothing (about -12 to 8).

    What begins with `best` is that of the best sentence. `parts` and `concepts` are the shares of the question's
    particular words that only a part of a compound, or a word for the same thing, stands for in one sentence;
    `all_concepts` is the share of all its content words whose concept one sentence speaks of.
    """

    grams: float
    words: float
    specific: float
    dense: float
    topic: float
    likeness: float
    subject: float
    interaction: float
    best_dense: float
    best_specific: float
    best_words: float
    best_grams: float
    best_topic: float
    best_likeness: float
    best_joint: float
    parts: float
    concepts: float
    all_concepts: float
    number: float
    any_number: float
    time: float
    first: float
    last: float


UNMEASURED = Features(*[0.0] * len(fields(Features)))


@dataclass(frozen=True, slots=True)
class Position:
    """Where in its article a chunk stands, and the mean length of the chunks in 4-grams."""

    is_first: bool
    is_last: bool
    average: float


@dataclass(frozen=True, slots=True)
class _Sentence:
    dense: float
    specific: float
    words: float
    grams: float
    topic: float
    likeness: float
    parts: float
    concepts: float
    all_concepts: float
    has_number: bool
    has_time: bool

    @property
    def joint(self) -> float:
        return 0.4 * self.dense + 0.25 * self.words + 0.45 * self.grams


def sentences_of(row: ChunkRow) -> list[str]:
    """Return the sentences of a chunk."""
    return [row.text[start:end] for start, end in german.sentences(row.text)]


def views_of(row: ChunkRow) -> tuple[TextView, Sequence[str], Sequence[str]]:
    """Return heading and text of a chunk as the lexical scores see them, and the folded words of text and heading."""
    view = TextView.of(f"{row.heading} {row.text}")
    headed = len(german.words(row.heading))
    return view, view.words[headed:], view.words[:headed]


def features(
    row: ChunkRow,
    asked: Asked,
    dense: float,
    interaction: float,
    sentences: Sequence[str],
    similar: NDArray[np.float32],
    position: Position,
) -> Features:
    """Measure a chunk against a question; `dense` and `similar` are the cosines of the chunk and of its sentences."""
    text, words, heading = views_of(row)
    measured = [_sentence(one, asked, float(cosine)) for one, cosine in zip(sentences, similar, strict=True)]
    numbers = [one for one in measured if one.has_number] if asked.wants_number else []
    return Features(
        grams=gram_score(asked.lexical, text.padded, row.gram_count, position.average),
        words=word_score(asked.lexical, text),
        specific=word_score(asked.specific, text),
        dense=dense,
        topic=topic_score(asked.topic, row.topics, words, heading),
        likeness=_likeness(asked.profile, row.topics),
        subject=subject_match(asked.subjects, row.subjects),
        interaction=interaction,
        best_dense=max(one.dense for one in measured),
        best_specific=max(one.specific for one in measured),
        best_words=max(one.words for one in measured),
        best_grams=max(one.grams for one in measured),
        best_topic=max(one.topic for one in measured),
        best_likeness=max(one.likeness for one in measured),
        best_joint=max(one.joint for one in measured),
        parts=max(one.parts for one in measured),
        concepts=max(one.concepts for one in measured),
        all_concepts=max(one.all_concepts for one in measured),
        number=float(any(one.specific > 0 for one in numbers)),
        any_number=float(bool(numbers)),
        time=float(asked.wants_time and any(one.has_time for one in measured)),
        first=float(position.is_first),
        last=float(position.is_last),
    )


def _sentence(text: str, asked: Asked, cosine: float) -> _Sentence:
    view, folded = TextView.of(text), german.fold(text)
    words = view.words
    spoken = profile(text)
    length = sum(max(1, len(word) - 1) for word in words)
    parts, concepts = _paraphrased(asked.specific, view.stems)
    return _Sentence(
        dense=cosine,
        specific=word_score(asked.specific, view),
        words=word_score(asked.lexical, view),
        grams=gram_score(asked.lexical, view.padded, length, SENTENCE_GRAMS),
        topic=sentence_topic_score(asked.topic, spoken, words),
        likeness=_likeness(asked.profile, spoken),
        parts=parts,
        concepts=concepts,
        all_concepts=_conceptual(asked.lexical, view.stems),
        has_number=NUMBER.search(folded) is not None,
        has_time=TIME.search(folded) is not None,
    )


def subject_match(asked: Sequence[float], told: Shares) -> float:
    """Return the logarithm of how much likelier than by chance a text's subjects are the ones asked for."""
    return math.log(sum(a * b for a, b in zip(asked, told, strict=True)) + LEAST_MATCH)


def _likeness(asked: Profile, spoken: Profile) -> float:
    return sum(a * b for a, b in zip(asked, spoken, strict=True))


def _paraphrased(query: LexicalQuery, stems: frozenset[str]) -> tuple[float, float]:
    """Return the weighted shares of words that a text has only in part, and only by their concept."""
    total = sum(query.stems.values())
    if not total:
        return 0.0, 0.0
    absent = {stem: weight for stem, weight in query.stems.items() if stem not in stems}
    spoken = concepts_in(stems)
    parts = sum(weight * _part_of(stem, stems) for stem, weight in absent.items())
    concepts = sum(weight for stem, weight in absent.items() if concepts_of(stem) & spoken)
    return parts / total, concepts / total


def _part_of(stem: str, stems: frozenset[str]) -> float:
    """Say whether a text has the head of a compound ("Noten" of "Examensnoten"), or only what stands before it."""
    fitting = [part for part in stems if len(part) >= SHORTEST_PART and len(stem) - len(part) >= SHORTEST_REST]
    if any(stem.endswith(part) for part in fitting):
        return 0.7
    return 0.5 if any(stem.startswith(part) for part in fitting) else 0.0


def _conceptual(query: LexicalQuery, stems: frozenset[str]) -> float:
    if not query.stems:
        return 0.0
    spoken = concepts_in(stems)
    return sum(bool(concepts_of(stem) & spoken) for stem in query.stems) / len(query.stems)
