"""`lotse eval`: ask a set of questions and judge the answers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, Literal

from assistant.commands.session import assistant_for, build_with_progress, sample_folder
from assistant.commands.streams import say, show_json
from assistant.errors import AssistantError
from assistant.feedback import kept
from assistant.settings import Settings
from assistant.wording import counted

if TYPE_CHECKING:
    from assistant.evaluation.configurations import Configuration
    from assistant.evaluation.questions import QuestionSet
    from assistant.evaluation.report import Report

PROBLEMS_SHOWN = 20
FAILED = 1
EXTRA = "Die Auswertung braucht Pakete, die fehlen ({name}). Nachinstallieren mit: pip install 'lotse[eval]'"
OTHER_INDEX = (
    "Der mitgelieferte Fragensatz gehört zu den Beispielartikeln, der Index hat andere. "
    "Eigene Fragen nennen: lotse eval FRAGEN.jsonl"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asks for."""

    questions: Path | None
    split: Literal["dev", "test"] | None
    as_json: bool
    report: Path | None
    junit: Path | None
    trec: Path | None
    save: Path | None
    baseline: Path | None
    gates: Sequence[str]
    config: Path | None
    compare: tuple[str, str] | None = None
    judge: str | None = None
    from_feedback: bool = False


def evaluate(settings: Settings, wanted: Wanted) -> int:
    """Run the evaluation and return the exit code: 1 where a gate is missed."""
    if wanted.from_feedback:
        return _draft(settings)
    try:
        from assistant.evaluation.errors import QuestionSetError
        from assistant.evaluation.report import Report  # noqa: F401  (brings in every package that the extra names)
    except ModuleNotFoundError as error:
        raise AssistantError(EXTRA.format(name=error.name)) from error
    try:
        report = _report(settings, wanted)
    except QuestionSetError as error:
        for problem in error.problems[:PROBLEMS_SHOWN]:
            say(problem)
        if len(error.problems) > PROBLEMS_SHOWN:
            say(f"… und {len(error.problems) - PROBLEMS_SHOWN} weitere")
        raise
    _write(report, wanted)
    missed = [gate for gate in report.gates if not gate.is_held]
    for gate in missed:
        say(f"Schranke verfehlt: {gate.gate} ({gate.reason})")
    return FAILED if missed else 0


def _draft(settings: Settings) -> int:
    """Print a question set drafted from the votes kept in the home."""
    from assistant.evaluation.drafting import draft

    votes = kept(settings.home)
    if not votes:
        raise AssistantError("Es gibt noch keine Rückmeldungen; im Gespräch geben sie /gut und /schlecht.")
    for question in draft(votes):
        show_json(question)
    say(f"{counted(len(votes), 'Frage', 'Fragen')} entworfen; was zu tun ist, steht jeweils unter „note“.")
    return 0


def _report(settings: Settings, wanted: Wanted) -> "Report":
    from assistant.evaluation.comparison import compare
    from assistant.evaluation.configurations import configuration
    from assistant.evaluation.gates import check_gates, load_settings, parse_gates
    from assistant.evaluation.model_judge import load_model, opinions
    from assistant.evaluation.questions import load, shipped
    from assistant.evaluation.records import load_records, records_of

    # whatever can be wrong with the call is found before the first question is asked
    configured = load_settings(wanted.config)
    gates = parse_gates([*configured.gates, *wanted.gates])
    before = load_records(wanted.baseline) if wanted.baseline else None
    judge = load_model(wanted.judge) if wanted.judge else None
    sides = [configuration(text, settings) for text in wanted.compare or ()]
    questions = load(wanted.questions or shipped()).only(wanted.split)
    if sides:
        old, report = (_configured(side, questions, wanted) for side in sides)
        comparison = compare(records_of(old.evaluation), records_of(report.evaluation), report.evaluation.clusters)
        comparison = replace(comparison, titles=("A", "B"))
        report = replace(report, comparison=comparison, configurations=tuple(side.name for side in sides))
    else:
        report = _asked(settings, questions, wanted)
    if before is not None:
        comparison = compare(before, records_of(report.evaluation), report.evaluation.clusters)
        report = replace(report, comparison=comparison)
    if judge and wanted.judge:
        said = opinions(report.evaluation.judgements, judge, wanted.judge, settings.home)
        report = replace(report, opinions=said)
    results = check_gates(gates, report.evaluation.summary, report.comparison, configured.max_loss)
    return replace(report, gates=tuple(results))


def _configured(side: "Configuration", questions: "QuestionSet", wanted: Wanted) -> "Report":
    """Ask one side of a comparison; one with an embedder of its own gets an index of the same articles for the time."""
    if not side.needs_index:
        return _asked(side.settings, questions, wanted)
    from index.remembered import remembered

    known = remembered(side.settings.index_home)
    with TemporaryDirectory(prefix="lotse-eval-") as folder:
        own = replace(side.settings, home=Path(folder))
        paths, sample = (known.paths, known.sample) if known else ([sample_folder()], True)
        build_with_progress(own, paths, sample=sample)
        return _asked(own, questions, wanted)


def _asked(settings: Settings, questions: "QuestionSet", wanted: Wanted) -> "Report":
    from assistant.evaluation.asking import ask
    from assistant.evaluation.errors import QuestionSetError
    from assistant.evaluation.evaluation import evaluate as evaluated
    from assistant.evaluation.report import Report
    from assistant.evaluation.summary import latency
    from assistant.evaluation.terminal import progress

    with assistant_for(settings):
        pass  # the first use builds the sample index, which is no part of a cold start
    started = perf_counter()
    with assistant_for(settings) as assistant, progress(len(questions.questions)) as show:
        ask(assistant, questions.questions[0])
        cold = round((perf_counter() - started) * 1000, 1)
        try:
            evaluation = evaluated(assistant, questions, show)
        except QuestionSetError as error:
            if wanted.questions is None and not assistant.index.manifest.sample:
                raise AssistantError(OTHER_INDEX) from error
            raise
    return Report(evaluation, latency(evaluation.judgements), cold, wanted.split)


def _write(report: "Report", wanted: Wanted) -> None:
    from assistant.evaluation.exports import junit, write_trec
    from assistant.evaluation.json_report import to_object, to_text
    from assistant.evaluation.page import page
    from assistant.evaluation.terminal import show_report

    if wanted.as_json:
        show_json(to_object(report), indent=1)
    else:
        show_report(report)
    for path, content in ((wanted.report, page), (wanted.junit, junit), (wanted.save, to_text)):
        if path:
            path.write_text(content(report), encoding="utf-8")
    if wanted.trec:
        write_trec(wanted.trec, report.evaluation.outcomes, report.evaluation.gold)
        count = sum(map(bool, report.evaluation.gold.values()))
        say(f"{wanted.trec}: qrels.txt und run.txt mit {counted(count, 'Frage', 'Fragen')}")
