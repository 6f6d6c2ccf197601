"""`lotse eval` as a team meets it: a process, its output, its files, its exit code."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import ir_measures
import pytest
from conftest import REPOSITORY
from corpus import write_article

from assistant.evaluation.questions import load, shipped
from assistant.evaluation.retrieval import MEASURES
from index.build import build_index
from index.embeddings import SHIPPED, Embedder
from index.home import Home

SECONDS = 20  # that 300 questions may take


def lotse_eval(
    home: Path, *arguments: object, folder: Path | None = None, path: Path = REPOSITORY
) -> subprocess.CompletedProcess[str]:
    """Run `lotse eval` where no pyproject.toml sets gates; modules in path can be imported."""
    return subprocess.run(
        [sys.executable, str(REPOSITORY / "cli.py"), "eval", *map(str, arguments)],
        env={**os.environ, "LOTSE_HOME": str(home), "PYTHONUTF8": "1", "PYTHONPATH": str(path)},
        cwd=folder or home,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


def without_timings(output: str) -> str:
    values = json.loads(output)
    del values["timings"]
    return json.dumps(values, ensure_ascii=False)


@pytest.fixture(scope="module")
def written(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with everything that one run over the shipped test questions writes."""
    folder = tmp_path_factory.mktemp("written")
    files = (
        "--save", folder / "stand.json", "--report", folder / "bericht.html", "--junit", folder / "junit.xml",
        "--trec", folder / "trec",
    )  # fmt: skip
    done = lotse_eval(sample_home, "--split", "test", *files)
    assert done.returncode == 0, done.stderr
    (folder / "ausgabe.txt").write_text(done.stdout, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def saved(written: Path) -> dict[str, Any]:
    return dict(json.loads((written / "stand.json").read_text(encoding="utf-8")))


def test_shows_metrics_categories_reasons_and_failures(written: Path, saved: dict[str, Any]) -> None:
    shown = (written / "ausgabe.txt").read_text(encoding="utf-8")
    assert f"{saved['passed']} von {saved['asked']} Fragen bestanden" in shown
    for part in (*saved["metrics"], *saved["categories"], "unknown_city", "Kaltstart", "Nicht bestanden", "zu wenige"):
        assert part in shown


def test_the_same_run_twice_gives_the_same_json(sample_home: Path, saved: dict[str, Any]) -> None:
    once, twice = (lotse_eval(sample_home, "--split", "test", "--json").stdout for _ in range(2))
    assert without_timings(once) == without_timings(twice)
    assert without_timings(once) == without_timings(json.dumps(saved))
    assert list(json.loads(once)) == list(saved)


def test_the_whole_shipped_set_takes_no_longer_than_promised(sample_home: Path) -> None:
    questions = load(shipped()).questions
    run = json.loads(lotse_eval(sample_home, "--json").stdout)
    assert run["asked"] == len(questions) >= 300
    answering = sum(run["timings"]["answers_ms"].values()) / 1000
    assert answering / len(questions) * 300 < SECONDS


def test_numbers_agree_with_those_from_the_exported_files(written: Path, saved: dict[str, Any]) -> None:
    qrels = list(ir_measures.read_trec_qrels(str(written / "trec" / "qrels.txt")))
    run = list(ir_measures.read_trec_run(str(written / "trec" / "run.txt")))
    theirs = ir_measures.calc_aggregate([*MEASURES.values()], qrels, run)
    for name, measure in MEASURES.items():
        assert saved["metrics"][name]["value"] == pytest.approx(theirs[measure], abs=1e-5)


def test_junit_has_a_case_for_every_question_and_a_failure_for_every_failure(
    written: Path, saved: dict[str, Any]
) -> None:
    root = ElementTree.parse(written / "junit.xml").getroot()
    assert len(root.findall(".//testcase")) == saved["asked"]
    assert len(root.findall(".//failure")) == saved["asked"] - saved["passed"]
    assert sum(int(suite.get("failures", "")) for suite in root) == saved["asked"] - saved["passed"]


def test_the_report_has_a_row_for_every_question(written: Path, saved: dict[str, Any]) -> None:
    text = (written / "bericht.html").read_text(encoding="utf-8")
    assert text.count("data-category=") == saved["asked"]


def test_against_its_own_baseline_nothing_has_changed(sample_home: Path, written: Path) -> None:
    done = lotse_eval(
        sample_home, "--split", "test", "--baseline", written / "stand.json", "--gate", "ndcg@10>=0.1", "--json"
    )
    comparison = json.loads(done.stdout)["comparison"]
    assert {change["verdict"] for change in comparison["metrics"].values()} == {"unverändert"}
    assert (comparison["fixed"], comparison["broken"], comparison["left_out"]) == ([], [], 0)
    assert done.returncode == 0


def test_a_missed_gate_is_named_and_fails(sample_home: Path, written: Path, tmp_path: Path) -> None:
    junit = tmp_path / "junit.xml"
    done = lotse_eval(
        sample_home, "--split", "dev", "--gate", "passed>=1", "--gate", "ndcg@10>=0.1", "--gate", "ranking:must>=1",
        "--junit", junit,
    )  # fmt: skip
    assert done.returncode == 1
    assert "Schranke verfehlt: passed>=1 (es sind 0." in done.stderr
    assert "ndcg@10" not in done.stderr
    names = [case.get("name") for case in ElementTree.parse(junit).getroot().iter("testcase")]
    assert {"passed>=1", "ndcg@10>=0.1"} <= set(names)


def test_gates_come_from_the_toml_file_named_or_found(sample_home: Path, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.lotse.eval]\ngates = ["passed>=1"]\n')
    assert lotse_eval(sample_home, "--split", "dev", folder=tmp_path).returncode == 1
    (tmp_path / "x.toml").write_text('[tool.lotse.eval]\ngates = ["passed>=0.1"]\n')
    assert lotse_eval(sample_home, "--split", "dev", "--config", "x.toml", folder=tmp_path).returncode == 0


FIRST = "Was verdient ein Koch in Kiel am Anfang?"
OWN_QUESTIONS = [
    {"id": "gehalt", "question": FIRST, "category": "salary", "gold": [{"article": "koch-kiel.txt", "line": 8}],
     "values": [2300, 2700], "variants": ["Einstiegsgehalt Koch Kiel"]},
    {"id": "gehalt-essen", "question": "Was verdient ein Koch in Essen am Anfang?", "values": [2400, 2900]},
    {"id": "aufgaben", "question": "Welche Aufgaben hat ein Koch in Kiel?", "must": ["Bestellen"]},
    {"id": "danach", "question": "Und in Essen?", "history": [FIRST], "values": [2400]},
    {"id": "kein-beruf", "question": "Was verdient ein Pilot in Kiel?", "answerable": False,
     "reason": "unknown_profession"},
    {"id": "kein-ort", "question": "Was verdient ein Koch in Hamburg?", "answerable": False, "reason": "unknown_city"},
    {"id": "broken", "question": "Was verdient ein Florist in Kiel am Anfang?", "values": [9999]},
]  # fmt: skip


def write(path: Path, *questions: dict[str, Any]) -> Path:
    path.write_text(
        "".join(json.dumps(question, ensure_ascii=False) + "\n" for question in questions), encoding="utf-8"
    )
    return path


@pytest.fixture
def own(home: Home, articles: Path, embedder: Embedder, tmp_path: Path) -> Path:
    """A home with an index of other articles than the samples."""
    build_index(home, [articles], embedder)
    return tmp_path / "home"


def test_a_team_judges_its_own_articles_and_finds_what_it_broke(own: Path, tmp_path: Path) -> None:
    questions = write(tmp_path / "fragen.jsonl", *OWN_QUESTIONS)
    page = tmp_path / "bericht.html"
    done = lotse_eval(own, questions, "--report", page, "--json")
    assert done.returncode == 0, done.stderr
    run = json.loads(done.stdout)
    assert [question["id"] for question in run["questions"] if not question["passed"]] == ["broken"]
    assert run["metrics"]["robustness"]["value"] == 1
    [row] = [row for row in page.read_text(encoding="utf-8").split("<tr ") if "<td>broken</td>" in row]
    assert "Zahl fehlt: 9.999" in row
    assert "2.000" in row


def test_a_change_for_the_worse_is_listed_against_the_baseline(own: Path, tmp_path: Path) -> None:
    questions = write(tmp_path / "fragen.jsonl", *OWN_QUESTIONS)
    stand = tmp_path / "stand.json"
    assert lotse_eval(own, questions, "--save", stand).returncode == 0
    before = json.loads(stand.read_text(encoding="utf-8"))
    for question in before["questions"]:  # as if the index had been a better one for this question
        if question["id"] == "broken":
            question["passed"], question["metrics"]["passed"] = True, [1, 1]
    stand.write_text(json.dumps(before), encoding="utf-8")
    done = lotse_eval(own, questions, "--baseline", stand, "--gate", "passed>=0.5")
    assert "Kaputt gegangen (1):" in done.stdout
    assert "zu wenige, um es zu sagen" in done.stdout
    assert "Schranke verfehlt: passed gegenüber dem Vergleich" in done.stderr
    assert done.returncode == 1


def test_two_indexes_are_compared_in_one_run(own: Path, tmp_path: Path, embedder: Embedder) -> None:
    write_article(tmp_path / "articles", "Koch", "Kiel", low="2.100", high="2.700")
    other = tmp_path / "other"
    build_index(Home(other), [tmp_path / "articles"], embedder)
    questions = write(tmp_path / "fragen.jsonl", *OWN_QUESTIONS)
    page = tmp_path / "bericht.html"
    done = lotse_eval(own, questions, "--compare", "", f"home={other}", "--report", page, "--json")
    run = json.loads(done.stdout)
    assert run["configurations"] == ["wie eingestellt", f"home={other}"]
    assert run["comparison"]["broken"] == ["gehalt"]
    assert run["comparison"]["metrics"]["figures_right"]["old"] > run["metrics"]["figures_right"]["value"]
    assert f"B (dieser Bericht): home={other}" in page.read_text(encoding="utf-8")


def test_another_embedder_gets_an_index_for_the_time_of_the_comparison(own: Path, tmp_path: Path) -> None:
    before = sorted(path.name for path in (own / "index").iterdir())
    questions = write(tmp_path / "fragen.jsonl", *OWN_QUESTIONS)
    done = lotse_eval(own, questions, "--compare", "", f"embedder={SHIPPED}", "--json")
    assert json.loads(done.stdout)["comparison"]["broken"] == [], done.stderr
    assert sorted(path.name for path in (own / "index").iterdir()) == before


@pytest.mark.parametrize("side", ["fusion=3", "home", "home=", 'home="'])
def test_a_configuration_that_is_none_is_explained(own: Path, side: str) -> None:
    done = lotse_eval(own, "--compare", "", side)
    assert done.returncode == 1
    assert done.stderr.startswith("lotse: --compare")
    assert len(done.stderr.splitlines()) == 1


PROVIDER = """
from langchain_core.language_models import FakeListChatModel
class ChatOllama(FakeListChatModel):
    def __init__(self, model, temperature):
        assert (model, temperature) == ("richter", 0)
        super().__init__(responses=[{reply!r}])
"""


def test_a_model_judges_beside_the_metrics_and_is_asked_once(own: Path, tmp_path: Path) -> None:
    questions = write(tmp_path / "fragen.jsonl", *OWN_QUESTIONS)
    runs = []
    for reply in ("BEANTWORTET: ja\nBELEGT: nein", "BEANTWORTET: nein\nBELEGT: nein"):
        (tmp_path / "langchain_ollama.py").write_text(PROVIDER.format(reply=reply))
        done = lotse_eval(own, questions, "--judge", "ollama:richter", "--json", path=tmp_path)
        assert done.returncode == 0, done.stderr
        runs.append(done.stdout)
    judge = json.loads(runs[0])["judge"]
    assert (judge["model"], judge["read"], judge["answers"], judge["supported"]) == ("ollama:richter", 5, 5, 0)
    assert without_timings(runs[0]) == without_timings(runs[1])  # the second model was not asked


def test_problems_of_a_question_set_are_lines_with_file_and_number(own: Path, tmp_path: Path) -> None:
    bad = write(tmp_path / "fragen.jsonl", {"id": "a", "frage": "x"}, {"id": "b", "question": "x", "gold": "y"})
    done = lotse_eval(own, bad)
    assert done.returncode == 1
    assert done.stdout == ""
    lines = done.stderr.splitlines()
    assert lines[0] == "fragen.jsonl:1: es fehlt „question“"
    assert "fragen.jsonl:1: unbekannter Schlüssel „frage“" in lines
    assert lines[-1].startswith("lotse: 3 Fehler in fragen.jsonl")
    gone = write(tmp_path / "fragen.jsonl", {"id": "a", "question": "x", "gold": [{"article": "nix.txt", "line": 1}]})
    assert lotse_eval(own, gone).stderr == "lotse: fragen.jsonl:1: den Artikel „nix.txt“ hat der Index nicht\n"


def test_the_shipped_set_asks_for_the_sample_articles(own: Path) -> None:
    done = lotse_eval(own)
    assert done.returncode == 1
    assert "gehört zu den Beispielartikeln" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("name", ["gibt-es-nicht.jsonl", "."])
def test_a_file_that_cannot_be_read_is_one_line(own: Path, name: str) -> None:
    done = lotse_eval(own, name)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("lotse: ")


def test_without_the_extra_it_says_how_to_get_it(own: Path, tmp_path: Path) -> None:
    (tmp_path / "ir_measures.py").write_text("raise ModuleNotFoundError(name='ir_measures')")
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import cli; sys.exit(cli.main(['eval']))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "LOTSE_HOME": str(own), "PYTHONUTF8": "1"},
        cwd=REPOSITORY,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "pip install 'lotse[eval]'" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_other_commands_import_nothing_of_the_evaluation(sample_home: Path) -> None:
    code = (
        "import sys, cli; cli.main(['ask', 'Was verdient ein IT Manager in Mülheim an der Ruhr?']);"
        "print([name for name in sys.modules if name.split('.')[0] in ('scipy', 'ir_measures', 'pydantic')"
        " or name.startswith('assistant.evaluation')], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "LOTSE_HOME": str(sample_home), "PYTHONUTF8": "1"},
        cwd=REPOSITORY,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr.strip() == "[]"
