"""Time `lotse chat` to its prompt, whole processes on a pseudo-terminal: python tests/benchmarks/chat_start.py"""

import platform
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from running import OPEN, lotse
from terminals import Terminal

RUNS = 7
LIMIT = 1.8


def seconds_to_prompt(home: Path) -> tuple[float, float]:
    """Return how long it takes to the prompt, and from sending an open question at once to the next prompt."""
    started = time.perf_counter()
    with Terminal("--home", str(home), "chat", lines=50) as terminal:
        terminal.wait_for("Du:")
        ready = time.perf_counter()
        terminal.ask(OPEN)
        answered = time.perf_counter()
        terminal.type("\x04")
        terminal.leave()
    return ready - started, answered - ready


def main() -> None:
    """Print the median, the fastest and the slowest run."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        lotse(home, "index")
        seconds_to_prompt(home)
        runs = [seconds_to_prompt(home) for _ in range(RUNS)]
    print(f"Python {platform.python_version()}, {RUNS} processes, seconds")
    print(f"{'':34}{'median':>8}{'min':>8}{'max':>8}")
    for name, values in zip(("to the prompt", "first answer, an open question"), zip(*runs, strict=True), strict=True):
        print(f"{name:34}{statistics.median(values):>8.2f}{min(values):>8.2f}{max(values):>8.2f}")
    kept = statistics.median(ready for ready, _ in runs) <= LIMIT
    print(f"limit {LIMIT} s to the prompt: {'kept' if kept else 'missed'}")


if __name__ == "__main__":
    main()
