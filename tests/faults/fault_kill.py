"""Kill -9 at random moments of `lotse index`: the old index answers as before, or the new one as it should."""

import random
import subprocess
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from fault_world import CLI, World, ask_here, asked, run

from index.errors import IndexLayerError, IndexMissing
from index.home import Home
from index.manifest import FILE_NAME
from index.verify import prove

PHASES = ("first", "update", "switch")
POLL = 0.0002


@dataclass(slots=True)
class Kills:
    """What was found after each kill."""

    kills: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """Tell in one line."""
        kills = ", ".join(f"{self.kills[phase]} in {phase}" for phase in PHASES)
        states = ", ".join(f"{count} {state}" for state, count in sorted(self.states.items()))
        return f"kill -9: {kills}; index then: {states}; broken {len(self.broken)}, wrong {len(self.wrong)}"


def kill_at_random(world: World, scratch: Path, kills: int, seed: int, phases: Sequence[str] = PHASES) -> Kills:
    """Kill an indexing process so many times, in turn while it builds, updates and switches."""
    rng = random.Random(seed)
    found = Kills()
    lasts = {phase: _duration(world, scratch, phase) for phase in phases}
    for number in range(kills):
        phase = phases[number % len(phases)]
        home = _prepared(world, scratch, phase)
        while not _killed(world, home, phase, rng.uniform(0, lasts[phase])):
            home = _prepared(world, scratch, phase)  # it was faster this time and had come to its end
        found.kills[phase] += 1
        _examine(world, home, phase, f"{phase} {number}", found)
    return found


def _prepared(world: World, scratch: Path, phase: str) -> Path:
    home = world.fresh_home(1, scratch / "killed")
    world.publish(2)
    if phase == "first":
        run_away = home.rename(scratch / "unused")
        subprocess.run(["rm", "-r", str(run_away)], check=True)
    return home


def _start(world: World, home: Path) -> "subprocess.Popen[bytes]":
    arguments = [*CLI, "--home", str(home), "index", str(world.folder)]
    return subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _duration(world: World, scratch: Path, phase: str) -> float:
    """Measure how long the phase lasts when nobody kills it."""
    home = _prepared(world, scratch, phase)
    process = _start(world, home)
    if phase == "switch":
        _wait_for_manifest(home, process)
    started = time.perf_counter()
    process.wait()
    return time.perf_counter() - started


def _killed(world: World, home: Path, phase: str, after: float) -> bool:
    """Let an indexing process run so long in the phase, kill it, and say whether it was still running."""
    process = _start(world, home)
    if phase == "switch":
        _wait_for_manifest(home, process)
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return True
    return False


def _wait_for_manifest(home: Path, process: "subprocess.Popen[bytes]") -> None:
    """Wait until the new build is proved and the switch begins."""
    before = set(home.glob(f"index/*/{FILE_NAME}"))
    while process.poll() is None and set(home.glob(f"index/*/{FILE_NAME}")) == before:
        time.sleep(POLL)


def _examine(world: World, home: Path, phase: str, name: str, found: Kills) -> None:
    edition = {world.expected(1): 1, world.expected(2): 2}
    try:
        Home(home).current()
    except IndexMissing:
        found.states["none yet"] += 1
        if phase != "first":
            found.broken.append(f"{name}: the index is gone")
    except IndexLayerError as error:
        found.broken.append(f"{name}: {error}")
    else:
        outcome, answers = asked(home)
        found.states[{1: "old", 2: "new"}.get(edition.get(answers, 0), "wrong")] += 1
        if answers not in edition:
            found.wrong.append(f"{name}: {outcome}")
    # and the next run, which finds what the dead one left, makes a whole one of it
    again = run(home, "index", str(world.folder))
    try:
        prove(Home(home).current())
        if again.code or ask_here(home) != world.expected(2):
            found.broken.append(f"{name}: the next run {again}")
    except IndexLayerError as error:
        found.broken.append(f"{name}: the next build {error}")
    if len([path for path in (home / "index").iterdir() if path.is_dir()]) > 2:
        found.broken.append(f"{name}: leftovers")
