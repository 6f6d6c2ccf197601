"""The gate: a model's sentence passes only with passages that carry it, its figures and its names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from assistant.llm import pay
from assistant.llm.frames import improper, is_frame
from assistant.llm.listed import counts_what_follows
from assistant.llm.markers import marked
from assistant.llm.names import Name, NameReader, foreign
from assistant.llm.numbers import Number
from assistant.llm.pieces import Piece
from assistant.llm.prompts import REFUSAL
from assistant.llm.sources import Source
from assistant.llm.support import WEIGHTS, Claim, Passage, Support, Weights
from assistant.types import Salary
from index.catalogue import Catalogue
from index.embeddings import Embedder
from index.types import SalaryFact

MOST_TOGETHER = 4  # passages that may carry one sentence between them
CONTRIBUTES = 0.25  # share of its words that a passage must have to be cited beside others


@dataclass(frozen=True, slots=True)
class Quote:
    """The place in an article that carries a sentence."""

    source: Source
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says of one piece: passed with its quotes, held back as a frame, or dropped and why."""

    piece: Piece
    text: str
    quotes: tuple[Quote, ...] = ()
    is_frame: bool = False
    is_refusal: bool = False
    dropped: str = ""
    support: Support | None = None


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What all sentences of a reply are held to."""

    question: str
    sources: Sequence[Source]
    rows: Sequence[Salary]
    """The rows of the table that answer the question; where there are some, no other pay may be named."""


class Gate:
    """Judges the pieces of one reply in order; a sentence may lean on the one before it."""

    def __init__(
        self,
        knowledge: Knowledge,
        catalogue: Catalogue,
        reader: NameReader,
        embedder: Embedder,
        weights: Weights = WEIGHTS,
    ) -> None:
        """Hold sentences to what is known."""
        self._knowledge = knowledge
        self._catalogue = catalogue
        self._reader = reader
        self._embedder = embedder
        self._weights = weights
        self._passages = {source.number: Passage(source, embedder) for source in knowledge.sources}
        self._facts = _facts(knowledge.sources, catalogue)
        self._passed: set[str] = set()
        self._previous = ""
        self._previous_names: tuple[Name, ...] = ()

    def judge(self, piece: Piece) -> Verdict:
        """Judge one piece."""
        said = marked(piece.text)
        if not any(char.isalnum() for char in said.text):
            return Verdict(piece, "", dropped="leer")
        if REFUSAL.rstrip(".") in said.text:
            return Verdict(piece, said.text, is_refusal=True)
        wrong = "Wiederholung" if said.text in self._passed else improper(piece.text)
        if wrong:
            return Verdict(piece, said.text, dropped=wrong)
        names = tuple(self._reader.names(said.text))
        titles = [source.article.title for source in self._knowledge.sources]
        if is_frame(said.text, titles, self._knowledge.question, is_heading=piece.is_heading):
            wrong_name = foreign(names, self._knowledge.sources)
            why = f"Name: {wrong_name.surface}" if wrong_name else ""
            return Verdict(piece, said.text, is_frame=not why, dropped=why)
        return self._claim(piece, said.text, said.numbers, names)

    def _claim(self, piece: Piece, text: str, cited: Sequence[int], names: tuple[Name, ...]) -> Verdict:
        own = [name.surface for name in names if any(name.is_of(source) for source in self._knowledge.sources)]
        claim = Claim(text, own, self._catalogue, self._embedder)
        reason, best, least = "", None, 0.0
        for passages in self._candidates(claim, cited, names):
            alike = claim.support(passages).score(self._weights)
            if alike < least:
                continue  # a figure that the passage cited does not state is not looked for where it stands by chance
            least = least or alike
            why, support = self._why_not(claim, passages, names)
            if not why:
                self._passed.add(text)
                self._previous, self._previous_names = text, names or self._previous_names
                carrying = self._carrying(claim, passages, names)
                quotes = tuple(Quote(one.source, *claim.quote(one)) for one in carrying)
                return Verdict(piece, text, quotes, support=support)
            reason, best = (reason, best) if reason else (why, support)
        wrong_name = foreign(names, self._knowledge.sources)
        reason = reason or (f"Name: {wrong_name.surface}" if wrong_name else "ohne Beleg")
        return Verdict(piece, text, dropped=reason, support=best)

    def _candidates(self, claim: Claim, cited: Sequence[int], names: Sequence[Name]) -> Iterator[list[Passage]]:
        """Yield what may carry a sentence: what it cites, else what carries it best, alone or between them.

        Models cite the wrong passage or none; a sentence that is true is given the place where it stands.
        """
        fitting = [one for one in self._passages.values() if _is_about(one.source, names)]
        named = [one for number in cited for one in fitting if one.source.number == number][:MOST_TOGETHER]
        if named:
            yield named
        ranked = sorted(fitting, key=lambda one: -claim.support([one]).score(self._weights))
        for one in ranked:
            yield [one]
        if len(names) > 1:
            of_names = [p for p in ranked if any(name.is_of(p.source) for name in names)][:MOST_TOGETHER]
            for pair in combinations(of_names, 2):
                yield list(pair)
            yield of_names

    def _why_not(self, claim: Claim, passages: Sequence[Passage], names: Sequence[Name]) -> tuple[str, Support | None]:
        """Return why passages do not carry a sentence, "" where they do, and how well they do."""
        sources = [passage.source for passage in passages]
        if not sources:
            return "ohne Beleg", None
        wrong_name = foreign(names, sources)
        if wrong_name:
            return f"Name: {wrong_name.surface}", None
        wrong_figure = self._wrong_figure(claim, passages, names)
        if wrong_figure:
            return f"Zahl: {wrong_figure}", None
        support = claim.support(passages)
        if support.score(self._weights) < self._weights.least:
            return "ohne Beleg", support
        unknown = claim.unknown_noun(passages)
        if unknown:
            return f"Wort: {unknown}", support
        # a town that a passage only mentions is no place for what it says of its own
        aside = _only_mentioned(names, sources, claim.quoted(passages))
        if aside:
            return f"Name: {aside.surface}", support
        return ("verneint", support) if claim.is_turned_by(passages) else ("", support)

    def _wrong_figure(self, claim: Claim, passages: Sequence[Passage], names: Sequence[Name]) -> str:
        """Return the first figure of a sentence that the passages do not state for whom it speaks of."""
        text, checked = claim.text, list[tuple[int, int]]()
        professions = [passage.source.article.profession for passage in passages]
        for one in pay.sums(text, self._previous, professions):
            about = _about(one.own, names, one.figure.start) or self._carried_on(names)
            own = [p for p in passages if all(name.is_of(p.source) or name.is_in(p.source) for name in about)]
            if not pay.holds(one, text, self._known(own, is_pay=one.is_pay)):
                return text[one.figure.start : one.figure.end]
            checked.append((one.figure.start, one.figure.end))
        left = [number for number in claim.numbers if not _inside(number, checked)]
        left = [number for number in left if not counts_what_follows(number, text, len(passages))]
        wrong = claim.unstated(left, passages)
        return text[wrong[0].start : wrong[0].end] if wrong else ""

    def _carried_on(self, names: Sequence[Name]) -> Sequence[Name]:
        """Return whom a sentence without names goes on speaking of."""
        return () if names else self._previous_names

    def _known(self, passages: Sequence[Passage], *, is_pay: bool) -> list[pay.Known]:
        rows = [known for passage in passages for known in self._facts[passage.source.number]]
        if self._knowledge.rows and is_pay:
            rows = [known for known in rows if known.fact and _is_asked(known.fact, self._knowledge.rows)]
        return rows + [known for passage in passages for known in passage.other_money]

    def _carrying(self, claim: Claim, passages: Sequence[Passage], names: Sequence[Name]) -> list[Passage]:
        """Return the passages that have a part in carrying a sentence; a marker too many would prove nothing."""
        if len(passages) == 1:
            return list(passages)
        needed = [one for one in passages if claim.support([one]).words >= CONTRIBUTES]
        kept = needed or list(passages)[:1]
        return kept if not self._why_not(claim, kept, names)[0] else list(passages)


def _is_about(source: Source, names: Sequence[Name]) -> bool:
    """Say whether a passage speaks of a town and a profession that a sentence names, where it names some."""
    for kind in ("city", "profession"):
        of_kind = [name for name in names if name.kind == kind]
        if of_kind and not any(name.is_of(source) or name.is_in(source) for name in of_kind):
            return False
    return True


def _only_mentioned(names: Sequence[Name], sources: Sequence[Source], quotes: Sequence[str]) -> Name | None:
    """Return the first town that the passages are not about and that does not stand in what would be quoted."""
    towns = [name for name in names if name.kind == "city"]
    others = (name for name in towns if not any(name.is_of(source) for source in sources))
    return next((name for name in others if not any(name.stands_in(quote) for quote in quotes)), None)


def _facts(sources: Sequence[Source], catalogue: Catalogue) -> dict[int, list[pay.Known]]:
    rows = catalogue.salaries_of(sorted({source.article.rowid for source in sources}))
    return {
        source.number: [
            pay.Known(row.fact.min, row.fact.max, row.quote, row.fact)
            for row in rows
            if row.article.id == source.article.id and source.start <= row.fact.start < source.end
        ]
        for source in sources
    }


def _is_asked(fact: SalaryFact, rows: Sequence[Salary]) -> bool:
    return any(
        (row.level, row.min, row.max, row.period) == (fact.level, fact.min, fact.max, fact.period) for row in rows
    )


def _about(own: tuple[int, int], names: Sequence[Name], at: int) -> list[Name]:
    """Return the town and the profession that a figure at `at` speaks of: the nearest in its own words, else before."""
    about = []
    for kind in ("city", "profession"):
        of_kind = [name for name in names if name.kind == kind]
        inside = [name for name in of_kind if own[0] <= name.start < own[1]]
        before = [name for name in of_kind if name.end <= at]
        chosen = min(inside, key=lambda name: abs(name.start - at)) if inside else before[-1] if before else None
        chosen = chosen or next(iter(of_kind), None)
        about += [chosen] if chosen else []
    return about


def _inside(number: Number, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= number.start < end for start, end in spans)
