"""What goes wrong around the command line: one German line, the right exit code, the old index intact."""

import json
import os
import re
import resource
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from corpus import write_article
from running import CLI, OPEN, SALARY, as_plain_user, builds, heeds_permissions, lotse, one_line, shell, start

from index.build import build_index
from index.embeddings import Embedder
from index.home import Home
from index.manifest import FILE_NAME as MANIFEST
from index.seal import FILE_NAME as SEAL

KIEL = "Was verdient ein Koch in Kiel?"
KIEL_PAY = "2.300–2.700 €"
COURSES = "Welche Kurse bietet die Kammer an?"
RAW = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
EVIL = "\x1b[31mrot\x1b]0;Titel\x07\x1b]8;;http://boese.example\x1b\\\u202e\x9b31m"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """A folder with articles and a home made of them. For copying only."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "articles").mkdir()
    write_article(folder / "articles", "Koch", "Kiel", low="2.300", high="2.700")
    write_article(folder / "articles", "Florist", "Kiel")
    build_index(Home(folder / "home"), [folder / "articles"], embedder)
    return folder


@pytest.fixture
def own(built: Path, tmp_path: Path) -> Path:
    """A home with an index of two articles, to be treated badly."""
    return shutil.copytree(built / "home", tmp_path / "Ordner mit Blank und ß")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that takes a few seconds to index."""
    folder = tmp_path_factory.mktemp("many")
    for number in range(1500):
        write_article(folder, f"Koch {number}", "Bonn")
    return folder


def still_answers(home: Path) -> bool:
    done = lotse(home, "ask", KIEL)
    return done.returncode == 0 and KIEL_PAY in done.stdout


# Streams


@pytest.mark.parametrize(
    "command", ["ask Hallo | head -1", "index --json | head -c 10", "salaries | head -1", "salaries --csv | true"]
)
def test_a_closed_pipe_is_no_error(own: Path, command: str) -> None:
    done = shell(f"lotse {command}", own)
    assert done.returncode == 0
    assert done.stderr == ""


def test_a_full_output_is_one_line_and_code_1(sample_home: Path) -> None:
    done = shell(f"lotse ask '{SALARY}' >/dev/full", sample_home)
    assert done.returncode == 1
    assert one_line(done.stderr)
    assert "kein Platz mehr" in done.stderr


def test_closed_streams_end_in_a_code_and_no_traceback(sample_home: Path) -> None:
    closed = shell(f"lotse ask '{SALARY}' >&-", sample_home)
    assert closed.returncode == 1
    assert one_line(closed.stderr)
    mute = shell(f"lotse ask '{SALARY}' 2>&-", sample_home)
    assert (mute.returncode, "4.200–6.000 €" in mute.stdout) == (0, True)
    assert shell("lotse ask - <&-", sample_home).returncode == 3
    assert shell("lotse ask --jsonl <&-", sample_home).returncode == 0
    assert shell("lotse chat <&-", sample_home).returncode == 0


# Encodings and hostile text


def test_questions_in_other_encodings_are_understood(sample_home: Path) -> None:
    question = "Was verdient ein IT Manager in Mülheim?".encode("cp1252")
    assert "4.200–6.000 €" in lotse(sample_home, "ask", question).stdout
    assert "4.200–6.000 €" in lotse(sample_home, "ask", "-", stdin=question).stdout
    assert "4.200–6.000 €" in lotse(sample_home, "chat", stdin=question).stdout


def test_a_terminal_without_umlauts_gets_the_rest_and_json_stays_whole(sample_home: Path) -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    text = lotse(sample_home, "ask", SALARY, env=plain)
    assert text.returncode == 0
    assert "4.200?6.000" in text.stdout
    answer = json.loads(lotse(sample_home, "ask", "--json", SALARY, env=plain).stdout)
    assert "4.200–6.000 €" in answer["answer"]
    assert answer["question"] == SALARY


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_nothing_of_a_question_drives_the_terminal(sample_home: Path, form: tuple[str, ...]) -> None:
    done = lotse(sample_home, "ask", *form, f"Was verdient {EVIL} ein Koch in {EVIL} Kiel?", "--history", EVIL)
    assert done.returncode in (0, 3)
    assert not RAW.search(done.stdout + done.stderr)


