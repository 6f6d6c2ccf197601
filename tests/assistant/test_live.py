"""An assistant that stays open takes up new builds between two questions and never drops one that is in use."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from corpus import write_article

from assistant.live import LiveAssistant
from assistant.settings import Settings
from index.build import build_index
from index.embeddings import Embedder
from index.errors import IndexLayerError
from index.home import POINTER, Home

OPEN = "Welche Kurse gibt es zur Hygiene?"
PAY = "Was verdient ein Florist in Essen?"


@pytest.fixture
def live(home: Home, articles: Path, embedder: Embedder) -> Iterator[LiveAssistant]:
    build_index(home, [articles], embedder)
    live = LiveAssistant(Settings(home=home.path.parent))
    yield live
    live.close()


def status(live: LiveAssistant, question: str) -> str:
    with live.borrowed() as assistant:
        return assistant.answer(question).status


def test_takes_up_a_new_build_and_says_so(live: LiveAssistant, home: Home, articles: Path, embedder: Embedder) -> None:
    assert not live.refresh()
    assert status(live, PAY) == "refused"
    write_article(articles, "Florist", "Essen")
    build_index(home, [articles], embedder)
    assert live.refresh()
    assert status(live, PAY) == "answered"
    assert not live.refresh()


def test_an_answer_that_runs_keeps_its_build(
    live: LiveAssistant, home: Home, articles: Path, embedder: Embedder
) -> None:
    with live.borrowed() as before:
        assert before.answer(OPEN).status == "answered"
        write_article(articles, "Florist", "Essen")
        build_index(home, [articles], embedder)
        live.refresh()
        assert status(live, OPEN) == "answered"
        assert before.answer(OPEN).status == "answered"
        assert before.answer(PAY).status == "refused"
    assert status(live, OPEN) == "answered"


def test_what_is_lent_is_closed_when_it_comes_back(home: Home, articles: Path, embedder: Embedder) -> None:
    build_index(home, [articles], embedder)
    live = LiveAssistant(Settings(home=home.path.parent))
    with live.borrowed() as assistant:
        live.close()
        assert assistant.answer(OPEN).status == "answered"
    with pytest.raises(IndexLayerError):
        assistant.answer(PAY)


def test_a_build_that_cannot_be_opened_leaves_the_old_one_in_use(live: LiveAssistant, home: Home) -> None:
    (home.path / POINTER).write_text("2030-01-01T00-00-00-0000\n", encoding="utf-8")
    with pytest.raises(IndexLayerError, match="lotse doctor --repair"):
        live.refresh()
    assert status(live, OPEN) == "answered"
