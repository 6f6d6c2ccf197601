"""Break the index in every way that we know of: python tests/faults/suite.py [--kills 60] [--seed 1].

Prints one line for each kind of fault and what was found; ends with 1 where anything was broken or wrong.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from fault_damage import damage_at_random
from fault_disk import fill_disks
from fault_kill import kill_at_random
from fault_readers import read_during_updates
from fault_world import World

SHOWN = 5
KINDS = ("kill", "damage", "readers", "disk")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--damages", type=int, default=60)
    parser.add_argument("--updates", type=int, default=12)
    parser.add_argument("--disks", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=KINDS, action="append")
    parsed = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="Läuse im Pelz ") as name:  # a path with blanks and umlauts
        scratch = Path(name)
        world = World(scratch)
        faults: dict[str, Callable[[], object]] = {
            "kill": lambda: kill_at_random(world, scratch, parsed.kills, parsed.seed),
            "damage": lambda: damage_at_random(world, scratch, parsed.damages, parsed.seed),
            "readers": lambda: read_during_updates(world, scratch, parsed.updates),
            "disk": lambda: fill_disks(world, scratch, parsed.disks, parsed.seed),
        }
        return max(_report(faults[kind]) for kind in parsed.only or KINDS)


def _report(fault: Callable[[], object]) -> int:
    started = time.perf_counter()
    found = fault()
    print(f"{found}  [{time.perf_counter() - started:.0f} s]", flush=True)
    bad = [line for name in ("broken", "wrong", "uncured") for line in getattr(found, name, ())]
    for line in bad[:SHOWN]:
        print(f"  {line[:1000]}", file=sys.stderr)
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
