"""Full disks: a small file system of its own, on which the index has no room to grow."""

import os
import random
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from fault_world import World, asked, run


@dataclass(slots=True)
class FullDisks:
    """What came of each size."""

    results: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """Tell in one line."""
        results = ", ".join(f"{count} {result}" for result, count in sorted(self.results.items()))
        return f"full disks: {results or 'not tried, mounting needs root'}; wrong {len(self.wrong)}"


def can_mount() -> bool:
    """Say whether this process may mount a file system."""
    return os.geteuid() == 0 and subprocess.run(["unshare", "-m", "true"], check=False).returncode == 0


@contextmanager
def small_disk(at: Path, size: int) -> Iterator[Path]:
    """Mount a file system of so many bytes."""
    at.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "lotse-fault", str(at)], check=True)
    try:
        yield at
    finally:
        subprocess.run(["umount", "-l", str(at)], check=True)


def fill_disks(world: World, scratch: Path, sizes: int, seed: int) -> FullDisks:
    """Update an index on so many disks between just large enough for it and large enough for two."""
    rng = random.Random(seed)
    found = FullDisks()
    if not can_mount():
        return found
    used = sum(path.stat().st_blocks * 512 for path in world.home_of(1).rglob("*"))
    for number in range(sizes):
        with small_disk(scratch / "disk", int(used * rng.uniform(1.02, 2.3))) as disk:
            _update(world, world.fresh_home(1, disk / "home"), f"size {number}", found)
    return found


def _update(world: World, home: Path, name: str, found: FullDisks) -> None:
    world.publish(2)
    outcome = run(home, "index", str(world.folder))
    answers = asked(home)[1]
    if outcome.code == 0 and answers == world.expected(2):
        found.results["with room enough"] += 1
    elif outcome.code == 1 and outcome.is_one_line and answers == world.expected(1):
        found.results["full, told in one line, old index answers"] += 1
    else:
        found.wrong.append(f"{name}: {outcome}, answers {answers == world.expected(1)} {answers == world.expected(2)}")
