"""Find the professions and towns that a question names: in the index, elsewhere, or nowhere known."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.generic import is_ordinary
from assistant.matches import Match, merged
from assistant.nearby import NearbyProfessions, is_collective
from assistant.normalise import Token
from assistant.types import Slot
from assistant.typos import TypoFinder
from assistant.wording import PERSON
from assistant.workplace_slots import WorkplaceSlots
from index.catalogue import Catalogue
from index.gazetteer import City, Gazetteer, Profession
from index.name_forms import CITY_KINDS, PROFESSION_KINDS, city_lookup_keys, nickname_keys, profession_lookup_keys

MAX_SPAN = 8  # words of the longest names, "Technischer Leiter für Bühne, Film und Fernsehen"
# "Erziehergehalt", "IT-Manager-Lohn": the profession is what stands before
TOPIC_TAIL = re.compile(
    r"(?<=\w{3})[-s]?(?:einstiegsgehalt|gehalt|gehalts|gehälter|gehaelter|lohn|löhne|verdienst|jobs?|stellen?|"
    r"arbeitsmarkt|alltag|ausbildung|weiterbildung|beruf|skills|aufgaben)$",
    re.IGNORECASE,
)
PLACE_WORDS = frozenset(
    "in aus nach bei um von fur raum stadt bis zwischen und oder vs versus gegenuber region".split()
)
THING_WORDS = frozenset("das dem zum beim der die eine einer einem ein mein dein ins im am vom kein zur".split())
EARNING_MANY = frozenset("verdienen bekommen kriegen machen tun mussen konnen brauchen".split())
EARNING = frozenset("verdient bekommt kriegt macht tut muss kann braucht".split())
SUBJECTS = frozenset("man ich du wir ihr".split())
FIELD_WORDS = frozenset("der im als bereich branche fur die das".split())


@dataclass(frozen=True, slots=True)
class Found:
    """The slots of a question in its order, and the positions of the tokens that name them."""

    professions: tuple[Slot, ...]
    cities: tuple[Slot, ...]
    used: frozenset[int]
    paired: bool


@dataclass(frozen=True, slots=True)
class _Span:
    first: int
    last: int
    surface: str
    professions: frozenset[str]
    cities: frozenset[str]
    nicknames: frozenset[str]
    """Keys of the titles that a short form or nickname stands for ("Trucker")."""

    @property
    def titles(self) -> frozenset[str]:
        """Return all keys under which a profession may be found."""
        return self.professions | self.nicknames


@dataclass(frozen=True, slots=True)
class _Names:
    """What the keys of all spans were found to mean, by key."""

    indexed: Mapping[str, Sequence[tuple[str, str]]]
    professions: Mapping[str, Sequence[Profession]]
    cities: Mapping[str, Sequence[City]]


def indexed_names(slots: Iterable[Slot]) -> tuple[str, ...]:
    """Return the names of the index that slots mean, those of the same work included."""
    return tuple(name for slot in slots if slot.standing == "indexed" for name in (*slot.names, *slot.related))


class SlotFinder:
    """Looks names up in the index first, then among the names that exist elsewhere."""

    def __init__(self, catalogue: Catalogue, gazetteer: Gazetteer) -> None:
        """Use these two sources of names."""
        self._catalogue = catalogue
        self._gazetteer = gazetteer
        self._typos = TypoFinder(catalogue, gazetteer)
        self._nearby = NearbyProfessions(catalogue)
        self._workplaces = WorkplaceSlots(self._nearby)

    def find(self, question: str, tokens: Sequence[Token], plain: frozenset[int]) -> Found:
        """Return the slots; `plain` holds the positions of function words, with which no name begins or ends."""
        spans = _spans(question, tokens, plain)
        matches = _without_unsure(_without_overlaps(self._matches(spans, tokens)))
        used = {at for match in matches for at in range(match.first, match.last + 1)}
        matches += self._typos.matches(question, tokens, frozenset(used) | plain | _ordinary(tokens))
        matches.sort(key=lambda match: match.first)
        cities = merged(self._of_the_index(match.slot) for match in matches if match.kind == "city")
        there = [name for slot in cities if slot.standing == "indexed" for name in slot.names]
        slots = [match.slot for match in matches if match.kind == "profession"]
        professions = merged(
            self._nearby.adapt(slot, there) if slot.standing == "elsewhere" else slot for slot in slots
        )
        named = {at for match in matches for at in range(match.first, match.last + 1)}
        free = frozenset(range(len(tokens))) - named - plain
        if not professions:
            professions = self._workplaces.instead(tokens, free, there) or self._unheard(tokens, free, plain)
        elif len(professions) == 1:
            at = max(match.last for match in matches if match.kind == "profession")
            professions = self._workplaces.beside(professions[0], at, tokens, free, there)
        people = {slot.surface for slot in professions if is_collective(slot.surface)}
        return Found(
            professions=professions,
            cities=cities,
            used=frozenset(named | {at for at, token in enumerate(tokens) if token.text in people}),
            paired=_is_paired([match.kind for match in matches]),
        )

    def exact(self, text: str, tokens: Sequence[Token], plain: frozenset[int]) -> list[Match]:
        """Return the names of a text as they are written, without guessing what else may be meant."""
        found = self._matches(_spans(text, tokens, plain), tokens)
        return sorted(_without_unsure(_without_overlaps(found)), key=lambda match: match.first)

    def _of_the_index(self, city: Slot) -> Slot:
        """Read a town without articles that sounds like one with articles as that one; the answer says so."""
        names = self._typos.sounding_city(city.surface) if city.standing == "elsewhere" and not city.region else ()
        return Slot(city.surface, names, loose=True) if names else city

    def _unheard(self, tokens: Sequence[Token], free: frozenset[int], plain: frozenset[int]) -> tuple[Slot, ...]:
        """Return the word that stands where a profession must stand though nobody knows it: 'als Einhornzüchter'."""
        for at, token in enumerate(tokens):
            before = [word.folded for word in tokens[max(0, at - 2) : at]]
            if at not in free or is_ordinary(token.folded) or self._typos.is_word(token.folded):
                continue
            if token.is_capital and before[-1:] and before[-1] in EARNING_MANY and PERSON.search(token.text):
                return (Slot(token.text, (token.text,), "unheard"),)
            english = plain >= {0, at - 1} and before[-1:] in (["a"], ["an"])
            if english or (token.is_capital and _introduces_a_profession(before)):
                return (Slot(token.text, (token.text,), "unheard"),)
        return ()

    def is_word(self, folded: str) -> bool:
        """Say whether a folded word is one that the articles use, and so no slip of the finger."""
        return self._typos.is_word(folded)

    def _matches(self, spans: Sequence[_Span], tokens: Sequence[Token]) -> list[Match]:
        keys = {key for span in spans for key in span.titles | span.cities}
        names = _Names(
            indexed=_grouped(self._catalogue.names(keys)),
            professions=self._gazetteer.professions({key for span in spans for key in span.titles}),
            cities=self._gazetteer.cities({key for span in spans for key in span.cities}),
        )
        found: list[Match] = []
        for span in spans:
            slots = (("profession", self._profession(span, names, tokens)), ("city", _city(span, names, tokens)))
            sure = not _is_common_noun(span, names, tokens)
            found += [Match(span.first, span.last, kind, slot, _rank(slot), sure) for kind, slot in slots if slot]
        return found

    def _profession(self, span: _Span, names: _Names, tokens: Sequence[Token]) -> Slot | None:
        if span.first == span.last and _is_verb(tokens, span.first):
            return None
        indexed = _indexed_profession(span, span.professions, names)
        if indexed:
            return indexed
        if nickname := _indexed_profession(span, span.nicknames, names):
            return replace(nickname, loose=True)
        is_name = tokens[span.first].is_capital and span.first > 0
        if not is_name and self._gazetteer.is_small_word(span.surface):
            return None
        known = [profession for key in sorted(span.titles) for profession in names.professions.get(key, ())]
        before = tokens[span.first - 1].folded if span.first else ""
        proper = [p for p in known if not p.generic and (not p.is_field or before in FIELD_WORDS)]
        return Slot(span.surface, (proper[0].name,), "elsewhere") if proper else None


def _grouped(rows: Iterable[tuple[str, str, str]]) -> dict[str, list[tuple[str, str]]]:
    grouped: dict[str, list[tuple[str, str]]] = {}
    for key, kind, name in rows:
        grouped.setdefault(key, []).append((kind, name))
    return grouped


def _city(span: _Span, names: _Names, tokens: Sequence[Token]) -> Slot | None:
    own = {name for key in span.cities for kind, name in names.indexed.get(key, ()) if kind in CITY_KINDS}
    known = [city for key in sorted(span.cities) for city in names.cities.get(key, ())]
    is_word = any(city.ambiguous_word for city in known)
    before = tokens[span.first - 1].folded if span.first else ""
    if own:
        return None if is_word and before in THING_WORDS else Slot(span.surface, tuple(sorted(own)))
    if not known or (is_word and not (before in PLACE_WORDS and tokens[span.first].is_capital)):
        return None
    best = max(known, key=lambda city: city.population)
    return Slot(span.surface, (best.name,), "elsewhere", region=best.kind == "region")


def _is_verb(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a word is what somebody does and no name: 'Verkauft man im Kiosk …', 'ob ich koche'."""
    token = tokens[at]
    if (token.is_capital and at > 0) or PERSON.search(token.text):
        return False
    beside = [tokens[i].folded for i in (at - 1, at + 1) if 0 <= i < len(tokens)]
    return any(word in SUBJECTS for word in beside)


