"""Split a sentence into clauses and give each figure the stretch of text whose words speak for it."""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from index.german import Span
from index.salary.figures import Figure

# A hyphen or dash divides only with blanks around it; a comma or colon only before a blank ("1,5", "Erzieher:innen")
DIVIDER = re.compile(r"[,;:](?=\s|$)|[()?!…]|\s[–—-](?=\s)|\.\s")
# A clause that takes up what stands before it: "A bis B – das ist für Einsteiger in Ordnung", "A €, wenn …"
RESUMING = re.compile(
    r"\s*(?:das|dies|so|was|für|zum|zumindest|jedenfalls|gerade|als|ein|eine|wenn|sofern|falls|vorausgesetzt|sobald|"
    r"die|denen|welche)\b"
)
CONJUNCTION = re.compile(r"\s(?:und|oder|aber|doch|bis|auf)\s")
GROWS = re.compile(r"\s(?:\w+\s)?(?:steig|wächs|wachs|klett|erhöh|geh|wird|werden)\w*")
GROWTH = re.compile(r"\s(?:und|aber|doch)\s(?:\w+\s){0,2}(?:steig|wächs|wachs|klett|erhöh|nimm|geh|leg)\w*")
# "A Lohn gehen B für die Miete drauf": the noun behind a sum says what it is
NOUN_BEHIND = re.compile(r"\s(?:brutto\s|netto\s)?[A-ZÄÖÜ][\w-]+")
FREE_RELATIVE = re.compile(r"\s*wer\b")


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of the sentence between two dividers; `opener` is the divider in front of it."""

    start: int
    end: int
    opener: str


@dataclass(frozen=True)
class Scene:
    """A figure in its sentence with what stands around it.

    `start` and `end` bound the words that speak for this figure and for no other; `limit` is where the next figure or
    the end of the sentence is. `previous` is the sentence before.
    """

    sentence: str
    figure: Figure
    clauses: tuple[Clause, ...]
    start: int
    end: int
    limit: int
    previous: str = ""
    heading: str = ""

    @cached_property
    def clause(self) -> Clause:
        """Return the clause that holds the figure."""
        return next(clause for clause in reversed(self.clauses) if clause.start <= self.figure.start)

    @property
    def own_span(self) -> Span:
        """Return the span of the figure's own clause, cut where another figure's words begin."""
        return max(self.clause.start, self.start), min(self.clause.end, self.end)

    @cached_property
    def own(self) -> str:
        """Return the figure's own clause with the figure blanked out."""
        return self.before + " " * (self.figure.end - self.figure.start) + self.after

    @cached_property
    def before(self) -> str:
        """Return the own clause up to the figure."""
        return self.sentence[self.own_span[0] : self.figure.start]

    @cached_property
    def after(self) -> str:
        """Return the own clause behind the figure."""
        return self.sentence[self.figure.end : self.own_span[1]]

    @cached_property
    def clause_before(self) -> str:
        """Return the clause in front of the figure's own, empty if there is none."""
        return next((self.sentence[c.start : c.end] for c in reversed(self.clauses) if c.end <= self.clause.start), "")

    @cached_property
    def next_clause(self) -> str:
        """Return the clause behind the figure's own, empty if there is none."""
        return next((self.sentence[c.start : c.end] for c in self.clauses if c.start > self.figure.start), "")


def scenes(sentence: str, found: list[Figure], previous: str, heading: str) -> list[Scene]:
    """Return one scene for each figure of the sentence."""
    if not found:
        return []
    clauses = _clauses(sentence, found)
    inner = [_border(sentence, clauses, left, right) for left, right in pairwise(found)]
    starts = [0, *inner]
    ends = [*inner, _reach(sentence, clauses, found[-1])]
    limits = [*(figure.start for figure in found[1:]), len(sentence)]
    return [
        Scene(sentence, figure, clauses, start, end, limit, previous, heading)
        for figure, start, end, limit in zip(found, starts, ends, limits, strict=True)
    ]


def _clauses(sentence: str, found: list[Figure]) -> tuple[Clause, ...]:
    inside = [(figure.start, figure.end) for figure in found]
    marks = [m for m in DIVIDER.finditer(sentence) if not any(a <= m.start() < b for a, b in inside)]
    starts = [0, *(mark.end() for mark in marks)]
    ends = [*(mark.start() for mark in marks), len(sentence)]
    openers = ["", *(mark.group().strip() for mark in marks)]
    return tuple(Clause(a, b, c) for a, b, c in zip(starts, ends, openers, strict=True) if sentence[a:b].strip())


def _border(sentence: str, clauses: tuple[Clause, ...], left: Figure, right: Figure) -> int:
    """Return where the words of the left figure end and those of the right one begin."""
    reach = _reach(sentence, clauses, left, until=right.start)
    if reach < right.start:
        return reach
    own_noun = NOUN_BEHIND.match(sentence, left.end, right.start)
    after = own_noun.end() if own_noun else left.end
    if GROWS.match(sentence, after):
        return after
    gap = sentence[after : right.start]
    joints = [match.start() for match in CONJUNCTION.finditer(gap)]
    if not joints:
        return after
    # "A zum Einstieg und B", but "A und in der Leitung B": a joint right behind the figure opens the next one's words
    return after + (joints[0] if len(gap[: joints[0]].split()) <= 1 else joints[-1])


def _reach(sentence: str, clauses: tuple[Clause, ...], figure: Figure, until: int | None = None) -> int:
    """Return the end of the figure's clause, and of those behind it that take it up."""
    limit = len(sentence) if until is None else until
    following = [clause for clause in clauses if clause.end >= figure.end]
    end = following[0].end if following else limit
    for at, clause in enumerate(following[1:], start=1):
        if clause.end > limit or not _takes_up(sentence, clause, last=at == len(following) - 1):
            break
        end = clause.end
    growth = GROWTH.search(sentence, figure.end, min(end, limit))
    return min(growth.start() if growth else end, limit)


def _takes_up(sentence: str, clause: Clause, last: bool) -> bool:
    if clause.opener == ";":
        return False
    if RESUMING.match(sentence, clause.start):
        return True
    # "Mit A rechnet, wer neu anfängt.": the closing wer-clause is the subject
    return last and bool(FREE_RELATIVE.match(sentence, clause.start))
