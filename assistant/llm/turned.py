"""Statements turned round: denied where the passage states them, stated where it denies them, "oft" for "selten"."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

CLOSE = 0.7  # a clause is as near as the nearest one from this part of its likeness
MOSTLY = 0.75  # share of a clause's words from which another one says the same
CLAUSE = re.compile(r"[,;:–—]\s|\s[-–]\s|\s(?:und|aber|sondern|denn|doch)\s")
DENIES = re.compile(r"\b(?:nicht|kein\w*|nie|niemals|niemand\w*|nichts|nirgend\w*|weder)\b", re.IGNORECASE)
DENIES_IN_PART = re.compile(rf"{DENIES.pattern}|\b(?:ohne|kaum|selten|weniger|statt|un\w+)\b", re.IGNORECASE)


def _words(text: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{text.replace(' ', '|')})\b", re.IGNORECASE)


OPPOSITES = tuple(
    (_words(one), _words(other))
    for one, other in (
        (r"oft häufig meist\w* immer stets regelmäßig\w*", r"selten\w* kaum nie niemals"),
        (r"viele?", r"wenige? kaum"),
        (r"hohe?[nrms]? höher\w*", r"niedrig\w* gering\w*"),
        (r"mehr", r"weniger"),
        (r"steig\w* wächst wachs\w*", r"sink\w* schrumpf\w*"),
        (r"leicht\w* einfach\w*", r"schwer schwierig\w*"),
        (r"gute?[nrms]? günstig\w* besser\w*", r"schlecht\w* ungünstig\w*"),
        (r"klein\w*", r"groß\w* größer\w*"),
        (r"ober\w*", r"unter(?:e|en|er|es)"),
    )
)


ENOUGH, TOO_FEW = _words(r"genug genügend ausreichend\w*"), _words(r"zu\swenige? kaum fehl\w* mangel\w* rar knapp")


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much of one clause stands in another (0 to 1), and how many words of weight the first has."""

    share: float
    words: int


def makes_enough_of_too_few(sentence: str, passages: Sequence[str]) -> bool:
    """Say whether a sentence has enough of what all passages together have too little of."""
    if not ENOUGH.search(sentence) or any(ENOUGH.search(passage) for passage in passages):
        return False
    return any(TOO_FEW.search(passage) for passage in passages)


def is_turned(sentence: str, quotes: Sequence[str], likeness: Callable[[str, str], Likeness]) -> bool:
    """Say whether a clause of a sentence says the opposite of the clauses of the quotes that are most like it."""
    theirs = [clause for quote in quotes for clause in _clauses(quote)]
    return any(_says_opposite(clause, theirs, likeness) for clause in _clauses(sentence))


def _says_opposite(clause: str, theirs: Sequence[str], likeness: Callable[[str, str], Likeness]) -> bool:
    alike = {other: likeness(clause, other) for other in theirs}
    best = max((one.share for one in alike.values()), default=0.0)
    near = [other for other, one in alike.items() if one.share >= CLOSE * best] if best else theirs
    if any(_takes_side(clause, near, *sides) for pair in OPPOSITES for sides in (pair, pair[::-1])):
        return True
    if DENIES.search(clause):
        return not any(DENIES_IN_PART.search(other) for other in near)
    has_words = any(one.words > 1 for one in alike.values())
    return has_words and best >= MOSTLY and all(DENIES.search(other) for other in near)


def _takes_side(clause: str, near: Sequence[str], side: re.Pattern[str], other: re.Pattern[str]) -> bool:
    """Say whether a clause takes one side where those like it take only the other."""
    if not side.search(clause) or other.search(clause):
        return False
    return any(other.search(one) for one in near) and not any(side.search(one) for one in near)


def _clauses(text: str) -> list[str]:
    return [clause for clause in CLAUSE.split(text) if clause.strip()]
