"""Take questions, each once, and hand them to the pool; nothing here waits for Slack or for an answer."""

import threading
import time
from collections import deque
from collections.abc import Sequence
from functools import partial

from assistant.slack.answering import Answering
from assistant.slack.blocks import Message, sections
from assistant.slack.errors import SlackError
from assistant.slack.jobs import Asked, Job
from assistant.slack.lanes import Lanes
from assistant.slack.logs import LOG
from assistant.slack.store import Store
from assistant.slack.voice import Voice
from assistant.slack.wording import BUSY, INTERRUPTED, LATE

STILL_WANTED = 3_600.0  # seconds that a question may have lain before its answer would only surprise


class Closed(SlackError):
    """The bot is leaving; Slack delivers the event again, to its successor."""


class Desk:
    """The one place where questions come in."""

    def __init__(self, store: Store, lanes: Lanes, notices: Lanes, answering: Answering, voice: Voice) -> None:
        """Queue answers in lanes; words to users that cannot wait for those go through notices."""
        self._store, self._lanes, self._notices = store, lanes, notices
        self._answering, self._voice = answering, voice
        self._lock = threading.Lock()
        self._left_over: deque[Job] = deque()
        self._closed = False

    def take(self, asked: Asked, keys: Sequence[str], *, opens: bool = False) -> None:
        """Take a question unless its event was seen before; raise Closed where the bot is leaving."""
        with self._lock:  # one after another, so that questions are queued in the order in which they are kept
            if self._closed:
                raise Closed("Der Bot wird gerade beendet.")
            job = self._store.claim(keys, asked, opens=opens)
            if job is None or self._put(job):
                return
        LOG.warning("Warteschlange voll")
        self._tell(job, BUSY)

    def adopt(self) -> None:
        """Take over what a process before us, or beside us, has left."""
        with self._lock:
            if self._closed:
                return
            fresh, interrupted = self._store.adopt()
            self._left_over.extend(fresh)
            while self._left_over and self._put(self._left_over[0]):
                self._left_over.popleft()
        for job in interrupted:
            self._tell(job, INTERRUPTED)

    def close(self) -> None:
        """Take no more."""
        with self._lock:
            self._closed = True

    def _put(self, job: Job) -> bool:
        if time.time() - job.taken_at > STILL_WANTED:
            self._tell(job, LATE)
            return True
        return self._lanes.put(job.asked.lane, partial(self._answering.answer, job))

    def _tell(self, job: Job, text: str) -> None:
        """Say something in the place of an answer."""
        self._store.finish(job)

        def say() -> None:
            if job.asked.place.thread or job.asked.place.response_url:
                self._voice.say(job.asked.place, [Message(text, tuple(sections(text)))], f"{job.id}/instead")

        if not self._notices.put(job.asked.lane, say):
            LOG.warning("Eine Absage ging verloren")
