"""Any model of sentence-transformers: loading, prompts, fingerprint, errors, and an index from end to end."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import numpy as np
import pytest
from conftest import REPOSITORY
from numpy.typing import NDArray
from tiny_hub import hub
from tiny_models import write_embedder

from assistant.chain import Assistant
from assistant.commands.session import sample_folder
from cli import main
from index.build import build_index
from index.embeddings import SHIPPED, Embedder, load_embedder, load_recorded
from index.errors import IndexLayerError, IndexVersionMismatch, ModelMissing
from index.gazetteer import Gazetteer
from index.home import Home
from index.hub_embedder import UNRELATED, floor_of, own_prompts
from index.hub_models import Prompts, Runtime
from index.manifest import read_manifest
from index.opening import open_index

pytest.importorskip("sentence_transformers", reason="sentence-transformers is not installed")

PROMPTS = {"query": "query: ", "passage": "passage: "}
CPU = Runtime("cpu", 4)
OPEN = "Welche Kurse gibt es zur Hygiene?"
SALARY = "Was verdient ein Koch in Kiel?"
NOTHING_ABOUT = (
    "Welche Steuerklasse ist für Verheiratete günstig?",
    "Was muss in ein Kündigungsschreiben?",
    "Wie hoch ist das Kindergeld?",
    "Wie schreibe ich eine gute Bewerbung?",
    "Gibt es in Leipzig einen Betriebskindergarten?",
    "Wo kann ich meinen Abschluss anerkennen lassen?",
)
COMMIT = "0123456789abcdef0123456789abcdef01234567"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_embedder(tmp_path_factory.mktemp("models") / "klein", PROMPTS)


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let every way into a network fail, and record what was tried."""
    tried: list[str] = []

    def refuse(*arguments: object, **_: object) -> NoReturn:
        tried.append(str(arguments))
        raise OSError("kein Netz")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    return tried


