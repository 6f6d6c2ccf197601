"""Fit weights: a ranking by its likelihood over lists of chunks, evidence by logistic regression."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from assistant.evidence import SIGNS, signs
from assistant.ranking import NAMES, matrix, softmax
from assistant.tuning.cases import Case

Array = NDArray[np.float64]
PARTS = 5
# The words by which people name a topic are not those by which articles treat it.
WORDINGS = frozenset("grams words best_grams best_words best_joint".split())
RIDGE, EVIDENCE_RIDGE = 2.0, 2.0
MISRANKED = 0.5
"""Weight of a question whose answer came second: to refuse it is better than to answer wrongly, but no gain."""


def fit_ranking(cases: Sequence[Case], ridge: float = RIDGE) -> Array:
    """Return the weights under which the right chunks are likeliest (softmax over each question's chunks)."""
    particular = bool(cases) and cases[0].particular
    used = np.array([particular or name not in WORDINGS for name in NAMES], dtype=float)
    lists = [
        (matrix([hit.features for hit in case.hits]) * used, np.array(case.right, dtype=float), case.weight)
        for case in cases
    ]

    def loss(weights: Array) -> tuple[float, Array]:
        total, gradient = ridge * float(weights @ weights) / 2, ridge * weights
        for features, right, weight in lists:
            shares = softmax(features @ weights)
            mass = float((shares * right).sum()) + 1e-12
            total -= weight * np.log(mass)
            gradient = gradient - weight * features.T @ (shares * right / mass - shares)
        return total, gradient

    return _minimum(loss, len(NAMES))


def fit_evidence(cases: Sequence[Case], ridge: float = EVIDENCE_RIDGE) -> Array:
    """Return the weights that tell questions whose best hit is right from all others, both kinds weighing the same."""
    rows = np.array([signs(case.query, case.hits[0]) for case in cases])
    labels = np.array([case.right[0] for case in cases], dtype=float)
    counted = np.array(
        [case.weight * (MISRANKED if any(case.right[1:]) and not case.right[0] else 1.0) for case in cases]
    )
    balance = counted * np.where(labels == 1, 0.5 / (counted @ labels + 1e-9), 0.5 / (counted @ (1 - labels) + 1e-9))
    balance *= len(labels)

    def loss(weights: Array) -> tuple[float, Array]:
        logits = rows @ weights
        chance = 1 / (1 + np.exp(-logits))
        fault = np.logaddexp(0, logits) - labels * logits
        penalty = ridge * float(weights[:-1] @ weights[:-1]) / 2  # the constant is free
        gradient = rows.T @ (balance * (chance - labels)) + ridge * np.append(weights[:-1], 0.0)
        return float(balance @ fault) + penalty, gradient

    return _minimum(loss, len(SIGNS))


def cross_validated(cases: Sequence[Case], fit: Callable[[Sequence[Case]], Array]) -> list[tuple[Case, Array]]:
    """Return each case with weights that were fitted without its group."""
    groups = sorted({case.group for case in cases})
    np.random.default_rng(0).shuffle(groups)
    found = []
    for part in range(PARTS):
        out = set(groups[part::PARTS])
        weights = fit([case for case in cases if case.group not in out])
        found += [(case, weights) for case in cases if case.group in out]
    return found


def _minimum(loss: Callable[[Array], tuple[float, Array]], size: int) -> Array:
    best: Array = minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B").x
    return best
