"""What exists: towns, regions and professions, looked up by key in a packaged, read-only SQLite file."""

import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any, Literal

from index.errors import IndexLayerError
from index.german import fold
from index.names.professions import profession_keys
from index.read_only import ReadOnlyDatabase

Kind = Literal["city", "region", "foreign"]
Form = Literal["full", "short", "adjective", "genitive"]

FORMS: dict[str, Form] = {"f": "full", "s": "short", "a": "adjective", "g": "genitive"}
# SQLite takes 999 parameters in its oldest builds
BATCH = 900

CITIES = """
SELECT key, form, ambiguous, name, state, population, kind FROM place_key JOIN place ON place.id = place
WHERE key IN ({}) ORDER BY key, place
"""
PROFESSIONS = """
SELECT key, name, generic, is_field FROM profession_key JOIN profession ON profession.id = profession
WHERE key IN ({}) ORDER BY key, profession
"""
# Keys that a misspelt word may mean, by a range of the primary key; LAST sorts behind every letter
LAST = "\uffff"
LARGE_PLACES = """
SELECT key FROM place_key JOIN place ON place.id = place WHERE key BETWEEN ? AND ? AND population >= 20000
AND kind <> 'region' AND NOT ambiguous AND (form IN ('f', 's') OR form = 'a' AND length(key) > 7) ORDER BY place, key
"""
TITLES = """
SELECT key FROM profession_key JOIN profession ON profession.id = profession
WHERE key BETWEEN ? AND ? AND NOT generic AND NOT is_field AND instr(key, ' ') = 0 ORDER BY length(key), key
"""


class GazetteerDamaged(IndexLayerError):
    """The packaged file of names is missing or cannot be read."""


@dataclass(frozen=True, slots=True)
class City:
    """A town, region or country found under a key.

    `ambiguous_word`: the key is a common word, too ("essen", "halle"), so more than its presence must speak for the
    town. `form` says what the key is: the whole name, its short form, the adjective or the genitive.
    """

    name: str
    state: str
    population: int
    kind: Kind
    form: Form
    ambiguous_word: bool


@dataclass(frozen=True, slots=True)
class Profession:
    """A profession found under a key, with a gender-neutral name.

    `generic`: a word for people or fields of every trade ("Manager/in", "Handel"), a profession only beside others.
    `is_field`: a field of work ("Gartenbau"), not a person's title; in a question it may as well be a skill.
    """

    name: str
    generic: bool
    is_field: bool


class Gazetteer:
    """The names known to exist. Safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        """Open the file; `open` finds the packaged one."""
        try:
            self._database = ReadOnlyDatabase(path)
            self._database.rows("SELECT 1 FROM place_key LIMIT 1")
        except (OSError, sqlite3.Error) as error:
            raise GazetteerDamaged(_damaged(path)) from error
        self._path = path

    @classmethod
    def open(cls) -> "Gazetteer":
        """Open the packaged gazetteer."""
        return cls(Path(str(resources.files("index.gazetteer").joinpath("gazetteer.sqlite"))))

    def cities(self, keys: Collection[str]) -> dict[str, list[City]]:
        """Return the towns and regions found under each key (see `index.names.cities.place_key`), large ones first."""
        found: dict[str, list[City]] = defaultdict(list)
        for key, form, ambiguous, name, state, population, kind in self._select(CITIES, keys):
            found[key].append(City(name, state, population, kind, FORMS[form], bool(ambiguous)))
        return dict(found)

    def professions(self, keys: Collection[str]) -> dict[str, list[Profession]]:
        """Return the professions found under each key, bag or joined (see `index.names.professions`)."""
        found: dict[str, list[Profession]] = defaultdict(list)
        for key, name, generic, is_field in self._select(PROFESSIONS, keys):
            found[key].append(Profession(name, bool(generic), bool(is_field)))
        return dict(found)

    def is_ambiguous_word(self, key: str) -> bool:
        """Say whether a place key is a common word, too."""
        return any(city.ambiguous_word for city in self.cities([key]).get(key, ()))

    def is_small_word(self, word: str) -> bool:
        """Say whether a word written small is no profession though it has the key of one ('näher', 'steigern')."""
        return bool(self._rows("SELECT 1 FROM small_word WHERE word = ?", (fold(word),)))

    def city_names(self, min_population: int = 0) -> list[str]:
        """Return the official names of towns (no regions) with at least so many people, large ones first."""
        return self._column(
            "SELECT name FROM place WHERE population >= ? AND kind <> 'region' ORDER BY id", (min_population,)
        )

    def profession_names(self) -> list[str]:
        """Return the names of all professions, generic ones and fields left out."""
        return self._column("SELECT name FROM profession WHERE NOT generic AND NOT is_field ORDER BY id")

    def spelt_cities(self) -> list[str]:
        """Return the keys that `similar_city` knows."""
        return self._between(LARGE_PLACES, "")

    def spelt_professions(self) -> list[str]:
        """Return the keys that `similar_profession` knows."""
        return self._between(TITLES, "")

    def similar_city(self, word: str) -> City | None:
        """Return the larger town that the word misspells: 'Dortmnud'. None for real words and for towns themselves."""
        key = self._misspelt(fold(word), LARGE_PLACES)
        return self.cities([key])[key][0] if key else None

    def similar_profession(self, title: str) -> Profession | None:
        """Return the profession that the text misspells: 'IT-Manger'. None for real words and for titles."""
        key = self._misspelt(profession_keys(title).joined, TITLES)
        return self.professions([key])[key][0] if key else None

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _misspelt(self, word: str, keys_between: str) -> str | None:
        # Imported here: most questions spell their names right
        from index.gazetteer import typos

        if not typos.allowed_slips(word) or self._is_decoy(word):
            return None
        near = [key for start in (word[0], word[1::-1]) for key in self._between(keys_between, start)]
        return None if word in near else typos.closest(word, near)

    def _is_decoy(self, word: str) -> bool:
        return bool(self._rows("SELECT 1 FROM decoy WHERE checksum = ?", (checksum(word),)))

    def _between(self, query: str, start: str) -> list[str]:
        return self._column(query, (start, f"{start}{LAST}"))

    def _select(self, query: str, keys: Collection[str]) -> Iterator[tuple[Any, ...]]:
        unique = sorted(set(keys))
        for at in range(0, len(unique), BATCH):
            batch = unique[at : at + BATCH]
            yield from self._rows(query.format(",".join("?" * len(batch))), batch)

    def _column(self, query: str, parameters: Sequence[object] = ()) -> list[str]:
        return [row[0] for row in self._rows(query, parameters)]

    def _rows(self, query: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._database.rows(query, parameters)
        except sqlite3.Error as error:
            raise GazetteerDamaged(_damaged(self._path)) from error


def checksum(word: str) -> int:
    """Return the number that stands for a real word in the table of decoys; the words themselves are not shipped."""
    return zlib.crc32(word.encode())


def _damaged(path: Path) -> str:
    return f"Das Namensverzeichnis {path} fehlt oder ist beschädigt; bitte Lotse neu installieren."
