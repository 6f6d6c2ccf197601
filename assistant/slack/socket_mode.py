"""Socket Mode: events over a websocket that the bot opens itself, so that nothing has to reach it from outside."""

import socket
from contextlib import suppress
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.socket_mode.internals import run_bolt_app, send_response
from slack_sdk.errors import SlackApiError, SlackClientNotConnectedError
from slack_sdk.socket_mode.builtin import SocketModeClient
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web import WebClient

from assistant.slack.logs import LOG, code_of, incident

PING_INTERVAL = 5.0
ONE_READER = 1  # thread, so that events are taken in the order in which they come


class Attentive:
    """A socket that tells when the other side has gone, which the client does not notice for half a minute.

    It can be woken, too: the client holds a lock for up to three seconds while it waits for something to read.
    """

    def __init__(self, connected: socket.socket) -> None:
        """Watch a socket."""
        self._connected = connected
        self._is_retired = False

    def __getattr__(self, name: str) -> Any:
        """Be the socket in everything else."""
        return getattr(self._connected, name)

    def recv(self, size: int) -> bytes:
        """Receive; raise ConnectionResetError at the end, TimeoutError after it was woken."""
        received = self._connected.recv(size)
        if not received:
            raise TimeoutError if self._is_retired else ConnectionResetError("the other side has gone")
        return received

    def retire(self) -> None:
        """Read no more; what is written still goes out."""
        self._is_retired = True
        with suppress(OSError):
            self._connected.shutdown(socket.SHUT_RD)


class PatientClient(SocketModeClient):
    """The client of Slack, quick to notice a lost connection and with its waiting for rate limits capped.

    The web client has waited and tried several times before; what fails then is tried again with the next ping.
    """

    def connect(self) -> None:
        """Connect, unless it is over, and close the connection before without a pause."""
        if self.closed:
            return
        self._retire()
        super().connect()
        session = self.current_session
        if session and self.closed:  # meanwhile
            session.close()
        elif session and session.sock:
            session.sock = Attentive(session.sock)  # type: ignore[assignment]

    def close(self) -> None:
        """Close at once: both threads, which sleep over the socket and over the queue for seconds, are woken."""
        self.auto_reconnect_enabled = False
        self.closed = True
        self._retire()
        self.message_queue.put(None)
        super().close()

    def _run_current_session(self) -> None:
        """Read from the session in use until it ends.

        The client's own method would take up a session that was given up a moment ago, and never leave it again.
        """
        session, state = self.current_session, self.current_session_state
        if session is None or state.terminated or not session.is_active():
            return
        try:
            session.run_until_completion(state)
        except Exception as error:
            incident(error, "eine Verbindung ließ sich nicht lesen")

    def _retire(self) -> None:
        connected: object = self.current_session.sock if self.current_session else None
        if isinstance(connected, Attentive):
            connected.retire()

    def issue_new_wss_url(self) -> str:
        """Ask Slack where to connect."""
        return str(self.web_client.apps_connections_open(app_token=self.app_token)["url"])


class SocketMode:
    """Feeds an app from a websocket, over reconnects."""

    def __init__(self, app: App, app_token: str, web_client: WebClient, ping_interval: float = PING_INTERVAL) -> None:
        """Prepare the connection."""
        self._app = app
        self._client = PatientClient(
            app_token, web_client=web_client, ping_interval=ping_interval, concurrency=ONE_READER
        )
        self._client.socket_mode_request_listeners.append(self._handle)

    def connect(self) -> None:
        """Connect; raise SlackApiError or OSError where that fails the first time."""
        self._client.connect()

    @property
    def is_connected(self) -> bool:
        """Say whether events can come in."""
        return self._client.is_connected()

    def close(self) -> None:
        """Take no more events."""
        self._client.close()

    def _handle(self, client: BaseSocketModeClient, request: SocketModeRequest) -> None:
        try:
            response = run_bolt_app(self._app, request)
            send_response(client, request, response, 0.0)
        except SlackClientNotConnectedError as error:
            # Slack delivers it again over the next connection, and it is known by then
            LOG.info("Eine Bestätigung ging verloren: %s", type(error).__name__)
        except SlackApiError as error:
            LOG.warning("Ein Ereignis ist gescheitert: %s%s", type(error).__name__, code_of(error))
        except Exception as error:
            incident(error, "ein Ereignis ist gescheitert")
