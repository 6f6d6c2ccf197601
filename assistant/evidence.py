"""Decide whether what was found is evidence, or the honest answer is that the articles are silent."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.scoring import NUMBER
from assistant.topics import topics
from assistant.types import Hit, Query
from index import german

HALF, MOST = 0.5, 0.6


@dataclass(frozen=True, slots=True)
class Limits:
    """What evidence takes, chosen on the calibration questions (tests/calibration)."""

    specific: float = 0.55
    topic: float = 0.35
    dense: float = 0.50
    topic_alone: float = 0.15
    scoped_topic: float = 0.25
    scoped: float = 0.30
    unscoped: float = 0.42


LIMITS = Limits()


def strength(query: Query, hit: Hit, limits: Limits = LIMITS) -> float:
    """Weigh the parts of a hit's score; a question without particular words has nothing to miss."""
    specific = hit.specific if query.specific else min(1.0, 2 * hit.topic)
    return limits.specific * specific + limits.topic * hit.topic + limits.dense * hit.dense


def _is_chance(query: Query, hit: Hit) -> bool:
    """Say whether a hit shares but a word with a question that is not about work at all ("Erzähl mir einen Witz")."""
    if query.professions:
        return False
    if query.topics:
        return bool(query.specific) and hit.specific < HALF
    return hit.specific < MOST or (len(query.specific) < 2 and not query.cities)


def supported(query: Query, hits: Sequence[Hit], *, scoped: bool, limits: Limits = LIMITS) -> list[Hit]:
    """Return the hits that are evidence for an answer; `scoped` says that they are from the articles asked about."""
    if scoped:
        needed = limits.scoped if not query.topics else limits.scoped_topic if query.specific else limits.topic_alone
    else:
        needed = limits.unscoped
    hits = [hit for hit in hits if not _is_chance(query, hit)]
    hits = [hit for hit in hits if speaks_of(query, hit)]
    if scoped and any(topics()[name].strict for name in query.topics):
        return hits  # the very thing is named there
    return [hit for hit in hits if strength(query, hit, limits) >= needed]


def speaks_of(query: Query, hit: Hit) -> bool:
    """Say whether a hit has the words without which a facet such as working hours is not touched at all."""
    strict = [topics()[name] for name in query.topics if topics()[name].strict]
    if not strict:
        return True
    # a number of hours is not found in a sentence that speaks of shifts
    wanted = [topic.cues if query.wants_number else topic.evidence for topic in strict]
    return any(
        all(any(pattern.fullmatch(word) for word in german.folded_words(text)) for pattern in wanted)
        and (not query.wants_number or NUMBER.search(german.fold(text)) is not None)
        for text in _sentences(hit.chunk.text)
    )


def _sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in german.sentences(text)]
