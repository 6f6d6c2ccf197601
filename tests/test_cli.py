"""The command line as a user meets it: a process, its output, its exit code."""

import csv
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import REPOSITORY
from running import OPEN, SALARY, lotse, one_line


def test_answers_with_figure_quote_and_place(sample_home: Path) -> None:
    done = lotse(sample_home, "ask", SALARY)
    assert done.returncode == 0
    assert "4.200–6.000 €" in done.stdout
    assert "Zeile" in done.stdout
    assert "it-manager-muelheim-an-der-ruhr.txt" in done.stdout
    assert "Beispielartikel" in done.stdout


def test_json_is_the_object_of_the_contract(sample_home: Path) -> None:
    answer = json.loads(lotse(sample_home, "ask", "--json", SALARY).stdout)
    assert answer.keys() >= {
        "schema", "question", "resolved_question", "status", "reason", "answer", "citations", "salaries", "suggestions",
        "answerer", "timings_ms",
    }  # fmt: skip
    assert (answer["schema"], answer["status"], answer["reason"]) == (1, "answered", None)
    [citation] = answer["citations"]
    assert citation.keys() >= {
        "id", "article", "source", "title", "profession", "city", "heading", "paragraph", "line", "start", "end",
        "quote", "score",
    }  # fmt: skip
    text = Path(citation["source"]).read_text(encoding="utf-8")
    assert text[citation["start"] : citation["end"]] == citation["quote"]
    [row] = answer["salaries"]
    assert (row["min"], row["max"], row["period"], row["currency"], row["citation"]) == (4200, 6000, "month", "EUR", 1)


def test_refusal_exits_with_3_and_claims_nothing(sample_home: Path) -> None:
    done = lotse(sample_home, "ask", "--json", "Was verdient ein Astronaut in Dortmund?")
    assert done.returncode == 3
    answer = json.loads(done.stdout)
    assert (answer["status"], answer["reason"]) == ("refused", "unknown_profession")
    assert answer["citations"] == answer["salaries"] == []
    assert answer["suggestions"]


def test_batch_answers_line_by_line_in_order(sample_home: Path) -> None:
    questions = [
        {"id": "a", "question": SALARY},
        {"id": 2, "question": "Und was macht er den ganzen Tag?", "history": [SALARY]},
        {"id": "c", "question": "Wer hat gestern im Fußball gewonnen?"},
    ]
    done = lotse(sample_home, "ask", "--jsonl", stdin="".join(json.dumps(q) + "\n" for q in questions))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == ["a", 2, "c"]
    assert [answer["status"] for answer in answers] == ["answered", "answered", "refused"]
    assert "IT Manager" in answers[1]["resolved_question"]
    assert done.returncode == 0


def test_batch_stays_in_step_over_a_bad_line(sample_home: Path) -> None:
    done = lotse(sample_home, "ask", "--jsonl", stdin='{"id": 1, "question"\n{"id": 2, "question": "Hallo"}\n')
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == [None, 2]
    assert "kein gültiges JSON" in done.stderr
    assert done.returncode == 1


def test_history_fills_what_a_follow_up_leaves_out(sample_home: Path) -> None:
    done = lotse(
        sample_home,
        "ask",
        "--json",
        "Und in Dortmund?",
        "--history",
        "Was verdient man in der IT Organisation in Mülheim?",
    )
    answer = json.loads(done.stdout)
    assert "IT Organisation in Dortmund" in answer["resolved_question"]
    assert {citation["city"] for citation in answer["citations"]} == {"Dortmund"}


def test_reads_the_question_from_stdin(sample_home: Path) -> None:
    assert "4.200–6.000 €" in lotse(sample_home, "ask", "-", stdin=SALARY).stdout


def test_a_question_needs_no_quotation_marks(sample_home: Path) -> None:
    assert "4.200–6.000 €" in lotse(sample_home, "ask", *SALARY.split()).stdout


def test_salaries_as_text_json_and_csv_hold_the_same_rows(sample_home: Path) -> None:
    chosen = ("salaries", "--city", "Mülheim", "--sort", "max")
    rows = json.loads(lotse(sample_home, *chosen, "--json").stdout)
    assert len(rows) > 2
    assert {row["city"] for row in rows} == {"Mülheim an der Ruhr"}
    table = list(csv.DictReader(lotse(sample_home, *chosen, "--csv").stdout.splitlines()))
    assert [row["max"] for row in table] == [str(row["max"] or "") for row in rows]
    text = lotse(sample_home, *chosen).stdout.splitlines()
    assert len(text) == len(rows) + 1
    assert all(f"{Path(row['source']).name}:{row['line']}" in line for row, line in zip(rows, text[1:], strict=True))