def test_nothing_of_a_file_drives_the_terminal(tmp_path: Path) -> None:
    folder = tmp_path / "artikel"
    folder.mkdir()
    article = write_article(folder, "Koch", "Kiel")
    hostile = (
        article.read_text(encoding="utf-8").replace("Ausdauer", f"Aus{EVIL}dauer").replace("Reden", f"{EVIL}Reden")
    )
    (folder / "koch\x1b[31m-kiel.txt").write_text(hostile, encoding="utf-8")
    article.unlink()
    (folder / "leer\x1b[31m.txt").touch()
    printed = lotse(tmp_path / "h", "index", str(folder))
    assert printed.returncode == 0
    for arguments in (("ask", KIEL), ("ask", "--json", KIEL), ("salaries",), ("index", "--json"), ("doctor",)):
        done = lotse(tmp_path / "h", *arguments)
        assert done.returncode == 0, done.stderr
        assert not RAW.search(done.stdout + done.stderr), arguments
    assert not RAW.search(printed.stdout + printed.stderr)


@pytest.mark.parametrize(
    "arguments", [("index", f"/x{EVIL}"), (EVIL,), ("ask", f"--{EVIL}"), ("salaries", "--city", EVIL)]
)
def test_nothing_of_a_wrong_argument_drives_the_terminal(sample_home: Path, arguments: tuple[str, ...]) -> None:
    done = lotse(sample_home, *arguments)
    assert done.returncode in (1, 2)
    assert one_line(done.stderr)
    assert not RAW.search(done.stderr)


def test_a_very_long_question_is_refused_at_once(sample_home: Path) -> None:
    for stdin in ("Was verdient " + "x" * 100_000, b"a" * 20_000_000):
        done = lotse(sample_home, "ask", "--json", "-", stdin=stdin)
        assert done.returncode == 3
        assert json.loads(done.stdout)["reason"] == "too_long"
    lines = b"a" * 20_000_000 + b'\n{"id": 2, "question": "Hallo"}\n'
    answers = [json.loads(line) for line in lotse(sample_home, "ask", "--jsonl", stdin=lines).stdout.splitlines()]
    assert [answer["id"] for answer in answers] == [None, 2]


@pytest.mark.parametrize("line", ["[" * 100_000, '{"question": 5}', "[]", "null", '{"question": "x", "history": "y"}'])
def test_a_batch_line_that_is_no_question_gets_a_refusal(sample_home: Path, line: str) -> None:
    done = lotse(sample_home, "ask", "--jsonl", stdin=line)
    assert done.returncode == 1
    assert json.loads(done.stdout)["status"] == "refused"
    assert one_line(done.stderr)


def test_half_characters_in_a_batch_are_no_error(sample_home: Path) -> None:
    done = lotse(sample_home, "ask", "--jsonl", stdin='{"id": 1, "question": "Was verdient \\ud800 ein Koch in Kiel?"}')
    assert done.returncode == 0
    assert json.loads(done.stdout)["status"] == "refused"


