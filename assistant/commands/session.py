"""What the commands share: an assistant over the index in use, and the samples on first use."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.chain import Assistant, build_assistant
from assistant.commands.streams import say
from assistant.settings import Models, Settings
from index.errors import IndexLayerError, IndexMissing, IndexTaken

if TYPE_CHECKING:
    from index.build import BuildReport
    from index.embeddings import Embedder
    from index.home import Home

FIRST_USE = "Noch kein Index: Ich lese zuerst die mitgelieferten Beispielartikel ein."


@contextmanager
def assistant_for(settings: Settings) -> Iterator[Assistant]:
    """Open the index in use, building the sample index where there is none yet."""
    try:
        assistant = build_assistant(settings)
    except IndexMissing:
        say(FIRST_USE)
        with suppress(IndexTaken):
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

    home = settings.index_home
    embedder = _embedder(settings.models, home)
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


def _embedder(models: Models, home: "Home") -> "Embedder":
    """Load the model that is named, else that of the last build, with the prompts it had there."""
    from index.embeddings import SHIPPED, load_embedder
    from index.hub_models import Prompts, full_name
    from index.manifest import read_manifest

    try:
        last = read_manifest(home.current()).model
    except IndexLayerError:
        last = None
    name = full_name(models.embedder) if models.embedder else last.name if last else SHIPPED
    prompts = models.prompts
    if last and last.name == name != SHIPPED:
        query, passage = prompts.query, prompts.passage
        prompts = Prompts(
            last.query_prompt if query is None else query, last.passage_prompt if passage is None else passage
        )
    return load_embedder(name, prompts, models.runtime)
