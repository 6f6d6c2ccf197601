"""Fixtures: real indexes in temporary folders, built once per run where tests only read them."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from corpus import write_article

from assistant.chain import Assistant, build_assistant
from assistant.commands.session import sample_folder
from assistant.settings import Settings
from index.build import build_index
from index.embeddings import Embedder, load_embedder
from index.home import Home

REPOSITORY = Path(__file__).resolve().parent.parent
SHARED = REPOSITORY.parent / "shared"


def pytest_configure() -> None:
    """Let Ctrl-C reach what tests start, also where a shell started pytest in the background and turned it off."""
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    return load_embedder()


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """A home with the sample index. For reading only."""
    home = tmp_path_factory.mktemp("sample-home")
    build_index(Home(home), [sample_folder()], embedder, sample=True)
    return home


@pytest.fixture(scope="session")
def sample_assistant(sample_home: Path) -> Iterator[Assistant]:
    assistant = build_assistant(Settings(home=sample_home))
    yield assistant
    assistant.close()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder with three small articles of our own."""
    folder = tmp_path / "articles"
    folder.mkdir()
    write_article(folder, "Koch", "Kiel", low="2.300", high="2.700")
    write_article(folder, "Koch", "Essen", low="2.400", high="2.900")
    write_article(folder, "Florist", "Kiel", low="2.000", high="2.250")
    return folder
