"""What there is to learn from each question: the features of what was found, and which of it is right."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.chain import Assistant
from assistant.evaluation.places import Place, document_of
from assistant.evaluation.questions import Question
from assistant.evidence import kind_of, speaks_of
from assistant.retriever import MEASURED
from assistant.scope import scope_of
from assistant.tuning.materials import Material
from assistant.types import Hit, Query


@dataclass(frozen=True, slots=True)
class Case:
    """One question: its hits, best first by the weights in use, and which of them are gold.

    `group` holds together what must not be in two parts of a cross-validation; `weight` is how much the case counts.
    """

    group: str
    kind: str
    query: Query
    hits: tuple[Hit, ...]
    right: tuple[bool, ...]
    weight: float = 1.0

    @property
    def particular(self) -> bool:
        """Say whether more than a topic is asked for."""
        return bool(self.query.specific)


def cases_of(material: Material) -> list[Case]:
    """Return a case for each question that is answered from passages."""
    found = (_case(material.assistant, question, material.gold[question.id]) for question in material.questions)
    return [replace(case, weight=material.weight) for case in found if case]


def open_cases(material: Material, others: Sequence[str]) -> list[Case]:
    """Return the questions that name neither profession nor town, asked of all articles; `others` have no answer."""
    asked = [question.model_copy(update={"history": ()}) for question in material.questions]
    foreign = [Question(id=f"x{at}", question=text, answerable=False) for at, text in enumerate(others)]
    found = [_case(material.assistant, one, material.gold.get(one.id, ())) for one in (*asked, *foreign)]
    return [case for case in found if case and case.kind == "open"]


def _case(assistant: Assistant, question: Question, gold: Sequence[Place]) -> Case | None:
    query = assistant.understand(question.question, question.history)
    scope = scope_of(query, assistant.index.catalogue)
    if query.kind not in ("passages", "salary") or scope.reason:
        return None
    hits = assistant.retriever.retrieve(query, MEASURED, scope.articles)
    documents = {place.document for place in gold}
    right = tuple(any(document_of(chunk) in documents for chunk in (hit.chunk, *hit.also)) for hit in hits)
    group = gold[0].article if gold else hits[0].chunk.article.id if hits else ""
    kind = kind_of(query, scoped=scope.articles is not None)
    if not any(speaks_of(query, hit) for hit in hits):
        return None
    return Case(group, kind, query, tuple(hits), right)


def reordered(case: Case, order: Sequence[int], scores: Sequence[float]) -> Case:
    """Return a case with its hits in another order, with new scores."""
    hits = tuple(replace(case.hits[at], score=float(scores[at])) for at in order)
    return replace(case, hits=hits, right=tuple(case.right[at] for at in order))
