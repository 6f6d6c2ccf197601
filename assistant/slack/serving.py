"""Run the bot until a signal ends it."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from assistant.slack import health
from assistant.slack.bot import Bot
from assistant.slack.logs import LOG, incident

TICK = 5.0  # seconds


def serve(bot: Bot, home: Path) -> bool:
    """Start the bot, keep it going until SIGTERM, SIGINT or SIGHUP, stop it; say whether nothing was left over."""
    with _signals() as leave:
        try:
            bot.start()
            LOG.info("Bereit: %s", health.as_json(bot.health()))
            while True:
                _tick(bot, home)
                if leave.wait(TICK):
                    break
            LOG.info("Wird beendet")
        finally:
            try:
                done = bot.stop()
            finally:
                health.remove(home)
    LOG.info("Beendet")
    return done


def _tick(bot: Bot, home: Path) -> None:
    try:
        bot.tick()
        health.write(bot.health(), home)
    except Exception as error:  # a full disk does not end the bot
        incident(error, "die Gesundheitsdatei ließ sich nicht schreiben")


@contextmanager
def _signals() -> Iterator[threading.Event]:
    """Turn the first signal into an event; a second one ends the process as the command line says."""
    leave = threading.Event()
    numbers = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
    before = {number: signal.getsignal(number) for number in numbers}

    def on_signal(number: int, _: FrameType | None) -> None:
        leave.set()
        signal.signal(number, before[signal.Signals(number)])

    for number in numbers:
        if before[number] != signal.SIG_IGN:
            signal.signal(number, on_signal)
    try:
        yield leave
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
