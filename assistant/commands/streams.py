"""Text in and out of the process: arguments, standard input, answers, JSON, lines on stderr."""

import json
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import suppress

from assistant.render import visible
from index.german import INVISIBLE

MAX_INPUT = 1_000_000  # bytes of a question or of a batch line; what comes after them is skipped
MIN_WIDTH, MAX_WIDTH = 20, 100
HALF_CHARACTER = re.compile(r"[\ud800-\udfff]")
CONTROLS_A_TERMINAL: re.Pattern[str] = re.compile(rf"[\x7f-\x9f]|{INVISIBLE.pattern}")
HANGING = re.compile(r"\s*(?:- |\d\. |\[\d+\] |„)?")


def typed(argument: str) -> str:
    """Return an argument as the text that its bytes mean: UTF-8, else cp1252 from an old terminal."""
    with suppress(UnicodeEncodeError):
        return _decoded(os.fsencode(argument))
    return argument


def whole(text: str) -> str:
    """Return text with a mark in place of each half character, as the JSON escape \\ud800 alone gives."""
    return HALF_CHARACTER.sub("\ufffd", text)


def read_input() -> str:
    """Read what stands on stdin, as far as a question may reach."""
    return _decoded(sys.stdin.buffer.read(MAX_INPUT))


def read_lines() -> Iterator[str]:
    """Read stdin line by line as the lines come in, each as far as MAX_INPUT."""
    stream = sys.stdin.buffer
    while line := stream.readline(MAX_INPUT):
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = stream.readline(MAX_INPUT)
        yield _decoded(line)


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def show(text: str) -> None:
    """Print an answer, on a terminal broken at blanks."""
    if sys.stdout.isatty():
        text = wrapped(text, max(MIN_WIDTH, min(shutil.get_terminal_size().columns, MAX_WIDTH)))
    print(text, flush=True)


def wrapped(text: str, width: int) -> str:
    """Break lines longer than width at blanks, the rest of a list item under its beginning."""
    from textwrap import wrap

    lines = []
    for line in text.split("\n"):
        hanging = HANGING.match(line)
        under = " " * (hanging.end() if hanging else 0)
        lines += wrap(line, width, subsequent_indent=under, break_long_words=False, break_on_hyphens=False) or [""]
    return "\n".join(lines)


def show_json(value: object, indent: int | None = None) -> None:
    """Print value as JSON of which nothing can drive a terminal and that every encoding can carry."""
    plain = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    print(json_text(value, indent, ascii_only=plain), flush=True)


def json_text(value: object, indent: int | None = None, *, ascii_only: bool = False) -> str:
    """Return value as JSON in which what is not seen, or all but ASCII, is escaped."""
    return _escaped(whole(json.dumps(value, ensure_ascii=False, indent=indent)), everything=ascii_only)


def _escaped(text: str, *, everything: bool) -> str:
    """Write characters as JSON escapes: those that are not seen, or all but ASCII."""
    chosen = re.compile(r"[^\x00-\x7e]") if everything else CONTROLS_A_TERMINAL
    return chosen.sub(lambda found: json.dumps(found.group())[1:-1], text)


def say(line: str) -> None:
    """Write one line for the user to stderr, so that stdout holds answers alone."""
    with suppress(OSError):  # nobody listens there: no reason to stop
        print(visible(line).replace("\n", " "), file=sys.stderr, flush=True)
