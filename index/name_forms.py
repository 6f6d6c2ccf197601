"""The keys under which the catalogue keeps names, and under which a question's words are looked up."""

from collections.abc import Iterator
from dataclasses import dataclass

from index.names.cities import city_keys, place_key
from index.names.clippings import expand_abbreviation
from index.names.professions import profession_keys
from index.names.related import related_keys

PROFESSION_KINDS = ("profession", "related")
CITY_KINDS = ("city",)


@dataclass(frozen=True, slots=True)
class NameForm:
    """A key of a name; kind "related" is the same work as a field or a person."""

    key: str
    kind: str


def name_keys(kind: str, name: str) -> Iterator[NameForm]:
    """Yield every key under which a profession or town is to be found."""
    if kind == "city":
        yield from (NameForm(key, "city") for key in sorted(city_keys(name).all))
        return
    own = profession_keys(name).both
    yield from (NameForm(key, "profession") for key in sorted(own))
    yield from (NameForm(key, "related") for key in sorted(related_keys(name) - own))


def profession_lookup_keys(text: str) -> frozenset[str]:
    """Return the keys to look a possible profession up by."""
    return profession_keys(text).both


def nickname_keys(word: str) -> frozenset[str]:
    """Return the keys of the titles that a common abbreviation or nickname stands for."""
    return frozenset(key for title in expand_abbreviation(word) for key in profession_keys(title).both)


def city_lookup_keys(text: str) -> frozenset[str]:
    """Return the keys to look a possible town up by."""
    key = place_key(text)
    return frozenset((key,)) if key else frozenset()
