"""Decide whether what was found is evidence, or the honest answer is that the articles are silent."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.scoring import NUMBER
from assistant.topics import topics
from assistant.types import Hit, Query
from index import german

ASKS_WHETHER = re.compile(r"(?:gibt es|gibts|darf|durfen|wie ?viele|wie hoch ist|bekomm\w+ (?:man|ich|die))\b")


@dataclass(frozen=True, slots=True)
class Limits:
    """What evidence takes. Chosen on the development halves of the question sets, see docs/quality.md.

    `touched`: topic score from which an article that was named is quoted on a topic; nearly every article says
    something on pay, tasks, skills, training and market. `particular`: share of the question's particular words that
    must be there where no topic is asked. `shared` and `mostly` are the same for questions that name no profession,
    with and without a topic; where they name a town, words and likeness together may reach `town` instead. The others
    make up `strength`, which decides where neither profession nor town is named.
    """

    touched: float = 0.05
    particular: float = 0.15
    alike: float = 0.35
    shared: float = 0.5
    mostly: float = 0.6
    town: float = 0.74
    specific_weight: float = 0.55
    topic_weight: float = 0.35
    dense_weight: float = 0.50
    strength: float = 0.42


LIMITS = Limits()


def supported(query: Query, hits: Sequence[Hit], *, scoped: bool, limits: Limits = LIMITS) -> list[Hit]:
    """Return the hits that are evidence for an answer; `scoped` says that they are from the articles asked about."""
    return [hit for hit in hits if speaks_of(query, hit) and _is_evidence(query, hit, scoped, limits)]


def _is_evidence(query: Query, hit: Hit, scoped: bool, limits: Limits) -> bool:
    if not query.professions and _is_chance(query, hit, limits):
        return False
    if not scoped:
        return _strength(query, hit, limits) >= limits.strength
    if any(topics()[name].strict for name in query.topics):
        return True  # the very thing is named there
    if query.topics and not _asks_for_a_thing(query):
        return hit.topic >= limits.touched or hit.specific > 0
    return hit.specific >= limits.particular or hit.dense >= limits.alike or _asks_in_general(query)


def _asks_in_general(query: Query) -> bool:
    """Say whether a question about a profession names no further thing: 'Womit befassen sich Juristen?'."""
    written_properly = any(slot.surface[:1].isupper() for slot in query.professions)
    return written_properly and not any(word[:1].isupper() for word in query.specific)


def _asks_for_a_thing(query: Query) -> bool:
    """Say whether the particular words are what is asked for, whatever the topic: 'Gibt es Kinderbetreuung?'."""
    has_nouns = any(word[:1].isupper() for word in query.specific)
    return has_nouns and (query.vague or ASKS_WHETHER.match(german.fold(query.question)) is not None)


def _is_chance(query: Query, hit: Hit, limits: Limits) -> bool:
    """Say whether a hit shares but a word with a question that is not about work at all ("Erzähl mir einen Witz")."""
    if query.topics:
        return bool(query.specific) and hit.specific < limits.shared
    if query.cities:
        return hit.specific < limits.mostly and hit.specific + hit.dense < limits.town
    return hit.specific < limits.mostly or len(query.specific) < 2


def _strength(query: Query, hit: Hit, limits: Limits) -> float:
    """Weigh the parts of a hit's score; a question without particular words has nothing to miss."""
    specific = hit.specific if query.specific else min(1.0, 2 * hit.topic)
    return limits.specific_weight * specific + limits.topic_weight * hit.topic + limits.dense_weight * hit.dense


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
