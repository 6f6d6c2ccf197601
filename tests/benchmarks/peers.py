"""Measure Lotse beside the usual systems: python tests/benchmarks/peers.py [--articles 1500] [--only NAME …]

All get the same made-up articles (corpus.py), the same embedding model (the one that Lotse ships) and the same 300
questions that name profession and town (slot_questions.py), and are built as their own quickstarts say (peers/*.py).
None has a chat model, so what is judged is the passage that comes first: it is right when it is from the right article
and at least half of the paragraph that answers stands in it, or half of it in that paragraph. A passage may be a whole
article, so its length is told as well. Each system runs in an environment of its own under --environments, made from
peers/*.requirements.txt where it is not there yet.
Prints a table in Markdown; --save keeps the figures as JSON, --from prints saved ones.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from pathlib import Path

import corpus
from slot_questions import LINES, Case, cases

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
ADAPTERS = HERE / "peers"
SYSTEMS = {
    "Lotse": ("with_lotse", "lotse"),
    "LangChain + Chroma": ("with_langchain", "langchain"),
    "LlamaIndex": ("with_llama_index", "llama-index-core"),
    "Haystack": ("with_haystack", "haystack-ai"),
    "Haystack, BM25": ("with_haystack_bm25", "haystack-ai"),
    "txtai": ("with_txtai", "txtai"),
}
"""Of each system: its adapter, and the package whose version is told."""
COLD_RUNS = 5
VERSION = "import importlib.metadata, sys; print(importlib.metadata.version(sys.argv[1]))"


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured of a system; seconds are of wall clock, with the start of the process."""

    system: str
    version: str
    chunks: int
    build_seconds: float
    cold_seconds: float
    p50_ms: float
    p95_ms: float
    right_first: float
    characters: int


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1500)
    parser.add_argument("--questions", type=int, default=300)
    parser.add_argument("--only", nargs="+", choices=SYSTEMS, default=list(SYSTEMS))
    parser.add_argument("--environments", type=Path, default=ROOT / "build" / "peers")
    parser.add_argument("--save", type=Path)
    parser.add_argument("--from", type=Path, dest="saved")
    parsed = parser.parse_args(arguments)
    if parsed.saved:
        print(table([Figures(**row) for row in json.loads(parsed.saved.read_text(encoding="utf-8"))]))
        return 0
    rows = []
    with tempfile.TemporaryDirectory(prefix="lotse-peers-") as temporary:
        folder = Path(temporary)
        truths = corpus.write(folder / "corpus", parsed.articles)
        asked = cases([asdict(truth) for truth in truths], parsed.questions)
        for system in parsed.only:
            adapter, package = SYSTEMS[system]
            python = environment(parsed.environments / adapter, ADAPTERS / f"{adapter}.requirements.txt")
            rows.append(measured(system, python, ADAPTERS / f"{adapter}.py", package, folder, asked))
            print(rows[-1], file=sys.stderr, flush=True)
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, {parsed.articles} articles\n")
    print(table(rows))
    if parsed.save:
        parsed.save.write_text(json.dumps([asdict(row) for row in rows], indent=1) + "\n", encoding="utf-8")
    return 0


def environment(folder: Path, requirements: Path) -> Path:
    """Return the Python of an environment with the requirements, or with this checkout where they do not exist."""
    python = folder / "bin" / "python"
    ready = folder / "ready"
    if not ready.exists():
        venv.create(folder, with_pip=True, clear=True)
        wanted = ["-r", requirements] if requirements.exists() else ["-c", ROOT / "constraints.txt", ROOT]
        subprocess.run([python, "-m", "pip", "install", "--quiet", *wanted], check=True)
        ready.touch()
    return python


def measured(system: str, python: Path, adapter: Path, package: str, folder: Path, asked: Sequence[Case]) -> Figures:
    """Build a system's store, start it cold, and ask it everything."""
    store, articles = folder / adapter.stem, folder / "corpus"
    model = str(ROOT / "index" / "model")
    built = _said([python, adapter, "build", articles, store, model], "")
    questions = [case.pattern.format(case.truth["profession"], case.truth["city"]) for case in asked]
    cold = []
    for question in questions[:COLD_RUNS]:
        started = time.perf_counter()
        _said([python, adapter, "ask", store, model], json.dumps([question]))
        cold.append(time.perf_counter() - started)
    answered = _said([python, adapter, "ask", store, model], json.dumps(questions))
    taken = sorted(answered["milliseconds"][1:])  # the first opens what is opened once
    return Figures(
        system=system,
        version=subprocess.run(
            [python, "-c", VERSION, package], capture_output=True, text=True, check=True
        ).stdout.strip(),
        chunks=built["chunks"],
        build_seconds=built["seconds"],
        cold_seconds=statistics.median(cold),
        p50_ms=taken[len(taken) // 2],
        p95_ms=taken[len(taken) * 95 // 100],
        right_first=statistics.mean(
            is_right(file, text, case.truth["file"], _paragraph(articles, case))
            for (file, text), case in zip(answered["hits"], asked, strict=True)
        ),
        characters=round(statistics.median(len(text) for _, text in answered["hits"])),
    )


def _said(command: Sequence[str | Path], stdin: str) -> dict[str, object]:
    """Run an adapter without a network to ask and return the last line that it prints."""
    offline = {"HF_HUB_OFFLINE": "1", "ANONYMIZED_TELEMETRY": "False", "HAYSTACK_TELEMETRY_ENABLED": "False"}
    done = subprocess.run(
        list(map(str, command)), input=stdin, capture_output=True, encoding="utf-8", env={**os.environ, **offline}
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


def _paragraph(articles: Path, case: Case) -> str:
    lines = (articles / case.truth["file"]).read_text(encoding="utf-8").splitlines()
    return lines[case.truth[LINES[case.kind]] - 1]


def is_right(file: str, text: str, right_file: str, paragraph: str) -> bool:
    """Say whether a passage is the right one: half of the paragraph in it, or half of it in the paragraph."""
    if file != right_file or not text.strip():
        return False
    text, paragraph = " ".join(text.split()), " ".join(paragraph.split())
    common = SequenceMatcher(None, text, paragraph, autojunk=False).find_longest_match().size
    return 2 * common >= min(len(text), len(paragraph))


def table(rows: Sequence[Figures]) -> str:
    """Return the figures as a table in Markdown."""
    heads = ("System", "Chunks", "Build", "Cold start", "Question, p50 / p95", "Right paragraph in the first passage")
    lines = [f"| {' | '.join(heads)} | Its length |", f"|{'---|' * (len(heads) + 1)}"]
    for row in rows:
        lines.append(
            f"| {row.system} {row.version} | {row.chunks:,} | {row.build_seconds:.0f} s | {row.cold_seconds:.1f} s "
            f"| {row.p50_ms:.1f} / {row.p95_ms:.1f} ms | {100 * row.right_first:.0f} % | {row.characters} characters |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
