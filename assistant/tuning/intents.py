"""Fit what tells intents apart: `python -m assistant.tuning.intents [FILE]`.

`talk.jsonl` holds lines of chats that are not about work, made for this project by a language model; the questions
about work are those of the written articles, each with the subject of the paragraph that answers it.
"""

import json
import sys
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

import numpy as np
from sklearn.model_selection import StratifiedKFold

from assistant.intents import FILE, features
from assistant.question import Understander
from assistant.tuning.materials import index_of
from index.subjects import encoded
from index.training.linear import Linear, fit_linear
from index.training.written import written_articles

PENALTY = 3.0
PARTS = 5


def talk() -> list[tuple[str, str]]:
    """Return texts of chats that are not about work, each with its intent."""
    lines = resources.files("assistant.tuning").joinpath("talk.jsonl").read_text(encoding="utf-8").splitlines()
    return [(str(row["text"]), str(row["intent"])) for row in map(json.loads, lines)]


def main(arguments: Sequence[str]) -> None:
    """Report how well unseen texts are told apart, and write the table."""
    output = Path(arguments[0]) if arguments else Path(str(resources.files("assistant").joinpath(FILE)))
    asked = [
        (one.text, article.paragraphs[one.paragraph].topic)
        for article in written_articles()
        if not article.is_held_out
        for one in article.questions
    ]
    texts = [*talk(), *asked]
    with index_of(Path(str(resources.files("index").joinpath("sample")))) as assistant:
        found = [features(_without_names(assistant.understanding, text)) for text, _ in texts]
    intents = np.array([intent for _, intent in texts])
    guessed = np.empty_like(intents)
    for fitted_to, judged in StratifiedKFold(PARTS, shuffle=True, random_state=0).split(found, intents):
        guessed[judged] = _guess(
            fit_linear([found[at] for at in fitted_to], intents[fitted_to], PENALTY), [found[at] for at in judged]
        )
    for intent in sorted(set(intents)):
        own, said = intents == intent, guessed == intent
        hits = (own & said).sum()
        print(f"{intent}: {own.sum()} texts, recall {hits / own.sum():.2f}, precision {hits / max(1, said.sum()):.2f}")
    fitted = fit_linear(found, intents, PENALTY)
    output.write_text(_table(fitted, [float((intents == name).mean()) for name in fitted.classes]), encoding="utf-8")
    print(f"{len(fitted.features)} features in {output}")


def _without_names(understander: Understander, text: str) -> str:
    query = understander.understand(text)
    return text if query.kind in ("empty", "too_long") else query.text


def _guess(fitted: Linear, rows: Sequence[dict[str, float]]) -> list[str]:
    at = {feature: position for position, feature in enumerate(fitted.features)}
    guessed = []
    for row in rows:
        logits = fitted.constants.copy()
        for feature, value in row.items():
            if feature in at:
                logits += fitted.weights[:, at[feature]] * value
        guessed.append(fitted.classes[int(logits.argmax())])
    return guessed


def _table(fitted: Linear, shares: Sequence[float]) -> str:
    note = (
        "# made by python -m assistant.tuning.intents: intents, shares, constants; for each feature a letter per intent"
    )
    heads = [
        "\t".join(["intent", *fitted.classes]),
        "\t".join(["share", *(f"{share:.5f}" for share in shares)]),
        "\t".join(["constant", *(f"{value:.3f}" for value in fitted.constants)]),
    ]
    lines = [f"{feature}\t{encoded(fitted.weights[:, at])}" for at, feature in enumerate(fitted.features)]
    return "\n".join([note, *heads, *lines]) + "\n"


if __name__ == "__main__":
    main(sys.argv[1:])
