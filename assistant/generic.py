"""Words of questions that say nothing particular."""

from functools import lru_cache
from importlib import resources

from index import german


@lru_cache(maxsize=1)
def generic_words() -> frozenset[str]:
    """Load the words of questions that say nothing particular."""
    text = resources.files("assistant").joinpath("lexicon/generic.txt").read_text(encoding="utf-8")
    words = [word for line in text.splitlines() if not line.startswith("#") for word in line.split()]
    return frozenset(words) | {german.stem(word) for word in words}
