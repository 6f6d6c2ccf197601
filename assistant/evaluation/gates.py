"""Gates: floors (or ceilings) that metrics must hold, and no provable loss against a baseline."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.evaluation.comparison import Comparison
from assistant.evaluation.errors import EvaluationError
from assistant.evaluation.metrics import BY_NAME
from assistant.evaluation.summary import Summary
from assistant.evaluation.wording import german_problem

GATE = re.compile(r"(?:(?P<category>[^\s:]+):)?(?P<metric>[a-z_@0-9]+)\s*(?P<sign>>=|<=)\s*(?P<bound>\d+(?:[.,]\d+)?)")
TOML_LINE = re.compile(r"at line (\d+)")
PROJECT = Path("pyproject.toml")
MAX_LOSS = 0.02
ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Gate:
    """A bound that a metric must hold, overall or within a category."""

    text: str
    metric: str
    at_least: bool
    bound: float
    category: str | None = None


@dataclass(frozen=True, slots=True)
class GateResult:
    """What became of a gate; `reason` says in German why it was missed."""

    gate: str
    reason: str = ""

    @property
    def is_held(self) -> bool:
        """Say whether it was held."""
        return not self.reason


class GateSettings(BaseModel):
    """The table [tool.lotse.eval] of a toml file."""

    model_config = ConfigDict(extra="forbid", strict=True)

    gates: list[str] = Field(default_factory=list)
    max_loss: float = MAX_LOSS
    """How much a metric with a gate may lose against the baseline, at the unfavourable bound of the interval."""


def load_settings(path: Path | None) -> GateSettings:
    """Read the settings of a toml file; without one named, of pyproject.toml where the command runs, if any."""
    if path is None and not PROJECT.is_file():
        return GateSettings()
    source = path or PROJECT
    try:
        tables = tomllib.loads(source.read_text(encoding="utf-8"))
        table = tables.get("tool", {}).get("lotse", {}).get("eval")
        if table is None and path is not None:
            raise EvaluationError(f"{source}: Es fehlt der Abschnitt [tool.lotse.eval].")
        return GateSettings.model_validate(table or {})
    except ValidationError as error:
        problem = german_problem(error.errors(include_url=False)[0], tuple(GateSettings.model_fields))
        raise EvaluationError(f"{source}: [tool.lotse.eval]: {problem}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, AttributeError) as error:
        raise EvaluationError(f"{source}: kein gültiges TOML{_line_of(error)}.") from error


def _line_of(error: Exception) -> str:
    line = TOML_LINE.search(str(error))
    return f" (Zeile {line[1]})" if line else ""


def parse_gates(texts: Sequence[str]) -> list[Gate]:
    """Read gates such as 'ndcg@10>=0.9', 'figures_wrong<=0' or 'salary:passed>=0.95'."""
    return [_parse(text.strip()) for text in texts]


def _parse(text: str) -> Gate:
    match = GATE.fullmatch(text)
    if not match:
        raise EvaluationError(f"Die Schranke „{text}“ ist nicht zu verstehen. Beispiele: ndcg@10>=0.9 figures_wrong<=0")
    if match["metric"] not in BY_NAME:
        raise EvaluationError(f"Die Kennzahl „{match['metric']}“ gibt es nicht; möglich ist: {', '.join(BY_NAME)}")
    bound = float(match["bound"].replace(",", "."))
    if bound > 1:
        raise EvaluationError(f"Die Schranke „{text}“ liegt über 1; Kennzahlen sind Anteile von 0 bis 1.")
    at_least = match["sign"] == ">="
    if at_least == BY_NAME[match["metric"]].lower_is_better:
        raise EvaluationError(f"Die Schranke „{text}“ zeigt in die falsche Richtung.")
    return Gate(text, match["metric"], at_least, bound, match["category"])


def check_gates(
    gates: Sequence[Gate], summary: Summary, comparison: Comparison | None, max_loss: float = MAX_LOSS
) -> list[GateResult]:
    """Hold the metrics against their bounds and, with a comparison, against what may be lost."""
    results = [_check(gate, summary) for gate in gates]
    if comparison:
        gated = {gate.metric for gate in gates}
        for change in comparison.changes:
            if change.metric.name in gated:
                limit = f"{change.metric.name} gegenüber dem Vergleich"
                lost = change.worst < -max_loss - ROUNDING
                results.append(
                    GateResult(
                        limit, f"kann um {-change.worst:.3f} schlechter sein, erlaubt sind {max_loss}" if lost else ""
                    )
                )
    return results


def _check(gate: Gate, summary: Summary) -> GateResult:
    scores = summary.overall if gate.category is None else summary.categories.get(gate.category, {})
    score = scores.get(gate.metric)
    if score is None:
        return GateResult(gate.text, "keine Frage sagt etwas dazu")
    held = score.value >= gate.bound - ROUNDING if gate.at_least else score.value <= gate.bound + ROUNDING
    return GateResult(gate.text, "" if held else f"es sind {score.value:.4f}")
