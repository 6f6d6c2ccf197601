"""The bot: its parts put together, started, kept going, stopped."""

import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from slack_bolt.error import BoltError
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.handler import RetryHandler

from assistant.live import LiveAssistant
from assistant.slack.answering import Answering
from assistant.slack.app import Parts, build_app
from assistant.slack.blocks import Link, no_link
from assistant.slack.desk import Desk
from assistant.slack.errors import SlackError
from assistant.slack.health import Health, State, now
from assistant.slack.http_mode import Guarded, HttpMode, listen
from assistant.slack.lanes import Lanes
from assistant.slack.logs import code_of
from assistant.slack.prompts import suggest
from assistant.slack.retries import RepeatsHarmless, Sleep, WaitsForRoom
from assistant.slack.settings import Secrets, SlackSettings
from assistant.slack.socket_mode import PING_INTERVAL, SocketMode
from assistant.slack.store import Store
from assistant.slack.voice import Voice
from assistant.slack.votes import Votes

NOTICE_WORKERS, NOTICES = 2, 200
TIMEOUT = 15  # seconds for one call to Slack
CALL_GRACE = 2.0  # seconds for notices when the bot leaves
T = TypeVar("T")


class Bot:
    """Answers in one workspace."""

    def __init__(
        self,
        live: LiveAssistant,
        home: Path,
        secrets: Secrets,
        settings: SlackSettings,
        link_to: Link = no_link,
        ping_interval: float = PING_INTERVAL,
        sleep: Sleep = time.sleep,
    ) -> None:
        """Put the parts together and ask Slack who the bot is; raise SlackError where it does not say."""
        self.settings = settings
        self._live = live
        self._since, self._stopping = now(), False
        bot_user = _ask(lambda: _bot_user(secrets, sleep), "SLACK_BOT_TOKEN")
        client = _client(secrets, WaitsForRoom(sleep), RepeatsHarmless(sleep))
        listener = listen(settings.http) if settings.http else None
        self._store = Store(home)
        self._lanes = Lanes(settings.workers, settings.waiting, "lotse-answers")
        self._notices = Lanes(NOTICE_WORKERS, NOTICES, "lotse-notices")
        voice = Voice(client, bot_user, sleep)
        self._answering = Answering(live, self._store, voice, link_to)
        self._desk = Desk(self._store, self._lanes, self._notices, self._answering, voice)
        parts = Parts(
            desk=self._desk,
            store=self._store,
            notices=self._notices,
            count_vote=Votes(self._store, voice, home).count,
            suggest=lambda channel: suggest(channel, live, voice),
            follow_ups=settings.follow_ups,
        )
        app = _ask(lambda: build_app(client, secrets.signing_secret, parts), "SLACK_BOT_TOKEN")
        self._connection: SocketMode | HttpMode
        if listener:
            self._connection = HttpMode(Guarded(app, secrets.signing_secret, self.health), listener)
        else:
            self._connection = SocketMode(app, secrets.app_token, client, ping_interval)

    @property
    def port(self) -> int:
        """Return the port of HTTP mode."""
        return self._connection.port if isinstance(self._connection, HttpMode) else 0

    @property
    def is_busy(self) -> bool:
        """Say whether anything taken is still to be done."""
        pools = (self._lanes, self._notices)
        return any(pool.waiting or pool.running for pool in pools)

    def start(self) -> None:
        """Let events in, after what was left over from the last time."""
        self._store.prune()
        self._desk.adopt()
        if isinstance(self._connection, HttpMode):
            self._connection.start()
        else:
            _ask(self._connection.connect, "SLACK_APP_TOKEN")

    def tick(self) -> None:
        """Do what is to be done every few seconds."""
        self._store.beat()
        self._desk.adopt()

    def health(self) -> Health:
        """Say how the bot is doing."""
        with self._live.borrowed() as assistant:
            index = assistant.index.folder.name
        return Health(
            status=self._state(),
            mode="http" if isinstance(self._connection, HttpMode) else "socket",
            waiting=self._lanes.waiting,
            running=self._lanes.running,
            answered=self._answering.answered,
            failed=self._answering.failed,
            index=index,
            since=self._since,
            at=now(),
        )

    def stop(self) -> bool:
        """Take no more, finish what was taken as far as the grace lasts, leave; say whether nothing was left over."""
        self._stopping = True
        self._desk.close()
        if isinstance(self._connection, SocketMode):
            self._connection.close()
        done = self._lanes.close(self.settings.grace)
        self._notices.close(CALL_GRACE)
        if isinstance(self._connection, HttpMode):
            self._connection.close()  # last, so that until then what comes is refused in Slack's own terms
        self._store.close()
        return done

    def _state(self) -> State:
        if self._stopping:
            return "stopping"
        lost = isinstance(self._connection, SocketMode) and not self._connection.is_connected
        return "disconnected" if lost else "ok"


def _client(secrets: Secrets, *handlers: RetryHandler, logger: logging.Logger | None = None) -> WebClient:
    return WebClient(
        secrets.bot_token, base_url=secrets.api, timeout=TIMEOUT, retry_handlers=list(handlers), logger=logger
    )


def _bot_user(secrets: Secrets, sleep: Sleep) -> str:
    """Ask Slack who the bot is, once: without a network the start fails at once, and with one line."""
    silent = logging.getLogger("lotse.slack.start")
    silent.disabled = True
    return str(_client(secrets, WaitsForRoom(sleep), logger=silent).auth_test()["user_id"])


def _ask(call: Callable[[], T], token: str) -> T:
    """Make a call that the start depends on; raise SlackError where Slack cannot be reached or refuses."""
    try:
        return call()
    except SlackApiError as error:
        raise SlackError(f"Slack lehnt ab:{code_of(error) or ' ohne Grund'}. Stimmt {token}?") from error
    except (OSError, BoltError) as error:
        raise SlackError(
            "Slack ist nicht zu erreichen. Gibt es ein Netz? Ist ein Proxy nötig (HTTPS_PROXY)?"
        ) from error
