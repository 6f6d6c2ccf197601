"""A Chroma server on the loopback, which can be killed and started again, and one that asks for a password."""

import http.client
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

CHROMA = Path(sys.executable).with_name("chroma")
HOST = "127.0.0.1"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


class Server:
    """`chroma run` over a folder."""

    def __init__(self, folder: Path) -> None:
        """Start it and wait until it answers."""
        self._folder = folder
        self.port = free_port()
        self.start()

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    def start(self) -> None:
        arguments = [str(CHROMA), "run", "--path", str(self._folder), "--host", HOST, "--port", str(self.port)]
        self._process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not self._answers():
            if self._process.poll() is not None:
                raise RuntimeError("chroma run ended")
            time.sleep(0.02)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=5)
        try:
            connection.request("GET", "/api/v2/heartbeat")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()


@contextmanager
def guarded(server: Server, certificate: Path, key: Path, password: str) -> Iterator[int]:
    """Put TLS and a header `X-Chroma-Token` before a server and yield the port."""

    class Guard(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _pass_on(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status, answer = 401, b'{"error": "Unauthorized", "message": "Unauthorized"}'
            if self.headers.get("X-Chroma-Token") == password:
                inner = http.client.HTTPConnection(HOST, server.port)
                inner.request(self.command, self.path, body, {"Content-Type": "application/json"})
                response = inner.getresponse()
                status, answer = response.status, response.read()
                inner.close()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        do_GET = do_POST = do_DELETE = do_PUT = _pass_on

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    guard = ThreadingHTTPServer((HOST, 0), Guard)
    guard.socket = context.wrap_socket(guard.socket, server_side=True)
    thread = threading.Thread(target=guard.serve_forever)
    thread.start()
    try:
        yield guard.server_address[1]
    finally:
        guard.shutdown()
        thread.join()
        guard.server_close()
