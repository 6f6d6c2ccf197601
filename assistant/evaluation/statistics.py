"""Uncertainty: Wilson intervals, bootstrap over clusters of questions, paired sign-flip test, Holm's correction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binomtest

SEED = 20_240_601
DRAWS, FLIPS = 2_000, 9_999
CONFIDENCE = 0.95
ENOUGH = 20  # clusters below which nothing is concluded
LEVEL = 0.05
EPSILON = 1e-12
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Interval:
    """Where a value lies with 95 % confidence."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Paired:
    """A difference (new minus old) over the same questions. `differing` counts the clusters that changed at all."""

    difference: float
    interval: Interval
    p: float
    differing: int

    @property
    def is_telling(self) -> bool:
        """Say whether enough clusters changed to conclude anything."""
        return self.differing >= ENOUGH


def wilson(hits: int, of: int) -> Interval:
    """Return Wilson's interval of a share."""
    found = binomtest(hits, of).proportion_ci(CONFIDENCE, method="wilson")
    return Interval(float(found.low), float(found.high))


def clusters(documents: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Name the cluster of each question, given the documents of its gold places: its gold paragraph.

    Questions over one paragraph succeed and fail together. One with several goes with the first of them, in the order
    of their names; one without any stands alone.
    """
    return {question: min(places) if places else f"?{question}" for question, places in documents.items()}


@dataclass(frozen=True, slots=True)
class Sample:
    """Hits and totals of one metric, summed up by cluster."""

    hits: Array
    of: Array

    @classmethod
    def of_tallies(cls, tallies: Iterable[tuple[str, float, float]]) -> "Sample":
        """Sum up (cluster, hits, of) by cluster, in the order of the clusters' names."""
        sums: dict[str, list[float]] = {}
        for cluster, hits, of in tallies:
            entry = sums.setdefault(cluster, [0.0, 0.0])
            entry[0] += hits
            entry[1] += of
        table = np.array([sums[name] for name in sorted(sums)], dtype=np.float64).reshape(-1, 2)
        return cls(table[:, 0], table[:, 1])

    @property
    def value(self) -> float:
        """Return the metric over all clusters."""
        return float(self.hits.sum() / self.of.sum())

    def bootstrap(self) -> Interval:
        """Return the percentile interval over resampled clusters.

        Where every cluster says the same, resampling has nothing to vary: then Wilson's over the number of clusters.
        """
        draws = _draws(len(self.hits))
        interval = _percentiles(_ratios(draws @ self.hits, draws @ self.of))
        if interval.high - interval.low > EPSILON:
            return interval
        size = len(self.hits)
        return wilson(round(self.value * size), size)


def paired(old: Sample, new: Sample) -> Paired:
    """Compare two samples over the same clusters: bootstrap interval and sign-flip test of the difference."""
    differing = int(np.sum((np.abs(old.hits - new.hits) > EPSILON) | (np.abs(old.of - new.of) > EPSILON)))
    observed = new.value - old.value
    draws = _draws(len(old.hits))
    resampled = _ratios(draws @ new.hits, draws @ new.of) - _ratios(draws @ old.hits, draws @ old.of)
    return Paired(observed, _percentiles(resampled), _sign_flip(old, new, observed), differing)


def holm(values: Sequence[float]) -> list[float]:
    """Return p-values corrected for the number of comparisons, in the order given."""
    order = sorted(range(len(values)), key=lambda at: values[at])
    corrected = [0.0] * len(values)
    highest = 0.0
    for rank, at in enumerate(order):
        highest = max(highest, min(1.0, values[at] * (len(values) - rank)))
        corrected[at] = highest
    return corrected


def _sign_flip(old: Sample, new: Sample, observed: float) -> float:
    """Return how often swapping old and new at random, cluster by cluster, makes as great a difference."""
    hits, of = new.hits - old.hits, new.of - old.of
    changed = (hits != 0) | (of != 0)  # to swap what is equal changes nothing
    hits, of = hits[changed], of[changed]
    swaps = np.random.default_rng(SEED).integers(0, 2, (FLIPS, len(hits))).astype(np.float64)
    one = _ratios(old.hits.sum() + swaps @ hits, old.of.sum() + swaps @ of)
    other = _ratios(new.hits.sum() - swaps @ hits, new.of.sum() - swaps @ of)
    as_great = ~(np.abs(one - other) < abs(observed) - EPSILON)  # a swap that leaves no value counts against us
    return float((1 + np.sum(as_great)) / (1 + FLIPS))


def _draws(size: int) -> Array:
    """Return how often each of `size` clusters is drawn, for each resample."""
    return np.random.default_rng(SEED).multinomial(size, np.full(size, 1 / size), DRAWS).astype(np.float64)


def _ratios(hits: Array, of: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(of > 0, hits / of, np.nan), dtype=np.float64)


def _percentiles(values: Array) -> Interval:
    low, high = np.nanpercentile(values, [50 * (1 - CONFIDENCE), 100 - 50 * (1 - CONFIDENCE)])
    return Interval(float(low), float(high))
