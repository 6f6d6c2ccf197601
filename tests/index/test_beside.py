import os
import signal
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from multiprocessing import active_children

import pytest

from index.beside import WorkerKilled, run_beside

LARGE = 4_000_000  # bytes; far more than a pipe holds, so that handing it over takes until it is read


def squaring(start: int) -> Callable[[int], int]:
    return lambda number: start + number * number


def handing_over() -> Callable[[int], bytes]:
    return lambda number: bytes(LARGE) + bytes([number])


def failing() -> Callable[[int], int]:
    return lambda number: 1 // number


@pytest.mark.parametrize("processes", [1, 2, 5])
def test_results_come_in_the_order_of_the_tasks(processes: int) -> None:
    assert list(run_beside(range(9), partial(squaring, 1), processes)) == [1 + number**2 for number in range(9)]
    assert not active_children()


def test_no_task_needs_no_process() -> None:
    assert list(run_beside([], handing_over, 2)) == []


def test_what_a_task_raises_is_raised_here() -> None:
    read = run_beside([1, 0, 1], failing, 1)
    assert next(read) == 1
    with pytest.raises(ZeroDivisionError):
        next(read)
    assert not active_children()


def test_a_process_killed_while_it_hands_over_a_result_is_noticed() -> None:
    with closing(run_beside(range(20), handing_over, 2)) as read:
        next(read)
        time.sleep(0.3)  # both stand before a full pipe now
        for child in active_children():
            assert child.pid
            os.kill(child.pid, signal.SIGKILL)
        with pytest.raises(WorkerKilled):
            list(read)
    assert not active_children()


def test_one_of_two_processes_killed_while_it_hands_over_a_result_is_noticed() -> None:
    with closing(run_beside(range(20), handing_over, 2)) as read:
        next(read)
        time.sleep(0.3)
        victim = active_children()[0].pid
        assert victim
        os.kill(victim, signal.SIGKILL)
        with pytest.raises(WorkerKilled):
            list(read)
    assert not active_children()
