"""Measure how cost grows with the index: python tests/benchmarks/growth.py [--articles 1000 10000 20000] [--save FILE].

Makes a corpus of each size (see corpus.py; about six chunks an article), builds its index in a process of its own,
changes 1 % of the articles and updates, and asks. Prints the figures of each size and, from the first size to the last,
the slope of each on logarithmic axes: 0 does not grow, 1 grows as the index does. --save keeps the figures as JSON,
--chart draws them (needs matplotlib), --from takes saved ones, --project says what they would be at other numbers of
chunks if each went on growing as it did between the two largest sizes.
"""

import argparse
import json
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, fields
from math import log
from pathlib import Path

import corpus
import numpy as np
from slot_questions import cases

from assistant.chain import Assistant, build_assistant
from assistant.settings import Settings
from index.build import build_index
from index.embeddings import load_embedder
from index.home import Home
from index.reading import processes_for

CLI = Path(__file__).resolve().parents[2] / "cli.py"
ASKED = 60  # of each kind
RECALL_AT, RECALL_QUERIES = 10, 200
CHANGED = 0.01
BYTES_IN_MEMORY = 256 * 4 + 2 * 48 * 4  # of a chunk in Chroma's graph: its vector, and its links on the lowest layer
OPEN = (
    "Wo lernt man {}?", "Welche Berufe verlangen {}?", "Wer bietet {} an?", "Wofür braucht man {}?",
)  # fmt: skip
CATALOGUE = (
    "Zu welchen Berufen gibt es Artikel?",
    "Welche Berufe gibt es in {city}?",
    "In welchen Orten gibt es {job}?",
)


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured at one size. Seconds and milliseconds are of wall clock."""

    articles: int
    chunks: int
    build_chunks_per_s: float
    build_peak_mb: float
    bytes_per_chunk: float
    update_share: float
    cold_slot_s: float
    cold_open_s: float
    slot_p50_ms: float
    slot_p95_ms: float
    open_p50_ms: float
    open_p95_ms: float
    comparison_p50_ms: float
    comparison_p95_ms: float
    catalogue_p50_ms: float
    catalogue_p95_ms: float
    recall_at_10: float
    ask_peak_mb: float


def measured(articles: int, folder: Path, seed: int = 7) -> Figures:
    """Measure one size in folder."""
    truths = corpus.write(folder / "corpus", articles, seed)
    home = folder / "home"
    built = _in_own_process("build", folder / "corpus", home)
    chunks = int(built["chunks"])
    size = sum(path.stat().st_size for path in Home(home).current().rglob("*") if path.is_file())
    asked = _in_own_process("ask", folder / "corpus", home, [asdict(truth) for truth in truths])
    for truth in random.Random(seed).sample(truths, max(1, int(articles * CHANGED))):
        path = folder / "corpus" / truth.file
        path.write_text(path.read_text(encoding="utf-8").replace("Feierabend", "Dienstschluss"), encoding="utf-8")
    updated = _in_own_process("build", folder / "corpus", home)
    truth = truths[0]
    return Figures(
        articles=articles,
        chunks=chunks,
        build_chunks_per_s=chunks / built["seconds"],
        build_peak_mb=built["peak_mb"],
        bytes_per_chunk=size / chunks,
        update_share=updated["seconds"] / built["seconds"],
        cold_slot_s=_cold(home, f"Was verdient ein {truth.profession} in {truth.city}?"),
        cold_open_s=_cold(home, OPEN[0].format(corpus.COURSES[0])),
        **asked,
    )


def _in_own_process(task: str, folder: Path, home: Path, truths: object = None) -> dict[str, float]:
    """Run a task in a process of its own, whose peak of memory is its own, and return what it measured."""
    arguments = [sys.executable, __file__, "--task", task, str(folder), str(home)]
    done = subprocess.run(arguments, input=json.dumps(truths), capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _cold(home: Path, question: str, runs: int = 5) -> float:
    taken = []
    for _ in range(runs):
        started = time.perf_counter()
        done = subprocess.run([sys.executable, str(CLI), "--home", str(home), "ask", question], capture_output=True)
        taken.append(time.perf_counter() - started)
        if done.returncode not in (0, 3):
            raise SystemExit(done.stderr.decode())
    return statistics.median(taken)


def _peak_mb(who: int = resource.RUSAGE_SELF) -> float:
    return resource.getrusage(who).ru_maxrss / 1024


def build(folder: Path, home: Path) -> dict[str, float]:
    """Build an index; the peak of memory is that of this process and of those that read for it, added."""
    report = build_index(Home(home), [folder], load_embedder())
    readers = processes_for(report.new + report.changed) * _peak_mb(resource.RUSAGE_CHILDREN)  # the largest of them
    return {"chunks": report.chunks, "seconds": report.seconds, "peak_mb": _peak_mb() + readers}


def ask(home: Path, truths: list[dict[str, object]]) -> dict[str, float]:
    """Ask each kind of question and return the times, the recall and the peak of memory."""
    rng = random.Random(3)
    jobs = [str(truth["profession"]) for truth in rng.sample(truths, min(ASKED, len(truths)))]
    towns = [str(truth["city"]) for truth in rng.sample(truths, min(ASKED, len(truths)))]
    kinds: dict[str, list[str]] = {
        "slot": [case.pattern.format(case.truth["profession"], case.truth["city"]) for case in cases(truths, ASKED)],
        "open": [rng.choice(OPEN).format(rng.choice(corpus.SKILLS + corpus.COURSES)) for _ in range(ASKED)],
        "comparison": [f"Wo verdient man als {job} am meisten?" for job in jobs],
        "catalogue": [rng.choice(CATALOGUE).format(city=town, job=job) for town, job in zip(towns, jobs, strict=True)],
    }
    found: dict[str, float] = {}
    with closing(build_assistant(Settings(home))) as assistant:
        for questions in kinds.values():
            assistant.answer(questions[0])  # opens what the kind needs
        for kind, questions in kinds.items():
            taken = sorted(_timed(lambda question=question: assistant.answer(question)) for question in questions)  # type: ignore[misc]
            found[f"{kind}_p50_ms"], found[f"{kind}_p95_ms"] = (taken[len(taken) * share // 100] for share in (50, 95))
        found["ask_peak_mb"] = _peak_mb()
        found["recall_at_10"] = recall(assistant)
    return found


def _timed(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return 1000 * (time.perf_counter() - started)


def recall(assistant: Assistant) -> float:
    """Return the share of the true nearest chunks that Chroma finds, for vectors of the index bent a little.

    A chunk whose likeness equals that of the last true one counts as true: copies cannot be told apart.
    """
    catalogue = assistant.index.catalogue
    rowids = catalogue.chunk_rowids([article.rowid for article in catalogue.articles()])
    stored = catalogue.vectors(rowids)
    at = {chunk_id: row for row, chunk_id in enumerate(_ids_in_order(assistant, rowids))}
    rng = np.random.default_rng(5)
    shares = []
    for row in rng.choice(len(stored), min(RECALL_QUERIES, len(stored)), replace=False):
        query = stored[row] + rng.normal(scale=0.02, size=stored.shape[1]).astype(np.float32)
        query /= np.linalg.norm(query)
        similar = stored @ query
        last = np.partition(similar, -RECALL_AT)[-RECALL_AT]
        hits = assistant.index.vectors.store.query(query, RECALL_AT)
        shares.append(sum(similar[at[chunk]] >= last - 1e-3 for chunk, _ in hits) / RECALL_AT)
    return float(np.mean(shares))


def _ids_in_order(assistant: Assistant, rowids: Sequence[int]) -> list[str]:
    ids = {chunk.rowid: chunk.id for chunk in assistant.index.catalogue.chunks(rowids)}
    return [ids[rowid] for rowid in rowids]


def slopes(rows: Sequence[Figures]) -> dict[str, float]:
    """Return the slope of each figure between the smallest and the largest size, on logarithmic axes."""
    first, last = rows[0], rows[-1]
    grown = log(last.chunks / first.chunks)
    names = [field.name for field in fields(Figures) if field.name not in ("articles", "chunks")]
    return {name: log(getattr(last, name) / getattr(first, name)) / grown for name in names}


@dataclass(frozen=True, slots=True)
class Projection:
    """What the figures come to at a number of chunks."""

    chunks: int
    build_hours: float
    update_hours: float
    disk_gb: float
    build_peak_gb: float
    vectors_gb: float
    slot_p50_ms: float
    open_p50_ms: float


def projected(rows: Sequence[Figures], chunks: int) -> Projection:
    """Carry on the lines, on logarithmic axes, through the figures of the two largest sizes."""
    before, last = rows[-2], rows[-1]

    def at(value: Callable[[Figures], float]) -> float:
        slope = log(value(last) / value(before)) / log(last.chunks / before.chunks)
        return value(last) * (chunks / last.chunks) ** slope

    return Projection(
        chunks=chunks,
        build_hours=at(_build_seconds) / 3600,
        update_hours=at(lambda row: _build_seconds(row) * row.update_share) / 3600,
        disk_gb=at(lambda row: row.bytes_per_chunk * row.chunks) / 1e9,
        build_peak_gb=at(lambda row: row.build_peak_mb) / 1024,
        vectors_gb=chunks * BYTES_IN_MEMORY / 1e9,
        slot_p50_ms=at(lambda row: row.slot_p50_ms),
        open_p50_ms=at(lambda row: row.open_p50_ms),
    )


def _build_seconds(row: Figures) -> float:
    return row.chunks / row.build_chunks_per_s


def projections(found: Sequence[Projection]) -> str:
    """Return projections as a table in Markdown, a column for each number of chunks."""
    lines = [f"| chunks | {' | '.join(f'{one.chunks:,}' for one in found)} |", f"|---|{'---|' * len(found)}"]
    for field in fields(Projection)[1:]:
        values = " | ".join(
            f"{getattr(one, field.name):,.{1 if getattr(one, field.name) < 100 else 0}f}" for one in found
        )
        lines.append(f"| {field.name} | {values} |")
    return "\n".join(lines)


def table(rows: Sequence[Figures]) -> str:
    """Return the figures, a column for each size, and the slopes."""
    grown = slopes(rows) if len(rows) > 1 else {}
    lines = []
    for field in fields(Figures):
        values = "".join(f"{getattr(row, field.name):>12,.{_digits(field.name)}f}" for row in rows)
        slope = f"{grown[field.name]:>9.2f}" if field.name in grown else " " * 9
        lines.append(f"{field.name:22}{values}{slope}")
    return "\n".join(lines)


def _digits(name: str) -> int:
    return 3 if name == "recall_at_10" else 2 if name.endswith(("_s", "share")) and "per" not in name else 0 if (
        name in ("articles", "chunks") or "per" in name or name.endswith("mb")
    ) else 1  # fmt: skip


def draw(rows: Sequence[Figures], target: Path) -> None:
    """Draw times against the number of chunks on logarithmic axes."""
    import matplotlib

    matplotlib.use("svg")
    from matplotlib import pyplot

    figure, (asking, building) = pyplot.subplots(1, 2, figsize=(10, 4.6), layout="constrained")
    chunks, grown = [row.chunks for row in rows], slopes(rows)
    for name, label in (
        ("slot_p50_ms", "profession and town"),
        ("open_p50_ms", "open"),
        ("comparison_p50_ms", "over all towns"),
        ("catalogue_p50_ms", "catalogue"),
    ):
        values = [getattr(row, name) for row in rows]
        asking.loglog(chunks, values, marker="o", label=f"{label} ({grown[name]:+.2f})")
    seconds = [row.chunks / row.build_chunks_per_s for row in rows]
    building.loglog(chunks, seconds, marker="o", label="full build, s")
    updates = [value * row.update_share for value, row in zip(seconds, rows, strict=True)]
    building.loglog(chunks, updates, marker="o", label="update after 1 % changed, s")
    building.loglog(
        chunks, [row.build_peak_mb for row in rows], marker="s", ls="--", label="peak memory of the build, MB"
    )
    asking.set(title="warm answer, median ms (slope)", xlabel="chunks")
    asking.set_yticks([1, 2, 5, 10, 20, 50, 100])
    building.set(title="building", xlabel="chunks")
    for axes in (asking, building):
        axes.grid(visible=True, which="both", alpha=0.2)
        axes.legend(frameon=False, loc="upper center", bbox_to_anchor=(0.5, -0.14), ncols=2)
        axes.yaxis.set_major_formatter("{x:g}")
        axes.yaxis.set_minor_formatter("")
    pyplot.rcParams["svg.hashsalt"] = "lotse"
    figure.savefig(target, metadata={"Date": None})


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[1000, 10_000, 20_000])
    parser.add_argument("--save", type=Path)
    parser.add_argument("--chart", type=Path)
    parser.add_argument("--from", type=Path, dest="saved")
    parser.add_argument("--project", type=int, nargs="+", default=[])
    parser.add_argument("--task", nargs=3, help=argparse.SUPPRESS)
    parsed = parser.parse_args(arguments)
    if parsed.task:
        task, folder, home = parsed.task
        print(json.dumps(build(Path(folder), Path(home)) if task == "build" else ask(Path(home), json.load(sys.stdin))))
        return 0
    rows = []
    if parsed.saved:
        rows = [Figures(**row) for row in json.loads(parsed.saved.read_text(encoding="utf-8"))]
    else:
        print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores", flush=True)
        for articles in parsed.articles:
            folder = Path(tempfile.mkdtemp(prefix="lotse-growth-"))
            try:
                rows.append(measured(articles, folder))
            finally:
                shutil.rmtree(folder)
            print(table(rows[-1:]), end="\n\n", flush=True)
            if parsed.save:  # after each: the largest takes long
                parsed.save.write_text(json.dumps([asdict(row) for row in rows], indent=1) + "\n", encoding="utf-8")
    print(table(rows))
    if parsed.project:
        print(f"\n{projections([projected(rows, chunks) for chunks in parsed.project])}")
    if parsed.chart:
        draw(rows, parsed.chart)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
