"""A bounded pool of threads with one queue per conversation: conversations side by side, each one in order."""

import threading
import time
from collections import deque
from collections.abc import Callable, Hashable

from assistant.slack.logs import incident

Work = Callable[[], None]


class Lanes:
    """Runs work of different lanes at once and that of one lane one after another."""

    def __init__(self, workers: int, waiting: int, name: str = "lotse") -> None:
        """Start the threads; at most `waiting` pieces of work wait."""
        self._bound = waiting
        self._lanes: dict[Hashable, deque[Work]] = {}
        self._ready: deque[Hashable] = deque()
        self._changed = threading.Condition()
        self._closed = False
        self._running = 0
        for number in range(workers):
            # daemons, so that a second signal ends the process whatever they wait for
            threading.Thread(target=self._work, name=f"{name}-{number}", daemon=True).start()

    def put(self, lane: Hashable, work: Work) -> bool:
        """Queue work and say whether there was room."""
        with self._changed:
            if self._closed or self.waiting >= self._bound:
                return False
            if lane not in self._lanes:
                self._lanes[lane] = deque()
                self._ready.append(lane)
            self._lanes[lane].append(work)
            self._changed.notify()
            return True

    @property
    def waiting(self) -> int:
        """Return how many pieces of work wait."""
        return sum(map(len, list(self._lanes.values())))

    @property
    def running(self) -> int:
        """Return how many pieces of work run."""
        return self._running

    def close(self, grace: float) -> bool:
        """Take no more work, wait for what is there and say whether it was done within grace seconds."""
        until = time.monotonic() + grace
        with self._changed:
            self._closed = True
            self._changed.notify_all()
            done = self._changed.wait_for(self._is_idle, timeout=max(0.0, until - time.monotonic()))
            self._lanes.clear()
            self._ready.clear()
            return done

    def _is_idle(self) -> bool:
        return not self._running and not self.waiting

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._ready or (self._closed and self._is_idle()))
                if not self._ready:
                    return
                lane = self._ready.popleft()
                work = self._lanes[lane].popleft()
                self._running += 1
            try:
                work()
            except Exception as error:
                incident(error, "eine Arbeit ist gescheitert")
            finally:
                self._finish(lane)

    def _finish(self, lane: Hashable) -> None:
        with self._changed:
            self._running -= 1
            if self._lanes.get(lane):
                self._ready.append(lane)  # behind the others, so that a busy thread does not keep them waiting
            else:
                self._lanes.pop(lane, None)
            self._changed.notify_all()
