"""`lotse slack` as a process: starting, refusing to start, health, logs, signals."""

import json
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from running import CLI, lotse, one_line
from slackbot.fake_slack import APP_TOKEN, BOT_TOKEN, FakeSlack, Fault
from slackbot.rig import PAY, TASKS, eventually, shown

from assistant.slack.health import FILE as HEALTH
from assistant.slack.store import FILE

Start = Callable[..., subprocess.Popen[str]]
TOKENS = {"SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_APP_TOKEN": APP_TOKEN}
BARE = dict.fromkeys((*TOKENS, "SLACK_SIGNING_SECRET", "SLACK_API_URL"), "")
CLOSED = "http://127.0.0.1:9/api/"


@pytest.fixture
def home(tmp_path: Path, sample_home: Path) -> Path:
    home = tmp_path / "home"
    home.mkdir()
    (home / "index").symlink_to(sample_home / "index")
    return home


@pytest.fixture
def start(slack: FakeSlack, home: Path) -> Iterator[Start]:
    started: list[subprocess.Popen[str]] = []

    def start(*arguments: str, **environment: str) -> subprocess.Popen[str]:
        import os

        process = subprocess.Popen(
            [*CLI, "--home", str(home), "slack", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env={**os.environ, **BARE, **TOKENS, "SLACK_API_URL": slack.api, **environment},
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def ask(slack: FakeSlack, text: str) -> str:
    """Ask by direct message and return the thread."""
    event = slack.event(text, channel="D1")
    slack.deliver(event)
    return str(event["event"]["ts"])


def test_it_answers_until_sigterm_and_leaves_nothing_but_what_it_keeps(
    start: Start, slack: FakeSlack, home: Path
) -> None:
    process = start()
    thread = ask(slack, PAY)
    assert "4.200" in shown(slack.wait(lambda: slack.replies("D1", thread))[0])
    eventually((home / HEALTH).exists)
    found = json.loads((home / HEALTH).read_text(encoding="utf-8"))
    assert (found["status"], found["mode"]) == ("ok", "socket")
    process.send_signal(signal.SIGTERM)
    out, errors = process.communicate(timeout=60)
    assert (process.returncode, out) == (0, "")
    assert "Lotse antwortet in Slack, über Socket Mode" in errors
    assert [line for line in errors.splitlines() if "WARNING" in line or "ERROR" in line or "Traceback" in line] == []
    assert not (home / HEALTH).exists()
    assert stat.S_IMODE((home / FILE).stat().st_mode) == 0o600


def test_on_sigterm_what_runs_is_finished(start: Start, slack: FakeSlack) -> None:
    process = start()
    slack.wait(lambda: slack.connections)
    slack.faults["chat.postMessage"].append(Fault("429", "1"))
    thread = ask(slack, PAY)
    slack.wait(lambda: slack.named("chat.postMessage"))
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    assert "4.200" in shown(slack.replies("D1", thread)[0])


def test_a_second_signal_ends_it_at_once(start: Start, slack: FakeSlack) -> None:
    process = start()
    slack.wait(lambda: slack.connections)
    slack.faults["chat.postMessage"] += [Fault("429", "30")] * 5
    ask(slack, PAY)
    slack.wait(lambda: slack.named("chat.postMessage"))
    process.send_signal(signal.SIGINT)
    slack.wait(lambda: not slack.connections)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "Traceback" not in errors


def test_killed_and_started_again_it_answers_nothing_twice(start: Start, slack: FakeSlack) -> None:
    process = start()
    event = slack.event(PAY, channel="D1")
    slack.deliver(event)
    slack.wait(lambda: slack.replies("D1", event["event"]["ts"]))
    process.kill()
    process.wait(20)
    slack.wait(lambda: not slack.connections)
    start()
    assert slack.deliver(event, attempt=1).acked.wait(30)
    thread = ask(slack, TASKS)
    slack.wait(lambda: slack.replies("D1", thread))
    answers = [one for one in slack.replies("D1", event["event"]["ts"]) if "4.200" in one["text"]]
    assert len(answers) == 1


def test_its_logs_hold_no_texts_and_no_tokens(start: Start, slack: FakeSlack) -> None:
    process = start()
    slack.wait(lambda: slack.connections)
    slack.faults["chat.postMessage"] += [
        Fault("cut_after"),
        Fault("500"),
        Fault("invalid_blocks"),
        Fault("is_archived"),
    ]
    slack.faults["assistant.threads.setStatus"] += [Fault("missing_scope")]
    secret = "Was verdient ein Geheimnisträger in Kiel?"
    for _ in range(3):
        thread = ask(slack, secret)
        slack.wait(lambda at=thread: slack.replies("D1", at))
    slack.deliver({"type": "event_callback", "event_id": "Ev0", "event": {"type": "message", "channel": "D1"}})
    slack.deliver({"type": "view_submission", "view": {"callback_id": secret}, "user": {"id": "U1"}}, "interactive")
    slack.drop()
    slack.wait(lambda: slack.opened >= 2)
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=60)
    assert "Vorfall" in errors
    assert "Geheimnis" not in errors
    assert BOT_TOKEN not in errors
    assert APP_TOKEN not in errors
    assert "ticket=secret" not in errors


@pytest.mark.parametrize(
    ("arguments", "environment", "said"),
    [
        ((), {}, "SLACK_BOT_TOKEN ist nicht gesetzt"),
        ((), {"SLACK_BOT_TOKEN": BOT_TOKEN}, "SLACK_APP_TOKEN ist nicht gesetzt"),
        (("--http", "127.0.0.1:0"), {"SLACK_BOT_TOKEN": BOT_TOKEN}, "SLACK_SIGNING_SECRET ist nicht gesetzt"),
        ((), {"SLACK_BOT_TOKEN": APP_TOKEN, "SLACK_APP_TOKEN": BOT_TOKEN}, "sollte mit xoxb- beginnen"),
        ((), {"SLACK_BOT_TOKEN": "xoxb-ä", "SLACK_APP_TOKEN": APP_TOKEN}, "SLACK_BOT_TOKEN enthält Zeichen"),
        (("--http", "3000"), TOKENS, "ist keine Adresse"),
        (("--http", "127.0.0.1:http"), TOKENS, "ist keine Adresse"),
        ((), {**TOKENS, "SLACK_API_URL": CLOSED}, "Slack ist nicht zu erreichen"),
        ((), {**TOKENS, "SLACK_CLIENT_ID": "1", "SLACK_CLIENT_SECRET": "2"}, "SLACK_CLIENT_ID"),
    ],
)
def test_what_is_missing_is_said_in_one_line(
    home: Path, arguments: tuple[str, ...], environment: dict[str, str], said: str
) -> None:
    done = lotse(home, "slack", *arguments, env={**BARE, **environment})
    assert done.returncode == 1
    assert one_line(done.stderr), done.stderr
    assert said in done.stderr
    assert done.stdout == ""


def test_a_home_that_keeps_nothing_is_said_in_one_line(slack: FakeSlack, home: Path) -> None:
    (home / FILE).write_text("this is no database " * 100, encoding="utf-8")
    done = lotse(home, "slack", env={**BARE, **TOKENS, "SLACK_API_URL": slack.api})
    assert done.returncode == 1
    assert one_line(done.stderr), done.stderr
    assert FILE in done.stderr


@pytest.mark.parametrize("token", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"])
def test_a_token_that_slack_refuses_is_named(slack: FakeSlack, home: Path, token: str) -> None:
    wrong = {**TOKENS, token: f"{TOKENS[token]}-old"}
    done = lotse(home, "slack", env={**BARE, **wrong, "SLACK_API_URL": slack.api})
    assert done.returncode == 1
    last = done.stderr.strip().splitlines()[-1]
    assert "invalid_auth" in last
    assert token in last
    assert "-old" not in done.stderr
    assert "Traceback" not in done.stderr


def test_without_the_extra_it_says_how_to_get_it(home: Path) -> None:
    code = (
        "import sys; sys.modules['slack_bolt'] = None\n"
        "from cli import main\n"
        f"sys.exit(main(['--home', {str(home)!r}, 'slack']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", cwd=Path(CLI[1]).parent, check=False
    )
    assert done.returncode == 1
    assert one_line(done.stderr), done.stderr
    assert "pip install 'lotse[slack]'" in done.stderr


def test_importing_its_parts_brings_in_no_heavy_library() -> None:
    code = (
        "import sys, assistant.commands.slack, assistant.slack.bot\n"
        "print([name for name in ('torch', 'transformers', 'sentence_transformers', 'matplotlib', 'chromadb',"
        " 'waitress') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", cwd=Path(CLI[1]).parent, check=True
    )
    assert done.stdout.strip() == "[]"