def test_an_answer_needs_no_network(sample_home: Path) -> None:
    code = (
        "import socket, sys\n"
        "def refuse(*_): raise SystemExit('network')\n"
        "socket.socket.connect = socket.getaddrinfo = refuse\n"
        f"import cli; raise SystemExit(cli.main(['--home', {str(sample_home)!r}, 'ask', {OPEN!r}]))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(CLI[1]).parent)}
    done = subprocess.run([CLI[0], "-c", code], capture_output=True, encoding="utf-8", env=environment, check=False)
    assert done.returncode == 0, done.stderr


# Files and folders


def test_odd_files_are_rejected_by_name_and_the_rest_is_indexed(tmp_path: Path) -> None:
    folder = tmp_path / "artikel"
    (folder / "unter.txt").mkdir(parents=True)
    write_article(folder, "Koch", "Kiel", low="2.300", high="2.700")
    os.mkfifo(folder / "pipe.txt")
    (folder / "ins-leere.txt").symlink_to("nirgends")
    (folder / "im-kreis.txt").symlink_to("im-kreis.txt")
    (folder / "hinaus.txt").symlink_to("/etc/passwd")
    (folder / "ordner").symlink_to(tmp_path)
    shutil.copy(folder / "koch-kiel.txt", os.fsencode(folder) + b"/koch-k\xfcln.txt")
    done = lotse(tmp_path / "h", "index", "--json", str(folder))
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["new"] == 1
    rejected = {Path(note["source"]).name: note["reason"] for note in report["rejected"]}
    assert rejected.keys() == {"pipe.txt", "ins-leere.txt", "im-kreis.txt", "hinaus.txt", "ordner", "koch-k�ln.txt"}
    assert all(rejected.values())


def test_an_unreadable_file_is_rejected_and_what_was_known_of_it_stays(tmp_path: Path) -> None:
    article = write_article(tmp_path, "Koch", "Kiel", low="2.300", high="2.700")
    write_article(tmp_path, "Florist", "Kiel")
    lotse(tmp_path / "h", "index", str(tmp_path))
    article.chmod(0)
    if not heeds_permissions(article):
        pytest.skip("this user may read everything")
    done = lotse(tmp_path / "h", "index", before=as_plain_user)
    assert done.returncode == 0
    assert "keine Berechtigung" in done.stderr
    assert still_answers(tmp_path / "h")


@pytest.mark.parametrize(
    ("name", "reason"),
    [("nirgends", "gibt es nicht"), ("leer", "kein Artikel"), ("pipe", "eine Pipe"), ("kreis", "im Kreis")],
)
def test_a_path_without_articles_is_one_line_and_keeps_the_index(
    own: Path, tmp_path: Path, name: str, reason: str
) -> None:
    (tmp_path / "leer").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "kreis").symlink_to("kreis")
    done = lotse(own, "index", str(tmp_path / name))
    assert done.returncode == 1
    assert one_line(done.stderr)
    assert reason in done.stderr
    assert still_answers(own)


# The disk


def test_a_home_that_cannot_be_written_is_one_line_and_code_1(tmp_path: Path) -> None:
    (tmp_path / "datei").write_text("", encoding="utf-8")
    done = lotse(tmp_path / "datei", "ask", SALARY)
    assert done.returncode == 1
    assert one_line(done.stderr.split("ein.\n")[-1])


@pytest.mark.parametrize("kilobytes", [20, 200, 900])
def test_a_full_disk_is_one_line_and_keeps_the_index(own: Path, many: Path, kilobytes: int) -> None:
    size = kilobytes * 1024
    done = lotse(own, "index", str(many), before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)))
    assert done.returncode == 1
    assert one_line(done.stderr)
    assert "geschrieben werden" in done.stderr or "nicht schreiben" in done.stderr
    assert len(builds(own)) == 1
    assert still_answers(own)


def test_a_home_for_reading_only_still_answers(own: Path) -> None:
    for path in (own, *own.rglob("*")):
        path.chmod(path.stat().st_mode & ~0o222)
    if not heeds_permissions(own):
        pytest.skip("this user may write everywhere")
    assert KIEL_PAY in lotse(own, "ask", KIEL, before=as_plain_user).stdout
    assert lotse(own, "ask", COURSES, before=as_plain_user).returncode == 0
    for command in ("index", "doctor"):
        done = lotse(own, command, before=as_plain_user)
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
    assert "nur lesbar" in done.stdout


