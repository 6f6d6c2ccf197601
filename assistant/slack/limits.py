"""Slack's limits, kept with some room, and texts and blocks cut so that they stay below them."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

Block = dict[str, Any]

SECTION = 2_900  # characters of a section's text; Slack takes 3,000
CONTEXT = 1_900  # characters of an element of a context block; Slack takes 2,000
BLOCKS = 45  # in a message; Slack takes 50
MESSAGE = 11_500  # characters of a message's blocks; Slack takes 12,000 and refuses at about 13,200
FALLBACK = 3_900  # characters of the text in a notification; Slack recommends 4,000
BUTTON = 75
BUTTON_VALUE = 2_000
ALT_TEXT = 1_000
TABLE_ROWS = 30  # Slack takes 100
BREAKS = (re.compile(r"\n\n+"), re.compile(r"\n"), re.compile(r"(?<=[.!?…]) "), re.compile(r" "))
HALF_ENTITY = re.compile(r"&[#\w]{0,8}$")


def shortened(text: str, size: int) -> str:
    """Return text in at most size characters, with a mark where it was cut."""
    return text if len(text) <= size else f"{_whole(text[: size - 1])}…"


def pieces(text: str, size: int) -> list[str]:
    """Cut text into pieces of at most size characters, at paragraphs, lines, sentences or words where there are any."""
    found = []
    while len(text) > size:
        at = _break(text, size)
        found.append(text[:at].rstrip())
        text = text[at:].lstrip()
    return [piece for piece in [*found, text] if piece]


def packed(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """Spread blocks over messages, in order."""
    message: list[Block] = []
    for block in blocks:
        if message and (len(message) == BLOCKS or size_of([*message, block]) > MESSAGE):
            yield message
            message = []
        message.append(block)
    if message:
        yield message


def size_of(blocks: Sequence[Block]) -> int:
    """Return the characters that blocks take."""
    return len(json.dumps(list(blocks), ensure_ascii=False))


def _break(text: str, size: int) -> int:
    for pattern in BREAKS:
        ends = [found.end() for found in pattern.finditer(text, 0, size)]
        if ends and ends[-1] > size // 3:
            return ends[-1]
    return len(_whole(text[:size]))


def _whole(text: str) -> str:
    """Return text without the first half of an entity at its end."""
    return HALF_ENTITY.sub("", text) or text
