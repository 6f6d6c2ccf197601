"""What a question is about: topics with the words that ask for them and the words that speak of them."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of career articles."""

    name: str
    label: str
    cues: re.Pattern[str]
    weak: re.Pattern[str]
    evidence: re.Pattern[str]
    strict: bool


@lru_cache(maxsize=1)
def topics() -> dict[str, Topic]:
    """Load the topics in order of precedence."""
    text = resources.files("assistant").joinpath("lexicon/topics.toml").read_text(encoding="utf-8")
    return {name: _topic(name, values) for name, values in tomllib.loads(text).items()}


def _topic(name: str, values: dict[str, Any]) -> Topic:
    cues, weak, evidence = (pattern(values.get(key, ())) for key in ("cues", "weak", "evidence"))
    return Topic(name, str(values["label"]), cues, weak, evidence, bool(values.get("strict", False)))


def pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Compile words with stars into one pattern that matches a whole folded word."""
    return re.compile("|".join(re.escape(word).replace(r"\*", r"\w*") for word in words))


def topics_of(words: Iterable[str]) -> tuple[str, ...]:
    """Return the topics that folded words ask for, facets first, then by weight of cues, then by precedence."""
    folded = list(words)
    weights = {name: sum(cue_weight(topic, word) for word in folded) for name, topic in topics().items()}
    order = list(topics())
    asked = [name for name, weight in weights.items() if weight]
    return tuple(sorted(asked, key=lambda name: (not topics()[name].strict, -weights[name], order.index(name))))


def cue_weight(topic: Topic, word: str) -> int:
    """Return how much a folded word asks for a topic: 2, 1 for an ordinary word, or 0."""
    if topic.cues.fullmatch(word):
        return 2
    return 1 if topic.weak.fullmatch(word) else 0


def is_cue(word: str) -> bool:
    """Say whether a folded word asks for some topic."""
    return any(cue_weight(topic, word) for topic in topics().values())