@pytest.fixture
def cached(model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A hub cache that holds the model as wer/klein. Returns the folder of its files."""
    repository = tmp_path / "cache" / "models--wer--klein"
    snapshot = Path(shutil.copytree(model, repository / "snapshots" / COMMIT))
    (repository / "refs").mkdir()
    (repository / "refs" / "main").write_text(COMMIT, encoding="utf-8")
    monkeypatch.setenv("SENTENCE_TRANSFORMERS_HOME", str(tmp_path / "cache"))
    return snapshot


@pytest.fixture
def lotse(home: Home, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run a command in this process, which has torch loaded already."""

    def run(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["--home", str(home.path.parent), *arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def test_gives_the_unit_vectors_of_the_library_with_the_models_prompts(model: Path) -> None:
    from sentence_transformers import SentenceTransformer

    theirs = SentenceTransformer(str(model), device="cpu", local_files_only=True)
    embedder = load_embedder(str(model), runtime=CPU)
    texts = [f"Ein Koch in Kiel bekommt {number} Euro." for number in range(10)]
    np.testing.assert_allclose(
        embedder.embed_passages(texts),
        theirs.encode([f"passage: {text}" for text in texts], normalize_embeddings=True),
        atol=1e-5,
    )
    np.testing.assert_allclose(
        embedder.embed_query(SALARY), theirs.encode(f"query: {SALARY}", normalize_embeddings=True), atol=1e-5
    )
    assert embedder.embed_passages(texts).dtype == np.float32
    assert embedder.embed_passages([]).shape == (0, 32)
    assert (embedder.info.dimension, embedder.info.query_prompt, embedder.info.passage_prompt) == (
        32,
        "query: ",
        "passage: ",
    )


def test_given_prompts_replace_those_of_the_model(model: Path) -> None:
    plain = load_embedder(str(model), Prompts("", ""), CPU)
    other = load_embedder(str(model), Prompts(query="frage: "), CPU)
    assert (plain.info.query_prompt, plain.info.passage_prompt) == ("", "")
    assert (other.info.query_prompt, other.info.passage_prompt) == ("frage: ", "passage: ")
    assert not np.allclose(plain.embed_query(SALARY), other.embed_query(SALARY), atol=1e-3)
    np.testing.assert_allclose(other.embed_query(SALARY), plain.embed_query(f"frage: {SALARY}"), atol=1e-5)


@pytest.mark.parametrize(
    ("prompts", "default", "expected"),
    [
        ({}, None, ("", "")),
        ({"query": "q: ", "document": "", "passage": "p: "}, None, ("q: ", "p: ")),
        ({"query": "Represent: ", "document": ""}, None, ("Represent: ", "")),
        ({"query": "q: ", "document": ""}, "query", ("q: ", "")),
        ({"text": "t: ", "query": "", "document": ""}, "text", ("t: ", "t: ")),
        ({"text": "t: ", "corpus": "c: ", "query": "", "document": ""}, "text", ("t: ", "c: ")),
    ],
)
def test_reads_the_prompts_that_the_models_settings_mean(
    prompts: dict[str, str | None], default: str | None, expected: tuple[str, str]
) -> None:
    assert own_prompts(prompts, default) == Prompts(*expected)


def test_a_lone_surrogate_does_not_stop_the_batch(model: Path) -> None:
    first, second = load_embedder(str(model), runtime=CPU).embed_passages(["Gehalt \ud800", "Gehalt ?"])
    np.testing.assert_allclose(first, second, atol=1e-5)


def test_the_fingerprint_follows_weights_and_pooling_not_the_place(model: Path, tmp_path: Path) -> None:
    def fingerprint(folder: Path) -> str:
        return load_embedder(str(folder), runtime=CPU).info.fingerprint

    moved = Path(shutil.copytree(model, tmp_path / "anderswo"))
    assert fingerprint(moved) == fingerprint(model)
    pooling = moved / "1_Pooling" / "config.json"
    pooling.write_text(json.dumps({**json.loads(pooling.read_text()), "pooling_mode": "cls"}))
    assert fingerprint(moved) != fingerprint(model)
    assert fingerprint(write_embedder(tmp_path / "neu", PROMPTS, seed=1)) != fingerprint(model)


def test_a_cached_model_is_loaded_by_name_without_a_network(cached: Path, no_network: list[str], model: Path) -> None:
    info = load_embedder("wer/klein", runtime=CPU).info
    assert no_network == []
    assert (info.name, info.passage_prompt) == ("wer/klein", "passage: ")
    assert info.fingerprint == load_embedder(str(model), runtime=CPU).info.fingerprint


@pytest.mark.parametrize("missing", ["modules.json", "model.safetensors"])
def test_a_half_cached_model_is_not_guessed_at(cached: Path, no_network: list[str], missing: str) -> None:
    (cached / missing).unlink()
    with pytest.raises(ModelMissing, match="nicht vollständig auf diesem Rechner"):
        load_embedder("wer/klein", runtime=CPU)
    assert no_network


def test_a_model_is_fetched_once_and_found_here_afterwards(model: Path, tmp_path: Path) -> None:
    code = "import sys; from index.embeddings import load_embedder; print(load_embedder(sys.argv[1]).info.fingerprint)"

    def fetch(name: str, address: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "HF_ENDPOINT": address, "HF_HOME": str(tmp_path / "hf")}
        command = [sys.executable, "-c", code, name]
        return subprocess.run(
            command, capture_output=True, text=True, cwd=REPOSITORY, env=environment, timeout=120, check=False
        )

    with hub(model) as server:
        first = fetch("wer/klein", server.address)
        assert first.returncode == 0, first.stderr
        assert any(path.endswith("model.safetensors") for path in server.asked)
        unknown = fetch("wer/anders", server.address)
        address = server.address
    assert "gibt es weder als Ordner noch auf dem Hub" in unknown.stderr
    again = fetch("wer/klein", address)
    assert (again.returncode, again.stdout) == (0, first.stdout)
    assert first.stdout.strip() == load_embedder(str(model), runtime=CPU).info.fingerprint


def test_a_name_that_cannot_be_fetched_is_told_at_once(no_network: list[str]) -> None:
    started = time.perf_counter()
    with pytest.raises(ModelMissing, match=r"„wer/unbekannt“ .*Hub ist nicht erreichbar") as raised:
        load_embedder("wer/unbekannt")
    assert time.perf_counter() - started < 5
    assert no_network
    assert "\n" not in str(raised.value)
    assert f"--embedder {SHIPPED}" in str(raised.value)


@pytest.mark.parametrize("name", ["./nirgends", "/nirgends/modell", "~/nirgends", "a/b/c"])
def test_a_folder_that_is_not_there_needs_no_network_to_be_missed(name: str, no_network: list[str]) -> None:
    with pytest.raises(ModelMissing, match="gibt es nicht"):
        load_embedder(name)
    assert no_network == []


def test_refuses_names_and_folders_that_are_no_model(tmp_path: Path, model: Path, no_network: list[str]) -> None:
    with pytest.raises(ModelMissing, match="weder ein Ordner noch ein Modellname"):
        load_embedder("mein modell")
    with pytest.raises(ModelMissing, match="lässt sich nicht laden"):
        load_embedder(str(tmp_path))
    with pytest.raises(ModelMissing, match="lässt sich nicht laden"):
        load_embedder(str(model), runtime=Runtime("gibtsnicht"))
    with pytest.raises(IndexLayerError, match="Vorsätze"):
        load_embedder(SHIPPED, Prompts(query="query: "))
    assert no_network == []


def test_says_how_to_install_the_library_where_it_is_missing(monkeypatch: pytest.MonkeyPatch, model: Path) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(ModelMissing, match="pip install sentence-transformers"):
        load_embedder(str(model))


def test_an_index_is_built_asked_and_checked_with_it(
    lotse: Callable[..., tuple[int, str, str]], home: Home, articles: Path, model: Path, tmp_path: Path
) -> None:
    code, out, err = lotse("index", str(articles), "--embedder", str(model), "--batch-size", "8", "--device", "cpu")
    assert (code, err) == (0, "")
    assert "3 neu" in out
    recorded = read_manifest(home.current()).model
    assert (recorded.name, recorded.dimension) == (str(model), 32)
    assert (recorded.query_prompt, recorded.passage_prompt) == ("query: ", "passage: ")
    code, out, err = lotse("ask", "--device", "cpu", OPEN)
    assert (code, err) == (0, "")
    assert "Hygiene" in out
    code, out, _ = lotse("doctor")
    assert code == 0
    assert f"{model} (32 Dimensionen)" in out


def test_the_index_holds_the_models_vectors(home: Home, articles: Path, model: Path) -> None:
    embedder = load_embedder(str(model), runtime=CPU)
    build_index(home, [articles], embedder)
    index = open_index(home)
    [article] = [one for one in index.catalogue.articles() if one.title == "Koch in Kiel"]
    chunk = index.catalogue.chunks_of([article.rowid])[0]
    vector = embedder.embed_passages([f"{article.title}. {chunk.heading}".rstrip() + f"\n{chunk.text}"])[0]
    [(nearest, similarity)] = index.vectors.query(vector, 1)
    index.close()
    assert nearest == chunk.id
    assert similarity == pytest.approx(1.0, abs=1e-3)


def test_the_next_build_keeps_model_and_prompts_until_another_is_named(
    lotse: Callable[..., tuple[int, str, str]], home: Home, articles: Path, model: Path
) -> None:
    lotse("index", str(articles), "--embedder", str(model), "--query-prompt", "frage: ")
    _, out, _ = lotse("index")
    assert "0 neu, 0 geändert, 3 unverändert" in out
    lotse("index", "--embedder", str(model))
    kept = read_manifest(home.current())
    assert kept.model.query_prompt == "frage: "
    lotse("index", "--embedder", SHIPPED)
    rebuilt = read_manifest(home.current())
    assert (rebuilt.model.name, rebuilt.articles) == (SHIPPED, 3)
    assert lotse("ask", SALARY)[0] == 0


def test_the_environment_names_the_model_of_a_new_index(
    lotse: Callable[..., tuple[int, str, str]],
    home: Home,
    articles: Path,
    model: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LOTSE_EMBEDDER", str(model))
    lotse("index", str(articles))
    assert read_manifest(home.current()).model.name == str(model)


def test_a_model_that_changed_in_its_folder_is_refused_until_the_index_is_built_anew(
    lotse: Callable[..., tuple[int, str, str]], home: Home, articles: Path, model: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(model, tmp_path / "eigenes"))
    lotse("index", str(articles), "--embedder", str(folder))
    recorded = read_manifest(home.current()).model
    shutil.rmtree(folder)
    write_embedder(folder, PROMPTS, seed=1)
    with pytest.raises(IndexVersionMismatch):
        load_recorded(recorded, CPU)
    code, _, err = lotse("ask", OPEN)
    assert code == 1
    assert "lotse index --rebuild" in err
    assert lotse("doctor")[0] == 1
    assert lotse("index", "--rebuild")[0] == 0
    assert lotse("doctor")[0] == 0


def test_a_model_that_is_gone_is_one_line_that_names_the_way_out(
    lotse: Callable[..., tuple[int, str, str]], articles: Path, model: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(model, tmp_path / "eigenes"))
    lotse("index", str(articles), "--embedder", str(folder))
    shutil.rmtree(folder)
    for command in (("ask", OPEN), ("index",)):
        code, _, err = lotse(*command)
        assert code == 1
        assert err.count("\n") == 1
        assert f"lotse index --embedder {SHIPPED}" in err
    code, out, _ = lotse("doctor")
    assert code == 1
    assert f"lotse index --embedder {SHIPPED}" in out
    assert lotse("ask", SALARY)[0] == 0  # needs no vectors


class Alike:
    """The shipped model as one that finds every two texts similar, as many Transformers do."""

    is_instant = True

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._common = np.zeros(embedder.info.dimension, dtype=np.float32)
        self._common[0] = 1.0
        self.info = replace(embedder.info, name="alles-aehnlich")
        queries = np.stack([self.embed_query(query) for query, _ in UNRELATED])
        self.floor = floor_of(queries, self.embed_passages([text for _, text in UNRELATED]))

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self._moved(self._embedder.embed_passages(texts))

    def embed_query(self, text: str) -> NDArray[np.float32]:
        return self._moved(self._embedder.embed_query(text))

    def _moved(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        moved: NDArray[np.float32] = 0.5 * vectors + np.float32(0.87) * self._common
        return moved / np.linalg.norm(moved, axis=-1, keepdims=True)


def test_the_floor_is_the_mean_likeness_of_what_does_not_belong_together() -> None:
    queries = np.array([[1.0, 0.0], [0.0, 1.0]], dtype=np.float32)
    passages = np.array([[0.8, 0.6], [0.6, 0.8]], dtype=np.float32)
    assert floor_of(queries, passages) == pytest.approx(0.6)
    assert floor_of(queries, -passages) == 0.0


def test_a_model_that_finds_everything_alike_is_no_better_evidence(
    home: Home, sample_assistant: Assistant, embedder: Embedder
) -> None:
    alike = Alike(embedder)
    assert alike.floor > 0.6
    build_index(home, [sample_folder()], alike, sample=True)
    assistant = Assistant(open_index(home), Gazetteer.open(), embedder=alike)
    questions = [OPEN, "Wer hat gestern im Fußball gewonnen?", "Wie melde ich mich arbeitslos?", *NOTHING_ABOUT]
    statuses = [assistant.answer(question).status for question in questions]
    assistant.close()
    plain = [sample_assistant.answer(question).status for question in questions]
    better = [question for question, own, other in zip(questions, statuses, plain, strict=True) if own < other]
    assert better == []  # "answered" where the shipped model's evidence does not do
    assert statuses[0] == "answered"
    assert "refused" in statuses


def test_wrong_numbers_are_wrong_usage(lotse: Callable[..., tuple[int, str, str]]) -> None:
    for number in ("0", "-3", "viele"):
        with pytest.raises(SystemExit) as left:
            lotse("index", "--batch-size", number)
        assert left.value.code == 2


def test_choosing_a_model_imports_nothing_heavy_before_it_is_loaded() -> None:
    code = (
        "import sys, os\n"
        "from index.embeddings import load_embedder\n"
        "from index.reranking import CrossEncoderScorer\n"
        "from index.errors import ModelMissing\n"
        "for load in (load_embedder, CrossEncoderScorer):\n"
        "    try:\n        load('./nirgends')\n"
        "    except ModelMissing:\n        pass\n"
        "heavy = {'torch', 'transformers', 'sentence_transformers'} & sys.modules.keys()\n"
        "raise SystemExit(str(heavy) if heavy else 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=REPOSITORY, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
