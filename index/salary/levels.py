"""Decide for whom a figure is: the nearest level word before it, else behind it, else what the context says."""

import re
from dataclasses import dataclass

from index.salary.clauses import Clause, Scene
from index.salary.cues import Cue, cues
from index.salary.figures import END_OF_SCALE
from index.salary.vocabulary import ALL_LEVELS, CONDITION, Kind
from index.types import Level

# Words with which a sentence goes on speaking of those in the one before
GOES_ON = re.compile(r"\s*(?:[Dd]ann|[Dd]a|[Ss]o|[Dd]amit|[Hh]ier)\b")
PAY_SUBJECT = re.compile(r"\b(?:[Gg]ehalt|[Gg]ehälter|[Vv]erdienst|[Ll]ohn|[Ll]öhne|[Vv]ergütung|[Bb]ezahlung)\b")
PSEUDO_HEADING = re.compile(r"^\W*(?:[^\s?]+\s){0,6}[^\s?]+\?\W*$")
HAS_FIGURE = re.compile(r"\d")
EXAMPLE = re.compile(r"\s*(?:etwa|zum Beispiel|z\. ?B\.|beispielsweise|insbesondere|vor allem|sagen wir)\s")
NEW_SUBJECT = re.compile(r"\s*Wer\b")
POSSIBLE = re.compile(r"\b(?:kann|können|könn\w+|drin|möglich|erreichbar|bis zu|machbar|winken|auch mal|sogar)\b")

AFTERWARDS = re.compile(r"\b(?:danach|anschließend|im Anschluss|dann|daraufhin)\b")
LATER_YEAR = re.compile(r"\b[Ii]m (?:zweiten|dritten|vierten|fünften|sechsten|siebten|achten|neunten|zehnten)\b")
# "Einsteiger bekommen A, mit Stammkunden sind B drin": a condition of its own, though not one that names a level
NEW_CONDITION = re.compile(
    r"[,;:–-]\s(?:und |aber |doch )?"
    r"(?:(?:mit|durch|dank)\s(?!(?:(?:rund|etwa|ca\.|gut|knapp|bis zu|über|mindestens)\s)*$)"
    r"|in (?:der )?(?:Stufe|Gruppe|Entgelt\w+)\b|wer\b|wenn\b)"
)
NEXT_STAGE: dict[Kind, Kind] = {"apprentice": "entry", "entry": "experienced"}

LEVELS: dict[Kind, Level] = {"entry": "entry", "experienced": "experienced", "lead": "lead", "bonus": "lead"}


@dataclass(frozen=True, slots=True)
class Reading:
    """For whom a figure is; `cue` is the phrase that says so, None if the figure speaks for all."""

    kind: Kind
    cue: Cue | None = None

    @property
    def level(self) -> Level:
        """Return the level in the terms of the index."""
        return LEVELS.get(self.kind, "unspecified")


ALL = Reading("general")


def readings(scenes: list[Scene], found: list[Cue], context: Reading | None) -> list[Reading]:
    """Return for each figure of one sentence whom it is for."""
    result: list[Reading] = []
    for at, scene in enumerate(scenes):
        own = _own_reading(scene, found)
        if own is None:
            own = _inherited(scene, result[-1], scenes[at - 1]) if result else context
        result.append(own or ALL)
    return result


def _own_reading(scene: Scene, found: list[Cue]) -> Reading | None:
    mine = [cue for cue in found if scene.start <= cue.start < scene.end and _counts(cue, scene)]
    before = [cue for cue in mine if cue.start < scene.figure.start]
    behind = [cue for cue in mine if cue.start >= scene.figure.end]
    for group in (_nearest_clause(scene, _specific(before)), _specific(behind)):
        if group:
            return _strongest(scene, group)
    return ALL if mine else None


def _counts(cue: Cue, scene: Scene) -> bool:
    # Extra pay for hardship is the answer only where the figure is said to be reachable by it
    return cue.kind != "bonus" or bool(POSSIBLE.search(scene.own))


