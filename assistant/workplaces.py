"""Places, things and activities by which people name a profession without its title: "im Büdchen", "ich putze"."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from assistant.topics import pattern
from index.name_forms import profession_lookup_keys

FILE = "lexicon/workplaces.toml"


@dataclass(frozen=True, slots=True)
class _Work:
    words: re.Pattern[str]
    keys: frozenset[str]


def keys_at(folded: str) -> frozenset[str]:
    """Return the keys of the professions that a folded word may stand for; none for most words."""
    word = folded.replace("-", "")
    return frozenset().union(*(work.keys for work in _works() if work.words.fullmatch(word)))


@lru_cache(maxsize=1)
def _works() -> tuple[_Work, ...]:
    entries = tomllib.loads(resources.files("assistant").joinpath(FILE).read_text(encoding="utf-8"))["work"]
    return tuple(
        _Work(pattern(entry["words"]), frozenset().union(*map(profession_lookup_keys, entry["titles"])))
        for entry in entries
    )
