import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from multiprocessing import active_children
from pathlib import Path

import numpy as np
import pytest
from corpus import write_article

from index.embeddings import Embedder
from index.errors import IndexWriteFailed
from index.manifest import ModelInfo
from index.reading import ARTICLES_PER_BATCH, Batch, Job, Vectors, batches

FILES = 2 * ARTICLES_PER_BATCH + 30
ROOT = Path(__file__).resolve().parents[2]
READS_FOR_EVER = """
import sys
from multiprocessing import active_children
from pathlib import Path
from index.embeddings import load_embedder
from index.reading import Job, batches

if __name__ == "__main__":
    read = batches([Job(Path(path), path) for path in sys.argv[1:]] * 50, load_embedder(), processes=2)
    next(read)
    print(*(child.pid for child in active_children()), flush=True)
    for _ in read:
        pass
"""


class ByLength:
    """An embedding model that is not the shipped one: two numbers from the length of a text."""

    info = ModelInfo("by-length", "0", 2)
    floor = 0.0
    is_instant = True

    def embed_passages(self, texts: list[str]) -> Vectors:  # type: ignore[override]
        return np.stack([self.embed_query(text) for text in texts])

    def embed_query(self, text: str) -> Vectors:
        return np.array([np.cos(len(text)), np.sin(len(text))], dtype=np.float32)


@pytest.fixture(scope="module")
def jobs(tmp_path_factory: pytest.TempPathFactory) -> list[Job]:
    folder = tmp_path_factory.mktemp("many")
    names = (f"{chr(97 + number // 26)}{chr(97 + number % 26)}" for number in range(FILES))
    paths = [write_article(folder, f"Koch{name}", "Kiel") for name in names]
    paths[ARTICLES_PER_BATCH + 5].write_text("kein Artikel", encoding="utf-8")
    paths[7].unlink()
    return [Job(path, path.stem) for path in paths]


def same(one: Batch, other: Batch) -> bool:
    plain = (one.files, one.articles, one.rejected) == (other.files, other.articles, other.rejected)
    return plain and np.array_equal(one.vectors, other.vectors)


def test_other_processes_read_the_same_as_this_one(jobs: list[Job], embedder: Embedder) -> None:
    here = list(batches(jobs, embedder, processes=0))
    beside = list(batches(jobs, embedder, processes=2))
    assert all(same(one, other) for one, other in zip(here, beside, strict=True))
    assert [batch.files for batch in here] == [100, 100, 30]
    assert [batch.rejected[0].reason for batch in here[:2]] == [
        "Datei nicht gefunden",
        "kein Artikel: keine Titelzeile und kein Fließtext",
    ]
    assert len(here[1].vectors) == sum(len(article.chunks) for article in here[1].articles) > ARTICLES_PER_BATCH
    assert not active_children()


@pytest.mark.parametrize("processes", [0, 1])
def test_another_model_embeds_in_this_process(jobs: list[Job], processes: int) -> None:
    model = ByLength()
    for batch in batches(jobs, model, processes):  # type: ignore[arg-type]
        passages = [passage for article in batch.articles for passage in article.passages]
        assert np.array_equal(batch.vectors, model.embed_passages(passages))


def test_a_batch_without_an_article_needs_no_vectors(tmp_path: Path, embedder: Embedder) -> None:
    [batch] = batches([Job(tmp_path / "fehlt.txt", "fehlt")], embedder)
    assert (batch.files, batch.articles, len(batch.rejected), len(batch.vectors)) == (1, (), 1, 0)


def test_a_killed_process_ends_the_reading_with_one_line(jobs: list[Job], embedder: Embedder) -> None:
    with closing(batches(jobs * 20, embedder, processes=2)) as read:
        next(read)
        victim = active_children()[0].pid
        assert victim
        os.kill(victim, signal.SIGKILL)
        with pytest.raises(IndexWriteFailed, match="wurde beendet") as caught:
            list(read)
    assert "\n" not in str(caught.value)


def test_closing_ends_the_processes(jobs: list[Job], embedder: Embedder) -> None:
    read = batches(jobs * 20, embedder, processes=2)
    next(read)
    assert len(active_children()) == 2
    with closing(read):
        pass
    assert not active_children()


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_the_processes_end_with_the_one_that_writes(jobs: list[Job], how: signal.Signals) -> None:
    paths = [str(job.path) for job in jobs]
    command = [sys.executable, "-c", READS_FOR_EVER, *paths]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", cwd=ROOT, process_group=0
    ) as reading:
        assert reading.stdout
        children = [int(pid) for pid in reading.stdout.readline().split()]
        assert len(children) == 2
        if how == signal.SIGINT:
            os.killpg(reading.pid, how)  # as a terminal does
        else:
            reading.kill()
        reading.wait(20)
    until = time.monotonic() + 20
    while any(alive(pid) for pid in children):
        assert time.monotonic() < until, "a process goes on without the one that writes"
        time.sleep(0.05)


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").split(")")[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
