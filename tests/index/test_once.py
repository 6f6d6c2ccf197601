import threading

import pytest

from index.once import Once


def test_makes_the_value_once_whoever_asks() -> None:
    entered, made = threading.Barrier(8), []
    once = Once(lambda: made.append(1) or object())
    found: list[object] = []

    def ask() -> None:
        entered.wait()
        found.append(once())

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1
    assert set(map(id, found)) == {id(once())}


def test_is_not_made_before_it_is_needed() -> None:
    once = Once(lambda: 7)
    assert not once.is_made
    assert once() == 7
    assert once.is_made


def test_remembers_the_errors_it_is_told_to_and_tries_again_after_others() -> None:
    tries: list[int] = []

    def fail() -> None:
        tries.append(1)
        raise (KeyError if len(tries) == 1 else OSError)

    once = Once(fail, remember=(OSError,))
    with pytest.raises(KeyError):
        once()
    for _ in range(3):
        with pytest.raises(OSError):  # noqa: PT011
            once()
    assert len(tries) == 2
