"""The evaluation in the terminal."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.table import Table

from assistant.evaluation.comparison import Comparison
from assistant.evaluation.judging import Judgement
from assistant.evaluation.metrics import ALL
from assistant.evaluation.model_judge import Opinions
from assistant.evaluation.report import Report
from assistant.evaluation.statistics import ENOUGH, Interval
from assistant.evaluation.summary import Score, Scores
from assistant.evaluation.wording import decimal, percent, points
from assistant.render import visible
from assistant.wording import counted

WIDTH = 110  # of what goes to a file or a pipe
FAILURES_SHOWN = 15
IN_CATEGORIES = (
    ("passed", "bestanden"),
    ("ndcg@10", "nDCG@10"),
    ("citation_precision", "nötige Belege"),
    ("citation_recall", "belegte Sätze"),
    ("figures_right", "Zahlen richtig"),
    ("figures_wrong", "Zahlen falsch"),
)
COMPARED = ("A", "B (dieser Bericht)")
TOO_FEW = f"* weniger als {ENOUGH} unabhängige Gruppen von Fragen: zu wenige, um es zu sagen"


@contextmanager
def progress(total: int) -> Iterator[Callable[[int], None]]:
    """Show on stderr how many questions are done, where that is a terminal."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda _: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Fragen stellen"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("eval", total=total)
        yield lambda done: bar.update(task, completed=done)


def show_report(report: Report) -> None:
    """Print the report to stdout."""
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else WIDTH
    console = Console(width=width, markup=False, highlight=False, emoji=False)
    console.print(visible(heading(report)), end="\n\n")
    tables = [_metrics(report.evaluation.summary.overall), _categories(report)]
    if report.evaluation.summary.reasons:
        tables.append(_reasons(report))
    if report.comparison:
        tables.append(_comparison(report.comparison))
    for table in tables:
        console.print(table)
        console.print()
    if report.comparison:
        _list_changed(console, report, report.comparison)
    _list_failures(console, report.failures)
    if report.opinions:
        console.print(visible(said_of(report.opinions)), soft_wrap=True)
    for gate in report.gates:
        verdict = "gehalten" if gate.is_held else f"verfehlt: {gate.reason}"
        console.print(visible(f"Schranke {gate.gate} {verdict}"))


def heading(report: Report) -> str:
    """Say in a few lines what was asked of what, how it went and how long it took."""
    evaluation, latency = report.evaluation, report.latency
    asked = len(evaluation.judgements)
    sides = "".join(
        f"\n{letter}: {name}"
        for letter, name in zip(COMPARED, report.configurations, strict=bool(report.configurations))
    )
    part = f", Teil {report.split}" if report.split else ""
    return (
        f"{evaluation.name}{part}: {asked - len(report.failures)} von {counted(asked, 'Frage', 'Fragen')} bestanden, "
        f"über {counted(evaluation.index.articles, 'Artikel', 'Artikel')}\n"
        f"Antwortzeit: Median {decimal(latency.p50)} ms, 95 % unter {decimal(latency.p95)} ms; "
        f"Kaltstart (Index öffnen, erste Antwort) {decimal(report.cold_start, 0)} ms{sides}"
    )


def said_of(opinions: Opinions) -> str:
    """Say what a model thinks of the answers and where that differs from the verdicts."""
    shares = (opinions.answers / opinions.read, opinions.supported / opinions.read) if opinions.read else (None, None)
    text = (
        f"Urteil des Modells {opinions.model} (nur zur Orientierung, nie eine Schranke) über "
        f"{counted(opinions.read, 'Antwort', 'Antworten')}: {percent(shares[0])} beantworten die Frage, "
        f"{percent(shares[1])} sind ganz belegt; {opinions.unreadable} Urteile unlesbar."
    )
    shown = ", ".join(opinions.against[:FAILURES_SHOWN]) + (" …" if len(opinions.against) > FAILURES_SHOWN else "")
    return f"{text}\nAnders als hier geurteilt ({len(opinions.against)}): {shown}" if opinions.against else text


def _metrics(scores: Scores) -> Table:
    table = _table("Kennzahl", "Name", "Wert", "95 %-Intervall", "Fragen", "Gruppen")
    table.caption = TOO_FEW if any(not score.is_telling for score in scores.values()) else None
    for metric in (metric for metric in ALL if metric.name in scores):
        score = scores[metric.name]
        title = f"{metric.title} (weniger ist besser)" if metric.lower_is_better else metric.title
        table.add_row(
            title,
            metric.name,
            percent(score.value) + _mark(score),
            between(score.interval),
            str(score.questions),
            str(score.clusters),
        )
    return table


def _categories(report: Report) -> Table:
    table = _table("Kategorie", "Fragen", *(title for _, title in IN_CATEGORIES))
    for name, scores in report.evaluation.summary.categories.items():
        cells = (scores.get(metric) for metric, _ in IN_CATEGORIES)
        shown = (percent(score.value) + _mark(score) if score else "–" for score in cells)
        table.add_row(visible(name), str(scores["passed"].questions), *shown)
    return table


def _reasons(report: Report) -> Table:
    table = _table("Absage wegen", "Fragen", "abgelehnt", "95 %-Intervall", "mit diesem Grund")
    for count in report.evaluation.summary.reasons:
        numbers = (count.questions, count.refused, between(count.interval), count.right_reason)
        table.add_row(count.reason, *map(str, numbers))
    return table


def _comparison(comparison: Comparison) -> Table:
    table = _table("Vergleich", *comparison.titles, "Punkte", "95 %-Intervall", "p (Holm)", "Urteil")
    for change in comparison.changes:
        interval = f"{points(change.paired.interval.low)} bis {points(change.paired.interval.high)}"
        table.add_row(
            change.metric.name,
            percent(change.old),
            percent(change.new),
            points(change.paired.difference),
            interval,
            decimal(change.p, 3),
            change.verdict,
        )
    table.caption = f"{comparison.compared} Fragen verglichen, {comparison.left_out} neu, entfallen oder geändert"
    return table


def _list_changed(console: Console, report: Report, comparison: Comparison) -> None:
    for title, names in (("Behoben", comparison.fixed), ("Kaputt gegangen", comparison.broken)):
        if names:
            console.print(f"{title} ({len(names)}):")
            for judgement in report.of(names):
                console.print(visible(_line(judgement)), soft_wrap=True)


def _list_failures(console: Console, failures: Sequence[Judgement]) -> None:
    if failures:
        console.print(f"Nicht bestanden ({len(failures)}):")
    for judgement in failures[:FAILURES_SHOWN]:
        console.print(visible(_line(judgement)), soft_wrap=True)
    if len(failures) > FAILURES_SHOWN:
        console.print(f"  … und {len(failures) - FAILURES_SHOWN} weitere; alle zeigt: lotse eval --report SEITE.html")


def _line(judgement: Judgement) -> str:
    question = judgement.outcome.question
    asked = f"  {question.id}: {question.question}".replace("\n", " ")
    return asked + "".join(f"\n      {fault}" for fault in judgement.faults)


def between(interval: Interval) -> str:
    """Format an interval of shares."""
    return f"{decimal(100 * interval.low)}–{percent(interval.high)}"


def _mark(score: Score) -> str:
    return "" if score.is_telling else " *"


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, title_justify="left", caption_justify="left", header_style="bold")
    for at, column in enumerate(columns):
        table.add_column(column, justify="left" if at == 0 or column in ("Name", "Urteil") else "right")
    return table
