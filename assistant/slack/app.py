"""The Bolt app: listeners that read what came in and hand it on, nothing else."""

import logging
import re
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext, BoltResponse
from slack_sdk import WebClient

from assistant.slack import events
from assistant.slack.blocks import CHOICE, VOTE
from assistant.slack.desk import Closed, Desk
from assistant.slack.jobs import Cast
from assistant.slack.lanes import Lanes
from assistant.slack.logs import incident
from assistant.slack.store import Store
from assistant.slack.wording import HELP

COMMAND = "/lotse"
Body = dict[str, Any]
Next = Callable[[], BoltResponse]


class InPlace(Executor):
    """Runs a listener in the thread that reads from Slack, before the acknowledgement leaves.

    Listeners only write to SQLite and to a queue. What is acknowledged is kept, then, and in the order it came.
    """

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run at once."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


@dataclass(frozen=True, slots=True)
class Parts:
    """What the listeners hand on to."""

    desk: Desk
    store: Store
    notices: Lanes
    count_vote: Callable[[Cast], None]
    suggest: Callable[[str], None]
    follow_ups: bool


def build_app(client: WebClient, signing_secret: str, parts: Parts) -> App:
    """Build the app; Bolt asks Slack who the bot is, and raises where it cannot."""
    logger = logging.getLogger("slack_bolt.lotse")  # Bolt gives its level to all of its own
    logger.setLevel(logging.ERROR)
    app = App(
        logger=logger,
        client=client,
        # Bolt wants one even where requests come through a websocket and bear no signature
        signing_secret=signing_secret or "unused",
        listener_executor=InPlace(),
        request_verification_enabled=bool(signing_secret),
    )
    register(app, parts)
    return app


def register(app: App, parts: Parts) -> None:
    """Register the listeners."""
    _register_events(app, parts)
    _register_interactions(app, parts)

    @app.error
    def failed(error: Exception) -> BoltResponse:
        """Refuse the acknowledgement, so that Slack delivers again what could not be kept."""
        if not isinstance(error, Closed):
            incident(error, "ein Ereignis ließ sich nicht annehmen")
        return BoltResponse(status=503, body="")


def _register_events(app: App, parts: Parts) -> None:
    # Bolt acknowledges an event whatever becomes of its listener; a middleware that fails prevents that

    def mentioned(body: Body, context: BoltContext, next: Next) -> None:
        asked = events.mention(body, context.bot_user_id or "")
        if asked:
            parts.desk.take(asked, events.keys_of(body), opens=events.is_root(asked))
        next()

    def said(body: Body, context: BoltContext, next: Next) -> None:
        bot = context.bot_user_id or ""
        asked = events.direct(body, bot)
        if asked is None and parts.follow_ups:
            asked = events.follow_up(body, bot)
            asked = asked if asked and parts.store.opened(asked.channel, asked.thread) else None
        if asked:
            parts.desk.take(asked, events.keys_of(body))
        next()

    def acknowledged() -> None:
        """Do nothing more."""

    app.event("app_mention", middleware=[mentioned])(acknowledged)
    app.event("message", middleware=[said])(acknowledged)

    @app.event("app_home_opened")
    def came(event: Body) -> None:
        if event.get("tab") == "messages":
            parts.notices.put(event["channel"], partial(parts.suggest, event["channel"]))

    app.event(re.compile(".*"))(acknowledged)  # what the bot has no use for


def _register_interactions(app: App, parts: Parts) -> None:
    @app.command(COMMAND)
    def commanded(ack: Ack, body: Body) -> None:
        asked = events.command(body)
        if asked is None:
            ack(text=HELP, response_type="ephemeral")
            return
        parts.desk.take(asked, [f"command:{body.get('trigger_id')}"])
        ack()

    @app.action(re.compile(f"{CHOICE}_\\d+"))
    def chose(ack: Ack, body: Body) -> None:
        parts.desk.take(events.choice(body), [events.key_of_choice(body)])
        ack()

    @app.action(VOTE)
    def voted(ack: Ack, body: Body) -> None:
        vote = events.cast(body)
        if not parts.notices.put(("vote", vote.answer, vote.user), partial(parts.count_vote, vote)):
            raise Closed("Für Bewertungen ist gerade kein Platz.")
        ack()
