"""Decide whether what was found is evidence, or the honest answer is that the articles are silent."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.features import sentences_of
from assistant.ranking import NAMES, evidence_weights, values_of
from assistant.scoring import NUMBER
from assistant.topics import topics
from assistant.types import Hit, Query
from index import german

ASKS_WHETHER = re.compile(r"(?:gibt es|gibts|darf|durfen|wie ?viele|wie hoch ist|bekomm\w+ (?:man|ich|die))\b")
SIGNS = (
    *NAMES, "share", "has_topic", "particular", "vague", "asks_for_a_thing", "in_general", "wants_number", "few_words",
    "unsaid", "foreign",
    "constant",
)  # fmt: skip
"""What evidence is judged by: the features of a hit, how far it is ahead of the others, and what is asked."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What evidence takes. Chosen on the development halves of the question sets, see docs/quality.md.

    `touched`: topic score from which an article that was named is quoted on a topic; nearly every article says
    something on pay, tasks, skills, training and market. `particular`: share of the question's particular words that
    must be there where no topic is asked, or else the likeness in meaning, `alike`. `shared` and `mostly` are the same
    for questions that name no profession, with and without a topic; where they name a town, words and likeness together
    may reach `town` instead. The weights make up what decides where neither is named, `enough`.
    What the rules let pass is still dropped below the chance `doubtful`, or `beside` where a better hit is evidence
    already; what they drop is quoted from `sure` up, of the whole index from `sure_anywhere` up.
    """

    touched: float = 0.05
    particular: float = 0.15
    alike: float = 0.35
    shared: float = 0.5
    mostly: float = 0.6
    town: float = 0.70
    specific_weight: float = 0.55
    topic_weight: float = 0.35
    dense_weight: float = 0.50
    enough: float = 0.42
    doubtful: float = 0.12
    beside: float = 0.05
    sure: float = 0.5
    sure_anywhere: float = 0.8


LIMITS = Limits()


def supported(query: Query, hits: Sequence[Hit], *, scoped: bool, limits: Limits = LIMITS) -> list[Hit]:
    """Return the hits that are evidence for an answer; `scoped` says that they are from the articles asked about."""
    found: list[Hit] = []
    for hit in hits:
        least = limits.beside if found else limits.doubtful
        if speaks_of(query, hit) and _is_evidence(query, hit, scoped, limits, least):
            found.append(hit)
    return found


def _is_evidence(query: Query, hit: Hit, scoped: bool, limits: Limits, least: float) -> bool:
    sure = limits.sure if scoped else limits.sure_anywhere
    needed = least if _keeps_to_the_rules(query, hit, scoped, limits) else sure
    return chance(query, hit, scoped=scoped) >= needed


def _keeps_to_the_rules(query: Query, hit: Hit, scoped: bool, limits: Limits) -> bool:
    found = hit.features
    if not query.professions and _is_coincidence(query, hit, limits):
        return False
    if not scoped:
        return _strength(query, hit, limits) >= limits.enough
    if any(topics()[name].strict for name in query.topics):
        return True  # the very thing is named there
    if query.topics and not _asks_for_a_thing(query):
        return found.topic >= limits.touched or found.specific > 0
    return found.specific >= limits.particular or found.dense >= limits.alike or _asks_in_general(query)


def _is_coincidence(query: Query, hit: Hit, limits: Limits) -> bool:
    """Say whether a hit shares but a word with a question that is not about work at all ("Erzähl mir einen Witz")."""
    found = hit.features
    if query.topics:
        return bool(query.specific) and found.specific < limits.shared
    if query.cities:
        return found.specific < limits.mostly and found.specific + found.dense < limits.town
    return found.specific < limits.mostly or len(query.specific) < 2


def _strength(query: Query, hit: Hit, limits: Limits) -> float:
    """Weigh the parts of a hit's score; a question without particular words has nothing to miss."""
    found = hit.features
    specific = found.specific if query.specific else min(1.0, 2 * found.topic)
    return limits.specific_weight * specific + limits.topic_weight * found.topic + limits.dense_weight * found.dense


def kind_of(query: Query, *, scoped: bool) -> str:
    """Say by what the articles were chosen: "profession", "town", or "open" for all articles."""
    if not scoped:
        return "open"
    return "profession" if query.professions else "town"


def chance(query: Query, hit: Hit, *, scoped: bool) -> float:
    """Return how likely a hit answers the question, from 0 to 1."""
    return chance_by(evidence_weights(SIGNS)[kind_of(query, scoped=scoped)], query, hit)


def chance_by(weights: NDArray[np.float64], query: Query, hit: Hit) -> float:
    """Return the chance that weights of the signs give a hit."""
    return float(1 / (1 + np.exp(-(signs(query, hit) @ weights))))


def signs(query: Query, hit: Hit) -> NDArray[np.float64]:
    """Return the signs of evidence in the order of SIGNS."""
    particular = bool(query.specific)
    own = (
        hit.score,
        bool(query.topics),
        particular,
        query.vague,
        _asks_for_a_thing(query),
        _asks_in_general(query),
        query.wants_number,
        len(query.content) < 2,
        particular and max(hit.features.best_specific, hit.features.concepts, hit.features.parts) == 0,
        query.foreign,
        1.0,
    )
    return np.array([*values_of(hit.features), *own], dtype=np.float64)


def _asks_in_general(query: Query) -> bool:
    """Say whether a question about a profession names no further thing: 'Womit befassen sich Juristen?'."""
    written_properly = any(slot.surface[:1].isupper() for slot in query.professions)
    return written_properly and not any(word[:1].isupper() for word in query.specific)


def _asks_for_a_thing(query: Query) -> bool:
    """Say whether the particular words are what is asked for, whatever the topic: 'Gibt es Kinderbetreuung?'."""
    has_nouns = any(word[:1].isupper() for word in query.specific)
    return has_nouns and (query.vague or ASKS_WHETHER.match(german.fold(query.question)) is not None)


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
        for text in sentences_of(hit.chunk)
    )
