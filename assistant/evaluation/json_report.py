"""The evaluation as one JSON object. All that differs between two equal runs stands under "timings"."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from assistant.evaluation.comparison import Comparison
from assistant.evaluation.judging import Judgement
from assistant.evaluation.records import DIGITS, SCHEMA, kept
from assistant.evaluation.report import Report
from assistant.evaluation.summary import Scores
from assistant.types import Answer, Citation


def to_object(report: Report) -> dict[str, Any]:
    """Return the report as an object for JSON; --baseline reads it again."""
    evaluation = report.evaluation
    return {
        "schema": SCHEMA,
        "file": evaluation.name,
        "split": report.split,
        "configurations": list(report.configurations),
        "index": asdict(evaluation.index),
        "asked": len(evaluation.judgements),
        "passed": len(evaluation.judgements) - len(report.failures),
        "metrics": _scores(evaluation.summary.overall),
        "categories": {name: _scores(scores) for name, scores in evaluation.summary.categories.items()},
        "refusals": [_rounded(asdict(count)) for count in evaluation.summary.reasons],
        "comparison": _comparison(report.comparison) if report.comparison else None,
        "gates": [{"gate": gate.gate, "held": gate.is_held, "reason": gate.reason} for gate in report.gates],
        "judge": asdict(report.opinions) if report.opinions else None,
        "questions": [_question(judgement, evaluation.clusters) for judgement in evaluation.judgements],
        "timings": {
            "cold_start_ms": report.cold_start,
            "p50_ms": report.latency.p50,
            "p95_ms": report.latency.p95,
            "answers_ms": {j.outcome.question.id: round(j.outcome.milliseconds, 1) for j in evaluation.judgements},
        },
    }


def to_text(report: Report) -> str:
    """Return the object as the text that --save writes."""
    return json.dumps(to_object(report), ensure_ascii=False, indent=1) + "\n"


def _scores(scores: Scores) -> dict[str, Any]:
    return {
        name: _rounded(
            {
                "value": score.value,
                "low": score.interval.low,
                "high": score.interval.high,
                "questions": score.questions,
                "clusters": score.clusters,
                "telling": score.is_telling,
            }
        )
        for name, score in scores.items()
    }


def _comparison(comparison: Comparison) -> dict[str, Any]:
    changes = {
        change.metric.name: {
            "old": change.old,
            "new": change.new,
            **asdict(change.paired),
            "p_holm": change.p,
            "verdict": change.verdict,
        }
        for change in comparison.changes
    }
    return {
        "compared": comparison.compared,
        "left_out": comparison.left_out,
        "metrics": {name: _rounded(change) for name, change in changes.items()},
        "fixed": list(comparison.fixed),
        "broken": list(comparison.broken),
    }


def _question(judgement: Judgement, clusters: Mapping[str, str]) -> dict[str, Any]:
    question, answer = judgement.outcome.question, judgement.outcome.answer
    return {
        "id": question.id,
        "fingerprint": question.fingerprint,
        "category": question.category,
        "split": question.split,
        "cluster": clusters[question.id],
        "question": question.question,
        "history": list(question.history),
        "answerable": question.answerable,
        "passed": judgement.passed,
        "faults": list(judgement.faults),
        "metrics": {name: [tally.hits, tally.of] for name, tally in kept(judgement.tallies).items()},
        **_answer(answer),
        "citations": [_citation(citation) for citation in answer.citations],
        "gold": [{"article": place.article, "line": place.line} for place in judgement.gold],
        "retrieved": [{"article": found.article, "line": found.line} for found in judgement.outcome.found],
        "variants": [
            {"question": text, **_answer(variant)}
            for text, variant in zip(question.variants, judgement.outcome.variants, strict=False)
        ],
    }


def _citation(citation: Citation) -> dict[str, Any]:
    also = [asdict(place) for place in citation.also]
    return {"article": citation.article, "line": citation.line, "quote": citation.quote, "also": also}


def _answer(answer: Answer) -> dict[str, Any]:
    return {"status": answer.status, "reason": answer.reason, "answer": answer.answer}


def _rounded(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _round(value) for name, value in values.items()}


def _round(value: Any) -> Any:
    if isinstance(value, Mapping):
        return _rounded(value)
    return round(value, DIGITS) if isinstance(value, float) else value
