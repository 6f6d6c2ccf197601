"""What the commands share: an assistant over the index in use, and the samples on first use."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from assistant.chain import Assistant, build_assistant
from assistant.commands.streams import say
from assistant.live import LiveAssistant
from assistant.settings import Models, Settings
from index.errors import IndexLayerError, IndexMissing, IndexTaken

if TYPE_CHECKING:
    from index.build import BuildReport
    from index.embeddings import Embedder
    from index.home import Home

FIRST_USE = "Noch kein Index: Ich lese zuerst die mitgelieferten Beispielartikel ein."


class _Closable(Protocol):
    def close(self) -> None: ...


Opened = TypeVar("Opened", bound=_Closable)


@contextmanager
def assistant_for(settings: Settings) -> Iterator[Assistant]:
    """Open the index in use, building the sample index where there is none yet."""
    with closing(_opened(settings, build_assistant)) as assistant:
        yield assistant


@contextmanager
def live_assistant_for(settings: Settings) -> Iterator[LiveAssistant]:
    """Do the same for a face that stays open while the index is renewed."""
    with closing(_opened(settings, LiveAssistant)) as live:
        yield live


def _opened(settings: Settings, opening: Callable[[Settings], Opened]) -> Opened:
    try:
        return opening(settings)
    except IndexMissing:
        say(FIRST_USE)
        with suppress(IndexTaken):
            build_with_progress(settings, [sample_folder()], sample=True)
        return opening(settings)


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