def _introduces_a_profession(before: Sequence[str]) -> bool:
    """Say whether a profession is to be expected after these words: 'als', 'verdient ein', 'a'."""
    if before[-1:] == ["als"]:
        return True
    return len(before) == 2 and before[0] in EARNING and before[1] in ("ein", "eine", "einen", "einer")


def _ordinary(tokens: Sequence[Token]) -> frozenset[int]:
    """Return the positions of words that are no misspelt names: words of topics, and small ones among capitals."""
    has_capitals = any(token.is_capital for token in tokens[1:])
    return frozenset(
        at for at, token in enumerate(tokens) if is_ordinary(token.folded) or (has_capitals and not token.is_capital)
    )


def _spans(question: str, tokens: Sequence[Token], plain: frozenset[int]) -> list[_Span]:
    spans = []
    for first in range(len(tokens)):
        if first in plain:
            continue
        for last in range(first, min(first + MAX_SPAN, len(tokens))):
            if last in plain:
                continue
            surface = _surface(question, tokens[first], tokens[last])
            professions = profession_lookup_keys(surface)
            if first == last:
                shorter = TOPIC_TAIL.sub("", surface)
                if shorter != surface:
                    professions |= profession_lookup_keys(shorter)
            nicknames = nickname_keys(surface) if first == last else frozenset[str]()
            spans.append(_Span(first, last, surface, professions, city_lookup_keys(surface), nicknames))
    return spans


