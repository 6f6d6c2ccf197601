import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event

import pytest

from assistant.chain import Assistant
from assistant.live import LiveAssistant
from assistant.settings import Settings
from assistant.terminal.answering import Answering
from assistant.types import Answer
from index.errors import IndexDamaged
from index.gazetteer import Gazetteer

WAIT = 30


class Scripted(LiveAssistant):
    """Lends an assistant whose stream is a function."""

    def __init__(self, settings: Settings, stream: Callable[[str], Iterator[str | Answer]]) -> None:
        super().__init__(settings)
        self.stream = stream
        self.threads: set[int] = set()

    @contextmanager
    def borrowed(self) -> Iterator[Assistant]:
        outer = self

        class Streaming(Assistant):
            def stream(self, question: str, history: Sequence[str] = ()) -> Iterator[str | Answer]:
                outer.threads.add(threading.get_ident())
                yield from outer.stream(question)

        with super().borrowed() as assistant:
            yield Streaming(assistant.index, Gazetteer.open())


def whole(text: str) -> Answer:
    return Answer(text, text, "answered", text)


@pytest.fixture
def scripted(sample_home: Path) -> Iterator[Callable[[Callable[[str], Iterator[str | Answer]]], Answering]]:
    opened: list[tuple[Scripted, Answering]] = []

    def start(stream: Callable[[str], Iterator[str | Answer]]) -> Answering:
        live = Scripted(Settings(home=sample_home), stream)
        opened.append((live, Answering(live)))
        return opened[-1][1]

    yield start
    for live, answering in opened:
        answering.close()
        live.close()


Start = Callable[[Callable[[str], Iterator[str | Answer]]], Answering]


def test_pieces_come_in_order_and_the_answer_last(scripted: Start) -> None:
    answering = scripted(lambda question: iter(["Ein ", "Wort", whole(question)]))
    assert list(answering.stream("Frage?", (), WAIT)) == ["Ein ", "Wort", whole("Frage?")]


def test_says_that_nothing_came_yet(scripted: Start) -> None:
    go = Event()

    def stream(question: str) -> Iterator[str | Answer]:
        assert go.wait(WAIT)
        yield whole(question)

    pieces = scripted(stream).stream("Frage?", (), 0.01)
    assert next(pieces) is None
    go.set()
    assert list(pieces) == [whole("Frage?")]


def test_closing_ends_the_stream_of_the_assistant(scripted: Start) -> None:
    more, closed = Event(), Event()

    def stream(question: str) -> Iterator[str | Answer]:
        try:
            yield "Anfang"
            assert more.wait(WAIT)
            yield "weiter"
            yield "und weiter"
        finally:
            closed.set()

    with closing(scripted(stream).stream("Frage?", (), WAIT)) as pieces:
        assert next(pieces) == "Anfang"
    more.set()
    assert closed.wait(WAIT)


def test_an_answer_that_hangs_does_not_hold_up_the_next(scripted: Start) -> None:
    hung, release = Event(), Event()

    def stream(question: str) -> Iterator[str | Answer]:
        if question == "hängt":
            yield "Anfang"
            hung.set()
            release.wait(WAIT)
        yield whole(question)

    answering = scripted(stream)
    with closing(answering.stream("hängt", (), WAIT)) as pieces:
        assert next(pieces) == "Anfang"
        assert hung.wait(WAIT)
    assert list(answering.stream("danach", (), WAIT)) == [whole("danach")]
    release.set()


def test_one_thread_answers_all_questions(sample_home: Path) -> None:
    live = Scripted(Settings(home=sample_home), lambda question: iter([whole(question)]))
    with closing(live), closing(Answering(live)) as answering:
        for number in range(5):
            assert list(answering.stream(str(number), (), WAIT)) == [whole(str(number))]
    assert len(live.threads) == 1, "each thread holds a connection to the catalogue"


def test_errors_are_raised_where_the_answer_is_awaited(scripted: Start) -> None:
    def stream(question: str) -> Iterator[str | Answer]:
        if question == "kaputt":
            raise IndexDamaged("beschädigt")
        yield whole(question)

    answering = scripted(stream)
    with pytest.raises(IndexDamaged, match="beschädigt"):
        list(answering.stream("kaputt", (), WAIT))
    assert list(answering.stream("heil", (), WAIT)) == [whole("heil")]
