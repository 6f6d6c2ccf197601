"""Profession and town out of running words such as a file name, with the article's text as dictionary and witness."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from urllib.parse import unquote

from index.german import fold
from index.titles import CityName, Naming, town_key

WORD = re.compile(r"[^\W_]+")
SLUG_SEPARATOR = re.compile(r"[\W_]+")
GAP = re.compile(r"[ ./(,'’–-]{1,3}")
BEFORE_TOWN = re.compile(r"\bin $")
COPY_NUMBER = re.compile(r"\d{1,3}|kopie|copy")
PARTICLES = {
    **{word: word for word in "am an auf bei der die den des für im in ob und unter vor von zu zum zur".split()},
    "fuer": "für",
}
UMLAUTS = {"ae": "ä", "oe": "ö", "ue": "ü", "ss": "ß"}
STEM_CHARS = 5
WITNESS_CHARS = 50_000  # ten times a long article; bounds what a hostile text can cost
MAX_WORDS = 14


def slug_words(file_stem: str) -> tuple[str, ...]:
    """Split a file name into words: 'k%C3%B6ch-halle-saale-2' -> köch, halle, saale."""
    plain = unicodedata.normalize("NFC", unquote(file_stem)).lower()
    found = [word for word in SLUG_SEPARATOR.split(plain) if word]
    while found and COPY_NUMBER.fullmatch(found[-1]):
        found.pop()
    return tuple(found[:MAX_WORDS])


@dataclass(frozen=True)
class Witness:
    """A text that is asked how words are spelled in it and whether it mentions them."""

    text: str

    @cached_property
    def _words(self) -> tuple[tuple[str, int, int], ...]:
        return tuple((fold(match.group()), *match.span()) for match in WORD.finditer(self.text, 0, WITNESS_CHARS))

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for at, (key, start, _) in enumerate(self._words):
            if self.text[start].isupper() or self.text[start].isdigit():
                places.setdefault(key, []).append(at)
        return places

    def spelling(self, names: Sequence[str], *, as_place: bool = False) -> str | None:
        """Return how the text writes these words, the first one with a capital; as a place: after the word 'in'."""
        keys = [fold(name) for name in names]
        for at in self._places.get(keys[0], ()):
            start, end = self._words[at][1], self._words[at + len(keys) - 1 : at + len(keys)]
            if end and self._runs(at, keys) and not (as_place and not BEFORE_TOWN.search(self.text, start - 4, start)):
                return self._slice(start, end[0][2])
        return None

    def mentions(self, names: Sequence[str]) -> bool:
        """Tell whether a word of the text begins like one of these: 'verkaeuferin' is mentioned by 'Verkäufer'."""
        stems = tuple(fold(name)[:STEM_CHARS] for name in names if len(name) >= STEM_CHARS - 1)
        return any(key.startswith(stems) for key in self._places) or self.spelling(names) is not None

    def _runs(self, at: int, keys: Sequence[str]) -> bool:
        run = self._words[at : at + len(keys)]
        gaps = ((left[2], right[1]) for left, right in pairwise(run))
        return [word[0] for word in run] == list(keys) and all(GAP.fullmatch(self.text, *gap) for gap in gaps)

    def _slice(self, start: int, end: int) -> str:
        name = self.text[start:end]
        return name + ")" if name.count("(") > name.count(")") else name

    def spelled(self, name: str) -> str:
        """Return one word as the text writes it, else with a capital and the umlauts that words like it show."""
        restored = self._with_umlauts(name)
        return self.spelling([name]) or restored[:1].upper() + restored[1:]

    def _with_umlauts(self, name: str) -> str:
        """Turn 'kueche' into 'küche' where the text has a word such as 'Küchenhilfe'."""
        for spelled_out, letter in UMLAUTS.items():
            head, found, tail = name.partition(spelled_out)
            start = head + letter + tail[:2]
            if found and any(self.text[left:right].lower().startswith(start) for _, left, right in self._words):
                name = head + letter + tail
        return name


def from_words(names: Sequence[str], witness: Witness, city_name: CityName | None) -> Naming | None:
    """Split running words into profession and town; None unless the text speaks of both."""
    splits = [(names[:at], names[at:]) for at in range(1, len(names)) if witness.mentions(names[:at])]
    # from sure to less sure: a town by register, by its full name in the text, by the name's first word in the text,
    # and last two names that the text knows though it never says "in" before the town; longer town names first
    return next(
        (
            Naming(profession_name(profession, witness), city)
            for town_of in (_registered, _spelled_out, _shortened, _paired)
            for profession, town in splits
            if (city := town_of(profession, town, witness, city_name))
        ),
        None,
    )


def profession_name(names: Sequence[str], witness: Witness) -> str:
    """Write a profession as the text does, else word by word."""
    return witness.spelling(names) or " ".join((witness.spelled(names[0]), *_spelled_after(names[1:], witness)))


def _spelled_after(names: Sequence[str], witness: Witness) -> Iterator[str]:
    return (PARTICLES.get(name) or witness.spelled(name) for name in names)


Words = Sequence[str]


def _registered(profession: Words, town: Words, witness: Witness, city_name: CityName | None) -> str | None:
    return city_name(town_key(" ".join(town))) if city_name else None


def _spelled_out(profession: Words, town: Words, witness: Witness, city_name: CityName | None) -> str | None:
    return witness.spelling(town, as_place=True)


def _shortened(profession: Words, town: Words, witness: Witness, city_name: CityName | None) -> str | None:
    return witness.spelling(town[:1], as_place=True) and _composed(town, witness)


def _paired(profession: Words, town: Words, witness: Witness, city_name: CityName | None) -> str | None:
    known = witness.spelling(profession) and witness.spelling(town[:1])
    return known and _composed(town, witness)


def _composed(town: Words, witness: Witness) -> str:
    """Complete a short name from the file name, but only where that is sure: 'Mülheim an der Ruhr', but 'Halle'."""
    first = witness.spelled(town[0])
    if len(town) == 1 or town[1] not in PARTICLES:
        return first
    return " ".join((first, *_spelled_after(town[1:], witness)))
