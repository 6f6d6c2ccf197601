"""Recognise figures that belong to another town or another profession than the article's."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from itertools import combinations

from index.german import fold, words
from index.salary.clauses import Scene
from index.salary.cues import Cue
from index.salary.lexicon import words_of

Others = Collection[str] | Callable[[str], bool]
"""Names of other towns and professions, or a test for one name as it stands in the text."""

NAME = r"[A-ZÄÖÜ][\w-]+(?: (?:am|an der|im|in der|a\.) [A-ZÄÖÜ]\w+)?"
PLACE = re.compile(rf"\b(?:[Ii]n|[Bb]ei|[Aa]us|[Nn]ach|[Uu]m) (?P<name>{NAME})")
CONTRAST = (
    r"(?:anders als|nicht wie|verglichen mit|im (?:Vergleich|Gegensatz|Unterschied) (?:zu[mr]?|mit)|gegenüber|mehr als"
    r"|weniger als|wie|als|während)"
)
CONTRASTED = re.compile(
    rf"\b(?P<word>(?i:{CONTRAST})) (?:(?:etwa|zum Beispiel|beispielsweise|oben|unten|drüben) )?"
    rf"(?:(?P<in>in|bei|aus) )?(?:den? |die )?(?P<name>{NAME})"
)
HERE = words_of(r"hier hierzulande hiesige\w* daheim", "bei uns", "vor Ort")
THERE = re.compile(r"\s*(?:[Dd]ort|[Ww]o|[Dd]a)\b")
WHERE = re.compile(r",\s(?:wo|dort)\b")
THEY = re.compile(r"\s*(?:wo|die|denen|der|dem)\b")
PREPOSITION = re.compile(r"\b(?:[Ii]n|[Bb]ei|[Aa]us|[Nn]ach|[Uu]m|[Aa]ls|[Zz]u[mr]?) $")
CAPITALISED_WORD = re.compile(r"\b[A-ZÄÖÜ][\w-]+")
CAPITALISED = re.compile(r"\b[A-ZÄÖÜ][\w-]+(?: [A-ZÄÖÜ][\w-]+){0,2}")
# Between "verglichen mit" and its place may stand the place's own figure: "mit den 4.800 € in Frankfurt"
NOTHING_BUT_HEDGES = re.compile(r"(?:[\s(]|rund|etwa|bei|mit|zu|ca\.|knapp|gut|um die|den|die|auf|bis|sogar)*")
COMPARED = re.compile(
    r"\b(?:verglichen mit|im Vergleich (?:zu|mit)|gemessen an|gegenüber) (?:den|der|die|rund|etwa| )*$", re.IGNORECASE
)

# Capitalised nouns after "in" that are no town: kinds of employers, branches, working times and other things.
# Town names end in -stadt, -heim, -hausen, -markt too, so these stand with what makes a common noun of them.
COMMON_ENDINGS = (
    "ung heit keit schaft ion tät nis tum ment ik zeit bereich betrieb firma firmen krankenhaus autohaus häuser klinik "
    "praxis praxen büro unternehmen konzern schule pflegeheim altenheim seniorenheim wohnheim zentrum zentren branche "
    "industrie handwerk handel dienst verwaltung behörde werkstatt werkstätten werk salon kanzlei agentur küche hotel "
    "laden läden supermarkt baumarkt arbeitsmarkt märkte stelle posten monat jahr schicht stufe gruppe ausland inland "
    "großstadt kleinstadt innenstadt hauptstadt nachbarstadt städte region gegend fall fäll beruf job position rolle "
    "team studio labor lager wirtschaft ballungsraum ballungsräum metropole mittelstand startup start-up"
).split()
COMMON_WORDS = (
    "vollzeit teilzeit summe zahlen euro klinken anbetracht kombination richtung sachen wahrheit wirklichkeit prosa "
    "deutschland land stadt ort privat heimen ausnahme ausnahmen hochzeiten not kürze zukunft frage ordnung ruhe"
).split()
COMMON_NOUN = re.compile(
    rf"(?:{'|'.join(COMMON_ENDINGS)})(?:ern?|en?|es|n|s)?$|^(?:{'|'.join(COMMON_WORDS)}|tarif\w*|einsteiger\w*)$",
    re.IGNORECASE,
)
PERSON_ENDINGS = (
    "leute frau frauen mann männer kräfte kraft ist isten innen in eur eure anten enten logen arzt ärzte "
    "arbeiter ler ner ker ger rer ter der ber schlosser beamte beamten"
).split()
PERSON = re.compile(rf"(?:{'|'.join(PERSON_ENDINGS)})n?$", re.IGNORECASE)
PERSON_AT_ANY_LEVEL = re.compile(
    r"einsteiger|anfänger|umsteiger|wechsler|kolleg|fachkr|hilfskr|kräfte$|profi|absolvent|mitarbeiter|arbeitnehmer"
    r"|arbeitgeber|träger|männer|frauen|^(?:fach)?leute$|neuling|routinier|azubi|berufstätige|sommer|winter|herbst",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Home:
    """The article's own names, and what is known of others'."""

    professions: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    others: Others = field(default=())

    def is_own_city(self, name: str) -> bool:
        """Say whether name is one of the article's towns, in the short or the long form."""
        first = words(fold(name))[:1]
        return bool(first) and any(first == words(fold(city))[:1] for city in self.cities)

    def own_cities_in(self, sentence: str) -> Iterator[re.Match[str]]:
        """Find the article's towns, with or without a preposition."""
        for match in CAPITALISED_WORD.finditer(sentence):
            if self.is_own_city(match.group()):
                yield match

    def is_own_profession(self, name: str) -> bool:
        """Say whether a word is a form of the article's profession, judged by its beginning."""
        word = fold(name)
        stems = [fold(part)[: max(5, len(part) - 2)] for own in self.professions for part in re.split(r"[\s/-]", own)]
        return any(len(stem) > 3 and (stem in word or word.startswith(stem)) for stem in stems)

    def knows_as_other(self, name: str) -> bool:
        """Say whether name is known to be another town or profession."""
        known = self.others(name) if callable(self.others) else name in self.others
        return known and not self.is_own_city(name) and not self.is_own_profession(name)


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the sentence; `contrast` is the word that sets it against the article's own."""

    start: int
    end: int
    own: bool
    contrast: str = ""


