"""Run the command line as users do: a process of its own."""

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

CLI = [sys.executable, str(Path(__file__).resolve().parent.parent / "cli.py")]
SALARY = "Was verdient ein IT Manager in Mülheim an der Ruhr?"
OPEN = "Welche Kurse gibt es zur Hygiene?"
DROP_CAPABILITY, OVERRIDE_PERMISSIONS, READ_EVERYTHING = 24, 1, 2  # of Linux's prctl
LIBC = ctypes.CDLL(None)


def lotse(
    home: Path,
    *arguments: str | bytes,
    stdin: str | bytes = "",
    env: dict[str, str] | None = None,
    before: Callable[[], None] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end; `before` runs in the new process, ahead of Python."""
    done = subprocess.run(
        [*CLI, "--home", str(home), *arguments],
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        capture_output=True,
        timeout=120,
        check=False,
        env={**os.environ, **(env or {})},
        preexec_fn=before,
    )
    out, errors = (text.decode("utf-8", errors="surrogateescape") for text in (done.stdout, done.stderr))
    return subprocess.CompletedProcess(done.args, done.returncode, out, errors)


def as_plain_user() -> None:
    """Take root's right to read and write everything from the process that is about to start."""
    for capability in (OVERRIDE_PERMISSIONS, READ_EVERYTHING) if hasattr(LIBC, "prctl") else ():
        LIBC.prctl(DROP_CAPABILITY, capability, 0, 0, 0)


def heeds_permissions(path: Path) -> bool:
    """Say whether a plain user's process may not write to path, as its mode says."""
    return subprocess.run(["test", "-w", str(path)], preexec_fn=as_plain_user, check=False).returncode != 0


def start(home: Path, *arguments: str) -> subprocess.Popen[str]:
    """Start a command whose streams the test holds."""
    pipe = subprocess.PIPE
    return subprocess.Popen(
        [*CLI, "--home", str(home), *arguments], stdin=pipe, stdout=pipe, stderr=pipe, encoding="utf-8"
    )


def shell(command: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run a shell command in which `lotse` is the command line."""
    script = f"""lotse() {{ "{CLI[0]}" "{CLI[1]}" --home '{home}' "$@"; }}; {command}"""
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", script], capture_output=True, encoding="utf-8", timeout=60, check=False
    )


def one_line(text: str) -> bool:
    """Say whether text is one line and no traceback."""
    return text.count("\n") == 1 and "Traceback" not in text


def builds(home: Path) -> Sequence[str]:
    """Return the names of all folders beside the index in use."""
    return sorted(path.name for path in (home / "index").iterdir() if path.is_dir())
