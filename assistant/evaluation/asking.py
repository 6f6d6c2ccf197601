"""Ask every question and keep what came back, with what the retriever found and how long it took."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from time import perf_counter

from assistant.chain import Assistant
from assistant.evaluation.places import Gold, Place, document_of
from assistant.evaluation.questions import Question
from assistant.scope import scope_of
from assistant.types import Answer, Hit
from index.errors import IndexLayerError

DEPTH = 10  # ranks that the metrics look at
CHUNKS = 3 * DEPTH  # pieces of one long paragraph share a rank, so more of them are fetched
EXCERPT = 160


@dataclass(frozen=True, slots=True)
class Found:
    """A paragraph that the retriever brought up."""

    document: str
    article: str
    line: int
    excerpt: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one question. `error` says what broke, in which case the answer is empty."""

    question: Question
    answer: Answer
    variants: tuple[Answer, ...] = ()
    found: tuple[Found, ...] = ()
    milliseconds: float = 0.0
    error: str = ""


def ask_all(
    assistant: Assistant, questions: Sequence[Question], gold: Gold, progress: Callable[[int], None]
) -> list[Outcome]:
    """Ask the questions in order; progress is told how many are done."""
    outcomes = []
    for done, question in enumerate(questions, start=1):
        outcomes.append(ask(assistant, question, gold[question.id]))
        progress(done)
    return outcomes


def ask(assistant: Assistant, question: Question, gold: Sequence[Place] = ()) -> Outcome:
    """Ask one question and its variants; rank paragraphs where there is gold to compare them with."""
    started = perf_counter()
    try:
        answer = assistant.answer(question.question, question.history)
        elapsed = (perf_counter() - started) * 1000
        variants = tuple(assistant.answer(variant, question.history) for variant in question.variants)
        found = _retrieved(assistant, question, gold) if gold else ()
    except (IndexLayerError, OSError, MemoryError):
        raise  # no question can be answered then
    except Exception as error:  # a defect that one question meets is a finding of the evaluation, not its end
        elapsed = (perf_counter() - started) * 1000
        nothing = Answer(question.question, question.question, "answered", "")
        return Outcome(question, nothing, milliseconds=elapsed, error=f"{type(error).__name__}: {error}")
    return Outcome(question, answer, variants, found, elapsed)


def _retrieved(assistant: Assistant, question: Question, gold: Sequence[Place]) -> tuple[Found, ...]:
    """Rank paragraphs as the assistant would for this question in its conversation."""
    query = assistant.understand(question.question, question.history)
    scope = scope_of(query, assistant.index.catalogue)
    if scope.reason:
        return ()
    hits = assistant.retriever.retrieve(query, CHUNKS, scope.articles)
    if assistant.reranker:
        hits = assistant.reranker.rerank(query.resolved, hits, CHUNKS)
    documents = {place.document for place in gold}
    found: dict[str, Found] = {}
    for one in (one for hit in hits for one in _found(hit, documents)):
        found.setdefault(one.document, one)
    return tuple(found.values())[:DEPTH]


def _found(hit: Hit, gold: Collection[str]) -> list[Found]:
    """Return what a hit stands for: of paragraphs that say the same, the gold ones, or else the first."""
    chunks = [hit.chunk, *hit.also]
    named = [chunk for chunk in chunks if document_of(chunk) in gold] or chunks[:1]
    return [
        Found(document_of(chunk), chunk.article.id, chunk.line, " ".join(chunk.text[:EXCERPT].split()))
        for chunk in named
    ]
