"""`lotse index`: bring the index in line with folders of articles."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from assistant.commands.session import build_with_progress, sample_folder
from assistant.commands.streams import say, show_json
from assistant.settings import Settings
from assistant.wording import amount, counted
from index.build import BuildReport
from index.remembered import remembered

REASONS_SHOWN = 20


def index(settings: Settings, paths: Sequence[Path], *, as_json: bool, rebuild: bool) -> int:
    """Build or update the index and return the exit code."""
    before = None if paths else remembered(settings.index_home)
    sample = not paths and (before is None or before.sample)
    if sample:
        say("Kein Ordner genannt: Ich lese die mitgelieferten Beispielartikel ein.")
        paths = [sample_folder()]
    elif before:
        paths = before.paths
    report = build_with_progress(settings, paths, sample=sample, rebuild=rebuild)
    if as_json:
        show_json({**asdict(report), "articles": report.articles})
    else:
        _explain(report)
        print(_summary(report))
    return 0


def _explain(report: BuildReport) -> None:
    for title, notes in (("Abgelehnt", report.rejected), ("Hinweis", report.warnings)):
        for note in notes[:REASONS_SHOWN]:
            say(f"{title}: {note.source}: {note.reason}")
        if len(notes) > REASONS_SHOWN:
            say(f"… und {len(notes) - REASONS_SHOWN} weitere; alle nennt: lotse index --json")


def _summary(report: BuildReport) -> str:
    counts = (
        (report.new, "neu"),
        (report.changed, "geändert"),
        (report.unchanged, "unverändert"),
        (report.removed, "entfernt"),
        (len(report.rejected), "abgelehnt"),
    )
    return (
        f"{counted(report.articles, 'Artikel', 'Artikel')} im Index "
        f"({counted(report.chunks, 'Abschnitt', 'Abschnitte')}, "
        f"{counted(report.salaries, 'Gehaltsangabe', 'Gehaltsangaben')}): "
        + ", ".join(f"{amount(number)} {what}" for number, what in counts)
    )