def is_foreign(scene: Scene, home: Home, previous_foreign: bool = False) -> bool:
    """Say whether the figure is said of another town."""
    places = sorted(_places(scene, home), key=lambda place: place.start)
    if any(_beside(scene, place) for place in places if not place.own):
        return True
    before = [place for place in places if place.start < scene.figure.start]
    if not before:
        return previous_foreign and bool(THERE.match(scene.sentence))
    last = before[-1]
    if last.own:
        return False
    return _governs(scene, last) if last.contrast else True


def names_other_town(sentence: str, home: Home) -> bool:
    """Say whether the last town that a sentence names is another one than the article's."""
    named = [match["name"] for match in PLACE.finditer(sentence)]
    return bool(named) and home.knows_as_other(named[-1])


def _places(scene: Scene, home: Home) -> Iterator[Mention]:
    sentence = scene.sentence
    contrasted = {match.start("name"): match for match in CONTRASTED.finditer(sentence)}
    for match in contrasted.values():
        if _is_other_place(match, home):
            yield Mention(match.start(), match.end(), own=False, contrast=match["word"].lower())
    for match in (*HERE.finditer(sentence), *home.own_cities_in(sentence)):
        yield Mention(match.start(), match.end(), own=True)
    for match in PLACE.finditer(sentence):
        if match.start("name") in contrasted:
            continue
        if not home.is_own_city(match["name"]) and (
            home.knows_as_other(match["name"]) or _set_against_here(sentence, match, home)
        ):
            yield Mention(match.start(), match.end(), own=False)


