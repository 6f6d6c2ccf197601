"""Many threads ask one assistant at once and get what each would get alone."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier

import pytest
from corpus import write_article

from assistant.chain import Assistant, build_assistant
from assistant.settings import Settings
from index.build import build_index
from index.embeddings import Embedder
from index.home import Home
from index.opening import open_index
from index.read_only import ReadOnlyDatabase

QUESTIONS = (
    "Was verdient ein IT Manager in Mülheim an der Ruhr?",
    "Welche Kurse gibt es zur Hygiene?",
    "Welche Aufgaben hat ein Erzieher in Essen?",
    "Wo verdient man als Kfz-Mechatroniker am meisten?",
    "Was verdient ein Kfz-Mechatronicker in Dresden?",
    "Was verdient eine Hebamme in Leipzig?",
    "Zu welchen Berufen gibt es Artikel?",
    "Wie wird das Wetter?",
)
THREADS = 16


def essence(assistant: Assistant, question: str) -> tuple[str, ...]:
    answer = assistant.answer(question)
    return answer.answer, *(citation.quote for citation in answer.citations)


def test_sixteen_threads_get_the_answers_of_one_even_where_all_open_everything_at_once(
    sample_home: Path, sample_assistant: Assistant
) -> None:
    alone = [essence(sample_assistant, question) for question in QUESTIONS]
    ready = Barrier(THREADS)

    def ask(first: int) -> list[tuple[str, ...]]:
        ready.wait()
        order = [(first + step) % len(QUESTIONS) for step in range(len(QUESTIONS))]
        answers = {at: essence(fresh, QUESTIONS[at]) for at in order}
        return [answers[at] for at in range(len(QUESTIONS))]

    with closing(build_assistant(Settings(sample_home))) as fresh, ThreadPoolExecutor(THREADS) as pool:
        assert list(pool.map(ask, range(THREADS))) == [alone] * THREADS


def test_closing_one_build_leaves_the_others_open(
    home: Home, articles: Path, embedder: Embedder, sample_home: Path
) -> None:
    build_index(home, [articles], embedder)
    vector = embedder.embed_query("Kurse der Kammer")
    first, second, other = open_index(home), open_index(home), open_index(Home(sample_home))
    try:
        found = second.vectors.query(vector, 3)
        assert first.vectors.query(vector, 3) == found
        assert other.vectors.store.query(vector, 3)
        first.close()
        assert second.vectors.store.query(vector, 3) == found, "by Chroma itself, not by what stands in for it"
        write_article(articles, "Maler", "Bonn")
        build_index(home, [articles], embedder)
        assert second.vectors.store.query(vector, 3) == found
        assert other.vectors.store.query(vector, 3)
    finally:
        second.close()
        other.close()
    reopened = open_index(home)
    assert len(reopened.vectors.ids()) == 16
    reopened.close()


def test_threads_that_come_and_go_leave_no_connections_behind(sample_home: Path) -> None:
    database = ReadOnlyDatabase(Home(sample_home).current() / "catalogue.sqlite")
    handles = Path("/proc/self/fd")
    if not handles.is_dir():
        pytest.skip("counts open files by /proc")
    database.rows("SELECT 1 FROM articles")
    before = len(list(handles.iterdir()))
    for _ in range(40):
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(database.rows, "SELECT count(*) FROM articles").result() == [(32,)]
    assert len(list(handles.iterdir())) <= before
    database.close()
