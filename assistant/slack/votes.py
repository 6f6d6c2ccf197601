"""Keep votes on answers; the last one of a user counts."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.feedback import Feedback, Vote, keep
from assistant.slack.errors import SlackError
from assistant.slack.jobs import Cast
from assistant.slack.logs import LOG, code_of, incident
from assistant.slack.store import Store
from assistant.slack.voice import UNREACHABLE, Voice
from assistant.slack.wording import CHANGED, FAILED, THANKS

VOTES: dict[str, Vote] = {"good": "good", "bad": "bad"}


class Votes:
    """Takes votes and thanks for them."""

    def __init__(self, store: Store, voice: Voice, home: Path) -> None:
        """Keep votes in home, where `lotse eval --from-feedback` finds them."""
        self._store, self._voice, self._home = store, voice, home

    def count(self, cast: Cast) -> None:
        """Keep a vote, unless it is the same again, and tell the user."""
        vote = VOTES.get(cast.vote)
        try:
            kept = self._store.vote(cast.answer, cast.user, vote) if vote else None
            if vote is None or kept is None:
                return
            feedback, changed = kept
            keep(replace(_feedback(feedback), vote=vote, given=_now()), self._home)
            said = CHANGED if changed else THANKS
        except Exception as error:
            said = FAILED.format(number=incident(error, "eine Bewertung ließ sich nicht speichern"))
        try:
            self._voice.whisper(cast.place, cast.user, said)
        except (*UNREACHABLE, SlackError) as error:  # the vote is kept all the same
            LOG.info("Kein Dank für eine Bewertung: %s%s", type(error).__name__, code_of(error))


def _feedback(text: str) -> Feedback:
    values: dict[str, Any] = json.loads(text)
    values["cited"] = tuple((file, line) for file, line in values["cited"])
    return Feedback(**{**values, "history": tuple(values["history"]), "values": tuple(values["values"])})


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
