"""Keep an assistant open over the build in use, for faces that run for days while the index is renewed each night."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from assistant.chain import Assistant, build_assistant
from assistant.settings import Settings


class LiveAssistant:
    """The assistant over the build in use. Answers that run keep the build they began with; all threads may call."""

    def __init__(self, settings: Settings) -> None:
        """Open the build in use; raise IndexMissing where there is none."""
        self._settings = settings
        self._lock = threading.Lock()
        self._assistant = build_assistant(settings)
        self._users: dict[int, int] = {}
        self._retired: list[Assistant] = []

    def refresh(self) -> bool:
        """Take up another build if there is one and say whether; raise IndexLayerError where it cannot be opened.

        Whatever is raised, the assistant that was open goes on answering.
        """
        with self._lock:
            if self._settings.index_home.current() == self._assistant.index.folder:
                return False
            before, self._assistant = self._assistant, build_assistant(self._settings)
            self._retired.append(before)
            self._close_unused()
            return True

    @contextmanager
    def borrowed(self) -> Iterator[Assistant]:
        """Lend the assistant for one question; it is not closed while it is lent."""
        with self._lock:
            assistant = self._assistant
            self._users[id(assistant)] = self._users.get(id(assistant), 0) + 1
        try:
            yield assistant
        finally:
            with self._lock:
                self._users[id(assistant)] -= 1
                self._close_unused()

    def close(self) -> None:
        """Close what is open; what is lent is closed when it comes back, as closing it under a thread would crash."""
        with self._lock:
            self._retired.append(self._assistant)
            self._close_unused()

    def _close_unused(self) -> None:
        for assistant in [one for one in self._retired if not self._users.get(id(one))]:
            self._retired.remove(assistant)
            self._users.pop(id(assistant), None)
            assistant.close()
