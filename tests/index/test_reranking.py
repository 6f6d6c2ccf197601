"""Cross-encoders: loading, scores, errors, and answers whose passages they choose."""

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from tiny_models import write_embedder, write_reranker

from assistant.chain import Assistant
from assistant.reranking import Reranker
from assistant.settings import Models
from cli import main
from index.errors import ModelMissing
from index.gazetteer import Gazetteer
from index.home import Home
from index.hub_models import Runtime
from index.opening import open_index
from index.reranking import CrossEncoderScorer

pytest.importorskip("sentence_transformers", reason="sentence-transformers is not installed")

CPU = Runtime("cpu", 2)
OPEN = "Welche Kurse gibt es zur Hygiene?"
CATALOGUE = "Welche Berufe gibt es in Leipzig?"


class Backwards:
    """A scorer that likes best what comes last, and records what it was given."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, list[str]]] = []

    def scores(self, query: str, passages: Sequence[str]) -> NDArray[np.float32]:
        self.asked.append((query, list(passages)))
        return np.linspace(0.1, 0.9, len(passages), dtype=np.float32)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_reranker(tmp_path_factory.mktemp("models") / "ordner")


@pytest.fixture
def lotse(sample_home: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def run(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["--home", str(sample_home), *arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def test_gives_the_values_of_the_library_between_0_and_1(model: Path) -> None:
    from sentence_transformers import CrossEncoder

    texts = ["Ein Kurs zur Hygiene.", "Das Gehalt.", "", "Lange Texte " * 200, "halb \ud800"]
    scores = CrossEncoderScorer(str(model), CPU).scores(OPEN, texts)
    theirs = CrossEncoder(str(model), device="cpu", local_files_only=True)
    np.testing.assert_allclose(scores, theirs.predict([(OPEN, t.replace("\ud800", "?")) for t in texts]), atol=1e-5)
    assert scores.dtype == np.float32
    assert np.all((scores > 0) & (scores < 1))
    assert len(np.unique(scores)) == len(texts)
    assert CrossEncoderScorer(str(model), CPU).scores(OPEN, []).shape == (0,)


def test_refuses_models_that_give_no_single_value(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="kein Reranker"):
        CrossEncoderScorer(str(write_reranker(tmp_path / "klassen", labels=3)), CPU)
    with pytest.raises(ModelMissing, match="kein Reranker"):
        CrossEncoderScorer(str(write_embedder(tmp_path / "vektoren")), CPU)


def test_orders_hits_by_the_new_scores_and_keeps_k(sample_assistant: Assistant) -> None:
    hits = sample_assistant.search(OPEN, 5)
    scorer = Backwards()
    ordered = Reranker(scorer).rerank(OPEN, hits, 3)
    assert [hit.chunk.id for hit in ordered] == [hit.chunk.id for hit in reversed(hits)][:3]
    assert [hit.score for hit in ordered] == pytest.approx([0.9, 0.7, 0.5])
    assert [hit.features for hit in ordered] == [hit.features for hit in reversed(hits)][:3]
    [(query, texts)] = scorer.asked
    assert query == OPEN
    assert texts[0].startswith(hits[0].chunk.article.title)
    assert texts[0].endswith(hits[0].chunk.text)
    assert Reranker(scorer).rerank(OPEN, [], 3) == []


def test_without_a_name_nothing_is_reranked(sample_assistant: Assistant) -> None:
    assert sample_assistant.reranker is None


def test_an_assistant_with_one_cites_what_it_puts_first(sample_home: Path, sample_assistant: Assistant) -> None:
    scorer = Backwards()
    assistant = Assistant(open_index(Home(sample_home)), Gazetteer.open(), reranker=Reranker(scorer))
    answer, plain = assistant.answer(OPEN), sample_assistant.answer(OPEN)
    found = assistant.search(OPEN, 4)
    assistant.close()
    assert answer.status == "answered"
    assert answer.citations[0].score == pytest.approx(0.9)
    assert answer.citations[0].article != plain.citations[0].article
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)
    assert len(found) == 4
    assert len(scorer.asked[1][1]) > 4  # more were read than are returned


def test_asks_with_a_model_from_a_folder(lotse: Callable[..., tuple[int, str, str]], model: Path) -> None:
    code, out, err = lotse("ask", "--json", "--reranker", str(model), "--device", "cpu", OPEN)
    assert (code, err) == (0, "")
    answer = json.loads(out)
    assistant_score = answer["citations"][0]["score"]
    plain = json.loads(lotse("ask", "--json", OPEN)[1])
    assert 0 < assistant_score < 1
    assert assistant_score != plain["citations"][0]["score"]


def test_the_environment_names_it_and_doctor_proves_it(
    lotse: Callable[..., tuple[int, str, str]], model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Reranker" not in lotse("doctor")[1]
    monkeypatch.setenv("LOTSE_RERANKER", str(model))
    code, out, _ = lotse("doctor")
    assert code == 0
    assert f"✓ Reranker: {model}" in out
    monkeypatch.setenv("LOTSE_RERANKER", "./nirgends")
    code, out, _ = lotse("doctor")
    assert code == 1
    assert "✗ Reranker: Den Modellordner ./nirgends gibt es nicht." in out


def test_a_missing_one_is_one_line_where_it_is_needed(lotse: Callable[..., tuple[int, str, str]]) -> None:
    code, out, err = lotse("ask", "--reranker", "./nirgends", OPEN)
    assert (code, out) == (1, "")
    assert err == "lotse: Den Modellordner ./nirgends gibt es nicht.\n"
    assert lotse("ask", "--reranker", "./nirgends", CATALOGUE)[0] == 0  # needs none


def test_says_how_to_install_the_library_where_it_is_missing(monkeypatch: pytest.MonkeyPatch, model: Path) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(ModelMissing, match="pip install sentence-transformers"):
        CrossEncoderScorer(str(model))


def test_settings_take_names_from_the_command_line_before_the_environment() -> None:
    from assistant.settings import settings_from

    environment = {"LOTSE_HOME": "/h", "LOTSE_EMBEDDER": "a", "LOTSE_RERANKER": "b"}
    assert settings_from(environment).models == Models(embedder="a", reranker="b")
    named = settings_from(environment, models=Models(embedder="c", reranker="d"))
    assert (named.models.embedder, named.models.reranker) == ("c", "d")
    assert settings_from({**environment, "LOTSE_EMBEDDER": ""}).models.embedder is None
