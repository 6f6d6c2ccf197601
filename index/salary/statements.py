"""From one paragraph to its salary statements: sentences, figures, and for each whether and for whom it is pay."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby

from index.german import BLANK, Span, sentences
from index.salary.amounts import EURO
from index.salary.claims import is_stated, quoted_speech
from index.salary.clauses import Scene, scenes
from index.salary.cues import cues
from index.salary.figures import figures
from index.salary.foreign import Home, Others, compared_with, is_foreign, is_of_others, names_other_town
from index.salary.levels import Reading, context_reading, readings
from index.salary.pay import could_be_money, is_pay
from index.salary.periods import period_of
from index.salary.qualifiers import qualifier
from index.types import Level, Period

MAYBE_FIGURE = re.compile(r"\d|tausend|hundert", re.IGNORECASE)
SEMICOLON = re.compile(r";\s")
# Nobody writes a longer sentence; what is longer is no prose and would only cost time
LONGEST_SENTENCE = 3_000
MOST_FIGURES = 12


@dataclass(frozen=True, slots=True)
class Statement:
    """One salary statement; `text[start:end]` is the sentence that states it. Cents are cut off."""

    start: int
    end: int
    level: Level
    min: int | None
    max: int | None
    open_top: bool
    period: Period
    currency: str
    qualifier: str = ""


_Told = tuple[Scene, Reading]


@dataclass(frozen=True, slots=True)
class _Part:
    """A sentence, or one side of a semicolon, with the sentence it belongs to and the part before it."""

    sentence: Span
    start: int
    end: int
    previous: str


def statements(
    text: str,
    heading: str = "",
    *,
    professions: Collection[str] = (),
    cities: Collection[str] = (),
    others: Others = (),
) -> list[Statement]:
    """Return the salary statements of one paragraph.

    `professions` and `cities` are the article's own names; `others` knows names of other towns and professions, whose
    figures are left out. Without `others`, a contrast must show them ("anders als in Essen, wo …").
    """
    if not MAYBE_FIGURE.search(text):
        return []
    plain = BLANK.sub(" ", text)
    home = Home(tuple(professions), tuple(cities), others)
    quotes = quoted_speech(plain)
    found: list[Statement] = []
    for sentence, parts in groupby(_parts(plain), key=lambda part: part.sentence):
        told = [one for part in parts for one in _told_in(plain, part, heading, home, quotes)]
        made = (_statement(scene, reading, sentence) for scene, reading in _without_floors(told))
        found.extend(statement for statement in made if statement is not None)
    return found


def _parts(text: str) -> Iterator[_Part]:
    previous = ""
    for sentence in sentences(text):
        start, last = sentence
        cuts = [match.end() for match in SEMICOLON.finditer(text, start, last)]
        for end in (*cuts, last):
            yield _Part(sentence, start, end, previous)
            previous, start = text[start:end], end


def _told_in(text: str, part: _Part, heading: str, home: Home, quotes: list[Span]) -> list[_Told]:
    """Return the figures of a part that are this profession's pay in this town, each with whom it is for."""
    sentence = text[part.start : part.end]
    if len(sentence) > LONGEST_SENTENCE or not MAYBE_FIGURE.search(sentence):
        return []
    money = [figure for figure in figures(sentence) if could_be_money(sentence, figure)]
    if not 0 < len(money) <= MOST_FIGURES:
        return []
    around = scenes(sentence, money, part.previous[-LONGEST_SENTENCE:], heading)
    found = cues(sentence, home.professions)
    abroad = names_other_town(around[0].previous, home)
    whom = readings(around, found, context_reading(around[0].previous, sentence, heading, abroad))
    return [
        (scene, reading)
        for scene, reading in zip(around, whom, strict=True)
        if _is_own_pay(scene, reading, home, abroad, bool(found)) and is_stated(scene, quotes, part.start)
    ]


def _is_own_pay(scene: Scene, reading: Reading, home: Home, abroad: bool, names_level: bool) -> bool:
    if reading.kind == "other" or not is_pay(scene, names_level or reading.cue is not None):
        return False
    return not (is_foreign(scene, home, abroad) or is_of_others(scene, reading.cue, home) or compared_with(scene))


def _without_floors(told: list[_Told]) -> list[_Told]:
    """Drop "selten unter A" where the sentence goes on to give the range itself."""
    ranged = {reading.level for scene, reading in told if not scene.figure.floor_only}
    return [(scene, reading) for scene, reading in told if not (scene.figure.floor_only and reading.level in ranged)]


def _statement(scene: Scene, reading: Reading, sentence: Span) -> Statement | None:
    period = period_of(scene)
    if period is None:
        return None
    figure = scene.figure
    return Statement(
        start=sentence[0],
        end=sentence[1],
        level=reading.level,
        min=None if figure.low is None else int(figure.low),
        max=None if figure.high is None else int(figure.high),
        open_top=figure.open_top,
        period=period,
        currency=figure.currency or EURO,
        qualifier=qualifier(scene, reading.kind, reading.cue),
    )
