"""Fit what tells intents apart: `python -m assistant.tuning.intents [FILE]`.

`talk.jsonl` holds lines of chats that are not about work, made for this project by a language model; those about
work are those of the written articles, each with the subject of the paragraph that answers it.
"""

import json
import sys
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from assistant.intents import FILE, features
from assistant.question import Understander
from assistant.tuning.materials import index_of
from index.subjects import encoded
from index.training.written import written_articles

LEAST_TEXTS, LEAST_WEIGHT = 3, 0.25  # rarer or lighter features are left out
PENALTY = 3.0
PARTS = 5

Array = NDArray[np.float64]


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
            _fit([found[at] for at in fitted_to], intents[fitted_to]), [found[at] for at in judged]
        )
    for intent in sorted(set(intents)):
        own, said = intents == intent, guessed == intent
        hits = (own & said).sum()
        print(f"{intent}: {own.sum()} texts, recall {hits / own.sum():.2f}, precision {hits / max(1, said.sum()):.2f}")
    fitted = _fit(found, intents)
    output.write_text(_table(fitted, [float((intents == name).mean()) for name in fitted[0]]), encoding="utf-8")
    print(f"{len(fitted[1])} features in {output}")


Fitted = tuple[list[str], list[str], Array, Array]


def _without_names(understander: Understander, text: str) -> str:
    query = understander.understand(text)
    return text if query.kind in ("empty", "too_long") else query.text


def _fit(rows: Sequence[dict[str, float]], intents: NDArray[np.str_]) -> Fitted:
    """Return the intents, the features that count, the weights (intents x features) and the constants."""
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(rows)
    common = np.flatnonzero(np.asarray((matrix > 0).sum(axis=0)).ravel() >= LEAST_TEXTS)
    model = LogisticRegression(C=PENALTY, max_iter=400).fit(matrix[:, common], intents)
    heavy = np.flatnonzero(np.abs(model.coef_).max(axis=0) >= LEAST_WEIGHT)
    columns = [str(vectorizer.feature_names_[common[at]]) for at in heavy]
    return [str(name) for name in model.classes_], columns, model.coef_[:, heavy], model.intercept_


def _guess(fitted: Fitted, rows: Sequence[dict[str, float]]) -> list[str]:
    names, columns, weights, constants = fitted
    at = {column: position for position, column in enumerate(columns)}
    guessed = []
    for row in rows:
        logits = constants.copy()
        for feature, value in row.items():
            if feature in at:
                logits += weights[:, at[feature]] * value
        guessed.append(names[int(logits.argmax())])
    return guessed


def _table(fitted: Fitted, shares: Sequence[float]) -> str:
    names, columns, weights, constants = fitted
    note = (
        "# made by python -m assistant.tuning.intents: intents, shares, constants; for each feature a letter per intent"
    )
    heads = [
        "\t".join(["intent", *names]),
        "\t".join(["share", *(f"{share:.5f}" for share in shares)]),
        "\t".join(["constant", *(f"{value:.3f}" for value in constants)]),
    ]
    lines = [f"{column}\t{encoded(weights[:, at])}" for at, column in enumerate(columns)]
    return "\n".join([note, *heads, *lines]) + "\n"


if __name__ == "__main__":
    main(sys.argv[1:])
