"""Fit a multinomial logistic regression over sparse features and keep what counts of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

LEAST_TEXTS, LEAST_WEIGHT = 3, 0.25  # rarer or lighter features are left out


@dataclass(frozen=True, slots=True)
class Linear:
    """The classes, the features that count, their weights (classes x features) and the constants."""

    classes: tuple[str, ...]
    features: tuple[str, ...]
    weights: NDArray[np.float64]
    constants: NDArray[np.float64]


def fit_linear(
    rows: Sequence[Mapping[str, float]], classes: Sequence[str] | NDArray[np.str_], penalty: float
) -> Linear:
    """Fit rows of features to their classes; a larger penalty holds the weights less."""
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(rows)
    common = np.flatnonzero(np.asarray((matrix > 0).sum(axis=0)).ravel() >= LEAST_TEXTS)
    model = LogisticRegression(C=penalty, max_iter=400).fit(matrix[:, common], classes)
    heavy = np.flatnonzero(np.abs(model.coef_).max(axis=0) >= LEAST_WEIGHT)
    return Linear(
        tuple(map(str, model.classes_)),
        tuple(str(vectorizer.feature_names_[common[at]]) for at in heavy),
        model.coef_[:, heavy],
        model.intercept_,
    )
