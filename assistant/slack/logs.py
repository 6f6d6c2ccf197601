"""Logs on stderr that tell what happened and never what was said: no message texts, no tokens."""

import logging
import re
import secrets
import sys
import traceback
from typing import TextIO

LOG = logging.getLogger("lotse.slack")
OURS = "lotse."
SECRETS = re.compile(r"xox[a-z]-[\w-]+|xapp-[\w-]+|(?<=ticket=)[\w-]+|(?<=hooks\.slack\.com/)\S+")
FRAMES = 6


class Discreet(logging.Formatter):
    """Writes lines without tokens; of an exception only the kind, because its text may quote a message."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        kind = record.exc_info[0] if record.exc_info else None
        record = logging.makeLogRecord({**record.__dict__, "exc_info": None, "exc_text": None, "stack_info": None})
        if kind and not record.name.startswith(OURS):  # other libraries put the exception into the message itself
            record.msg, record.args = f"{kind.__name__} in {record.module}.{record.funcName}", None
        return SECRETS.sub("***", super().format(record)).replace("\n", " ")


def set_up(stream: TextIO | None = None) -> None:
    """Log to stderr: our own lines from INFO up, those of the libraries where they matter."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(Discreet("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    for name, level in (
        ("lotse", logging.INFO),
        ("slack_bolt", logging.ERROR),
        ("slack_sdk", logging.WARNING),
        ("slack_sdk.socket_mode", logging.ERROR),
        ("waitress", logging.WARNING),
    ):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(level)


def incident(error: BaseException, what: str) -> str:
    """Log a failure under a new id, with the places it came through but without its text, and return the id."""
    number = secrets.token_hex(3).upper()
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    places = " < ".join(f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in reversed(frames))
    LOG.error("Vorfall %s: %s, %s%s (%s)", number, what, type(error).__name__, code_of(error), places)
    return number


def code_of(error: BaseException) -> str:
    """Return Slack's own word for an error, such as ' ratelimited', where there is one."""
    response = getattr(error, "response", None)
    code = response.get("error") if response is not None and hasattr(response, "get") else None
    return f" {code}" if isinstance(code, str) and code.replace("_", "").isalnum() else ""
