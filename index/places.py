"""Known towns, for reading articles: official names for slugs, and whose figure a sentence gives."""

from collections.abc import Callable
from contextlib import closing
from functools import lru_cache
from types import TracebackType
from typing import Self

from index.gazetteer import City, Gazetteer
from index.names.cities import place_key

NAMES = frozenset({"full", "short"})


class Places:
    """Looks towns up in the gazetteer while an index is built."""

    def __init__(self) -> None:
        """Open the gazetteer."""
        self._gazetteer = Gazetteer.open()
        self._lookup = lru_cache(maxsize=16_384)(self._find)

    def __enter__(self) -> Self:
        """Return the places."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the gazetteer."""
        with closing(self._gazetteer):
            self._lookup.cache_clear()

    def official_name(self, key: str) -> str | None:
        """Return the official name of the largest town found under a key such as 'halle saale'."""
        city = self._lookup(key)
        return city.name if city else None

    def other_than(self, own: str) -> Callable[[str], bool]:
        """Return a test that says whether a name in a text is that of another town than own, and of nothing else."""
        own_words = set(place_key(own).split())

        def is_other(name: str) -> bool:
            key = place_key(name)
            # "Lahn" in "Limburg a. d. Lahn" and "Berlin" in "Bernau bei Berlin" are parts of the own name
            if own_words.issuperset(key.split()):
                return False
            city = self._lookup(key)
            return city is not None and not city.ambiguous_word

        return is_other

    def _find(self, key: str) -> City | None:
        found = self._gazetteer.cities([key]).get(key, [])
        return next((city for city in found if city.kind != "region" and city.form in NAMES), None)