def test_an_empty_selection_of_salaries_exits_with_3(sample_home: Path) -> None:
    done = lotse(sample_home, "salaries", "--profession", "IT Manager", "--level", "entry")
    assert (done.returncode, done.stdout) == (3, "")
    assert one_line(done.stderr)


def test_first_question_builds_the_sample_index_and_says_so(tmp_path: Path) -> None:
    done = lotse(tmp_path, "ask", SALARY)
    assert done.returncode == 0
    assert "Beispielartikel" in done.stderr
    assert "4.200–6.000 €" in done.stdout


def test_index_replaces_the_samples_and_counts(tmp_path: Path, articles: Path) -> None:
    lotse(tmp_path / "h", "index")
    (articles / "leer.txt").write_text("", encoding="utf-8")
    done = lotse(tmp_path / "h", "index", str(articles))
    assert done.returncode == 0
    assert "3 neu, 0 geändert, 0 unverändert, 32 entfernt, 1 abgelehnt" in done.stdout.splitlines()[-1]
    assert "leer.txt" in done.stderr
    assert "Beispielartikel" not in lotse(tmp_path / "h", "ask", "Was verdient ein Koch in Kiel?").stdout
    report = json.loads(lotse(tmp_path / "h", "index", "--json").stdout)
    assert (report["unchanged"], report["new"]) == (3, 0)
    assert report["rejected"][0]["source"].endswith("leer.txt")
    assert report["rejected"][0]["reason"]


def test_a_missing_folder_is_one_line_and_code_1(tmp_path: Path) -> None:
    done = lotse(tmp_path, "index", str(tmp_path / "nirgends"))
    assert done.returncode == 1
    assert one_line(done.stderr)
    assert "gibt es nicht" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["frag"],
        [],
        ["ask", "--jason", "x"],
        ["ask"],
        ["ask", "--jsonl", "Was?"],
        ["ask", "--history"],
        ["index", "--home"],
        ["index", ""],
        ["salaries", "--sort", "gehalt"],
        ["salaries", "--json", "--csv"],
    ],
)
def test_wrong_usage_is_one_german_line_and_code_2(tmp_path: Path, arguments: Sequence[str]) -> None:
    done = lotse(tmp_path, *arguments)
    assert done.returncode == 2
    assert one_line(done.stderr)
    assert "Hilfe: lotse" in done.stderr


def test_help_is_german_and_names_every_command(tmp_path: Path) -> None:
    text = lotse(tmp_path, "--help").stdout
    assert "Aufruf:" in text
    assert all(command in text for command in ("index", "ask", "chat", "doctor", "salaries"))
    assert "usage" not in text


def test_chat_answers_questions_from_a_pipe_one_by_one(sample_home: Path) -> None:
    done = lotse(sample_home, "chat", stdin=f"{SALARY}\nUnd was macht er den ganzen Tag?\n/ende\nnie gelesen\n")
    assert done.returncode == 0
    assert "4.200–6.000 €" in done.stdout
    assert "Verstanden als" in done.stdout
    assert "nie gelesen" not in done.stdout


def test_a_number_from_a_pipe_asks_a_suggestion_and_nothing_is_kept(tmp_path: Path) -> None:
    done = lotse(tmp_path, "chat", stdin=f"{SALARY}\n2\n/quelle 1\n")
    assert "  2. Was sollte man als IT Manager" in done.stdout
    assert "\nFrage: Was sollte man als IT Manager" in done.stdout
    assert ">>" in done.stdout
    assert "\x1b" not in done.stdout
    assert "keine Gespräche" in lotse(tmp_path, "chat", "--list").stderr


def test_kept_conversations_are_listed_continued_and_deleted(sample_home: Path, tmp_path: Path) -> None:
    from contextlib import closing

    from assistant.chain import build_assistant
    from assistant.conversations import Conversations
    from assistant.settings import Settings

    home = shutil.copytree(sample_home, tmp_path / "home")
    assert lotse(home, "chat", "--continue", stdin=SALARY).returncode == 1
    with closing(build_assistant(Settings(home=home))) as assistant, closing(Conversations(home)) as kept:
        kept.add(None, assistant.answer("Was verdient ein Arzt in Halle?"))
        kept.add(None, assistant.answer(SALARY))
    done = lotse(home, "chat", "--continue", "1", stdin="Und ein Mechatroniker in Leipzig?")
    assert "Zuletzt: Was verdient ein Arzt in Halle?" in done.stdout
    assert "2.400–2.800 €" in done.stdout
    assert [line.split("  ")[-1] for line in lotse(home, "chat", "--list").stdout.splitlines()] == [
        "2 Fragen: Was verdient ein Arzt in Halle?",
        f"1 Frage: {SALARY}",
    ]
    assert lotse(home, "chat", "--delete", "2").returncode == 0
    gone = lotse(home, "chat", "--continue", "2")
    assert (gone.returncode, gone.stderr) == (1, "lotse: Ein Gespräch 2 gibt es nicht. Nummern: lotse chat --list\n")
    assert lotse(home, "chat", "--delete", "zwei").returncode == 1
    assert "1 Gespräch gelöscht" in lotse(home, "chat", "--delete", "alle").stderr
    assert lotse(home, "chat", "--list").stdout == ""
    assert lotse(home, "chat", "--list", "--delete", "1").returncode == 2


