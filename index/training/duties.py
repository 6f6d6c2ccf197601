"""Pair the titles of the Klassifikation der Berufe with the activities of their class."""

import random
import re
from pathlib import Path

from index.training.sources import Pair, records

CLASSES = "kldb2020_de.jsonl"
QUESTIONS = (
    "Was macht ein {}?",
    "Welche Aufgaben hat {}?",
    "Was tut man als {}?",
    "Wofür ist {} zuständig?",
    "Tätigkeiten {}",
    "Wer ist {}?",
    "Was gehört zum Alltag als {}?",
    "{}: was muss man da machen?",
    "Arbeiten als {}",
    "{}",
)
FEWEST, MOST = 2, 6
FEMALE_ENDING = re.compile(r"(?<=\w)/(?:-?in|r|frau|e)\b")


def duty_pairs(data: Path, seed: int) -> list[Pair]:
    """Return one question per example title, answered by some of the activities."""
    draw = random.Random(seed)
    return [
        _pair(title, record, draw)
        for record in records(data / CLASSES)
        if record["activities"]
        for title in _strings(record["example_titles"])
    ]


def _pair(title: str, record: dict[str, object], draw: random.Random) -> Pair:
    activities = _strings(record["activities"])
    chosen = draw.sample(activities, min(len(activities), draw.randint(FEWEST, MOST)))
    question = draw.choice(QUESTIONS).format(FEMALE_ENDING.sub("", title))
    # titles of one class share its activities, and the four-digit class shares them with its five-digit ones
    return Pair(question, ". ".join(chosen) + ".", group=str(record["code"])[:4])


def _strings(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []
