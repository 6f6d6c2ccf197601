"""A slot with the place in the question that names it."""

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.types import Slot


@dataclass(frozen=True, slots=True)
class Match:
    """A slot named by the tokens `first..last` (inclusive); of two matches the one of lower rank is the surer."""

    first: int
    last: int
    kind: str
    slot: Slot
    rank: int
    sure: bool = True
    """Whether the words are a name by themselves; "essen" is one only beside a profession."""

    @property
    def length(self) -> int:
        """Count the tokens."""
        return self.last - self.first + 1


def merged(slots: Iterable[Slot]) -> tuple[Slot, ...]:
    """Drop repetitions, such as the town named twice."""
    first: dict[tuple[str, ...], Slot] = {}
    for slot in slots:
        first.setdefault(slot.names, slot)
    return tuple(first.values())