def _specific(group: list[Cue]) -> list[Cue]:
    return [cue for cue in group if cue.kind != "general"]


def _nearest_clause(scene: Scene, before: list[Cue]) -> list[Cue]:
    """Return the cues of the clause nearest to the figure, none from behind a wall."""
    for clause in reversed([clause for clause in scene.clauses if clause.start <= scene.figure.start]):
        inside = [cue for cue in before if clause.start <= cue.start < clause.end]
        if inside and (inside == before or not _is_aside(scene, clause)):
            return inside
        if clause.opener == ";" or (clause.opener == ":" and NEW_SUBJECT.match(scene.sentence, clause.start)):
            return []
    return []


def _is_aside(scene: Scene, clause: Clause) -> bool:
    # "mit Erfahrung (etwa als Vertretung der Leitung)": an example speaks only if nothing else does
    return clause.opener == "(" or bool(EXAMPLE.match(scene.sentence, clause.start))


def _strongest(scene: Scene, group: list[Cue]) -> Reading:
    if len({cue.kind for cue in group}) > 1 and _spans_levels(scene, group):
        return ALL
    if any(cue.kind in ("experienced", "lead") for cue in group):
        # "wer Verantwortung für Azubis trägt" is none himself
        group = [cue for cue in group if cue.kind != "apprentice"]
    top = max(cue.strength for cue in group)
    best = [cue for cue in group if cue.strength == top]
    # Whoever leads is paid for that, whatever else the clause says of experience
    leading = [cue for cue in best if cue.kind == "lead"]
    chosen = min(leading or best, key=lambda cue: _distance(scene, cue))
    return Reading(chosen.kind, chosen)


def _spans_levels(scene: Scene, group: list[Cue]) -> bool:
    start, end = group[0].start, group[-1].end
    lead_in = scene.sentence[max(scene.start, start - 25) : end]
    return bool(ALL_LEVELS.search(lead_in)) and all(cue.strength >= CONDITION for cue in group)


def _distance(scene: Scene, cue: Cue) -> int:
    return scene.figure.start - cue.end if cue.end <= scene.figure.start else cue.start - scene.figure.end


def _inherited(scene: Scene, previous: Reading, neighbour: Scene) -> Reading | None:
    gap = scene.sentence[neighbour.figure.end : scene.figure.start]
    if LATER_YEAR.search(gap) and previous.kind == "entry":
        return Reading("experienced")
    if NEW_CONDITION.search(gap):
        return None
    if previous.kind in ("other", "general") or END_OF_SCALE.search(scene.sentence, scene.figure.end):
        return None
    if AFTERWARDS.search(gap):
        return Reading(NEXT_STAGE.get(previous.kind, previous.kind))
    return previous


def context_reading(previous: str, sentence: str, heading: str, abroad: bool = False) -> Reading | None:
    """Return the level that the sentence before, or a heading on starting pay alone, lends to this one.

    A sentence with figures of its own lends none, unless they were another town's (`abroad`).
    """
    lent = _specific(cues(previous)) if previous and (abroad or not HAS_FIGURE.search(previous)) else []
    kinds = {cue.kind for cue in lent}
    if len(kinds) == 1 and _lends(previous, sentence, lent[0]):
        return Reading(lent[-1].kind, lent[-1])
    if not lent and not PAY_SUBJECT.search(sentence):
        return _of_heading(heading)
    return None


def _lends(previous: str, sentence: str, cue: Cue) -> bool:
    if PSEUDO_HEADING.match(previous):
        return True
    if PAY_SUBJECT.search(sentence):
        return False
    return cue.kind == "entry" or bool(GOES_ON.match(sentence))


def _of_heading(heading: str) -> Reading | None:
    found = cues(heading)
    if (
        found
        and {cue.kind for cue in found} == {"entry"}
        and PAY_SUBJECT.search(heading.lower().replace("einstiegs", ""))
    ):
        return Reading("entry", found[0])
    return None