def _is_other_place(match: re.Match[str], home: Home) -> bool:
    name = match["name"]
    if home.knows_as_other(name):
        return True
    # "im Gegensatz zu Frankfurt, wo …" needs no preposition of place
    placed = match["in"] or WHERE.match(match.string, match.end())
    return bool(placed) and not COMMON_NOUN.search(name) and not home.is_own_city(name)


def _is_common(name: str, home: Home) -> bool:
    return bool(COMMON_NOUN.search(name)) and not home.knows_as_other(name)


def _set_against_here(sentence: str, match: re.Match[str], home: Home) -> bool:
    """Say whether a place that nobody knows opens the sentence and "hier" answers it: "In X sind es A, hier B"."""
    opens = not sentence[: match.start()].strip() and match.group()[0] == "I"
    return opens and not _is_common(match["name"], home) and bool(re.search(r"[,;] (?:\w+ )?hier\b", sentence))


def _beside(scene: Scene, place: Mention) -> bool:
    """Say whether the place stands right behind the figure: "die 4.800 € in Frankfurt", "4.000 € in München"."""
    gap = scene.sentence[scene.figure.end : place.start]
    return place.start >= scene.figure.end and not gap.strip(" (") and not place.contrast


def _governs(scene: Scene, place: Mention) -> bool:
    """Say whether a place named for contrast has the figure for itself."""
    gap = scene.sentence[place.end : scene.figure.start]
    if NOTHING_BUT_HEDGES.fullmatch(gap):
        return True
    same_clause = scene.clause.start <= place.start
    if same_clause:
        return place.contrast == "während"
    own_clause = scene.sentence[scene.clause.start : scene.clause.end]
    return bool(THERE.match(own_clause))


def compared_with(scene: Scene) -> bool:
    """Say whether the figure itself is what others have: "verglichen mit den 4.800 € in Frankfurt"."""
    return bool(COMPARED.search(scene.before))


def is_of_others(scene: Scene, cue: Cue | None, home: Home) -> bool:
    """Say whether the figure is said of people in another profession."""
    names = [*_contrasted_people(scene, home), *_known_people(scene, home)]
    if not names:
        return False
    nearest = max(names, key=lambda mention: mention.start)
    return cue is None or cue.start < nearest.start or cue.end > scene.figure.start


def _contrasted_people(scene: Scene, home: Home) -> Iterator[Mention]:
    for match in CONTRASTED.finditer(scene.sentence, 0, scene.figure.start):
        if match["in"] or not _is_person(match["name"], home):
            continue
        mention = Mention(match.start(), match.end(), own=False, contrast=match["word"].lower())
        same_clause = scene.clause.start <= mention.start
        own_clause = scene.sentence[scene.clause.start : scene.clause.end]
        if (same_clause and mention.contrast == "während") or (not same_clause and THEY.match(own_clause)):
            yield mention


def _is_person(name: str, home: Home) -> bool:
    if home.is_own_profession(name) or PERSON_AT_ANY_LEVEL.search(name):
        return False
    return bool(PERSON.search(name)) or home.knows_as_other(name)


def _known_people(scene: Scene, home: Home) -> Iterator[Mention]:
    """Find names of other professions, and towns as subjects, in the words that speak for the figure."""
    if not home.others:
        return
    for match in CAPITALISED.finditer(scene.sentence, scene.start, scene.figure.start):
        if PREPOSITION.search(scene.sentence, 0, match.start()):
            continue
        if any(home.knows_as_other(name) for name in _candidates(match.group())):
            yield Mention(match.start(), match.end(), own=False)


def _candidates(phrase: str) -> Iterator[str]:
    parts = phrase.split()
    for start, end in combinations(range(len(parts) + 1), 2):
        name = " ".join(parts[start:end])
        yield name
        if name.endswith("er"):
            # "Düsseldorfer Betriebe"
            yield name.removesuffix("er")
