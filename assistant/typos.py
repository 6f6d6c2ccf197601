"""Near matches for misspelt names, and names that nobody knows but that stand where a name must stand."""

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.matches import Match
from assistant.normalise import Token
from assistant.types import Slot
from index import german
from index.catalogue import Catalogue
from index.gazetteer import Gazetteer
from index.name_forms import CITY_KINDS, PROFESSION_KINDS, city_lookup_keys, profession_lookup_keys
from index.once import Once

SHORTEST = 4
MAX_WORDS = 3
SILENT_H = re.compile(r"(?<=[aeiout])h")
DOUBLE = re.compile(r"(\w)\1")
# Words that occur this often in the articles are words, not slips of the finger.
COMMON = 3


class TypoFinder:
    """Matches words that no exact look-up knows."""

    def __init__(self, catalogue: Catalogue, gazetteer: Gazetteer) -> None:
        """Use these two sources of names; they are read when the first unknown word comes."""
        self._catalogue = catalogue
        self._gazetteer = gazetteer
        self._cities = Once(lambda: _by_key(catalogue.all_names(*CITY_KINDS)))
        self._professions = Once(lambda: _by_key(catalogue.all_names(PROFESSION_KINDS[0])))

    def matches(self, question: str, tokens: Sequence[Token], known: frozenset[int]) -> list[Match]:
        """Return near matches for the runs of tokens whose positions are not known."""
        found: list[Match] = []
        taken: set[int] = set()
        for first, last in _runs(tokens, known):
            if taken & set(range(first, last + 1)):
                continue
            match = self._match(question[tokens[first].start : tokens[last].end], first, last)
            if match:
                found.append(match)
                taken |= set(range(first, last + 1))
        return found

    def sounding_city(self, surface: str) -> tuple[str, ...]:
        """Return the towns of the index that sound the same as another town: Mülheim for "Mühlheim"."""
        sounds = {_sound(key) for key in city_lookup_keys(surface)}
        cities = self._cities()
        return tuple(sorted({name for key in cities if _sound(key) in sounds for name in cities[key]}))

    def _match(self, surface: str, first: int, last: int) -> Match | None:
        if first == last and self.is_word(surface):
            return None
        options = [
            ("city", *_nearest(city_lookup_keys(surface), self._cities())),
            ("profession", *_nearest(profession_lookup_keys(surface), self._professions())),
        ]
        kind, names, distance = min(options, key=lambda option: option[2])
        if names:
            return Match(first, last, kind, Slot(surface, tuple(names)), rank=2 + distance)
        if first == last:
            return self._elsewhere(surface, first)
        return None

    def _elsewhere(self, word: str, at: int) -> Match | None:
        city = self._gazetteer.similar_city(word)
        if city:
            return Match(at, at, "city", Slot(word, (city.name,), "elsewhere"), rank=5)
        profession = self._gazetteer.similar_profession(word)
        if profession:
            return Match(at, at, "profession", Slot(word, (profession.name,), "elsewhere"), rank=5)
        return None

    def is_word(self, surface: str) -> bool:
        """Say whether the articles use a word, so that it is no slip."""
        stem = german.stem(surface)
        return self._catalogue.term_frequencies([stem]).get(stem, 0) >= COMMON


def _sound(key: str) -> str:
    """Return a key without what is not heard: an h after a vowel, double letters."""
    return DOUBLE.sub(r"\1", SILENT_H.sub("", key))


def _by_key(names: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for key, name in names:
        grouped.setdefault(key, []).append(name)
    return grouped


def _runs(tokens: Sequence[Token], known: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Yield runs of unknown tokens, long ones first: 'IT Manger' before 'Manger'."""
    for length in range(MAX_WORDS, 0, -1):
        for first in range(len(tokens) - length + 1):
            run = range(first, first + length)
            if not known & set(run):
                yield first, first + length - 1


def _nearest(keys: frozenset[str], names: dict[str, list[str]]) -> tuple[list[str], int]:
    """Return the names nearest to any of keys within the allowed number of slips, and that number."""
    best: tuple[list[str], int] = ([], 99)
    for key in sorted(keys):
        allowed = _allowed_slips(key)
        if not allowed:
            continue
        for candidate, distance, _ in process.extract(
            key, names.keys(), scorer=OSA.distance, score_cutoff=allowed, limit=3
        ):
            # the first letter is hardly ever wrong, and without this "Bremen" is near "Tremen"
            if candidate[0] == key[0] and distance < best[1]:
                best = (names[candidate], int(distance))
    return best


def _allowed_slips(key: str) -> int:
    if len(key) <= SHORTEST:
        return 0
    return 1 if len(key) < 8 else 2 if len(key) < 14 else 3
