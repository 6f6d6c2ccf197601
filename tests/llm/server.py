"""A server on loopback that speaks the OpenAI chat-completions protocol (or Ollama's) and does what it is told to."""

import json
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Handler = BaseHTTPRequestHandler
Script = Callable[["_Handler"], None]
MODEL = "probe-1"


@dataclass
class Server:
    """Where it listens, what it does with each request in turn (the last script stays), and what it was sent."""

    url: str
    scripts: list[Script] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    asked: threading.Event = field(default_factory=threading.Event)
    """Set when the first request has come."""
    hung_up: threading.Event = field(default_factory=threading.Event)
    """Set when a client closed its connection while a reply was being written."""
    released: threading.Event = field(default_factory=threading.Event)
    """Set at the end of the test, so that whatever keeps a client waiting ends."""

    def next_script(self) -> Script:
        return self.scripts[min(len(self.requests), len(self.scripts)) - 1]


class _Handler(Handler):
    protocol_version = "HTTP/1.1"
    kept: Server

    def handle(self) -> None:
        try:
            super().handle()
        except ConnectionError:
            self.kept.hung_up.set()

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.kept.requests.append(body)
        self.kept.headers.append({key.lower(): value for key, value in self.headers.items()})
        self.kept.complaints += _complaints(self.path, body)
        self.kept.asked.set()
        try:
            self.kept.next_script()(self)
        except (BrokenPipeError, ConnectionResetError):
            self.kept.hung_up.set()
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        pass

    def begin(self, kind: str = "text/event-stream") -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()

    def chunk(self, text: str) -> None:
        data = text.encode()
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def event(self, content: str | None = None, finish: str | None = None) -> None:
        delta = {} if content is None else {"role": "assistant", "content": content}
        choice = {"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}
        head = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": MODEL}
        self.chunk(f"data: {json.dumps({**head, 'choices': [choice]}, ensure_ascii=False)}\n\n")

    def end(self) -> None:
        self.chunk("data: [DONE]\n\n")
        self.wfile.write(b"0\r\n\r\n")

    def hang(self) -> None:
        """Write nothing more until the client hangs up or the test ends."""
        self.connection.settimeout(0.02)
        while not self.kept.released.is_set():
            try:
                if not self.connection.recv(1):
                    self.kept.hung_up.set()
                    break
            except TimeoutError:
                continue
        self.close_connection = True


def _complaints(path: str, body: dict[str, Any]) -> list[str]:
    """Return what a strict server would object to."""
    if path == "/api/chat":
        return [] if body.get("model") == MODEL and body.get("messages") else ["Ollama: model or messages missing"]
    found = [] if path == "/v1/chat/completions" else [f"path {path}"]
    roles = [message.get("role") for message in body.get("messages", [])]
    if roles != ["system", "user"] or not all(isinstance(m.get("content"), str) for m in body["messages"]):
        found.append(f"roles {roles}")
    if body.get("tools") or body.get("functions") or body.get("tool_choice"):
        found.append("tools")
    if body.get("stream") is not True or body.get("temperature") != 0 or body.get("model") != MODEL:
        found.append("stream, temperature or model")
    return found


def says(text: str, finish: str = "stop") -> Script:
    """Stream a text word by word."""

    def script(handler: _Handler) -> None:
        handler.begin()
        for token in re.findall(r"\s*\S+|\s+$", text):
            handler.event(token)
        handler.event(finish=finish)
        handler.end()

    return script


def refuses(status: int, **headers: str) -> Script:
    """Answer with an error as OpenAI words it, part of a key included."""

    def script(handler: _Handler) -> None:
        data = json.dumps(
            {"error": {"message": "Incorrect API key provided: sk-geheim", "type": "x", "code": "y"}}
        ).encode()
        handler.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(len(data)), **headers}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(data)

    return script


def breaks_off(text: str) -> Script:
    """Stream a text and cut the connection in the middle of the reply."""

    def script(handler: _Handler) -> None:
        handler.begin()
        for token in re.findall(r"\s*\S+|\s+$", text):
            handler.event(token)
        handler.close_connection = True

    return script


def ends_unfinished(text: str) -> Script:
    """End the reply in good order, but without saying that it is finished."""

    def script(handler: _Handler) -> None:
        handler.begin()
        handler.event(text)
        handler.wfile.write(b"0\r\n\r\n")

    return script


def hangs_after(text: str) -> Script:
    """Stream a text and then keep the line open."""

    def script(handler: _Handler) -> None:
        handler.begin()
        for token in re.findall(r"\s*\S+|\s+$", text):
            handler.event(token)
        handler.hang()

    return script


def says_nothing(handler: _Handler) -> None:
    """Take the request and do not even send a header."""
    handler.hang()


def sends_garbage(handler: _Handler) -> None:
    """Stream what is no JSON."""
    handler.begin()
    handler.chunk('data: {"choices": [{"delta": {"cont\n\n')
    handler.end()


def never_ends(handler: _Handler) -> None:
    """Stream words for as long as somebody listens."""
    handler.begin()
    while not handler.kept.released.is_set():
        handler.event("und immer weiter ")


def says_in_ollama(text: str) -> Script:
    """Stream a text as Ollama does: one JSON object a line."""

    def script(handler: _Handler) -> None:
        handler.begin("application/x-ndjson")
        head = {"model": MODEL, "created_at": "2026-11-01T00:00:00Z"}
        for token in re.findall(r"\s*\S+|\s+$", text):
            message = {"role": "assistant", "content": token}
            handler.chunk(json.dumps({**head, "message": message, "done": False}) + "\n")
        last = {**head, "message": {"role": "assistant", "content": ""}, "done": True, "done_reason": "stop"}
        handler.chunk(json.dumps(last) + "\n")
        handler.wfile.write(b"0\r\n\r\n")

    return script


@contextmanager
def serving(*scripts: Script) -> Iterator[Server]:
    """Serve scripts on a free port of loopback."""
    kept = Server("", list(scripts))
    handler = type("Handler", (_Handler,), {"kept": kept})
    http = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    http.daemon_threads = True
    kept.url = f"http://127.0.0.1:{http.server_port}"
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield kept
    finally:
        kept.released.set()
        http.shutdown()
        thread.join()
        http.server_close()


def texts(requests: Sequence[dict[str, Any]]) -> list[str]:
    """Return the user's message of each request."""
    return [request["messages"][-1]["content"] for request in requests]
