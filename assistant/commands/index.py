"""`lotse index`: bring the index in line with folders of articles."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from assistant.commands.session import build_with_progress, sample_folder, say
from assistant.settings import Settings
from assistant.wording import counted
from index.build import BuildReport, read_previous
from index.home import Home

REASONS_SHOWN = 20


def index(settings: Settings, paths: Sequence[Path], *, as_json: bool, rebuild: bool) -> int:
    """Build or update the index and return the exit code."""
    previous = read_previous(Home(settings.home))
    sample = not paths and (previous is None or previous.manifest.sample)
    if sample:
        say("Kein Ordner genannt: Ich lese die mitgelieferten Beispielartikel ein.")
        paths = [sample_folder()]
    elif not paths and previous:
        paths = [Path(path) for path in previous.manifest.paths]
    report = build_with_progress(settings, paths, sample=sample, rebuild=rebuild)
    if as_json:
        print(json.dumps({**asdict(report), "articles": report.articles}, ensure_ascii=False))
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
    return (
        f"{counted(report.articles, 'Artikel', 'Artikel')} im Index "
        f"({report.chunks} Abschnitte, {report.salaries} Gehaltsangaben): "
        f"{report.new} neu, {report.changed} geändert, {report.unchanged} unverändert, {report.removed} entfernt, "
        f"{len(report.rejected)} abgelehnt"
    )
