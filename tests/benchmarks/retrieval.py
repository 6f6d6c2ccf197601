"""Measure retrieval, quality and speed, and print Markdown: python tests/benchmarks/retrieval.py --xquad FILE.

Quality is nDCG@10 with 95 % bootstrap intervals, drawn by paragraph, as the questions about one paragraph are alike:
on the career questions in tests/data, on the question set over the sample articles, and on a JSONL file of pairs
(`question`, `paragraph`) such as XQuAD's German part. The shipped model was trained on none of them; Lotse's weights
were chosen on the development halves ("dev"), so that the test halves are what counts.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from retrieval_tasks import Task, pairs_task, sample_task
from retrieval_ways import Ways, gains, interval, ndcg

from assistant.chain import Assistant, build_assistant
from assistant.commands.session import sample_folder
from assistant.settings import Settings
from index.build import build_index
from index.embeddings import SHIPPED, Embedder, load_embedder
from index.home import Home

CAREER = Path(__file__).resolve().parents[1] / "data" / "career_retrieval.jsonl"
TEXTS_TO_EMBED = 4_000
LOADS = 5
WARM_UP = 20


def quality(task: Task, embedder: Embedder) -> Iterator[str]:
    """Yield the lines of a table: one way to search per line, with its gain over the best without vectors."""
    yield f"### {task.name}: {len(task.questions)} questions, {len(task.passages)} paragraphs\n"
    yield "| | nDCG@10 | 95 % | minus stems + 4-grams, 95 % |"
    yield "|---|---|---|---|"
    ways = Ways(task, embedder).all()
    ways |= task.searched
    base = ndcg(ways["BM25, stems + 4-grams"], task.gold)
    for name, scores in ways.items():
        values = ndcg(scores, task.gold)
        low, high = interval(values, task.clusters)
        yield f"| {name} | {values.mean():.3f} | {low:.3f}–{high:.3f} | {gains(values - base, task.clusters)} |"
    yield ""


def speed(embedder_name: str, assistant: Assistant, questions: Sequence[str]) -> Iterator[str]:
    """Yield the lines of the table of speed."""
    embedder = assistant.embedder
    chunks = assistant.index.catalogue.chunks_of([row.rowid for row in assistant.index.catalogue.articles()])
    texts = [f"{chunk.article.title}. {chunk.heading}\n{chunk.text}" for chunk in chunks]
    few = embedder_name != SHIPPED  # a Transformer takes minutes for what the shipped model does in a second
    many = texts if few else (texts * (TEXTS_TO_EMBED // len(texts) + 1))[:TEXTS_TO_EMBED]
    started = time.perf_counter()
    embedder.embed_passages(many)
    yield "| speed | |"
    yield "|---|---|"
    yield f"| embedding, chunks/s | {len(many) / (time.perf_counter() - started):,.0f} |"
    yield f"| loading the model in a new process, imports included, s | {loading(embedder_name):.2f} |"
    yield f"| embedding a question, ms (median) | {milliseconds(embedder.embed_query, questions):.2f} |"
    asked: dict[str, Callable[[str], object]] = {
        "search, any question, ms (median)": lambda question: assistant.search(question, 10),
        "whole answer, any question, ms (median)": assistant.answer,
    }
    for name, ask in asked.items():
        yield f"| {name} | {milliseconds(ask, questions):.1f} |"


def loading(name: str) -> float:
    """Return the median time from the import to the ready model, in new processes that have numpy already."""
    code = (
        "import time, numpy, index.german; started = time.perf_counter(); from index.embeddings import load_embedder; "
        f"load_embedder({name!r}); print(time.perf_counter() - started)"
    )
    root = Path(__file__).resolve().parents[2]
    processes = [
        subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, check=True, cwd=root) for _ in range(LOADS)
    ]
    return statistics.median(float(done.stdout) for done in processes)


def milliseconds(ask: Callable[[str], object], questions: Sequence[str]) -> float:
    """Return the median time of a warm call."""
    taken = []
    for at, question in enumerate(questions):
        started = time.perf_counter()
        ask(question)
        if at >= WARM_UP:
            taken.append((time.perf_counter() - started) * 1000)
    return statistics.median(taken)


def main() -> int:
    """Print all tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--embedder", default=SHIPPED, help="a model by name or folder; the shipped one otherwise")
    parser.add_argument("--xquad", type=Path, help="pairs to search as well, for example XQuAD's German part")
    given = parser.parse_args()
    embedder = load_embedder(given.embedder)
    info = embedder.info
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, {info.name} ({info.dimension} dimensions)\n")
    if given.xquad:
        print(*quality(pairs_task(given.xquad), embedder), sep="\n")
    for split in ("dev", "test"):
        print(*quality(pairs_task(CAREER, split), embedder), sep="\n")
    with tempfile.TemporaryDirectory() as home:
        build_index(Home(Path(home)), [sample_folder()], embedder, sample=True)
        assistant = build_assistant(Settings(Path(home)))
        task = sample_task(assistant)
        print(*quality(task, embedder), sep="\n")
        print(*speed(given.embedder, assistant, task.questions), sep="\n")
        assistant.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
