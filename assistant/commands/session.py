"""What the commands share: an assistant over the index in use, and the samples on first use."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.chain import Assistant, build_assistant
from assistant.commands.streams import say
from assistant.settings import Settings
from index.errors import IndexMissing

if TYPE_CHECKING:
    from index.build import BuildReport

FIRST_USE = "Noch kein Index: Ich lese zuerst die mitgelieferten Beispielartikel ein."


@contextmanager
def assistant_for(settings: Settings) -> Iterator[Assistant]:
    """Open the index in use, building the sample index where there is none yet."""
    try:
        assistant = build_assistant(settings)
    except IndexMissing:
        say(FIRST_USE)
        build_with_progress(settings, [sample_folder()], sample=True)
        assistant = build_assistant(settings)
    try:
        yield assistant
    finally:
        assistant.close()


def sample_folder() -> Path:
    """Return the folder of the sample articles that ship with the package."""
    return Path(str(resources.files("index").joinpath("sample")))


def build_with_progress(
    settings: Settings, paths: Sequence[Path], *, sample: bool = False, rebuild: bool = False
) -> "BuildReport":
    """Build the index, showing a progress bar where stderr is a terminal."""
    from index.build import build_index
    from index.embeddings import load_embedder
    from index.home import Home

    home, embedder = Home(settings.home), load_embedder()
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        return build_index(home, paths, embedder, sample=sample, rebuild=rebuild)
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Artikel einlesen"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("index", total=None)
        return build_index(
            home,
            paths,
            embedder,
            sample=sample,
            rebuild=rebuild,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )
