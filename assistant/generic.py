"""Words of questions that say nothing particular."""

from functools import lru_cache
from importlib import resources

from assistant.levels import is_level_word
from assistant.spelling import TOPIC_WORDS
from assistant.topics import is_cue
from index import german


def is_ordinary(folded: str) -> bool:
    """Say whether a folded word belongs to how questions are put, not to what they name."""
    return folded in generic_words() or is_cue(folded) or is_level_word(folded) or folded in TOPIC_WORDS


@lru_cache(maxsize=1)
def generic_words() -> frozenset[str]:
    """Load the words of questions that say nothing particular."""
    text = resources.files("assistant").joinpath("lexicon/generic.txt").read_text(encoding="utf-8")
    words = [word for line in text.splitlines() if not line.startswith("#") for word in line.split()]
    return frozenset(words) | {german.stem(word) for word in words}