def test_an_open_question_is_answered_alike_where_chroma_cannot_be_opened(own: Path) -> None:
    with_chroma = lotse(own, "ask", COURSES)
    assert with_chroma.returncode == 0
    (own / "index" / builds(own)[0] / "chroma" / "chroma.sqlite3").write_bytes(os.urandom(5_000))
    without = lotse(own, "ask", COURSES)
    assert (without.returncode, without.stdout, without.stderr) == (0, with_chroma.stdout, "")
    assert lotse(own, "doctor").returncode == 1


# The index


def spoil_manifest(build: Path) -> None:
    manifest = build / "manifest.json"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(re.sub(r'"format_version": \d+', '"format_version": 77', text), encoding="utf-8")


def spoil_catalogue(build: Path) -> None:
    (build / "catalogue.sqlite").write_bytes(os.urandom(5_000))


def remove_pointer(build: Path) -> None:
    (build.parent / "CURRENT").unlink()


def spoil_pointer(build: Path) -> None:
    (build.parent / "CURRENT").write_bytes(b"\xff\xfe")


@pytest.mark.parametrize("spoil", [spoil_manifest, spoil_catalogue, remove_pointer, spoil_pointer])
def test_an_unusable_index_is_one_line_naming_a_cure_that_brings_back_the_same_articles(
    own: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(own / "index" / builds(own)[0])
    done = lotse(own, "ask", KIEL)
    assert done.returncode == 1
    assert one_line(done.stderr)
    cure = done.stderr.split(": lotse ")[1].split()
    assert cure in (["index", "--rebuild"], ["doctor", "--repair"])
    assert lotse(own, "doctor").returncode == 1
    assert lotse(own, *cure).returncode == 0
    assert still_answers(own)


def test_the_samples_never_take_the_place_of_an_index_that_forgot_its_folders(own: Path) -> None:
    for name in (MANIFEST, SEAL):
        (own / "index" / builds(own)[0] / name).write_text("{", encoding="utf-8")
    done = lotse(own, "index")
    assert done.returncode == 1
    assert one_line(done.stderr)
    assert "lotse index ORDNER" in done.stderr


def test_a_second_writer_exits_with_4(own: Path) -> None:
    with Home(own).locked():
        done = lotse(own, "index", "--rebuild")
    assert done.returncode == 4
    assert one_line(done.stderr)
    assert str(os.getpid()) in done.stderr


# Signals


def test_ctrl_c_between_two_questions_exits_with_130(sample_home: Path) -> None:
    process = start(sample_home, "ask", "--jsonl")
    assert process.stdin
    assert process.stdout
    process.stdin.write(json.dumps({"id": 1, "question": SALARY}) + "\n")
    process.stdin.flush()
    assert "4.200" in process.stdout.readline()  # it is running and waiting for more
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert errors == "lotse: Abgebrochen.\n"


@pytest.mark.parametrize(("number", "code", "line"), [
    (signal.SIGINT, 130, "lotse: Abgebrochen.\n"),
    (signal.SIGTERM, 143, "lotse: Beendet.\n"),
    (signal.SIGKILL, -9, ""),
])  # fmt: skip
def test_a_signal_while_indexing_keeps_the_old_index(
    own: Path, many: Path, number: signal.Signals, code: int, line: str
) -> None:
    process = start(own, "index", str(many))
    while len(builds(own)) < 2 and process.poll() is None:
        time.sleep(0.01)
    time.sleep(0.3)
    process.send_signal(number)
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (code, line)
    assert still_answers(own)
    assert len(builds(own)) == (2 if number == signal.SIGKILL else 1), "only kill -9 leaves a half-written build"


def test_a_build_killed_half_way_is_removed_by_the_next_and_foreign_folders_are_not(own: Path) -> None:
    left, foreign = own / "index" / "2026-01-01T00-00-00-abcd", own / "index" / "fremd"
    for folder in (left, foreign):
        folder.mkdir()
        (folder / "catalogue.sqlite").touch()
    assert lotse(own, "index", "--rebuild").returncode == 0
    assert not left.exists()
    assert (foreign / "catalogue.sqlite").exists()
