"""Sums of money in a model's sentence, held to what the articles state for that town, profession and level."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index import german
from index.salary.claims import is_stated, quoted_speech
from index.salary.clauses import Scene, scenes
from index.salary.cues import cues
from index.salary.figures import Figure, figures
from index.salary.levels import context_reading, readings
from index.salary.pay import could_be_money, is_pay
from index.salary.periods import OTHER_PERIOD, named_period, period_of
from index.types import Level, Period, SalaryFact

MONTHS = 12
COMPUTED = re.compile(
    r"\b(?:er|um|hoch|aus)?(?:ge)?rechnet\b|\bentspr[iä]ch\w*|\bmal (?:zwölf|12)\b"
    r"|[×x*]\s?12\b|\b12\s?[×x*]|\b(?:das|was) (?:sind|macht|ergibt|wären)\b|\brechnerisch\b",
    re.IGNORECASE,
)
AT_LOW = re.compile(
    r"\b(?:ab|von|los|mindestens|wenigstens|start\w*|beginn\w*|anfang\w*|fäng\w*|unter\w*|minimum|niedrigst\w*|zwischen)\b",
    re.IGNORECASE,
)
AT_HIGH = re.compile(
    r"\b(?:bis|höchstens|maximal\w*|erreich\w*|ober\w*|spitze\w*|maximum|höchst\w*|hinauf|möglich|drin)\b",
    re.IGNORECASE,
)
# Words of money and time tell nothing about whom a sum is for
ABOUT_MONEY = (
    "gehalt gehälter lohn verdienst verdienen verdient bekommt bekommen erhält euro monat monatlich jährlich brutto "
    "netto liegt liegen bewegt bewegen rund etwa etwas regel häufig meist spanne bereich zwischen kommt sind beträgt "
    "rechnen üblich realistisch drin möglich zahlt zahlen"
)


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum or range of money as a sentence gives it: for whom, for what time, whether as pay at all."""

    figure: Figure
    level: Level
    period: Period | None
    """None where it is paid for a time that no row of the table knows: a week, a shift."""
    is_pay: bool
    own: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Known:
    """A sum that may be named: a row of the table, or (`fact` None) other money that a passage speaks of."""

    low: float | None
    high: float | None
    quote: str
    fact: SalaryFact | None = None


def sums(sentence: str, previous: str = "", professions: Sequence[str] = ()) -> list[Sum]:
    """Return the sums of a sentence; the one before it may say whom it speaks of."""
    money = [figure for figure in figures(sentence) if could_be_money(sentence, figure)]
    if not money:
        return []
    around = scenes(sentence, money, previous, "")
    found = cues(sentence, professions)
    whom = readings(around, found, context_reading(previous, sentence, ""))
    quotes = quoted_speech(sentence)
    return [
        Sum(
            scene.figure,
            reading.level,
            None if OTHER_PERIOD.search(scene.own) else named_period(scene) or period_of(scene),
            is_pay(scene, bool(found)) and is_stated(scene, quotes, 0),
            _around(scene),
        )
        for scene, reading in zip(around, whom, strict=True)
    ]


def _around(scene: Scene) -> tuple[int, int]:
    return scene.start, max(scene.end, scene.figure.end)


def holds(stated: Sum, sentence: str, known: Sequence[Known]) -> bool:
    """Say whether a sum stands among those known, at its level and for its time."""
    return any(_is_same(stated, sentence, one) for one in known)


def _is_same(stated: Sum, sentence: str, known: Known) -> bool:
    if known.fact is None:
        return not stated.is_pay and _fits(stated.figure, known, sentence, 1)
    fact = known.fact
    if not _is_for_same(stated.level, fact.level, sentence, known.quote):
        return False
    if _fits(stated.figure, known, sentence, 1):
        return stated.period == fact.period
    if fact.period == "month" and stated.period == "year" and COMPUTED.search(sentence):
        return _fits(stated.figure, known, sentence, MONTHS)
    return False


def _is_for_same(said: Level, level: Level, sentence: str, quote: str) -> bool:
    """Say whether a sentence speaks of those a sum is for: by the level, or by the words of its condition."""
    if said == level:
        return True
    if said != "unspecified":
        return False
    shared = (set(german.stems(sentence)) & set(german.stems(quote))) - set(german.stems(ABOUT_MONEY))
    return any(not stem.isdigit() and len(stem) > 3 for stem in shared - _names(quote))


def _names(quote: str) -> set[str]:
    """Return the stems of words that may be names of towns; they do not tell one level from another."""
    return {german.stem(word) for word in re.findall(r"(?<=\bin )[A-ZÄÖÜ]\w+", quote)}


def _fits(figure: Figure, known: Known, sentence: str, times: int) -> bool:
    low = None if known.low is None else known.low * times
    high = None if known.high is None else known.high * times
    if figure.low is not None and figure.high is not None and figure.low != figure.high:
        return _equal(figure.low, low) and _equal(figure.high, high)
    if figure.low is None:
        return _equal(figure.high, high)
    if figure.high is None:
        return _equal(figure.low, low)
    if low == high or low is None or high is None:
        return _equal(figure.low, low if low is not None else high)
    # one end of a range, said to be that end
    clause = sentence[max(0, figure.start - 60) : figure.end + 40]
    is_low = _equal(figure.low, low) and AT_LOW.search(clause)
    return bool(is_low or (_equal(figure.high, high) and AT_HIGH.search(clause)))


def _equal(one: float | None, other: float | None) -> bool:
    # the table keeps whole units, the article may have cents
    return one is not None and other is not None and int(one) == int(other)


def other_money(text: str) -> list[Known]:
    """Return all sums of a passage, whatever they are for."""
    found = []
    for start, end in german.sentences(text):
        sentence = german.reading(text[start:end]).text
        for figure in figures(sentence):
            found.append(Known(figure.low, figure.high, sentence))
    return found
