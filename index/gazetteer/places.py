"""German municipalities, regions and the large towns abroad, with all keys under which they are found."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from index.gazetteer.lookup import Form, Kind
from index.gazetteer.ordinary import EVERYDAY, Evidence
from index.names.cities import city_keys, place_key, spelled_out

# Nobody asks for "the Müssener job market": below this, only the name itself is a key
LEAST_POPULATION_FOR_FORMS = 10_000
# Of these, dictionaries list name and adjective, which is no sign of an ordinary word
LARGE = 50_000
OFFICIAL_TITLE = re.compile(r",.*$")


@dataclass(frozen=True, slots=True)
class PlaceKey:
    """One key of one place; `ambiguous` if the key is an ordinary word as well."""

    key: str
    form: Form
    ambiguous: bool


@dataclass(frozen=True, slots=True)
class Place:
    """One town or region."""

    name: str
    state: str
    population: int
    kind: Kind
    keys: tuple[PlaceKey, ...]


def read_places(data: Path, evidence: Evidence, profession_keys: frozenset[str]) -> list[Place]:
    """Read all places, large ones first."""
    judge = _Judge(evidence, profession_keys)
    with (data / "gemeinden_de.jsonl").open(encoding="utf-8") as lines:
        towns = [judge.town(json.loads(line)) for line in lines]
    states = Counter[str]()
    for town in towns:
        states[town.state] += town.population
    places = [*towns, *(judge.other(record, states) for record in _more_places())]
    return sorted(places, key=lambda place: (-place.population, place.name, place.state))


def _more_places() -> list[dict[str, object]]:
    text = resources.files("index.gazetteer").joinpath("more_places.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@dataclass(frozen=True, slots=True)
class _Judge:
    """Decides which forms of a name are keys, and which of them are ordinary words."""

    evidence: Evidence
    profession_keys: frozenset[str]

    def town(self, record: dict[str, object]) -> Place:
        name = spelled_out(OFFICIAL_TITLE.sub("", str(record["name"])))
        population = int(str(record["population"]))
        return Place(name, str(record["state"]), population, "city", self._keys([name], population, "city"))

    def other(self, record: dict[str, object], states: Counter[str]) -> Place:
        name, state = str(record["name"]), str(record["state"])
        kind: Kind = "foreign" if record["kind"] == "foreign" else "region"
        population = int(str(record["population"])) or (states[state] if kind == "region" else 0)
        aliases = record["aliases"] if isinstance(record["aliases"], list) else []
        return Place(name, state, population, kind, self._keys([name, *map(str, aliases)], population, kind))

    def _keys(self, names: list[str], population: int, kind: Kind) -> tuple[PlaceKey, ...]:
        best: dict[str, PlaceKey] = {}
        for name in names:
            found = self._region_keys(name) if kind == "region" else self._town_keys(name, population)
            for key in found:
                best.setdefault(key.key, key)
        return tuple(best.values())

    def _region_keys(self, name: str) -> Iterator[PlaceKey]:
        # An article before a region ("das Saarland") is no sign of an ordinary word
        key = place_key(name)
        yield PlaceKey(key, "full", key in EVERYDAY)

    def _town_keys(self, name: str, population: int) -> Iterator[PlaceKey]:
        keys = city_keys(name)
        yield from (PlaceKey(key, "full", self._is_ambiguous(key, population)) for key in keys.full)
        yield PlaceKey(keys.short, "short", self._is_ambiguous(keys.short, population))
        if population >= LEAST_POPULATION_FOR_FORMS:
            forms = (key for key in keys.adjectives if not self._is_other_word(key, population))
            yield from (PlaceKey(key, "adjective", False) for key in forms)
            genitives = (key for key in keys.genitives if not self._is_ambiguous(key, population))
            yield from (PlaceKey(key, "genitive", False) for key in genitives)

    def _is_ambiguous(self, key: str, population: int) -> bool:
        if " " in key:
            return False
        known = self.evidence.is_ordinary(key) or key in self.profession_keys
        return known or (population < LARGE and key in self.evidence.compound_parts)

    def _is_other_word(self, key: str, population: int) -> bool:
        """Say whether an adjective reads as something else: "Lager" from Lage, "hager" from Hagen."""
        if population >= LARGE:
            return self.evidence.in_small_letters(key) or key in self.profession_keys
        return self._is_ambiguous(key, population) or self.evidence.is_listed(key)
