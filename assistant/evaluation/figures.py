"""Figures of an answer against those expected: right, missing, and wrong ones given instead."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.citations import MARKER
from index.german import reading, sentences
from index.salary.amounts import Amount, amounts

PER_YEAR = re.compile(r"\bJahr|jährlich|\bp\. ?a\.|Mal zwölf", re.IGNORECASE)
PER_MONTH = re.compile(r"\bMonat|monatlich", re.IGNORECASE)
MONTHS = 12
EXACT, CONVERTED = 0.005, 0.5  # converted amounts are rounded to whole units


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a text. `twins` are what it is worth in the other period where its sentence names a period."""

    value: float
    is_money: bool
    twins: tuple[float, ...] = ()

    def means(self, value: float) -> bool:
        """Say whether this figure gives value, as it stands or converted between month and year."""
        return abs(self.value - value) < EXACT or any(abs(twin - value) < CONVERTED for twin in self.twins)


@dataclass(frozen=True, slots=True)
class FigureCheck:
    """What became of the expected figures and which wrong ones an answer gives."""

    right: tuple[float, ...]
    missing: tuple[float, ...]
    wrong: tuple[float, ...]


def figures(text: str) -> list[Figure]:
    """Return the numbers of a text; markers such as [1] are none."""
    lines = (reading(line).text for line in MARKER.sub("", text).split("\n"))
    parts = (line[start:end] for line in lines for start, end in sentences(line))
    return [
        Figure(amount.value, _is_money(amount), _twins(amount.value, part))
        for part in parts
        for amount in amounts(part)
    ]


def money(text: str) -> list[Figure]:
    """Return those numbers of a text that are written as sums of money."""
    return [figure for figure in figures(text) if figure.is_money]


def check_figures(answer: str, expected: Sequence[float], allowed: Iterable[str]) -> FigureCheck:
    """Compare the figures of an answer with those expected.

    With one of the expected figures missing, every other sum is one given instead of it, and wrong. With none missing,
    a further sum is wrong unless one of the `allowed` texts (gold paragraphs, quotes cited, the question) states it.
    """
    given = figures(answer)
    right = tuple(value for value in expected if any(figure.means(value) for figure in given))
    missing = tuple(value for value in expected if value not in right)
    others = [figure for figure in given if figure.is_money and not any(figure.means(value) for value in expected)]
    if not missing:
        stated = [figure for text in allowed for figure in figures(text)]
        others = [figure for figure in others if not any(_same(figure, known) for known in stated)]
    return FigureCheck(right, missing, tuple(dict.fromkeys(figure.value for figure in others)))


def _same(one: Figure, other: Figure) -> bool:
    return one.means(other.value) or other.means(one.value)


def _is_money(amount: Amount) -> bool:
    return bool(amount.currency) or amount.exact


def _twins(value: float, sentence: str) -> tuple[float, ...]:
    twins = []
    if PER_YEAR.search(sentence):
        twins.append(value / MONTHS)
    if PER_MONTH.search(sentence):
        twins.append(value * MONTHS)
    return tuple(twins)
