"""Time whole processes of `lotse ask` on the sample index: python tests/benchmarks/cold_ask.py [RUNS]."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CLI = Path(__file__).resolve().parents[2] / "cli.py"
QUESTIONS = {
    "profession and town named": "Was verdient ein IT Manager in Mülheim an der Ruhr?",
    "open": "Welche Kurse gibt es zur Hygiene?",
}
MUST = 1.6  # seconds, median


def seconds(home: str, question: str) -> float:
    """Answer a question in a process of its own and return how long that took."""
    started = time.perf_counter()
    done = subprocess.run([sys.executable, str(CLI), "--home", home, "ask", question], capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr.decode())
    return time.perf_counter() - started


def main() -> int:
    """Print a table and return 1 where a median misses the limit."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    slowest = 0.0
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, {runs} processes each, seconds")
    print(f"{'question':28}{'median':>8}{'min':>8}{'max':>8}")
    with tempfile.TemporaryDirectory() as home:
        subprocess.run([sys.executable, str(CLI), "--home", home, "index"], capture_output=True, check=True)
        for name, question in QUESTIONS.items():
            seconds(home, question)  # once for the file cache
            taken = [seconds(home, question) for _ in range(runs)]
            median = statistics.median(taken)
            slowest = max(slowest, median)
            print(f"{name:28}{median:8.2f}{min(taken):8.2f}{max(taken):8.2f}")
    print(f"limit {MUST} s: {'kept' if slowest <= MUST else 'MISSED'}")
    return 0 if slowest <= MUST else 1


if __name__ == "__main__":
    raise SystemExit(main())
