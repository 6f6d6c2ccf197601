"""Judge one outcome: its part of every metric that needs no other question, and what is wrong with it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from assistant.citations import MARKER
from assistant.evaluation.asking import Outcome
from assistant.evaluation.figures import FigureCheck, check_figures, money
from assistant.evaluation.metrics import Tally
from assistant.evaluation.places import Place
from assistant.evaluation.statements import Places, covered, statements
from assistant.types import Answer, Citation
from assistant.wording import amount

Tallies = dict[str, Tally]
TextOf = Callable[[str], str]
"""From the id of an article to the text that offsets refer to."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on one question. `faults` say in German what is wrong; without any it has passed."""

    outcome: Outcome
    gold: tuple[Place, ...]
    tallies: Tallies
    faults: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Say whether nothing is wrong."""
        return not self.faults


def judge(outcome: Outcome, gold: tuple[Place, ...], text_of: TextOf) -> Judgement:
    """Judge an outcome against what its question expects; retrieval is judged for all questions together."""
    question, answer = outcome.question, outcome.answer
    places: Places = frozenset((place.article, place.line) for place in gold)
    tallies: Tallies = {**refusals(outcome), **quotes(answer, text_of), **robustness(outcome)}
    faults = [f"Fehler: {outcome.error}"] if outcome.error else []
    if question.answerable:
        if answer.status == "refused":
            faults.append(f"abgelehnt ({answer.reason}), obwohl beantwortbar")
        if places:
            tallies |= citations(answer, places)
            if answer.status == "answered" and not _covered(answer) & places:
                faults.append("keine der Goldstellen belegt")
        if question.values:
            checked = figure_check(outcome, gold)
            tallies |= _figures(checked)
            faults += _figure_faults(checked)
    elif answer.status == "answered":
        faults.append("beantwortet, obwohl abzulehnen")
    patterns, pattern_faults = content(question.must, question.must_not, answer)
    tallies |= patterns
    faults += pattern_faults
    tallies["passed"] = Tally(not faults, 1)
    return Judgement(outcome, gold, tallies, tuple(faults))


def refusals(outcome: Outcome) -> Tallies:
    """Count for precision if it was refused, for recall if it had to be, for the reason if both and one is expected."""
    question, refused = outcome.question, outcome.answer.status == "refused"
    due = not question.answerable
    tallies = {}
    if refused:
        tallies["refusal_precision"] = Tally(due, 1)
    if due:
        tallies["refusal_recall"] = Tally(refused, 1)
    if refused and due and question.reason:
        tallies["refusal_reason"] = Tally(outcome.answer.reason == question.reason, 1)
    return tallies


def citations(answer: Answer, gold: Places) -> Tallies:
    """Judge the citations of an answer after ALCE, deciding by gold places what supports a statement.

    Without an answer nothing is supported, and precision is not asked.
    """
    said = statements(answer) if answer.status == "answered" else []
    supported = sum(statement.is_supported(gold) for statement in said)
    tallies = {
        "citation_recall": Tally(supported / len(said) if said else 0.0, 1),
        "gold_cited": Tally(len(_covered(answer) & gold) / len(gold), 1),
    }
    if cited := _cited(answer):
        needed = {(citation.article, citation.line) for citation in answer.citations if covered(citation) & gold}
        tallies["citation_precision"] = Tally(len(needed) / len(cited), 1)
    return tallies


def quotes(answer: Answer, text_of: TextOf) -> Tallies:
    """Count the citations whose quote stands in its source, to the letter, at its offsets and in its line."""
    if not answer.citations:
        return {}
    exact = sum(_is_exact(citation, text_of(citation.article)) for citation in answer.citations)
    return {"exact_quotes": Tally(exact / len(answer.citations), 1)}


def figure_check(outcome: Outcome, gold: Sequence[Place]) -> FigureCheck:
    """Check the figures of an answer; what its gold paragraphs, its quotes and the question state is no invention."""
    question, answer = outcome.question, outcome.answer
    cited = (citation.quote for citation in answer.citations)
    allowed = [*(place.text for place in gold), *cited, question.question, *question.history]
    said = answer.answer if answer.status == "answered" else ""
    return check_figures(said, question.values, allowed)


def content(must: Sequence[str], must_not: Sequence[str], answer: Answer) -> tuple[Tallies, list[str]]:
    """Look for patterns in the answer without its markers, whatever the case of letters."""
    text = " ".join(MARKER.sub("", answer.answer).split())
    found = partial(re.search, string=text, flags=re.IGNORECASE)
    absent = [pattern for pattern in must if not found(pattern)]
    present = [pattern for pattern in must_not if found(pattern)]
    tallies: Tallies = {}
    if must:
        tallies["must"] = Tally(1 - len(absent) / len(must), 1)
    if must_not:
        tallies["must_not"] = Tally(1 - len(present) / len(must_not), 1)
    faults = [f"es fehlt: {pattern}" for pattern in absent]
    return tallies, faults + [f"darf nicht vorkommen: {pattern}" for pattern in present]


def robustness(outcome: Outcome) -> Tallies:
    """Count the variants answered as the question is: same status and reason, same paragraphs, same sums."""
    if not outcome.variants:
        return {}
    same = sum(_gist(variant) == _gist(outcome.answer) for variant in outcome.variants)
    return {"robustness": Tally(same / len(outcome.variants), 1)}


def _gist(answer: Answer) -> tuple[object, ...]:
    sums = frozenset(figure.value for figure in money(answer.answer))
    return answer.status, answer.reason, _cited(answer), sums


def _cited(answer: Answer) -> Places:
    return frozenset((citation.article, citation.line) for citation in answer.citations)


def _covered(answer: Answer) -> Places:
    return frozenset(place for citation in answer.citations for place in covered(citation))


def _is_exact(citation: Citation, text: str) -> bool:
    in_line = text.count("\n", 0, citation.start) + 1 == citation.line
    return bool(citation.quote) and text[citation.start : citation.end] == citation.quote and in_line


def _figures(checked: FigureCheck) -> Tallies:
    right, missing, wrong = len(checked.right), len(checked.missing), len(checked.wrong)
    expected, given = right + missing, right + wrong
    tallies = {"figures_right": Tally(right / expected, 1), "figures_missing": Tally(missing / expected, 1)}
    if given:
        tallies["figures_wrong"] = Tally(wrong / given, 1)
    return tallies


def _figure_faults(checked: FigureCheck) -> list[str]:
    faults = [f"falsche Zahl: {amount(value)}" for value in checked.wrong]
    return faults + [f"Zahl fehlt: {amount(value)}" for value in checked.missing]
