"""Two runs over the same questions: what changed, whether that can be told, which questions were fixed and broken."""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.evaluation.errors import EvaluationError
from assistant.evaluation.metrics import ALL, Metric, Tally
from assistant.evaluation.records import Record, Records
from assistant.evaluation.statistics import LEVEL, Paired, Sample, holm, paired

UNCHANGED, TOO_FEW, NOT_SHOWN = "unverändert", "zu wenige, um es zu sagen", "kein Unterschied nachweisbar"
BETTER, WORSE = "besser", "schlechter"
NOTHING = Tally(0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Change:
    """How one metric changed. `p` is corrected for the number of metrics."""

    metric: Metric
    old: float
    new: float
    paired: Paired
    p: float

    @property
    def verdict(self) -> str:
        """Say in German what can be concluded."""
        if self.paired.differing == 0:
            return UNCHANGED
        if not self.paired.is_telling:
            return TOO_FEW
        if self.p >= LEVEL:
            return NOT_SHOWN
        return BETTER if self.paired.difference * self.metric.sign > 0 else WORSE

    @property
    def worst(self) -> float:
        """Return the unfavourable bound of the difference, negative for a loss."""
        low, high = self.paired.interval.low, self.paired.interval.high
        return -high if self.metric.lower_is_better else low


@dataclass(frozen=True, slots=True)
class Comparison:
    """A run against an earlier one. `left_out` counts questions that are new, gone or were changed."""

    compared: int
    left_out: int
    changes: tuple[Change, ...]
    fixed: tuple[str, ...]
    broken: tuple[str, ...]
    titles: tuple[str, str] = ("vorher", "jetzt")
    """What the two runs are called."""


def compare(old: Records, new: Records, clusters: Mapping[str, str]) -> Comparison:
    """Compare the questions that both runs asked in the same words with the same expectations."""
    same = [name for name, record in new.items() if name in old and old[name].fingerprint == record.fingerprint]
    if not same:
        raise EvaluationError("Die gespeicherte Auswertung hat mit dieser keine Frage gemeinsam.")
    before, after = [old[name] for name in same], [new[name] for name in same]
    groups = [clusters[name] for name in same]
    found = []
    for metric in ALL:
        samples = _sample(metric, before, groups), _sample(metric, after, groups)
        if all(sample.of.sum() > 0 for sample in samples):
            found.append((metric, samples, paired(*samples)))
    corrected = holm([result.p for _, _, result in found])
    return Comparison(
        compared=len(same),
        left_out=len(set(old) | set(new)) - len(same),
        changes=tuple(
            Change(metric, samples[0].value, samples[1].value, result, p)
            for (metric, samples, result), p in zip(found, corrected, strict=True)
        ),
        fixed=tuple(name for name in same if new[name].passed and not old[name].passed),
        broken=tuple(name for name in same if old[name].passed and not new[name].passed),
    )


def _sample(metric: Metric, records: list[Record], groups: list[str]) -> Sample:
    tallies = [record.tallies.get(metric.name, NOTHING) for record in records]
    return Sample.of_tallies((group, tally.hits, tally.of) for group, tally in zip(groups, tallies, strict=True))
