"""Configurations to compare, named on the command line: 'home=ORDNER reranker=MODELL'."""

import shlex
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.evaluation.errors import EvaluationError
from assistant.ranking import Fusion
from assistant.settings import Settings

HOME = "home"
FUSIONS: dict[str, Fusion] = {"both": "both", "words": "words", "vectors": "vectors"}
KEYS = {
    HOME: "ORDNER", "embedder": "MODELL", "reranker": "MODELL", "llm": "MODELL", "fusion": "|".join(FUSIONS),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Configuration:
    """Settings for one side of a comparison; `needs_index` where its embedder asks for an index of its own."""

    name: str
    settings: Settings
    needs_index: bool


def configuration(text: str, settings: Settings) -> Configuration:
    """Read a configuration; what it does not name is as in settings, so that '' is what is in use."""
    try:
        words = shlex.split(text)
    except ValueError as error:
        raise EvaluationError(f"--compare „{text}“: ein Anführungszeichen ist offen.") from error
    values: dict[str, str] = {}
    for word in words:
        key, equals, value = word.partition("=")
        if key not in KEYS or not equals or not value:
            raise EvaluationError(f"--compare: „{word}“ ist nicht zu verstehen. Möglich ist: {_possible()}")
        if key == "fusion" and value not in FUSIONS:
            raise EvaluationError(f"--compare: fusion={value} gibt es nicht; möglich ist: {', '.join(FUSIONS)}")
        values[key] = value
    models = replace(
        settings.models,
        embedder=values.get("embedder", settings.models.embedder),
        reranker=values.get("reranker", settings.models.reranker),
        llm=values.get("llm", settings.models.llm),
        fusion=FUSIONS[values.get("fusion", settings.models.fusion)],
    )
    home = Path(values[HOME]).expanduser() if HOME in values else settings.home
    changed = replace(settings, home=home, models=models)
    return Configuration(text.strip() or "wie eingestellt", changed, "embedder" in values)


def _possible() -> str:
    return ", ".join(f"{key}={value}" for key, value in KEYS.items())
