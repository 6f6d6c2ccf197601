"""What a question is about: topics with the words that ask for them and the words that speak of them."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

PHRASE_WEIGHT = 3
# Heads by which a compound asks for a topic, whatever stands before them
COMPOUND_CUE = re.compile(
    r"(?P<modifier>\w{4,}?)(?:s|en|n)?"
    r"(?:kenntnisse?n?|kompetenz(?:en)?|schulung(?:en)?|kurse?[sn]?|lehrgange?[sn]?|seminare?[sn]?|prufung(?:en)?|studium|"
    r"zulagen?|zuschlage?n?|pramien?|schein(?:e|en)?|noten?)"
)
# "Fachkenntnisse", "Grundkurs": nothing that a paragraph would have to say
NO_MODIFIERS = frozenset(
    "fach grund beruf berufs vorkennt spezial aufbau basis abend wochenend sprach gehalt lohn".split()
)


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of career articles."""

    name: str
    label: str
    cues: re.Pattern[str]
    weak: re.Pattern[str]
    phrases: tuple[re.Pattern[str], ...]
    evidence: re.Pattern[str]
    strict: bool


@lru_cache(maxsize=1)
def topics() -> dict[str, Topic]:
    """Load the topics in order of precedence."""
    text = resources.files("assistant").joinpath("lexicon/topics.toml").read_text(encoding="utf-8")
    return {name: _topic(name, values) for name, values in tomllib.loads(text).items()}


def _topic(name: str, values: dict[str, Any]) -> Topic:
    cues, weak, evidence = (pattern(values.get(key, ())) for key in ("cues", "weak", "evidence"))
    phrases = tuple(re.compile(rf"\b(?:{phrase})\b") for phrase in values.get("phrases", ()))
    return Topic(name, str(values["label"]), cues, weak, phrases, evidence, bool(values.get("strict", False)))


def pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Compile words with stars into one pattern that matches a whole folded word."""
    return re.compile("|".join(re.escape(word).replace(r"\*", r"\w*") for word in words))


def topics_of(words: Iterable[str], question: str) -> tuple[str, ...]:
    """Return the topics that folded words ask for, facets first, then by weight of cues, then by precedence.

    `question` is the whole question, folded, for cues of several words.
    """
    listed = list(words)
    weights = {name: weight_of(topic, listed, question) for name, topic in topics().items()}
    order = list(topics())
    asked = [name for name, weight in weights.items() if weight]
    return tuple(sorted(asked, key=lambda name: (not topics()[name].strict, -weights[name], order.index(name))))


def asks_clearly(words: Iterable[str], question: str) -> bool:
    """Say whether folded words ask for a topic by more than one ordinary word such as "kann"."""
    listed = list(words)
    return any(weight_of(topic, listed, question) > 1 for topic in topics().values())


def weight_of(topic: Topic, words: Iterable[str], question: str) -> int:
    """Return how much a folded question asks for a topic."""
    return sum(cue_weight(topic, word) for word in words) + sum(
        PHRASE_WEIGHT for phrase in topic.phrases if phrase.search(question)
    )


def cue_weight(topic: Topic, word: str) -> int:
    """Return how much a folded word asks for a topic: 2, 1 for an ordinary word, or 0."""
    if topic.cues.fullmatch(word):
        return 2
    return 1 if topic.weak.fullmatch(word) else 0


@lru_cache(maxsize=4096)
def modifier_of(word: str) -> str:
    """Return what a folded compound says besides its topic: 'hygiene' for 'hygieneschulung'; "" for other words."""
    found = COMPOUND_CUE.fullmatch(word)
    modifier = found["modifier"] if found else ""
    return "" if is_cue(modifier) or is_cue(f"{modifier}s") or modifier in NO_MODIFIERS else modifier


@lru_cache(maxsize=65_536)
def spoken_topics(word: str) -> frozenset[str]:
    """Return the topics, facets left out, that a folded word of a paragraph speaks of."""
    return frozenset(name for name, topic in topics().items() if not topic.strict and topic.evidence.fullmatch(word))


@lru_cache(maxsize=16_384)
def announced_topics(word: str) -> frozenset[str]:
    """Return the topics, facets left out, that a folded word of a heading announces."""
    return frozenset(
        name
        for name, topic in topics().items()
        if not topic.strict and (topic.evidence.fullmatch(word) or topic.cues.fullmatch(word))
    )


def is_cue(word: str) -> bool:
    """Say whether a folded word asks for some topic."""
    return any(cue_weight(topic, word) for topic in topics().values())
