"""Lift the short condition under which a figure holds, in the article's words: "mit Meisterbrief", "je nach Tarif"."""

import re

from index.salary.clauses import Scene
from index.salary.cues import Cue
from index.salary.lexicon import any_of, words_of
from index.salary.vocabulary import Kind

LONGEST = 80
APPRENTICESHIP = "Ausbildung"
RANK = words_of(
    r"(?:assistenz|fach|ober|chef)(?:arzt|ärzt)\w* commis juniors? seniors? leads? meister(?:innen|in|n)? "
    r"vorarbeiter\w* \w*leit(?:ung(?:en)?|er\w*) führungskr\w+ gesellen? polier\w* schichtführer\w* \w+chef\w*",
    r"sous[- ]chef\w*",
    r"demi[- ]chef\w*",
)
CONDITION = (
    r"(?:\w*(?:meister|techniker)(?:brief|titel|prüfung|abschluss)?|\w*zusatz\w+|\w*(?:fort|weiter)bildung\w*|spezial\w+"
    r"|zertifikat\w*|\w*zulagen?|\w*zuschl[aä]g\w*|\w*verantwortung|\w*schein|studium|examen)"
)
WITH = any_of(rf"mit (?:\w+-? (?:und |oder )?){{0,3}}?{CONDITION}(?: (?:und|oder) (?-i:[A-ZÄÖÜ])\w+)?")
DEPENDING = re.compile(r"\b(?:[Jj]e nach|abhängig von) [^,;:.()–?!]+(?:, [A-ZÄÖÜ][^,;:.()–?!]+)*")
EMPLOYER = any_of(
    r"(?:(?:im|in|bei) )?(?:\w+ )?tarifgebunden\w*(?: (?-i:[A-ZÄÖÜ])\w+)?",
    r"nach (?:Tarif|TVöD|TV-L)\w*",
    "im öffentlichen Dienst",
)
HOURS = any_of("in (?:Teil|Voll)zeit", "bei (?:voller Stelle|Vollzeit|Teilzeit)")
NET = any_of("netto")
CONDITIONS = (WITH, EMPLOYER, HOURS, DEPENDING, NET)


def qualifier(scene: Scene, kind: Kind, cue: Cue | None) -> str:
    """Return the figure's condition as it stands in the sentence, empty if there is none."""
    if kind == "apprentice":
        return APPRENTICESHIP
    if cue is not None and RANK.fullmatch(cue.text):
        return cue.text
    if kind == "bonus" and cue is not None and cue.text[:3].lower() == "wer":
        return _clause_of(scene, cue)
    matches = (pattern.search(scene.sentence, scene.start, scene.limit) for pattern in CONDITIONS)
    return next((_short(match.group()) for match in matches if match), "")


def _clause_of(scene: Scene, cue: Cue) -> str:
    clause = next(clause for clause in reversed(scene.clauses) if clause.start <= cue.start)
    return _short(scene.sentence[clause.start : clause.end])


def _short(phrase: str) -> str:
    phrase = phrase.strip()
    return phrase if len(phrase) <= LONGEST else phrase[:LONGEST].rsplit(" ", 1)[0]
