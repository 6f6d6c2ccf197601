"""Readers that stay open and readers that come and go, while a writer updates: each sees whole editions only."""

import threading
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from fault_world import CHANGING, TOWNS, World, euro, run

from assistant.chain import Assistant, build_assistant
from assistant.live import LiveAssistant
from assistant.settings import Settings

PAY = tuple(f"Was verdient ein {CHANGING} in {town}?" for town in TOWNS[:3])
ICE = "Welche Kurse zum Eisschnitzen gibt es?"


@dataclass(slots=True)
class Readings:
    """What the readers saw."""

    rounds: Counter[str] = field(default_factory=Counter)
    editions: set[int] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """Tell in one line."""
        rounds = ", ".join(f"{count} by {reader}" for reader, count in sorted(self.rounds.items()))
        return f"readers: {rounds} rounds over {len(self.editions)} editions; wrong {len(self.wrong)}"


def read_during_updates(world: World, scratch: Path, updates: int) -> Readings:
    """Let two kinds of readers ask for as long as a writer publishes so many editions."""
    home = world.fresh_home(1, scratch / "read")
    found, done = Readings(), threading.Event()
    live = LiveAssistant(Settings(home))

    def from_live() -> None:
        live.refresh()
        with live.borrowed() as assistant:
            _look(assistant, "those that stay", updates + 1, found)

    def from_fresh() -> None:
        with closing(build_assistant(Settings(home))) as assistant:
            _look(assistant, "those that come and go", updates + 1, found)

    readers = [threading.Thread(target=_until, args=(done, look, found)) for look in (from_live, from_live, from_fresh)]
    for reader in readers:
        reader.start()
    try:
        for edition in range(2, updates + 2):
            world.publish(edition)
            outcome = run(home, "index", str(world.folder))
            if outcome.code:
                found.wrong.append(f"writer: {outcome}")
    finally:
        done.set()
        for reader in readers:
            reader.join()
        live.close()
    return found


def _until(done: threading.Event, look: Callable[[], None], found: Readings) -> None:
    while not done.is_set():
        try:
            look()
        except Exception as error:
            found.wrong.append(f"{type(error).__name__}: {error}")


def _look(assistant: Assistant, reader: str, newest: int, found: Readings) -> None:
    """Ask several questions of one assistant, whose answers must be of one edition."""
    texts = [assistant.answer(question).answer for question in PAY]
    ice = assistant.answer(ICE).answer
    fits = [
        edition
        for edition in range(1, newest + 1)
        if all(euro(2000 + 10 * edition) in text for text in texts) and f"Ausgabe {edition} " in ice
    ]
    found.rounds[reader] += 1
    found.editions.update(fits)
    if len(fits) != 1:
        found.wrong.append(f"{reader}: {texts} {ice}")
