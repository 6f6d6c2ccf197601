"""Lift the short condition under which a figure holds, in the article's words: "mit Meisterbrief", "je nach Tarif"."""

import re

from index.salary.clauses import Scene
from index.salary.cues import Cue
from index.salary.vocabulary import Kind

LONGEST = 60
APPRENTICESHIP = "Ausbildung"
RANK = re.compile(
    r"\b(?:(?:Assistenz|Fach|Ober|Chef)(?:arzt|ärzt)\w*|Commis|Sous[- ]?Chef\w*|Demi[- ]?[Cc]hef\w*|\w+chef\w*|Juniors?|Seniors?|Leads?|"
    r"Meister(?:innen|in|n)?|Vorarbeiter\w*|\w*[Ll]eit(?:ung(?:en)?|er\w*)|Führungskr\w+|Gesellen?|Polier\w*|Schichtführer\w*)\b"
)
WITH = re.compile(
    r"\b[Mm]it (?:\w+-? (?:und |oder )?){0,3}?(?:\w*(?:[Mm]eister|Techniker)(?:brief|titel|prüfung|abschluss)?|\w*[Zz]usatz\w+|"
    r"\w*[Ff]ortbildung\w*|\w*[Ww]eiterbildung\w*|Spezial\w+|Zertifikat\w*|\w*[Zz]ulagen?|\w*[Zz]uschl[aä]g\w*|\w*verantwortung|Staplerschein|"
    r"Führerschein|Studium|Examen)(?: (?:und|oder) [A-ZÄÖÜ]\w+)?"
)
DEPENDING = re.compile(r"\b(?:[Jj]e nach|abhängig von) [^,;:.()–?!]+")
EMPLOYER = re.compile(
    r"\b(?:[Ii]m |[Ii]n |[Bb]ei )?(?:\w+ )?[Tt]arifgebunden\w*(?: [A-ZÄÖÜ]\w+)?|\bnach (?:Tarif|TVöD|TV-L)\w*|\b[Ii]m öffentlichen Dienst"
)
HOURS = re.compile(r"\b[Ii]n (?:Teil|Voll)zeit\b|\bbei (?:voller Stelle|Vollzeit|Teilzeit)\b")
NET = re.compile(r"\b[Nn]etto\b")
CONDITIONS = (WITH, EMPLOYER, HOURS, DEPENDING, NET)


def qualifier(scene: Scene, kind: Kind, cue: Cue | None) -> str:
    """Return the figure's condition as it stands in the sentence, empty if there is none."""
    if kind == "apprentice":
        return APPRENTICESHIP
    if cue is not None and RANK.fullmatch(cue.text):
        return cue.text
    mine = scene.sentence[scene.start : scene.end]
    if kind == "bonus" and cue is not None and cue.text[:3].lower() == "wer":
        return _clause_of(scene, cue)
    matches = (pattern.search(mine) for pattern in CONDITIONS)
    return next((_short(match.group()) for match in matches if match), "")


def _clause_of(scene: Scene, cue: Cue) -> str:
    clause = next(clause for clause in reversed(scene.clauses) if clause.start <= cue.start)
    return _short(scene.sentence[clause.start : clause.end])


def _short(phrase: str) -> str:
    phrase = phrase.strip()
    return phrase if len(phrase) <= LONGEST else phrase[:LONGEST].rsplit(" ", 1)[0]
