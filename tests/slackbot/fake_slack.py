"""A Slack to test against: Web API over real HTTP and Socket Mode over a real websocket, strict, with faults."""

import itertools
import json
import socket
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

from slackbot.strict import Refused, check_blocks, check_message, need
from websockets.exceptions import ConnectionClosed
from websockets.sync.server import Server, ServerConnection, serve

BOT_TOKEN, APP_TOKEN = "xoxb-test-token", "xapp-test-token"
BOT, BOT_ID, TEAM, USER = "U0BOT", "B0BOT", "T1", "U1"
PATIENCE = 30.0


@dataclass(slots=True)
class Fault:
    """How one call fails: status, connection cut before or after the work was done, or an error of Slack's own."""

    kind: str
    retry_after: str = "0"


@dataclass(slots=True)
class Envelope:
    """One delivery over the websocket."""

    id: str
    body: dict[str, Any]
    kind: str
    sent_at: float = 0.0
    acked_at: float = 0.0
    reply: dict[str, Any] | None = None
    acked: threading.Event = field(default_factory=threading.Event)

    @property
    def seconds(self) -> float:
        return self.acked_at - self.sent_at


class FakeSlack:
    """The workspace: messages, calls, faults, and whoever listens to it."""

    def __init__(self) -> None:
        self.changed = threading.Condition(threading.RLock())
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.messages: dict[tuple[str, str], dict[str, Any]] = {}
        self.ephemeral: list[dict[str, Any]] = []
        self.responses: list[dict[str, Any]] = []
        self.statuses: list[dict[str, Any]] = []
        self.prompts: list[dict[str, Any]] = []
        self.files: dict[str, dict[str, Any]] = {}
        self.faults: dict[str, deque[Fault]] = defaultdict(deque)
        self.choose_fault: Callable[[str], Fault | None] = lambda method: None
        self.append_limit: int | None = None  # appends after which a stream expires
        self.closed_channels: set[str] = set()
        self._clock = itertools.count(1)
        self._api = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._api.daemon_threads = True
        self._socket: Server = serve(self._connected, "127.0.0.1", 0)
        self.connections: list[ServerConnection] = []
        self.envelopes: dict[str, Envelope] = {}
        self.opened = 0
        threading.Thread(target=self._api.serve_forever, args=(0.02,), daemon=True).start()
        threading.Thread(target=self._socket.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._api.shutdown()
        self._api.server_close()
        self._socket.shutdown()
        for connection in list(self.connections):
            connection.socket.close()

    # --- what tests say and see

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._api.server_port}/"

    @property
    def api(self) -> str:
        return f"{self.address}api/"

    def wait(self, condition: Callable[[], Any], seconds: float = PATIENCE) -> Any:
        """Wait until a condition holds; fail with what was seen where it never does."""
        with self.changed:
            assert self.changed.wait_for(condition, timeout=seconds), self.seen()
            return condition()

    def seen(self) -> str:
        return "\n".join(f"{method} {str(body)[:160]}" for method, body in self.calls[-20:])

    def now(self) -> str:
        return f"1790000000.{next(self._clock):06d}"

    def event(
        self,
        text: str,
        *,
        kind: str = "message",
        channel: str = "C1",
        user: str | None = USER,
        thread: str = "",
        ts: str = "",
        **more: Any,
    ) -> dict[str, Any]:
        """Write a message as somebody and return the event that tells of it."""
        with self.changed:
            ts = ts or self.now()
            event = {"type": kind, "channel": channel, "user": user, "text": text, "ts": ts, "team": TEAM, **more}
            event |= {"thread_ts": thread} if thread else {}
            if kind == "message":
                event.setdefault("channel_type", "im" if channel.startswith("D") else "channel")
            self.messages.setdefault((channel, ts), {**event, "type": "message"})
        return {"type": "event_callback", "team_id": TEAM, "event_id": f"Ev{next(self._clock)}", "event": event}

    def action(self, message: dict[str, Any], action: dict[str, Any], user: str = USER, **more: Any) -> dict[str, Any]:
        """Return what a click on an element of a message sends."""
        return {
            "type": "block_actions",
            "team": {"id": TEAM},
            "user": {"id": user, "team_id": TEAM},
            "channel": {"id": message["channel"]},
            "container": {"type": "message", "channel_id": message["channel"], "message_ts": message.get("ts")},
            "message": message,
            "trigger_id": f"trigger{next(self._clock)}",
            "response_url": f"{self.address}respond/{next(self._clock)}",
            "actions": [{**action, "action_ts": self.now()}],
            **more,
        }

    def command(self, text: str, channel: str = "C1", user: str = USER) -> dict[str, Any]:
        number = next(self._clock)
        return {
            "command": "/lotse",
            "text": text,
            "channel_id": channel,
            "user_id": user,
            "team_id": TEAM,
            "trigger_id": f"trigger{number}",
            "response_url": f"{self.address}respond/{number}",
        }

    def replies(self, channel: str, thread: str) -> list[dict[str, Any]]:
        """Return what the bot has said in a thread."""
        with self.changed:
            found = [
                message
                for (where, _), message in sorted(self.messages.items())
                if where == channel and message.get("thread_ts") == thread and message.get("bot_id") == BOT_ID
            ]
        return [message for message in found if not message.get("files")]

    def named(self, method: str) -> list[dict[str, Any]]:
        with self.changed:
            return [body for name, body in self.calls if name == method]

    # --- Socket Mode

    def deliver(self, body: dict[str, Any], kind: str = "", *, attempt: int = 0) -> Envelope:
        """Send a payload over the newest connection, once there is one."""
        kind = kind or {"event_callback": "events_api", "block_actions": "interactive"}.get(
            body.get("type", ""), "slash_commands"
        )
        envelope = Envelope(f"envelope{next(self._clock)}", body, kind)
        with self.changed:
            self.envelopes[envelope.id] = envelope
        self.send(envelope, attempt)
        return envelope

    def send(self, envelope: Envelope, attempt: int = 0) -> None:
        payload = {"type": envelope.kind, "envelope_id": envelope.id, "payload": envelope.body}
        payload |= {"accepts_response_payload": envelope.kind != "events_api"}
        payload |= {"retry_attempt": attempt, "retry_reason": "timeout"} if attempt else {}
        while True:
            connection = self.wait(lambda: self.connections and self.connections[-1])
            envelope.sent_at = time.monotonic()
            try:
                connection.send(json.dumps(payload))
            except ConnectionClosed:
                self._gone(connection)
                continue
            return

    def drop(self) -> None:
        """Cut all websockets without a word."""
        connections = self.wait(lambda: list(self.connections))
        for connection in connections:
            with suppress(OSError):  # gone already
                connection.socket.shutdown(socket.SHUT_RDWR)

    def ask_to_reconnect(self) -> None:
        connections = self.wait(lambda: list(self.connections))
        for connection in connections:
            with suppress(ConnectionClosed):
                connection.send(json.dumps({"type": "disconnect", "reason": "refresh_requested"}))

    def _connected(self, connection: ServerConnection) -> None:
        connection.send(json.dumps({"type": "hello", "num_connections": 1}))
        with self.changed:
            self.connections.append(connection)
            self.opened += 1
            self.changed.notify_all()
        try:
            for text in connection:
                answer = json.loads(text)
                with self.changed:
                    envelope = self.envelopes[answer["envelope_id"]]
                    envelope.acked_at, envelope.reply = time.monotonic(), answer.get("payload")
                    envelope.acked.set()
                    self.changed.notify_all()
        except (ConnectionClosed, OSError):
            pass
        finally:
            self._gone(connection)

    def _gone(self, connection: ServerConnection) -> None:
        with self.changed:
            if connection in self.connections:
                self.connections.remove(connection)
            self.changed.notify_all()

    # --- Web API

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        slack = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                kind, _, name = self.path.partition("?")[0].strip("/").partition("/")
                if kind == "upload":
                    with slack.changed:
                        slack.files[name]["data"] = data
                    self.respond(200, {"ok": True})
                elif kind == "respond":
                    body = json.loads(data)
                    check_message(body)
                    with slack.changed:
                        slack.responses.append({**body, "to": name})
                        slack.changed.notify_all()
                    self.respond(200, {"ok": True})
                else:
                    self.call(name, data)

            def call(self, method: str, data: bytes) -> None:
                body = parsed(data, self.headers.get("Content-Type") or "")
                token = (self.headers.get("Authorization") or "").removeprefix("Bearer ")
                with slack.changed:
                    slack.calls.append((method, body))
                    fault = slack.faults[method].popleft() if slack.faults[method] else slack.choose_fault(method)
                    if fault is None or fault.kind in ("cut_after", "500_after"):
                        answer = slack.perform(method, body, token)
                    slack.changed.notify_all()
                match fault.kind if fault else "":
                    case "":
                        self.respond(200, answer)
                    case "429":
                        headers = {"Retry-After": fault.retry_after if fault else ""}
                        self.respond(429, {"ok": False, "error": "ratelimited"}, headers)
                    case "500" | "500_after":
                        self.respond(500, {"ok": False, "error": "internal_error"})
                    case "cut_before" | "cut_after":
                        self.connection.shutdown(socket.SHUT_RDWR)
                        self.close_connection = True
                    case error:
                        self.respond(200, {"ok": False, "error": error})

            def respond(self, status: int, answer: dict[str, Any], headers: dict[str, str] | None = None) -> None:
                data = json.dumps(answer).encode()
                self.send_response(status)
                for name, value in {"Content-Type": "application/json", **(headers or {})}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_: object) -> None:
                pass

        return Handler

    def perform(self, method: str, body: dict[str, Any], token: str) -> dict[str, Any]:
        """Do the work of a call."""
        expected = APP_TOKEN if method == "apps.connections.open" else BOT_TOKEN
        if token != expected:
            return {"ok": False, "error": "invalid_auth"}
        try:
            done: dict[str, Any] = getattr(self, f"_{method.replace('.', '_')}")(body)
        except Refused as refusal:
            return {"ok": False, "error": str(refusal)}
        return {"ok": True, **done}

    def _auth_test(self, _: dict[str, Any]) -> dict[str, Any]:
        return {"user_id": BOT, "bot_id": BOT_ID, "team_id": TEAM, "team": "Test", "user": "lotse", "url": self.address}

    def _apps_connections_open(self, _: dict[str, Any]) -> dict[str, Any]:
        return {"url": f"ws://127.0.0.1:{self._socket.socket.getsockname()[1]}/link/?ticket=secret"}

    def _chat_postMessage(self, body: dict[str, Any]) -> dict[str, Any]:
        need(body["channel"] not in self.closed_channels, "not_in_channel")
        check_message(body)
        need(body.get("unfurl_links") is False and body.get("unfurl_media") is False, "test_wants_no_unfurling")
        return self._keep(body)

    def _keep(self, body: dict[str, Any]) -> dict[str, Any]:
        ts = self.now()
        message = {**body, "ts": ts, "user": BOT, "bot_id": BOT_ID, "type": "message"}
        self.messages[body["channel"], ts] = message
        return {"ts": ts, "channel": body["channel"], "message": message}

    def _chat_update(self, body: dict[str, Any]) -> dict[str, Any]:
        message = self._message(body)
        need(not message.get("streaming"), "streaming_state_conflict")
        check_message(body)
        message.update({"text": body["text"], "blocks": body.get("blocks") or [], "streamed": ""})
        message.update({"metadata": body["metadata"]} if "metadata" in body else {})
        return {"ts": body["ts"]}

    def _chat_postEphemeral(self, body: dict[str, Any]) -> dict[str, Any]:
        check_message(body)
        self.ephemeral.append(body)
        return {"message_ts": self.now()}

    def _chat_startStream(self, body: dict[str, Any]) -> dict[str, Any]:
        need(body.get("thread_ts"), "invalid_thread_ts")
        if not body["channel"].startswith("D"):
            need(body.get("recipient_team_id"), "missing_recipient_team_id")
            need(body.get("recipient_user_id"), "missing_recipient_user_id")
        kept = {
            "channel": body["channel"],
            "thread_ts": body["thread_ts"],
            "streaming": True,
            "streamed": "",
            "appends": 0,
        }
        answer = self._keep(kept)
        self._append(answer["message"], body)
        return answer

    def _chat_appendStream(self, body: dict[str, Any]) -> dict[str, Any]:
        message = self._message(body)
        need(message.get("streaming"), "message_not_in_streaming_state")
        message["appends"] += 1
        if self.append_limit is not None and message["appends"] > self.append_limit:
            message["streaming"] = False
            raise Refused("message_not_in_streaming_state")
        self._append(message, body)
        return {"ts": body["ts"]}

    def _chat_stopStream(self, body: dict[str, Any]) -> dict[str, Any]:
        message = self._message(body)
        need(message.get("streaming"), "message_not_in_streaming_state")
        check_blocks(body.get("blocks") or [])
        self._append(message, body)
        message.update({"streaming": False, "blocks": body.get("blocks") or []})
        message.update({"metadata": body["metadata"]} if "metadata" in body else {})
        return {"ts": body["ts"]}

    def _append(self, message: dict[str, Any], body: dict[str, Any]) -> None:
        text = "".join(chunk["text"] for chunk in body.get("chunks") or [])
        need(len(text) <= 12_000 and len(message["streamed"]) + len(text) <= 12_000, "msg_too_long")
        message["streamed"] += text

    def _message(self, body: dict[str, Any]) -> dict[str, Any]:
        need((body["channel"], body["ts"]) in self.messages, "message_not_found")
        return self.messages[body["channel"], body["ts"]]

    def _conversations_replies(self, body: dict[str, Any]) -> dict[str, Any]:
        found = [
            self._shown(message, body)
            for (channel, ts), message in sorted(self.messages.items())
            if channel == body["channel"] and body["ts"] in (ts, message.get("thread_ts"))
        ]
        return {"messages": [one for one in found if one["ts"] >= body.get("oldest", "")], "has_more": False}

    def _conversations_history(self, body: dict[str, Any]) -> dict[str, Any]:
        found = [m for (channel, _), m in sorted(self.messages.items()) if channel == body["channel"]]
        return {"messages": [self._shown(m, body) for m in found if not m.get("thread_ts")], "has_more": False}

    def _shown(self, message: dict[str, Any], body: dict[str, Any]) -> dict[str, Any]:
        wanted = str(body.get("include_all_metadata")).lower() in ("1", "true")
        return {key: value for key, value in message.items() if wanted or key != "metadata"}

    def _assistant_threads_setStatus(self, body: dict[str, Any]) -> dict[str, Any]:
        need(body.get("thread_ts"), "invalid_thread_ts")
        self.statuses.append(body)
        return {}

    def _assistant_threads_setSuggestedPrompts(self, body: dict[str, Any]) -> dict[str, Any]:
        need(1 <= len(body["prompts"]) <= 4, "too_many_prompts")
        self.prompts.append(body)
        return {}

    def _files_getUploadURLExternal(self, body: dict[str, Any]) -> dict[str, Any]:
        name = f"F{next(self._clock)}"
        need(int(body["length"]) > 0, "invalid_arguments")
        need(len(body.get("alt_txt") or "") <= 1_000, "alt_txt_too_large")
        self.files[name] = dict(body)
        return {"file_id": name, "upload_url": f"{self.address}upload/{name}"}

    def _files_completeUploadExternal(self, body: dict[str, Any]) -> dict[str, Any]:
        files = json.loads(body["files"]) if isinstance(body["files"], str) else body["files"]
        for one in files:
            need(self.files[one["id"]].get("data"), "file_not_found")
            self.files[one["id"]]["shared"] = body
        self._keep({"channel": body["channel_id"], "thread_ts": body.get("thread_ts"), "files": files})
        return {"files": files}


def parsed(data: bytes, kind: str) -> dict[str, Any]:
    """Read the arguments of a call."""
    text = data.decode()
    if kind.startswith("application/json"):
        return dict(json.loads(text))
    return dict(parse_qsl(text)) if text else {}
