"""The evaluation as one HTML page that needs nothing but itself."""

from collections.abc import Iterable, Sequence
from html import escape
from importlib import resources
from string import Template

from assistant.evaluation.charts import Bar, bars, histogram
from assistant.evaluation.comparison import Comparison
from assistant.evaluation.details import details
from assistant.evaluation.judging import Judgement
from assistant.evaluation.metrics import ALL, Metric
from assistant.evaluation.report import Report
from assistant.evaluation.summary import Score, Scores
from assistant.evaluation.terminal import TOO_FEW, between, heading, said_of
from assistant.evaluation.wording import decimal, percent, points
from assistant.render import visible


def page(report: Report) -> str:
    """Return the whole page."""
    summary = report.evaluation.summary
    failed_first = sorted(report.evaluation.judgements, key=lambda judgement: judgement.passed)
    rows = "".join(_row(judgement, report.comparison) for judgement in failed_first)
    return Template(_template("report.html")).substitute(
        style=_template("report.css"),
        script=_template("report.js"),
        title=text(f"Auswertung {report.evaluation.name}"),
        heading=text(heading(report)).replace("\n", "<br>"),
        gates=_gates(report),
        metrics=bars(
            [_bar(metric, summary.overall[metric.name]) for metric in _present(summary.overall)], "Kennzahlen"
        ),
        metric_table=_metric_table(summary.overall),
        categories=bars([_category_bar(name, scores) for name, scores in summary.categories.items()], "Kategorien"),
        category_table=_category_table(summary.categories),
        too_few=text(TOO_FEW),
        reasons=_reasons(report),
        latency=histogram(
            [judgement.outcome.milliseconds for judgement in report.evaluation.judgements],
            report.latency.p50,
            report.latency.p95,
            "Antwortzeiten",
        ),
        comparison=_comparison(report) if report.comparison else "",
        judge=f"<h2>Modellurteil</h2><p>{text(said_of(report.opinions))}</p>" if report.opinions else "",
        options="".join(f"<option>{text(name)}</option>" for name in summary.categories),
        changed='<option value="fixed">behoben</option><option value="broken">kaputt gegangen</option>'
        if report.comparison
        else "",
        rows=rows,
        total=str(len(report.evaluation.judgements)),
    )


def text(content: object) -> str:
    """Return content so that it is text and nothing else to a browser."""
    return escape(visible(str(content)))


def _template(name: str) -> str:
    return resources.files("assistant").joinpath(f"evaluation/templates/{name}").read_text(encoding="utf-8")


def _present(scores: Scores) -> list[Metric]:
    return [metric for metric in ALL if metric.name in scores]


def _bar(metric: Metric, score: Score) -> Bar:
    return Bar(
        metric.title, score.value, score.interval.low, score.interval.high, not score.is_telling, metric.lower_is_better
    )


def _category_bar(name: str, scores: Scores) -> Bar:
    passed = scores["passed"]
    return Bar(visible(name), passed.value, passed.interval.low, passed.interval.high, not passed.is_telling)


def _gates(report: Report) -> str:
    items = []
    for gate in report.gates:
        verdict = "gehalten" if gate.is_held else f"verfehlt: {gate.reason}"
        items.append(f'<li class="{"good" if gate.is_held else "bad"}">{text(gate.gate)} {text(verdict)}</li>')
    return f"<h2>Schranken</h2><ul>{''.join(items)}</ul>" if items else ""


def _metric_table(scores: Scores) -> str:
    rows = []
    for metric in _present(scores):
        score = scores[metric.name]
        title = f"{metric.group}: {metric.title}" + (" (weniger ist besser)" if metric.lower_is_better else "")
        cells = (title, metric.name, _share(score), between(score.interval), score.questions, score.clusters)
        rows.append(_cells(cells))
    return _table(("Kennzahl", "Name", "Wert", "95 %-Intervall", "Fragen", "Gruppen"), rows)


def _category_table(categories: dict[str, Scores]) -> str:
    metrics = [metric for metric in ALL if any(metric.name in scores for scores in categories.values())]
    rows = []
    for name, scores in categories.items():
        found = (scores.get(metric.name) for metric in metrics)
        rows.append(_cells((name, scores["passed"].questions, *(_share(score) if score else "–" for score in found))))
    return _table(("Kategorie", "Fragen", *(metric.name for metric in metrics)), rows)


def _reasons(report: Report) -> str:
    counts = report.evaluation.summary.reasons
    if not counts:
        return "<p>Keine Frage nennt einen Grund für eine Absage.</p>"
    rows = [_cells((c.reason, c.questions, c.refused, between(c.interval), c.right_reason)) for c in counts]
    return _table(("Absage wegen", "Fragen", "abgelehnt", "95 %-Intervall", "mit diesem Grund"), rows)


def _comparison(report: Report) -> str:
    comparison = report.comparison
    if comparison is None:
        return ""
    rows = [
        _cells(
            (
                change.metric.name,
                percent(change.old),
                percent(change.new),
                points(change.paired.difference),
                f"{points(change.paired.interval.low)} bis {points(change.paired.interval.high)}",
                decimal(change.p, 3),
                change.paired.differing,
                change.verdict,
            )
        )
        for change in comparison.changes
    ]
    titles = ("Kennzahl", *comparison.titles, "Punkte", "95 %-Intervall", "p (Holm)", "geänderte Gruppen", "Urteil")
    told = (
        f"{comparison.compared} Fragen verglichen, {comparison.left_out} neu, entfallen oder geändert; "
        f"{len(comparison.fixed)} behoben, {len(comparison.broken)} kaputt gegangen."
    )
    return f'<section id="comparison"><h2>Vergleich</h2><p>{text(told)}</p>{_table(titles, rows)}</section>'


def _row(judgement: Judgement, comparison: Comparison | None) -> str:
    question = judgement.outcome.question
    kinds = ["passed" if judgement.passed else "failed"]
    if comparison and question.id in comparison.fixed:
        kinds.append("fixed")
    if comparison and question.id in comparison.broken:
        kinds.append("broken")
    asked = text(question.question) or "<em>(leer)</em>"
    told = asked if judgement.passed else f"<details><summary>{asked}</summary>{details(judgement, text)}</details>"
    return (
        f'<tr class="{" ".join(kinds)}" data-category="{text(question.category)}">'
        f"<td>{text(question.id)}</td><td>{text(question.category)}</td><td>{told}</td>"
        f"<td>{'bestanden' if judgement.passed else text('; '.join(judgement.faults))}</td>"
        f'<td class="number">{decimal(judgement.outcome.milliseconds)}</td></tr>\n'
    )


def _share(score: Score) -> str:
    return percent(score.value) + ("" if score.is_telling else " *")


def _cells(values: Iterable[object]) -> str:
    return "<tr>" + "".join(f"<td>{text(value)}</td>" for value in values) + "</tr>"


def _table(titles: Sequence[str], rows: Sequence[str]) -> str:
    head = "".join(f"<th>{text(title)}</th>" for title in titles)
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table></div>'
