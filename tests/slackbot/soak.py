"""Many events in many threads at once, with everything going wrong now and then; what became of each is counted."""

import random
import re
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from slackbot.fake_slack import BOT, Envelope, FakeSlack, Fault
from slackbot.rig import Rig
from slackbot.strict import texts

from assistant.chain import Assistant
from assistant.slack.settings import SlackSettings
from assistant.types import Answer

QUESTIONS = (
    "Was verdient ein IT Manager in Mülheim an der Ruhr?",
    "Welche Aufgaben hat ein Erzieher in Essen?",
    "Was sollte man als Lagerarbeiter in Rostock mitbringen?",
    "Und in Leipzig?",
    "Was verdient eine Hebamme in Leipzig?",
)
NUMBER = re.compile(r"#(\d+)#")
FAULTS = (
    *[Fault("429", "0")] * 3,
    Fault("500"),
    Fault("500_after"),
    Fault("cut_before"),
    Fault("cut_after"),
)
FAULTY = 0.06  # share of the calls that fail
EXPIRED = 0.05  # share of the appends to a stream that find it expired
TWICE = 0.1  # share of the events that come again though they were acknowledged
RESEND = 0.5  # seconds without an acknowledgement after which an event comes again


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the events."""

    events: int
    deliveries: int
    faults: int
    connections: int
    restarts: int
    lost: int
    double: int
    disordered: int
    reported: int
    seconds: float
    acks: tuple[float, ...]

    def ack(self, share: float) -> float:
        """Return the seconds within which a share of the acknowledgements came."""
        return sorted(self.acks)[min(len(self.acks) - 1, int(share * len(self.acks)))]


def numbered(real: Assistant, question: str, history: Sequence[str]) -> Iterator[str | Answer]:
    """Answer truly, under the number of the question; every other answer as a stream."""
    number = NUMBER.search(question)
    answer = real.answer(NUMBER.sub("", question).strip(), [NUMBER.sub("", earlier).strip() for earlier in history])
    said = f"{number[0] if number else ''} {answer.answer} "
    if number and int(number[1]) % 2:
        for word in said.split(" ")[:-1]:
            yield f"{word} "
    yield replace(answer, answer=said)


class Soak:
    """Sends events and keeps the books."""

    def __init__(self, index: Path, home: Path, events: int, threads: int, restarts: int, seed: int) -> None:
        self.slack = FakeSlack()
        self.rig = Rig(self.slack, index, home, numbered)
        self._random = random.Random(seed)
        self._threads = [f"{'D' if number % 2 else 'C'}{number}" for number in range(threads)]
        self._each, self._restarts = events // threads, restarts
        self._taken: dict[str, list[int]] = {channel: [] for channel in self._threads}
        self._roots: dict[str, str] = {}
        self._acks: list[float] = []
        self._deliveries = self._faults = self._sent = 0
        self._lock = threading.Lock()
        self.slack.choose_fault = self._fault

    def run(self) -> Outcome:
        started = time.monotonic()
        settings = SlackSettings(waiting=1_000_000, grace=300.0)
        self.rig.start(settings)
        senders = [threading.Thread(target=self._send_all, args=(channel,), daemon=True) for channel in self._threads]
        for sender in senders:
            sender.start()
        trouble = [*["restart"] * self._restarts, *["drop"] * 8, *["reconnect"] * 6]
        self._random.shuffle(trouble)
        for number, what in enumerate(trouble, start=1):
            share = number / (len(trouble) + 1)
            while self._sent < share * self._each * len(self._threads) and any(one.is_alive() for one in senders):
                threading.Event().wait(0.01)
            self._make(what, settings)
        for sender in senders:
            sender.join()
        self.rig.idle_for(600.0)
        seconds = time.monotonic() - started
        connections = self.slack.opened
        self.rig.close()
        self.slack.close()
        return self._outcome(seconds, connections)

    def _make(self, what: str, settings: SlackSettings) -> None:
        if what == "restart":
            self.rig.stop()
            self.rig.start(settings)
        elif what == "drop":
            self.slack.drop()
        else:
            self.slack.ask_to_reconnect()

    def _send_all(self, channel: str) -> None:
        for number in range(self._each):
            self._send_one(channel, number)

    def _send_one(self, channel: str, number: int) -> None:
        """Deliver an event until it is acknowledged, as Slack does; the next of its thread comes after that."""
        with self._lock:
            question, again = self._random.choice(QUESTIONS), self._random.random() < TWICE
        body = self._event(channel, f"{question} #{number}#", first=number == 0)
        attempt = 0
        while not self._deliver(body, attempt).acked.wait(RESEND):
            attempt += 1
        with self._lock:
            self._taken[channel].append(number)
            self._sent += 1
        if again:
            self._deliver(body, attempt + 1)
            twin = {**body, "event_id": f"{body['event_id']}twin"}
            self._deliver(twin, 0)

    def _event(self, channel: str, text: str, *, first: bool) -> dict[str, Any]:
        if not first:
            return self.slack.event(text, channel=channel, thread=self._roots[channel])
        mention = channel.startswith("C")
        body = self.slack.event(
            f"<@{BOT}> {text}" if mention else text, channel=channel, kind="app_mention" if mention else "message"
        )
        self._roots[channel] = body["event"]["ts"]
        return body

    def _deliver(self, body: dict[str, Any], attempt: int) -> Envelope:
        envelope = self.slack.deliver(body, attempt=attempt)
        with self._lock:
            self._deliveries += 1
        return envelope

    def _fault(self, method: str) -> Fault | None:
        if method in ("auth.test", "apps.connections.open"):
            return None
        drawn = self._random.random()
        if drawn >= FAULTY + EXPIRED:
            return None
        if drawn >= FAULTY and method != "chat.appendStream":
            return None
        self._faults += 1
        return self._random.choice(FAULTS) if drawn < FAULTY else Fault("message_not_in_streaming_state")

    def _outcome(self, seconds: float, connections: int) -> Outcome:
        lost = double = disordered = reported = 0
        for channel in self._threads:
            replies = self.slack.replies(channel, self._roots[channel])
            found = [[int(n) for n in dict.fromkeys(NUMBER.findall(said(reply)))] for reply in replies]
            numbers = [number for reply in found for number in reply[:1]]
            counts = Counter(numbers)
            lost += sum(number not in counts for number in self._taken[channel])
            double += sum(count - 1 for count in counts.values())
            disordered += sum(a > b for a, b in pairwise(numbers))
            reported += sum("Vorfall" in said(reply) or "unterbrochen" in said(reply) for reply in replies)
        acks = tuple(one.seconds for one in self.slack.envelopes.values() if one.acked_at)
        return Outcome(
            events=self._each * len(self._threads),
            deliveries=self._deliveries,
            faults=self._faults,
            connections=connections,
            restarts=self._restarts,
            lost=lost,
            double=double,
            disordered=disordered,
            reported=reported,
            seconds=seconds,
            acks=acks,
        )


def said(message: dict[str, Any]) -> str:
    """Return the words of an answer: of its stream or of its sections."""
    sections = [block for block in message.get("blocks") or [] if block["type"] == "section"]
    return " ".join([str(message.get("streamed") or ""), *texts(sections)]) or str(message.get("text") or "")
