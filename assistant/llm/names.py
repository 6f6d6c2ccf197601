"""Towns and professions that a model's sentence names, and whether what it cites is about them."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.llm.sources import Source
from assistant.matches import Match
from assistant.normalise import Token, normalise, tokens
from assistant.slots import SlotFinder
from index import german

SHARED_START = 6  # letters from which "Buchhaltung" in a passage speaks for "Buchhalter" in a sentence


@dataclass(frozen=True, slots=True)
class Name:
    """A name at `start:end` of a sentence; `names` are what the index calls it."""

    kind: str
    surface: str
    names: frozenset[str]
    start: int
    end: int

    def is_of(self, source: Source) -> bool:
        """Say whether a passage's article is about what is named."""
        return (source.article.city if self.kind == "city" else source.article.profession) in self.names

    def is_in(self, source: Source) -> bool:
        """Say whether a passage names it, be it in another form."""
        return self.stands_in(f"{source.heading} {source.text}")

    def stands_in(self, text: str) -> bool:
        """Say whether a text names it, be it in another form."""
        words = german.folded_words(text)
        parts = german.folded_words(self.surface)
        if self.kind == "city":  # "Dortmund" in "Dortmunder" and "Dortmunds", but not "Essen" in "Mittagessen"
            return all(any(word.startswith(part) and len(word) <= len(part) + 2 for word in words) for part in parts)
        return all(any(word.startswith(part[:SHARED_START]) for word in words) for part in parts)


class NameReader:
    """Finds names in sentences, to the letter: what may be a slip in a question is a word in an answer."""

    def __init__(self, finder: SlotFinder) -> None:
        """Know the names that finder knows."""
        self._finder = finder

    def names(self, sentence: str) -> list[Name]:
        """Return the towns and professions of a sentence in order."""
        text = normalise(sentence)
        words = tokens(text)
        stop = german.stop_words()
        plain = frozenset(at for at, word in enumerate(words) if not word.is_capital or _is_small(word, stop))
        return [
            _name(match, words[match.first].start, words[match.last].end)
            for match in self._finder.exact(text, words, plain)
        ]


def _is_small(word: Token, stop: frozenset[str]) -> bool:
    return word.folded in stop and not word.text.isupper()


def _name(match: Match, start: int, end: int) -> Name:
    names = frozenset((*match.slot.names, *match.slot.related))
    return Name(match.kind, match.slot.surface, names, start, end)


def foreign(names: Sequence[Name], sources: Sequence[Source]) -> Name | None:
    """Return the first name that none of the passages is about or speaks of."""
    return next((name for name in names if not any(name.is_of(one) or name.is_in(one) for one in sources)), None)