def test_a_template_that_is_no_address_is_one_line(sample_home: Path) -> None:
    done = lotse(sample_home, "chat", env={"LOTSE_URL_TEMPLATE": "javascript:{city}"})
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "LOTSE_URL_TEMPLATE" in done.stderr


def test_the_chat_imports_nothing_heavy_before_its_first_question(sample_home: Path) -> None:
    code = (
        "import sys, cli\n"
        f"cli.main(['--home', {str(sample_home)!r}, 'chat'])\n"
        "import assistant.terminal.prompt, assistant.terminal.completion\n"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'chromadb', 'langchain_core', 'markdown_it'}\n"
        "heavy &= sys.modules.keys()\n"
        "raise SystemExit(f'imported: {heavy}' if heavy else 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=REPOSITORY,
        timeout=60,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, done.stderr


def test_doctor_says_what_is_there(sample_home: Path, tmp_path: Path) -> None:
    done = lotse(sample_home, "doctor")
    assert done.returncode == 0, done.stdout
    assert "✓ Lesemodell" in done.stdout
    assert "32 Beispielartikel" in done.stdout
    missing = lotse(tmp_path, "doctor")
    assert missing.returncode == 1
    assert "lotse index ORDNER" in missing.stdout


def test_doctor_finds_an_index_whose_parts_disagree(tmp_path: Path, articles: Path) -> None:
    import sqlite3

    lotse(tmp_path, "index", str(articles))
    [catalogue] = tmp_path.glob("index/*/catalogue.sqlite")
    with sqlite3.connect(catalogue) as database:
        database.execute("DELETE FROM chunks WHERE rowid = 1")
    done = lotse(tmp_path, "doctor")
    assert done.returncode == 1
    assert "lotse doctor --repair" in done.stdout


def test_nothing_heavy_is_imported_for_an_answer(sample_home: Path) -> None:
    code = (
        "import sys, cli\n"
        f"cli.main(['--home', {str(sample_home)!r}, 'ask', {OPEN!r}])\n"
        f"cli.main(['--home', {str(sample_home)!r}, 'ask', {SALARY!r}])\n"
        "assert 'chromadb' in sys.modules, 'the first question should have been an open one'\n"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'sklearn', 'scipy', 'pandas'}\n"
        "heavy &= sys.modules.keys()\n"
        "raise SystemExit(f'imported: {heavy}' if heavy else 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=REPOSITORY, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr


def test_a_question_with_profession_and_town_needs_no_chroma(sample_home: Path) -> None:
    code = (
        "import sys, cli\n"
        f"cli.main(['--home', {str(sample_home)!r}, 'ask', {SALARY!r}])\n"
        "raise SystemExit('chromadb' in sys.modules or 'langchain_core' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=REPOSITORY, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr


def test_importing_all_modules_imports_nothing_heavy() -> None:
    modules = [
        ".".join(path.relative_to(REPOSITORY).with_suffix("").parts).removesuffix(".__init__")
        for folder in ("assistant", "index")
        for path in sorted((REPOSITORY / folder).rglob("*.py"))
        if "training" not in path.parts and path.name != "__main__.py"
    ]
    assert len(modules) > 40
    code = (
        f"import sys, importlib\nfor module in {modules}: importlib.import_module(module)\n"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'chromadb', 'matplotlib'}\n"
        "raise SystemExit(str(heavy & sys.modules.keys()) if heavy & sys.modules.keys() else 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=REPOSITORY, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr


def test_votes_in_a_chat_become_a_draft_of_questions(tmp_path: Path) -> None:
    assert lotse(tmp_path, "eval", "--from-feedback").returncode == 1
    done = lotse(tmp_path, "chat", stdin=f"/gut\n{SALARY}\n/gut genau\nUnd in Kiel?\n/schlecht\n/tanzen\n")
    assert "noch keine Antwort" in done.stdout
    assert done.stdout.count("Danke, das ist notiert") == 2
    assert "Den Befehl kenne ich nicht" in done.stdout
    drafted = lotse(tmp_path, "eval", "--from-feedback")
    questions = [json.loads(line) for line in drafted.stdout.splitlines()]
    assert [question["question"] for question in questions] == [SALARY, "Und in Kiel?"]
    assert questions[0]["values"] == [4200, 6000]
    assert questions[1]["history"] == [SALARY]
