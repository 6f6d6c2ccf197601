"""The metrics: their names, what they are called in German, and which way is better."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["bootstrap", "wilson"]


@dataclass(frozen=True, slots=True)
class Metric:
    """A share between 0 and 1, summed up over questions; `interval` says how its uncertainty is told."""

    name: str
    title: str
    group: str
    interval: Kind = "bootstrap"
    lower_is_better: bool = False

    @property
    def sign(self) -> int:
        """Return 1 where more is better and -1 where less is."""
        return -1 if self.lower_is_better else 1


@dataclass(frozen=True, slots=True)
class Tally:
    """One question's part of a metric: `hits` out of `of`. The metric is the sum of hits over the sum of `of`.

    Shares within a question come with `of` 1, so that each question weighs the same.
    """

    hits: float
    of: float


ALL = (
    Metric("passed", "Fragen bestanden", "Gesamt"),
    Metric("ndcg@10", "nDCG@10", "Suche"),
    Metric("recall@1", "Recall@1", "Suche"),
    Metric("recall@5", "Recall@5", "Suche"),
    Metric("recall@10", "Recall@10", "Suche"),
    Metric("rr@10", "RR@10", "Suche"),
    Metric("success@1", "Treffer auf Rang 1", "Suche"),
    Metric("citation_precision", "nötige Belege", "Belege"),
    Metric("citation_recall", "belegte Sätze", "Belege"),
    Metric("gold_cited", "Goldstellen belegt", "Belege"),
    Metric("exact_quotes", "wörtliche Zitate", "Belege"),
    Metric("figures_right", "Zahlen richtig", "Zahlen"),
    Metric("figures_missing", "Zahlen fehlen", "Zahlen", lower_is_better=True),
    Metric("figures_wrong", "Zahlen falsch", "Zahlen", lower_is_better=True),
    Metric("refusal_precision", "Absagen zu Recht", "Absagen", "wilson"),
    Metric("refusal_recall", "nötige Absagen gegeben", "Absagen", "wilson"),
    Metric("refusal_reason", "Grund der Absage richtig", "Absagen", "wilson"),
    Metric("must", "Muster gefunden (must)", "Inhalt"),
    Metric("must_not", "Muster vermieden (must_not)", "Inhalt"),
    Metric("robustness", "gleiche Antwort auf Varianten", "Inhalt"),
)
BY_NAME = {metric.name: metric for metric in ALL}
