"""Whether the bot is well, as an object to be read from a file or an address."""

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

FILE = "slack-health.json"
State = Literal["ok", "disconnected", "stopping"]


@dataclass(frozen=True, slots=True)
class Health:
    """How the bot is doing."""

    status: State
    mode: Literal["socket", "http"]
    waiting: int
    running: int
    answered: int
    failed: int
    index: str
    since: str
    at: str


Probe = Callable[[], Health]


def now() -> str:
    """Return the time as it is written everywhere."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def as_json(health: Health) -> str:
    """Return health as one line."""
    return json.dumps(asdict(health), ensure_ascii=False)


def write(health: Health, home: Path) -> None:
    """Write the health file anew; readers see the old one or the new one."""
    draft = home / f".{FILE}.{os.getpid()}"
    draft.write_text(as_json(health) + "\n", encoding="utf-8")
    os.replace(draft, home / FILE)


def remove(home: Path) -> None:
    """Remove the health file, so that nobody takes a bot that has left for one that is well."""
    (home / FILE).unlink(missing_ok=True)
