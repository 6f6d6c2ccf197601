"""What Slack refuses, refused here too: limits of texts, blocks and streams."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

KNOWN = {"section", "context", "actions", "context_actions", "table", "markdown", "divider"}
TOTAL = 13_200
IN_ANGLES = re.compile(r"<([^<>]+)>")
BARE_CALL = re.compile(r"@(?:channel|here|everyone)\b", re.IGNORECASE)
ADDRESS = re.compile(r"https?://[^\s|>`]+")


class Refused(Exception):
    """The error that Slack would give."""


def need(condition: object, error: str = "invalid_blocks") -> None:
    if not condition:
        raise Refused(error)


def check_message(body: Mapping[str, Any]) -> None:
    """Raise Refused for a message that Slack would not take."""
    text, blocks = body.get("text") or "", body.get("blocks") or []
    need(text or blocks, "no_text")
    need(len(text) <= 40_000, "msg_too_long")
    check_blocks(blocks)
    if "metadata" in body:
        need(set(body["metadata"]) == {"event_type", "event_payload"}, "invalid_metadata_schema")


def check_blocks(blocks: list[dict[str, Any]]) -> None:
    need(len(blocks) <= 50)
    need(len(json.dumps(blocks, ensure_ascii=False)) <= TOTAL, "msg_blocks_too_long")
    need(sum(block["type"] == "table" for block in blocks) <= 1, "only_one_table_allowed")
    markdown = sum(len(block["text"]) for block in blocks if block["type"] == "markdown")
    need(markdown <= 12_000)
    for block in blocks:
        need(block["type"] in KNOWN)
        globals()[f"_{block['type']}"](block)


def _markdown(block: dict[str, Any]) -> None:
    need(block["text"])


def _divider(block: dict[str, Any]) -> None:
    need(set(block) == {"type"})


def _section(block: dict[str, Any]) -> None:
    _text(block["text"], 3_000)


def _context(block: dict[str, Any]) -> None:
    need(1 <= len(block["elements"]) <= 10)
    for element in block["elements"]:
        _text(element, 2_000)


def _actions(block: dict[str, Any]) -> None:
    need(1 <= len(block["elements"]) <= 25)
    names = [element["action_id"] for element in block["elements"]]
    need(len(set(names)) == len(names))
    for element in block["elements"]:
        need(element["type"] == "button")
        need(len(element["action_id"]) <= 255)
        _button(element)


def _context_actions(block: dict[str, Any]) -> None:
    need(1 <= len(block["elements"]) <= 5)
    for element in block["elements"]:
        need(element["type"] == "feedback_buttons")
        for name in ("positive_button", "negative_button"):
            _button(element[name])
            need(len(element[name]["accessibility_label"]) <= 75)


def _table(block: dict[str, Any]) -> None:
    need(1 <= len(block["rows"]) <= 100)
    need(len({len(row) for row in block["rows"]}) == 1)
    need(len(block["rows"][0]) <= 20)
    need(len(block.get("column_settings") or []) <= 20)
    for cell in (cell for row in block["rows"] for cell in row):
        need(cell["type"] == "raw_text")
        need(cell["text"])


def _button(element: dict[str, Any]) -> None:
    _text(element["text"], 75, kinds=("plain_text",))
    need(0 < len(element["value"]) <= 2_000)


def _text(value: dict[str, Any], most: int, kinds: tuple[str, ...] = ("mrkdwn", "plain_text")) -> None:
    need(value["type"] in kinds)
    need(1 <= len(value["text"]) <= most)
    need(not set(value) - {"type", "text", "verbatim" if value["type"] == "mrkdwn" else "emoji"})


def texts(value: object) -> Iterator[str]:
    """Yield every text of a message that people see."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "text" and isinstance(inner, str):
                yield inner
            elif key != "metadata":
                yield from texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts(inner)


def calls(message: Mapping[str, Any]) -> list[str]:
    """Return what a message would mention, link or call, as Slack parses its texts."""
    found = []
    for text in texts(dict(message)):
        found += list(IN_ANGLES.findall(text))
        found += BARE_CALL.findall(text)
    return found
