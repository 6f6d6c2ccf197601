"""What every form of output is made from."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.evaluation.comparison import Comparison
from assistant.evaluation.evaluation import Evaluation
from assistant.evaluation.gates import GateResult
from assistant.evaluation.judging import Judgement
from assistant.evaluation.model_judge import Opinions
from assistant.evaluation.summary import Latency


@dataclass(frozen=True, slots=True)
class Report:
    """An evaluation with its times, what it was compared with, and the gates it was held against."""

    evaluation: Evaluation
    latency: Latency
    cold_start: float
    """Milliseconds from opening the index to the first answer."""
    split: str | None = None
    comparison: Comparison | None = None
    gates: tuple[GateResult, ...] = ()
    configurations: tuple[str, ...] = ()
    """What was compared in one run; the report is on the last of them."""

    opinions: Opinions | None = None
    """What a model says of the answers, where one was asked."""

    @property
    def failures(self) -> list[Judgement]:
        """Return the judgements that found something wrong."""
        return [judgement for judgement in self.evaluation.judgements if judgement.faults]

    def of(self, names: Sequence[str]) -> list[Judgement]:
        """Return the judgements of questions, in the order of their ids in names."""
        by_id = {judgement.outcome.question.id: judgement for judgement in self.evaluation.judgements}
        return [by_id[name] for name in names]
