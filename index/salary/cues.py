"""Find the words that say whom a figure is for: beginners, experienced people, heads, apprentices, somebody else."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from index.german import fold, words
from index.salary.vocabulary import NO_LEADER, NOT_THE_LEVEL, TABLE, Kind


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or phrase that names a level, with its span in the sentence."""

    kind: Kind
    strength: int
    start: int
    end: int
    text: str


def cues(sentence: str, own_professions: Collection[str] = ()) -> list[Cue]:
    """Return the level cues of a sentence in order; the article's own profession is none ("Produktionsleiter")."""
    readable = NOT_THE_LEVEL.sub(lambda match: " " * len(match.group()), sentence)
    own = {_family(word) for name in own_professions for word in words(name)}
    found = [cue for cue in _all(readable) if not _is_own(cue, own)]
    return sorted((cue for cue in found if not _inside_another(cue, found)), key=lambda cue: cue.start)


def _all(sentence: str) -> Iterator[Cue]:
    for kind, strength, pattern in TABLE:
        for match in pattern.finditer(sentence):
            if kind != "lead" or not NO_LEADER.search(match.group()):
                yield Cue(kind, strength, match.start(), match.end(), match.group())


def _inside_another(cue: Cue, found: list[Cue]) -> bool:
    # "ohne Erfahrung" speaks of beginners, the "Erfahrung" in it of nobody
    return any(
        other.start <= cue.start and cue.end <= other.end and other.end - other.start > cue.end - cue.start
        for other in found
        if other.kind not in ("bonus", "general")
    )


def _family(word: str) -> str:
    # An article on "IT Leitung" speaks of "IT-Leiter" and the other way round
    return fold(word).replace("leitung", "leiter")


def _is_own(cue: Cue, own: set[str]) -> bool:
    if cue.kind in ("bonus", "general"):
        return False
    return any(_family(word).startswith(name) for word in words(cue.text) for name in own if len(name) > 3)
