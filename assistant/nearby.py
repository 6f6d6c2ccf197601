"""Names of the index near to one that it does not have: short forms, parts of longer titles, wider, narrower terms.

Never silent: a slot found here is marked, and the answer says how the name was understood.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from assistant.generic import generic_words
from assistant.types import Slot
from assistant.wording import PERSON
from assistant.workplaces import keys_at
from index import german
from index.catalogue import Catalogue
from index.name_forms import PROFESSION_KINDS, profession_lookup_keys
from index.names.clippings import matches_clipping
from index.once import Once

# "Kioskpersonal", "Lagerleute", "Putzjob", "Kfz-Leute": those who work there, or the work
COLLECTIVE = re.compile(
    r"(?<=\w{3})[-s]?(?:leuten?|personals?|kr[aä]fte?n?|mitarbeiter\w*|besch[aä]ftigte[nr]?|angestellte[nr]?|teams?|"
    r"jobs?|stellen?|gewerbe|handwerk|betriebe?n?|beruf|gesch[aä]ft|branche)$",
    re.IGNORECASE,
)
SHORTEST_PERSON = 7  # letters of the end of a title that means it: "Kraftfahrer" for "Berufskraftfahrer"
SHORTEST_HEAD = 4  # letters; "Koch" in "Schiffskoch", but not "er" in anything
MAX_MISSING_WORDS = 2
MOST_READ = 50  # articles looked through for a narrower term


class NearbyProfessions:
    """Finds professions of the index for a name that is not one of them."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Use the professions of catalogue; they are read when first needed."""
        self._catalogue = catalogue
        self._all_keys = Once(self._read_keys)

    @property
    def _keys(self) -> dict[str, frozenset[str]]:
        """Return the keys of each profession of the index."""
        return self._all_keys()

    def _read_keys(self) -> dict[str, frozenset[str]]:
        keys: dict[str, set[str]] = {}
        for key, name in self._catalogue.all_names(PROFESSION_KINDS[0]):
            keys.setdefault(name, set()).add(key)
        return {name: frozenset(found) for name, found in keys.items()}

    def adapt(self, slot: Slot, cities: Sequence[str]) -> Slot:
        """Return slot with the professions of the index that it may mean, or as it is where there are none."""
        there = self.professions_in(cities)
        names = (
            self._short_for(slot.surface)
            or self._part_of(slot.surface)
            or self._wider(slot.surface, there)
            or self._narrower(slot.surface, there, cities)
            or self._those_who_work(slot.surface, cities)
        )
        return replace(slot, names=tuple(sorted(names)), standing="indexed", loose=True) if names else slot

    def by_workplace(self, word: str, cities: Sequence[str]) -> Slot | None:
        """Return the professions of towns that begin with word: 'Kiosk', 'Reha'."""
        there = self.professions_in(cities)
        place = COLLECTIVE.sub("", word)
        if german.fold(word) in generic_words() or german.fold(place) in generic_words():
            return None
        starts = {german.fold(place), german.stem(place)}
        names = {
            name
            for name in (self._keys if there is None else there)
            if matches_clipping(word, name)
            or any(_begins_with(key, start) for key in self._keys[name] for start in starts)
            or (place != word and any(german.fold(place) in key.split() for key in self._keys[name]))
            or (place != word and matches_clipping(f"{place}kraft", name))
            or (cities and any(_is_compound_of(german.fold(word), key) for key in self._keys[name]))
            or any(_ends_with(key, end) for key in self._keys[name] for end in _ends_of(word))
        }
        return Slot(word, tuple(sorted(names)), loose=True) if names else self.by_activity(word, there)

    def professions_in(self, cities: Sequence[str]) -> frozenset[str] | None:
        """Return the professions that towns have articles on; None for those of the whole index."""
        if not cities:
            return None
        return frozenset(article.profession for article in self._catalogue.articles(cities=cities))

    def are_kinds_of(self, names: Collection[str], surface: str) -> bool:
        """Say whether all professions are narrower than the one that a surface names: Kioskverkäufer, Verkäufer."""
        heads = _single(profession_lookup_keys(surface))
        return all(any(_ends_with(key, head) for key in self._keys[name] for head in heads) for name in names)

    def by_activity(self, word: str, there: Collection[str] | None = None) -> Slot | None:
        """Return the professions, of those there, that a place, thing or activity stands for: 'Lkw', 'putze'."""
        keys = keys_at(german.fold(word))
        if not keys:
            return None
        names = {name for name in (self._keys if there is None else there) if keys & self._keys[name]}
        return Slot(word, tuple(sorted(names)), loose=True) if names else None

    def _those_who_work(self, surface: str, cities: Sequence[str]) -> set[str]:
        """'Küchenpersonal' for 'Helfer Küche'."""
        slot = self.by_workplace(surface, cities) if is_collective(surface) else None
        return set(slot.names) if slot else set()

    def _short_for(self, surface: str) -> set[str]:
        joined = surface.replace(" ", "-")
        return {name for name in self._keys if matches_clipping(joined, name)}

    def _part_of(self, surface: str) -> set[str]:
        """'Elektroniker für Automatisierungstechnik' for 'Elektroniker Automatisierungstechnik Industrie'."""
        words = {word for key in profession_lookup_keys(surface) for word in key.split() if " " in key}
        if len(words) < 2:
            return set()
        return {
            name
            for name, keys in self._keys.items()
            if any(words < set(key.split()) and len(set(key.split()) - words) <= MAX_MISSING_WORDS for key in keys)
        }

    def _wider(self, surface: str, there: Collection[str] | None) -> set[str]:
        """'Fahrer' for 'Berufskraftfahrer', among the professions of the town asked about."""
        heads = _single(profession_lookup_keys(surface))
        if there is None or not heads:
            return set()
        return {
            name
            for name in there
            if any(_ends_with(key, head) or head in key.split() for key in self._keys[name] for head in heads)
        }

    def _narrower(self, surface: str, there: Collection[str] | None, cities: Sequence[str]) -> set[str]:
        """'Oberarzt' for 'Arzt', but only where an article on 'Arzt' itself speaks of the 'Oberarzt'."""
        asked = _single(profession_lookup_keys(surface))
        candidates = [
            name
            for name in (there if there is not None else self._keys)
            if any(_ends_with(key, head) for key in asked for head in _single(self._keys[name]))
        ]
        if not candidates:
            return set()
        articles = self._catalogue.articles(candidates, cities or None)
        # the key is the beginning of every form: "assistenzarzt" of "Assistenzärztinnen"
        return {
            article.profession
            for article in articles[:MOST_READ]
            if any(key in german.fold(self._catalogue.article_text(article.id)) for key in asked)
        }


def _ends_of(word: str) -> frozenset[str]:
    """Return the forms of a word that names a person and is long enough to end a title: 'Kraftfahrer'."""
    forms = frozenset(_single(profession_lookup_keys(word)))
    return frozenset(form for form in forms if len(form) >= SHORTEST_PERSON and PERSON.search(word))


def _single(keys: Collection[str]) -> list[str]:
    return [key for key in keys if " " not in key and len(key) >= SHORTEST_HEAD]


def _begins_with(key: str, start: str) -> bool:
    return len(start) >= SHORTEST_HEAD and any(part.startswith(start) and part != start for part in key.split())


def is_collective(word: str) -> bool:
    """Say whether a word names those who work somewhere: 'Kioskpersonal', 'Lagerleute'."""
    return COLLECTIVE.search(word) is not None


def _is_compound_of(word: str, key: str) -> bool:
    """'Malerbetrieb' and 'Krankenhausarzt' speak of the Maler and the Arzt."""
    parts = (part for part in key.split() if len(part) >= SHORTEST_HEAD)
    return any(word != part and (word.startswith(part) or word.endswith(part)) for part in parts)


def _ends_with(key: str, head: str) -> bool:
    return key != head and any(part.endswith(head) and part != head for part in key.split())
