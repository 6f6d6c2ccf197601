"""Answers on a thread of their own, so that Ctrl-C is heard at once whatever the answer waits for.

An answer in the main thread could be torn in the middle of importing Chroma, whose binary parts cannot be imported
twice, or hang in a request to a model until that times out.
"""

from collections.abc import Callable, Generator, Sequence
from contextlib import closing, suppress
from queue import Empty, SimpleQueue
from threading import Event, Thread
from time import monotonic
from typing import cast

from assistant.live import LiveAssistant
from assistant.types import Answer

LAST_WAIT = 2.0  # seconds that leaving waits for an answer that was cancelled
Piece = str | Answer
Job = Callable[[], None]


class _Worker(Thread):
    """Does jobs one after the other."""

    def __init__(self) -> None:
        super().__init__(name="answering", daemon=True)
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._given = self._done = 0
        self.start()

    def run(self) -> None:
        while job := self._jobs.get():
            job()
            self._done += 1

    def is_idle(self) -> bool:
        return self._done == self._given

    def do(self, job: Job) -> None:
        self._given += 1
        self._jobs.put(job)

    def end(self) -> None:
        self._jobs.put(None)


class Answering:
    """Asks the assistant in use, on a thread that stays: each thread opens the catalogue for itself."""

    def __init__(self, live: LiveAssistant) -> None:
        """Answer with the assistant that live lends."""
        self._live = live
        self._worker = _Worker()
        self._left: list[_Worker] = []
        self._warming: Thread | None = None
        self._cancelled = False  # whether the worker may still be busy with an answer that nobody waits for

    def stream(self, question: str, history: Sequence[str], patience: float) -> Generator[Piece | None, None, None]:
        """Yield the pieces of an answer and, last, the answer; None first where nothing came within patience seconds.

        Closing the iterator cancels the answer; errors of the answer are raised here.
        """
        results: SimpleQueue[Piece | Exception] = SimpleQueue()
        cancelled = Event()
        self._free_worker().do(lambda: self._answer(question, history, results, cancelled))
        try:
            piece = _within(patience, results)
            if piece is None:
                yield None
            while not isinstance(piece, Answer):
                if piece is not None:
                    yield piece
                piece = _next(results)
            yield piece
        except (GeneratorExit, KeyboardInterrupt, SystemExit):
            self._cancelled = True
            raise
        finally:
            cancelled.set()

    def warm_up(self) -> None:
        """Load in the background what the first open question needs.

        The thread is no daemon: Python waits for it at the end, since threads in binary code do not survive Python.
        """
        self._warming = Thread(target=self._warm_up, name="warming up")
        self._warming.start()

    def close(self) -> None:
        """End the threads; an answer that waits for a model for longer than a moment is left behind."""
        if self._warming:
            self._warming.join()
        self._worker.end()
        until = monotonic() + LAST_WAIT
        for worker in (*self._left, self._worker):
            worker.join(max(0.0, until - monotonic()))

    def _free_worker(self) -> _Worker:
        if self._cancelled and not self._worker.is_idle():
            self._worker.end()
            self._left = [worker for worker in (*self._left, self._worker) if worker.is_alive()]
            self._worker = _Worker()
        self._cancelled = False
        return self._worker

    def _answer(
        self, question: str, history: Sequence[str], results: "SimpleQueue[Piece | Exception]", cancelled: Event
    ) -> None:
        try:
            if self._warming:
                self._warming.join()  # or both would open Chroma
            with self._live.borrowed() as assistant:
                pieces = cast(Generator[Piece, None, None], assistant.stream(question, history))
                with closing(pieces):
                    for piece in pieces:
                        if cancelled.is_set():
                            return
                        results.put(piece)
        except Exception as error:  # whatever it is, it is raised where the answer is awaited
            results.put(error)

    def _warm_up(self) -> None:
        with suppress(Exception), self._live.borrowed() as assistant:  # what fails here is told when it is asked for
            assistant.search("Welche Kurse gibt es?", 1)


def _within(patience: float, results: "SimpleQueue[Piece | Exception]") -> Piece | None:
    try:
        return _next(results, patience)
    except Empty:
        return None


def _next(results: "SimpleQueue[Piece | Exception]", timeout: float | None = None) -> Piece:
    piece = results.get(timeout=timeout)
    if isinstance(piece, Exception):
        raise piece
    return piece
