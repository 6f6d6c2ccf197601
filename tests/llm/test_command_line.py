"""`lotse` with a chat model: a process of its own, the model on loopback."""

import json
import signal
import subprocess
import sys
from pathlib import Path

from llm.server import MODEL, hangs_after, refuses, says, serving
from llm.test_answers import TASKS, TOLD
from running import CLI, lotse, one_line, start

NAME = f"openai:{MODEL}"


def environment(url: str) -> dict[str, str]:
    return {"LOTSE_LLM_BASE_URL": f"{url}/v1", "OPENAI_API_KEY": "sk-sehr-geheim", "LOTSE_LLM_TIMEOUT": "60"}


def test_ask_says_who_answered_and_keeps_a_trace(sample_home: Path, tmp_path: Path) -> None:
    trace = tmp_path / "trace.jsonl"
    with serving(says(TOLD)) as server:
        done = lotse(
            sample_home, "ask", "--json", "--llm", NAME, "--trace", str(trace), TASKS, env=environment(server.url)
        )
    answer = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert (answer["answerer"], answer["note"]) == (NAME, "")
    assert {"model", "total"} <= answer["timings_ms"].keys()
    assert json.loads(trace.read_text(encoding="utf-8"))["answer"] == answer["answer"]
    assert "geheim" not in trace.read_text(encoding="utf-8")


def test_a_batch_and_a_chat_use_the_model_of_the_environment(sample_home: Path) -> None:
    with serving(says(TOLD)) as server:
        env = {**environment(server.url), "LOTSE_LLM": NAME}
        batch = lotse(sample_home, "ask", "--jsonl", stdin=json.dumps({"id": 1, "question": TASKS}) + "\n", env=env)
        chat = lotse(sample_home, "chat", stdin=f"{TASKS}\n", env=env)
        without = lotse(sample_home, "ask", "--json", "--llm", "", TASKS, env=env)
    assert json.loads(batch.stdout)["answerer"] == NAME
    assert "Im Kern ist das Schnittstellenarbeit [1]." in chat.stdout
    assert json.loads(without.stdout)["answerer"] == "extractive"
    assert len(server.requests) == 2


def test_a_model_that_refuses_us_is_told_in_the_answer_without_its_words(sample_home: Path) -> None:
    with serving(refuses(401)) as server:
        done = lotse(sample_home, "ask", "--llm", NAME, TASKS, env=environment(server.url))
    assert done.returncode == 0
    assert f"Das Chatmodell {NAME} hat nicht geantwortet: der Schlüssel fehlt oder gilt nicht (401)." in done.stdout
    assert "geheim" not in done.stdout + done.stderr


def test_what_cannot_be_opened_is_one_line(sample_home: Path) -> None:
    for arguments in (["--llm", "unsinn"], ["--trace", "/gibt/es/nicht.jsonl"]):
        done = lotse(sample_home, "ask", *arguments, TASKS)
        assert (done.returncode, done.stdout) == (1, "")
        assert one_line(done.stderr)


def test_ctrl_c_stops_the_request(sample_home: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    with serving(hangs_after("Im Kern ist das ")) as server:
        for name, value in {**environment(server.url), "LOTSE_LLM": NAME}.items():
            monkeypatch.setenv(name, value)
        asking = start(sample_home, "ask", TASKS)
        assert server.asked.wait(60)
        asking.send_signal(signal.SIGINT)
        out, errors = asking.communicate(timeout=60)
        assert server.hung_up.wait(30)
    assert (asking.returncode, out, errors) == (130, "", "lotse: Abgebrochen.\n")


def test_two_configurations_can_be_compared_by_their_model(sample_home: Path, tmp_path: Path) -> None:
    questions = tmp_path / "fragen.jsonl"
    gold = [{"article": "it-manager-muelheim-an-der-ruhr.txt", "line": 6}]
    questions.write_text(json.dumps({"id": "a", "question": TASKS, "gold": gold}), encoding="utf-8")
    with serving(says(TOLD)) as server:
        env = environment(server.url)
        done = lotse(sample_home, "eval", str(questions), "--json", "--compare", "", f"llm={NAME}", env=env)
    assert done.returncode == 0, done.stderr
    assert "Budgets [2]" in done.stdout
    assert server.requests


def test_without_a_model_nothing_of_it_is_imported(sample_home: Path) -> None:
    script = f"""
import sys
sys.argv = ["lotse", "--home", {str(sample_home)!r}, "ask", {TASKS!r}]
sys.path.insert(0, {str(Path(CLI[1]).parent)!r})
import cli
cli.main(sys.argv[1:])
heavy = ("langchain", "langchain_core", "openai", "ollama", "assistant.llm.writer", "torch")
print([name for name in heavy if name in sys.modules], file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True)
    assert done.stderr.strip() == "[]"
