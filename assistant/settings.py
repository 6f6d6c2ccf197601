"""Where the index lives and with what it is searched, read from the environment once, by the command line."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from index.chroma_server import ChromaServer, server_from
from index.home import Home
from index.hub_models import Prompts, Runtime


@dataclass(frozen=True, slots=True)
class Models:
    """Which models to use beyond what an index tells: names or folders, None for the default.

    The embedder is for building; questions are embedded by the model that the index was built with.
    """

    embedder: str | None = None
    query_prompt: str | None = None
    passage_prompt: str | None = None
    reranker: str | None = None
    device: str | None = None
    batch_size: int | None = None

    @property
    def prompts(self) -> Prompts:
        """Return the prompts for the embedder."""
        return Prompts(self.query_prompt, self.passage_prompt)

    @property
    def runtime(self) -> Runtime:
        """Return where and in what portions the models run."""
        return Runtime(self.device, self.batch_size) if self.batch_size else Runtime(self.device)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set."""

    home: Path
    models: Models = field(default_factory=Models)
    url_template: str | None = None
    """Web address of articles with {profession}, {city} and {article}; see assistant.links."""
    server: ChromaServer | None = None
    cache: Path | None = None

    @property
    def index_home(self) -> Home:
        """Return where the builds are."""
        return Home(self.home, self.server, self.cache)


def default_home() -> Path:
    """Return the user's data folder for Lotse."""
    import platformdirs

    return Path(platformdirs.user_data_dir("lotse", appauthor=False))


def settings_from(environment: Mapping[str, str], home: Path | None = None, models: Models | None = None) -> Settings:
    """Build the settings from the environment; what the command line names comes first."""
    named = environment.get("LOTSE_HOME")
    models = models or Models()
    return Settings(
        home=home or (Path(os.path.expanduser(named)) if named else default_home()),
        models=replace(
            models,
            embedder=models.embedder or environment.get("LOTSE_EMBEDDER") or None,
            reranker=models.reranker or environment.get("LOTSE_RERANKER") or None,
        ),
        url_template=environment.get("LOTSE_URL_TEMPLATE") or None,
        server=server_from(environment),
        cache=Path(os.path.expanduser(environment["LOTSE_CACHE"])) if environment.get("LOTSE_CACHE") else None,
    )
