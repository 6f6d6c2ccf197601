"""Spoil files of an index at random: it answers as before, or one line names the cure, and the cure works."""

import random
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from fault_world import World, ask_here, asked, run

CURE = "lotse doctor --repair"
LENGTHS = (1, 16, 4096, 65536)


@dataclass(slots=True)
class Damages:
    """What came of each damage."""

    by_file: Counter[str] = field(default_factory=Counter)
    same: int = 0
    said: int = 0
    wrong: list[str] = field(default_factory=list)
    uncured: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """Tell in one line."""
        files = ", ".join(f"{count} {name}" for name, count in sorted(self.by_file.items()))
        return (
            f"damaged files: {files}; answered as before {self.same}, named the cure {self.said}; "
            f"wrong {len(self.wrong)}, not cured {len(self.uncured)}"
        )


def damage_at_random(world: World, scratch: Path, damages: int, seed: int) -> Damages:
    """Spoil one file so many times, each time in a fresh copy of a home with two builds."""
    rng = random.Random(seed)
    found = Damages()
    world.publish(2)
    for number in range(damages):
        home = world.fresh_home(2, scratch / "damaged")
        names = sorted({_kind(path) for path in _files(home)})
        kind = names[number % len(names)]
        path = rng.choice([path for path in _files(home) if _kind(path) == kind])
        how = spoil(path, rng)
        found.by_file[kind] += 1
        _examine(world, home, f"{number} {kind}: {how}", found)
    return found


def spoil(path: Path, rng: random.Random) -> str:
    """Cut, overwrite or delete a file and say how."""
    how = rng.choice(("delete", "cut", "zeros", "random", "random"))
    if how == "delete":
        path.unlink()
        return how
    data = bytearray(path.read_bytes())
    at = rng.randrange(len(data) or 1)
    length = min(rng.choice(LENGTHS), len(data) - at)
    if how == "cut":
        del data[at:]
    else:
        data[at : at + length] = bytes(length) if how == "zeros" else rng.randbytes(length)
    path.write_bytes(data)
    return f"{how} {length} at {at}"


def _files(home: Path) -> list[Path]:
    current = home / "index" / (home / "index" / "CURRENT").read_text(encoding="utf-8").strip()
    return [home / "index" / "CURRENT", *sorted(path for path in current.rglob("*") if path.is_file())]


def _kind(path: Path) -> str:
    return path.name


def _examine(world: World, home: Path, name: str, found: Damages) -> None:
    expected = world.expected(2)
    outcome, answers = asked(home)
    if answers == expected:
        found.same += 1
    elif outcome.code == 1 and outcome.is_one_line and CURE in outcome.errors:
        found.said += 1
    else:
        found.wrong.append(f"{name}: {outcome}")
    repaired = run(home, "doctor", "--repair")
    if repaired.code or ask_here(home) != expected:
        found.uncured.append(f"{name}: {repaired}")
