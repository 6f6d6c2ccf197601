"""The real bot over the sample index against the fake Slack, and assistants that are slow, stream or break."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from slackbot.fake_slack import APP_TOKEN, BOT_TOKEN, FakeSlack

from assistant.chain import Assistant
from assistant.live import LiveAssistant
from assistant.settings import Settings
from assistant.slack.blocks import Link, no_link
from assistant.slack.bot import Bot
from assistant.slack.settings import Secrets, SlackSettings
from assistant.types import Answer

SECRET = "signing-secret"
PAY = "Was verdient ein IT Manager in Mülheim an der Ruhr?"
TASKS = "Welche Aufgaben hat ein Erzieher in Essen?"
MANY = "Was verdient ein Jurist in Magdeburg?"
Streaming = Callable[[Assistant, str, Sequence[str]], Iterator[str | Answer]]


class Wrapped:
    """An assistant whose stream is ours; everything else is the real one's."""

    def __init__(self, real: Assistant, streaming: Streaming) -> None:
        self._real, self._streaming = real, streaming

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def stream(self, question: str, history: Sequence[str] = ()) -> Iterator[str | Answer]:
        return self._streaming(self._real, question, history)


class LiveWith(LiveAssistant):
    """A live assistant that lends wrapped ones."""

    def __init__(self, settings: Settings, streaming: Streaming) -> None:
        super().__init__(settings)
        self._streaming = streaming

    @contextmanager
    def borrowed(self) -> Iterator[Assistant]:
        with super().borrowed() as real:
            yield Wrapped(real, self._streaming)  # type: ignore[misc]


def in_pieces(real: Assistant, question: str, history: Sequence[str]) -> Iterator[str | Answer]:
    """Stream an answer word by word."""
    answer = real.answer(question, history)
    for word in answer.answer.split(" "):
        yield f"{word} "
    yield replace(answer, answer=f"{answer.answer} ")


class Rig:
    """A bot at work."""

    def __init__(self, slack: FakeSlack, index: Path, home: Path, streaming: Streaming | None = None) -> None:
        self.slack, self.home = slack, home
        settings = Settings(home=index)
        self.live = LiveWith(settings, streaming) if streaming else LiveAssistant(settings)
        self.bots: list[Bot] = []
        self.waited: list[float] = []
        self._link: Link = no_link

    def start(self, settings: SlackSettings | None = None, link_to: Link = no_link) -> Bot:
        settings = settings or SlackSettings()
        secrets = Secrets(
            BOT_TOKEN, "" if settings.http else APP_TOKEN, SECRET if settings.http else "", api=self.slack.api
        )
        bot = Bot(self.live, self.home, secrets, settings, link_to, ping_interval=0.3, sleep=self.sleep)
        bot.start()
        self.bots.append(bot)
        return bot

    def sleep(self, seconds: float) -> None:
        self.waited.append(seconds)
        time.sleep(min(seconds, 0.01))

    def stop(self) -> None:
        for bot in self.bots:
            bot.stop()
        self.bots.clear()

    def close(self) -> None:
        self.stop()
        self.live.close()

    def ask(self, text: str, *, channel: str = "D1", answers: int = 1, **more: Any) -> dict[str, Any]:
        """Ask over the websocket and return the bot's last answer in the thread."""
        event = self.slack.event(text, channel=channel, **more)
        self.slack.deliver(event)
        thread = event["event"].get("thread_ts") or event["event"]["ts"]
        return self.replies(channel, thread, answers)[-1]

    def replies(self, channel: str, thread: str, count: int) -> list[dict[str, Any]]:
        """Wait until the bot has said so much in a thread and is idle."""
        self.slack.wait(lambda: len(self.slack.replies(channel, thread)) >= count)
        self.idle()
        found = self.slack.replies(channel, thread)
        assert len(found) == count, [message["text"][:80] for message in found]
        return found

    def idle(self) -> None:
        """Wait until no bot has anything left to do."""
        self.idle_for(30.0)

    def idle_for(self, seconds: float) -> None:
        """Wait for that so long at most."""
        eventually(lambda: not any(bot.is_busy for bot in self.bots), seconds)


def eventually(condition: Callable[[], object], seconds: float = 30.0) -> None:
    """Wait for something that nobody tells about."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not happen"
        threading.Event().wait(0.005)


def blocks(message: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [block for block in message["blocks"] if block["type"] == kind]


def shown(message: dict[str, Any]) -> str:
    """Return the text of a message's sections."""
    return "\n".join(block["text"]["text"] for block in blocks(message, "section"))


def sources(message: dict[str, Any]) -> str:
    return "\n".join(element["text"] for block in blocks(message, "context") for element in block["elements"])
