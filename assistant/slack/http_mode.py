"""HTTP: events that Slack sends to a public address, verified before anything of them is parsed."""

import hmac
import json
import socket
import time
from collections.abc import Callable, Iterable
from io import BytesIO
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk.signature import SignatureVerifier

from assistant.slack.errors import SlackError
from assistant.slack.health import Probe, as_json
from assistant.slack.settings import Address
from index.reasons import reason_of

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

EVENTS, HEALTH = "/slack/events", "/health"
LARGEST = 1_000_000  # bytes of a body; Slack's own stay far below
WINDOW = 300  # seconds that a signature is good for, so that a request cannot be replayed later
THREADS = 8
CLOSING = 5.0  # seconds
NO_ROUTE, BAD, UNSIGNED, LEAVING = (
    "404 Not Found", "400 Bad Request", "401 Unauthorized", "503 Service Unavailable",
)  # fmt: skip


class Guarded:
    """The WSGI application: only what bears a fresh, true signature reaches Bolt."""

    def __init__(self, app: App, signing_secret: str, probe: Probe, clock: Callable[[], float] = time.time) -> None:
        """Guard app."""
        self._bolt = SlackRequestHandler(app, EVENTS)
        self._verifier = SignatureVerifier(signing_secret)
        self._probe, self._clock = probe, clock

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer a request."""
        match environ.get("REQUEST_METHOD"), environ.get("PATH_INFO"):
            case "GET" | "HEAD", path if path == HEALTH:
                return self._health(start_response)
            case "POST", path if path == EVENTS:
                return self._event(environ, start_response)
            case _:
                return _say(start_response, NO_ROUTE)

    def _health(self, start_response: "StartResponse") -> Iterable[bytes]:
        health = self._probe()
        return _say(start_response, "200 OK" if health.status == "ok" else LEAVING, as_json(health), "application/json")

    def _event(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        body = environ["wsgi.input"].read()  # whole and within the limit: the server sees to both
        if not self._is_signed(body, environ):
            return _say(start_response, UNSIGNED)
        if self._probe().status == "stopping":
            return _say(start_response, LEAVING)
        if not is_well_formed(body, environ.get("CONTENT_TYPE") or ""):
            return _say(start_response, BAD)
        length = str(len(body))
        return self._bolt({**environ, "wsgi.input": BytesIO(body), "CONTENT_LENGTH": length}, start_response)

    def _is_signed(self, body: bytes, environ: "WSGIEnvironment") -> bool:
        timestamp = str(environ.get("HTTP_X_SLACK_REQUEST_TIMESTAMP") or "")
        given = str(environ.get("HTTP_X_SLACK_SIGNATURE") or "")
        if not (timestamp.isascii() and timestamp.isdecimal() and len(timestamp) < 16 and given.isascii()):
            return False
        if abs(self._clock() - int(timestamp)) > WINDOW:
            return False
        try:
            due = self._verifier.generate_signature(timestamp=timestamp, body=body)
        except UnicodeDecodeError:
            return False
        return due is not None and hmac.compare_digest(due, given)


def is_well_formed(body: bytes, content_type: str) -> bool:
    """Say whether a body is an object that Bolt can read: JSON, or a form with or without JSON in it."""
    text = body.decode("utf-8")
    if content_type.partition(";")[0].strip().lower() == "application/x-www-form-urlencoded":
        form = parse_qs(text)
        return "payload" not in form or _is_object(form["payload"][0])
    return _is_object(text)


def _is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False


def _say(start_response: "StartResponse", status: str, text: str = "", kind: str = "text/plain") -> Iterable[bytes]:
    body = (text or status).encode()
    start_response(status, [("Content-Type", f"{kind}; charset=utf-8"), ("Content-Length", str(len(body)))])
    return [body]


def listen(address: Address) -> socket.socket:
    """Bind an address; raise SlackError where that fails."""
    try:
        family = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((address.host, address.port), family=family)
    except OSError as error:
        where = f"{address.host}:{address.port}"
        raise SlackError(f"--http: {where} ist nicht zu öffnen ({error.strerror or reason_of(error)}).") from error


class HttpMode:
    """Serves the application on one address."""

    def __init__(self, application: Guarded, listener: socket.socket) -> None:
        """Serve on a socket that listens."""
        import waitress

        self._server: Any = waitress.create_server(
            application,
            sockets=[listener],
            threads=THREADS,
            max_request_body_size=LARGEST,
            channel_timeout=30,
            ident="lotse",
            clear_untrusted_proxy_headers=True,
        )
        self._thread = Thread(target=self._server.run, name="lotse-http", daemon=True)

    @property
    def port(self) -> int:
        """Return the port, which the system chooses where 0 was asked for."""
        return int(self._server.effective_port)

    def start(self) -> None:
        """Answer requests."""
        self._thread.start()

    def close(self) -> None:
        """Answer no more requests; those that are being answered are."""
        from waitress import wasyncore

        self._server.task_dispatcher.shutdown()
        if self._thread.is_alive():  # only its own loop may close what it is reading from
            self._server.trigger.pull_trigger(lambda: wasyncore.close_all(self._server._map))
            self._thread.join(CLOSING)
        else:
            self._server.close()
