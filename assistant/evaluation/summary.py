"""Sum up judgements: every metric with its interval, overall and by category, refusals by reason, latency."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.evaluation.judging import Judgement
from assistant.evaluation.metrics import ALL, Metric
from assistant.evaluation.statistics import ENOUGH, Interval, Sample, wilson


@dataclass(frozen=True, slots=True)
class Score:
    """A metric over a group of questions. `questions` and `clusters` are those that have a part in it."""

    value: float
    interval: Interval
    questions: int
    clusters: int

    @property
    def is_telling(self) -> bool:
        """Say whether enough independent groups of questions stand behind it."""
        return self.clusters >= ENOUGH


Scores = dict[str, Score]
"""Scores by the name of the metric; metrics that no question of the group has a part in are absent."""


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """What became of the questions to be refused for one reason."""

    reason: str
    questions: int
    refused: int
    right_reason: int
    interval: Interval


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds of warm answers."""

    p50: float
    p95: float


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything about a set of judgements but the judgements."""

    overall: Scores
    categories: dict[str, Scores]
    reasons: tuple[ReasonCount, ...]


def summarise(judgements: Sequence[Judgement], clusters: Mapping[str, str]) -> Summary:
    """Sum up; clusters names the cluster of each question."""
    return Summary(
        scores(judgements, clusters),
        {name: scores(group, clusters) for name, group in by_category(judgements).items()},
        reasons(judgements),
    )


def by_category(judgements: Sequence[Judgement]) -> dict[str, list[Judgement]]:
    """Return the judgements of each category, categories in the order of their names."""
    names = sorted({judgement.outcome.question.category for judgement in judgements})
    return {name: [j for j in judgements if j.outcome.question.category == name] for name in names}


def scores(judgements: Sequence[Judgement], clusters: Mapping[str, str]) -> Scores:
    """Return every metric that the judgements have a part in."""
    found = {}
    for metric in ALL:
        parts = [
            (clusters[judgement.outcome.question.id], tally.hits, tally.of)
            for judgement in judgements
            if (tally := judgement.tallies.get(metric.name))
        ]
        if parts:
            sample = Sample.of_tallies(parts)
            found[metric.name] = Score(sample.value, _interval(metric, sample), len(parts), len(sample.hits))
    return found


def reasons(judgements: Sequence[Judgement]) -> tuple[ReasonCount, ...]:
    """Return, for each reason expected, how many of its questions were refused and how many for that reason."""
    due = [j.outcome for j in judgements if not j.outcome.question.answerable and j.outcome.question.reason]
    counts = []
    for reason in sorted({str(outcome.question.reason) for outcome in due}):
        answers = [outcome.answer for outcome in due if outcome.question.reason == reason]
        refused = sum(answer.status == "refused" for answer in answers)
        right = sum(answer.reason == reason for answer in answers)
        counts.append(ReasonCount(reason, len(answers), refused, right, wilson(refused, len(answers))))
    return tuple(counts)


def latency(judgements: Sequence[Judgement]) -> Latency:
    """Return median and 95th percentile of the time that answers took."""
    p50, p95 = np.percentile([judgement.outcome.milliseconds for judgement in judgements], [50, 95])
    return Latency(round(float(p50), 1), round(float(p95), 1))


def _interval(metric: Metric, sample: Sample) -> Interval:
    if metric.interval == "wilson":
        return wilson(round(sample.hits.sum()), round(sample.of.sum()))
    return sample.bootstrap()