def _surface(question: str, first: Token, last: Token) -> str:
    text = question[first.start : last.end]
    return text + ")" if text.count("(") > text.count(")") and question[last.end : last.end + 1] == ")" else text


def _indexed_profession(span: _Span, keys: frozenset[str], names: _Names) -> Slot | None:
    own = [pair for key in sorted(keys) for pair in names.indexed.get(key, ())]
    exact = tuple(dict.fromkeys(name for kind, name in own if kind == PROFESSION_KINDS[0]))
    related = tuple(dict.fromkeys(name for kind, name in own if kind == PROFESSION_KINDS[1] and name not in exact))
    if not exact and not related:
        return None
    return Slot(span.surface, exact or related, related=related if exact else ())


def _rank(slot: Slot) -> int:
    return 0 if slot.standing == "indexed" else 1


def _tight(matches: Sequence[Match]) -> list[Match]:
    """Drop professions that hold a shorter one of the same name: small words do not count, "Koch in Den" is "Koch"."""

    def holds(outer: Match, inner: Match) -> bool:
        within = outer.first <= inner.first and inner.last <= outer.last and inner.length < outer.length
        return within and inner.kind == outer.kind == "profession" and inner.slot.names == outer.slot.names

    return [match for match in matches if not any(holds(match, other) for other in matches)]


def _without_overlaps(matches: Iterable[Match]) -> list[Match]:
    """Keep the longest matches; of equal length those of the index, then professions."""
    kept: list[Match] = []
    taken: set[int] = set()
    for match in sorted(_tight(list(matches)), key=lambda m: (-m.length, m.rank, m.kind != "profession", m.first)):
        positions = set(range(match.first, match.last + 1))
        if not positions & taken:
            kept.append(match)
            taken |= positions
    return kept


def _is_paired(kinds: Sequence[str]) -> bool:
    """Say whether professions and towns alternate: each town belongs to the profession before it."""
    return len(kinds) >= 4 and all(kind == ("profession", "city")[at % 2] for at, kind in enumerate(kinds))


def _is_common_noun(span: _Span, names: _Names, tokens: Sequence[Token]) -> bool:
    """Say whether a span written small and without a preposition is a common word as well as a town."""
    before = tokens[span.first - 1].folded if span.first else ""
    known = (city for key in span.cities for city in names.cities.get(key, ()))
    small = not tokens[span.first].is_capital and before not in PLACE_WORDS
    return small and any(city.ambiguous_word for city in known)


def _without_unsure(matches: Sequence[Match]) -> list[Match]:
    """Drop towns that may be common words, unless a profession is named: 'gehalt erzieher essen'."""
    has_profession = any(match.kind == "profession" for match in matches)
    return [match for match in matches if match.kind != "city" or match.sure or has_profession]
