"""Compile lists of German words and phrases into patterns."""

import re


def any_of(*phrases: str) -> re.Pattern[str]:
    """Compile whole words or phrases, each a small regex, in either case; `(?-i:…)` where a capital tells a noun."""
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b", re.IGNORECASE)


def words_of(words: str, *phrases: str) -> re.Pattern[str]:
    """Compile a list of words separated by blanks, and phrases, as `any_of` does."""
    return any_of(*words.split(), *phrases)
