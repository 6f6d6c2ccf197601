"""A value made when it is first needed, once, whichever thread needs it first."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Once(Generic[T]):
    """Calls `make` at the first call and remembers what it returned, or raised.

    `functools.cached_property` holds one lock for all objects of a class in Python 3.11 and none from 3.12 on.
    """

    def __init__(self, make: Callable[[], T], remember: tuple[type[Exception], ...] = ()) -> None:
        """Make the value with make; errors of the kinds to remember are raised again without another try."""
        self._make = make
        self._remember = remember
        self._lock = threading.Lock()
        self._made: list[T] = []
        self._failed: Exception | None = None

    def __call__(self) -> T:
        """Return the value."""
        if not self._made:  # once there it is read without the lock
            with self._lock:
                if self._failed:
                    raise self._failed
                if not self._made:
                    self._make_it()
        return self._made[0]

    @property
    def is_made(self) -> bool:
        """Say whether the value is there."""
        return bool(self._made)

    def _make_it(self) -> None:
        try:
            self._made.append(self._make())
        except self._remember as error:
            self._failed = error
            raise
