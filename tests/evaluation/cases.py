"""Questions, answers and places made up for the tests of the evaluation."""

from collections.abc import Sequence
from typing import Any

from assistant.evaluation.asking import Found, Outcome
from assistant.evaluation.evaluation import Evaluation, IndexInfo
from assistant.evaluation.judging import Judgement, judge
from assistant.evaluation.places import Place
from assistant.evaluation.questions import Question
from assistant.evaluation.report import Report
from assistant.evaluation.summary import Latency, summarise
from assistant.types import Answer, Citation

TEXT = "Titel\nZeile zwei\nDas Einstiegsgehalt liegt bei 2.300 € bis 2.700 €. Mehr gibt es selten.\nSchluss"
"""The text of every made-up article; its paragraph is line 3."""
PARAGRAPH = TEXT.split("\n")[2]


def question(name: str = "q", **values: Any) -> Question:
    return Question(**{"id": name, "question": "Was verdient man?", **values})


def citation(number: int = 1, article: str = "koch-kiel", line: int = 3, quote: str = PARAGRAPH) -> Citation:
    start = TEXT.find(quote or PARAGRAPH)
    return Citation(
        id=number, article=article, source=f"/{article}.txt", title="Koch in Kiel", profession="Koch", city="Kiel",
        heading="", paragraph=1, line=line, start=start, end=start + len(quote), quote=quote, score=1.0,
    )  # fmt: skip


def answer(text: str, *citations: Citation) -> Answer:
    return Answer("Was verdient man?", "Was verdient man?", "answered", text, citations=citations)


def refused(reason: str = "no_article") -> Answer:
    return Answer("Was verdient man?", "Was verdient man?", "refused", "Dazu gibt es nichts.", reason=reason)  # type: ignore[arg-type]


def place(article: str = "koch-kiel", line: int = 3, paragraph: int = 1) -> Place:
    return Place(article, line, f"{article}#p{paragraph}", PARAGRAPH)


def found(*documents: str) -> tuple[Found, ...]:
    return tuple(Found(document, document.split("#")[0], 3, "…") for document in documents)


def judged(asked: Question, given: Answer, *gold: Place, **values: Any) -> Judgement:
    return judge(Outcome(asked, given, **values), gold, lambda _: TEXT)


def report(judgements: Sequence[Judgement], **values: Any) -> Report:
    clusters = {judgement.outcome.question.id: judgement.outcome.question.id for judgement in judgements}
    evaluation = Evaluation(
        "fragen.jsonl",
        IndexInfo(1, 1, "modell", "abc", sample=False),
        tuple(judgement.outcome for judgement in judgements),
        {judgement.outcome.question.id: judgement.gold for judgement in judgements},
        tuple(judgements),
        clusters,
        summarise(judgements, clusters),
    )
    return Report(evaluation, Latency(1.0, 2.0), 3.0, **values)
