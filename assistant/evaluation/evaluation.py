"""The whole evaluation: ask, judge, sum up."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.chain import Assistant
from assistant.evaluation.asking import Outcome, ask_all
from assistant.evaluation.judging import Judgement, judge
from assistant.evaluation.places import Gold, resolve
from assistant.evaluation.questions import QuestionSet
from assistant.evaluation.retrieval import retrieval
from assistant.evaluation.statistics import clusters
from assistant.evaluation.summary import Summary, summarise


@dataclass(frozen=True, slots=True)
class IndexInfo:
    """Over what was asked."""

    articles: int
    chunks: int
    model: str
    fingerprint: str
    sample: bool


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All that reports are made from."""

    name: str
    index: IndexInfo
    outcomes: tuple[Outcome, ...]
    gold: Gold
    judgements: tuple[Judgement, ...]
    clusters: dict[str, str]
    summary: Summary


def evaluate(assistant: Assistant, questions: QuestionSet, progress: Callable[[int], None]) -> Evaluation:
    """Ask all questions and judge the answers; raise QuestionSetError for gold places that the index does not have."""
    gold = resolve(questions, assistant.index.catalogue)
    outcomes = ask_all(assistant, questions.questions, gold, progress)
    judgements = judged(outcomes, gold, assistant)
    grouped = clusters({question: [place.document for place in places] for question, places in gold.items()})
    return Evaluation(
        questions.name, _info(assistant), tuple(outcomes), gold, judgements, grouped, summarise(judgements, grouped)
    )


def judged(outcomes: Sequence[Outcome], gold: Gold, assistant: Assistant) -> tuple[Judgement, ...]:
    """Judge the answers one by one, then what was retrieved for all."""
    texts: dict[str, str] = {}

    def text_of(article: str) -> str:
        if article not in texts:
            texts[article] = assistant.index.catalogue.article_text(article)
        return texts[article]

    ranked = retrieval(outcomes, gold)
    single = [judge(outcome, gold[outcome.question.id], text_of) for outcome in outcomes]
    return tuple(replace(one, tallies={**one.tallies, **ranked.get(one.outcome.question.id, {})}) for one in single)


def _info(assistant: Assistant) -> IndexInfo:
    manifest = assistant.index.manifest
    return IndexInfo(
        manifest.articles, manifest.chunks, manifest.model.name, manifest.model.fingerprint, bool(manifest.sample)
    )
