"""`lotse` on a terminal of its own: a real pseudo-terminal and what a person would see on it."""

import fcntl
import os
import select
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Self

import pyte
from running import CLI

PATIENCE = 60  # seconds; on a loaded machine everything comes late
TALL = 120  # lines, so that nothing scrolls out of sight


class _Screen(pyte.Screen):
    """A screen that answers as terminals do when they are asked where the cursor is."""

    def __init__(self, columns: int, lines: int, answer: Callable[[bytes], object]) -> None:
        super().__init__(columns, lines)
        self._answer = answer

    def write_process_input(self, data: str) -> None:
        self._answer(data.encode())


class Terminal:
    """A process on a terminal; `raw` is everything that it wrote."""

    def __init__(
        self,
        *arguments: str,
        columns: int = 100,
        lines: int = TALL,
        env: dict[str, str] | None = None,
        program: Sequence[str] = CLI,
    ) -> None:
        self._own, inner = os.openpty()
        self._screen = _Screen(columns, lines, lambda data: os.write(self._own, data))
        self._stream = pyte.ByteStream(self._screen)
        self.raw = b""
        self.resize(columns, lines)
        self.modes_before = self.modes()
        clean = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS", "LINES")}
        self.process = subprocess.Popen(
            [*program, *arguments],
            preexec_fn=lambda: os.login_tty(inner),
            env={**clean, "TERM": "xterm-256color", **(env or {})},
        )
        self._inner = inner  # kept open, so that the modes can be read when the process is gone

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._inner)
        os.close(self._own)

    @property
    def lines(self) -> list[str]:
        """The screen as it is now, without the empty lines at its end."""
        shown = [line.rstrip() for line in self._screen.display]
        while shown and not shown[-1]:
            shown.pop()
        return shown

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def modes(self) -> list[object]:
        """How the terminal treats keys: echo, line by line, signals."""
        return termios.tcgetattr(self._own)

    def resize(self, columns: int, lines: int = TALL) -> None:
        self._screen.resize(lines, columns)
        fcntl.ioctl(self._own, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def type(self, keys: str) -> None:
        os.write(self._own, keys.encode())

    def ask(self, line: str) -> None:
        """Type a line, send it and wait for the next prompt."""
        prompts = self.prompts()
        self.type(line + "\r")
        self.wait_until(lambda: self.prompts() > prompts and self.lines[-1].rstrip() == "Du:")

    def press_until(self, key: str, text: str) -> None:
        """Press a key again and again until it shows: what it brings up may still be on its way."""
        until = time.monotonic() + PATIENCE
        while text not in self.text:
            assert time.monotonic() < until, f"pressed for {text}:\n{self.text}"
            self.type(key)
            while text not in self.text and self._read(1):
                pass

    def prompts(self) -> int:
        return sum(line.startswith("Du:") for line in self.lines)

    def wait_for(self, text: str) -> None:
        self.wait_until(lambda: text in self.text, text)

    def wait_until(self, condition: Callable[[], bool], what: str = "a change") -> None:
        until = time.monotonic() + PATIENCE
        while not condition():
            assert self._read(until - time.monotonic()), f"waited for {what}:\n{self.text}\n{self.raw[-400:]!r}"

    def leave(self) -> int:
        """Wait for the process to end and return its exit code, everything it wrote having been read."""
        until = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            assert time.monotonic() < until, f"does not end:\n{self.text}"
            self._read(0.05)
        while self._read(0):
            pass
        return self.process.returncode

    def _read(self, seconds: float) -> bool:
        if not select.select([self._own], [], [], max(seconds, 0))[0]:
            return False
        data = os.read(self._own, 65_536)
        self.raw += data
        self._stream.feed(data)
        return bool(data)
