"""Retrieval metrics through ir_measures, as trec_eval computes them."""

from collections.abc import Iterator, Sequence

import ir_measures
from ir_measures import RR, Measure, Qrel, R, ScoredDoc, Success, nDCG

from assistant.evaluation.asking import DEPTH, Outcome
from assistant.evaluation.metrics import Tally
from assistant.evaluation.places import Gold

MEASURES: dict[str, Measure] = {
    "ndcg@10": nDCG @ 10,
    "recall@1": R @ 1,
    "recall@5": R @ 5,
    "recall@10": R @ 10,
    "rr@10": RR @ 10,
    "success@1": Success @ 1,
}


def qrels(gold: Gold) -> Iterator[Qrel]:
    """Return the gold places as relevance judgements; questions without any are left out."""
    for question, places in gold.items():
        for document in dict.fromkeys(place.document for place in places):
            yield Qrel(question, document, 1)


def run(outcomes: Sequence[Outcome], gold: Gold) -> Iterator[ScoredDoc]:
    """Return what was retrieved for the questions with gold places.

    Scores fall strictly with the rank, so that no reader of the run orders ties in a way of its own.
    """
    for outcome in outcomes:
        if gold[outcome.question.id]:
            for rank, found in enumerate(outcome.found):
                yield ScoredDoc(outcome.question.id, found.document, float(DEPTH - rank))


def retrieval(outcomes: Sequence[Outcome], gold: Gold) -> dict[str, dict[str, Tally]]:
    """Return each question's part of the retrieval metrics; a question for which nothing was found counts 0."""
    judged = {question: {name: Tally(0.0, 1) for name in MEASURES} for question, places in gold.items() if places}
    if not judged:
        return {}
    names = {measure: name for name, measure in MEASURES.items()}
    for found in ir_measures.iter_calc([*MEASURES.values()], [*qrels(gold)], [*run(outcomes, gold)]):
        judged[found.query_id][names[found.measure]] = Tally(found.value, 1)
    return judged
