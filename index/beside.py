"""Work in processes beside this one, with its results in order.

`ProcessPoolExecutor` waits for ever where a process is killed while it hands over a large result: all its processes
write into one pipe, under one lock (Python 3.11, seen). Here each has a pipe of its own, which ends with it.
"""

import signal
import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Generic, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")
Start = Callable[[], Callable[[Task], Result]]
"""Called once in each process; returns what does its work."""

AHEAD = 2  # tasks for each process; bounds memory
SECONDS_TO_END = 5.0


class WorkerKilled(Exception):
    """A process ended before its work was done."""


def run_beside(tasks: Sequence[Task], start: Start[Task, Result], processes: int) -> Generator[Result, None, None]:
    """Yield the result of each task, in order; close the iterator to end the processes.

    Raises WorkerKilled where one of them ends early, and what a task raised.
    """
    _start_tracker_quietly()
    workers: list[_Worker[Task, Result]] = []
    try:
        workers += [_Worker(start) for _ in range(min(processes, len(tasks)))]
        for at, task in enumerate(tasks[: AHEAD * len(workers)]):
            workers[at % len(workers)].give(task)
        for at in range(len(tasks)):
            worker = workers[at % len(workers)]
            result = worker.take()
            following = at + AHEAD * len(workers)
            if following < len(tasks):
                worker.give(tasks[following])
            yield result
    finally:
        for worker in workers:
            worker.end()


class _Worker(Generic[Task, Result]):
    """One process and this end of its pipe."""

    def __init__(self, start: Start[Task, Result]) -> None:
        context = get_context("spawn")  # Chroma and the tokenizer have threads, which a fork would break
        self._pipe, theirs = context.Pipe()
        self._process: SpawnProcess = context.Process(target=_serve, args=(theirs, start), daemon=True)
        self._process.start()
        theirs.close()  # only the process holds it now, so that the pipe ends with it

    def give(self, task: Task) -> None:
        try:
            self._pipe.send(task)
        except OSError as error:
            raise WorkerKilled from error

    def take(self) -> Result:
        try:
            done, result = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise WorkerKilled from error
        if not done:
            raise result
        return result  # type: ignore[no-any-return]

    def end(self) -> None:
        self._pipe.close()
        self._process.terminate()
        self._process.join(SECONDS_TO_END)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._process.close()


def _serve(pipe: Connection, start: Start[Task, Result]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches this process too; it ends with the one that writes
    with suppress(EOFError, OSError):  # the other end is closed, or its process was killed
        work = start()
        while True:
            task = pipe.recv()
            try:
                result: tuple[bool, object] = (True, work(task))
            except Exception as error:  # whatever it is, it is raised where the result is wanted
                result = (False, error)
            pipe.send(result)


def _start_tracker_quietly() -> None:
    """Start the process that tidies up after others, without the warning that it prints when this one is killed."""
    quiet = "ignore:resource_tracker:UserWarning"
    sys.warnoptions.append(quiet)
    try:
        resource_tracker.ensure_running()
    finally:
        sys.warnoptions.remove(quiet)
