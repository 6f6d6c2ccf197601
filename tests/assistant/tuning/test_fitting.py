"""Weights are fitted to what is right, and judged on what they were not fitted to."""

from dataclasses import replace

import pytest

from assistant.chain import Assistant
from assistant.evidence import SIGNS
from assistant.ranking import NAMES, matrix
from assistant.scope import scope_of
from assistant.tuning.cases import Case, reordered
from assistant.tuning.fitting import cross_validated, fit_evidence, fit_ranking

QUESTIONS = (
    "Wie wichtig sind die Examensnoten für Juristen in Magdeburg?",
    "Muss ich in Mainz als Reinigungskraft eine Hygieneschulung haben?",
    "Wann sperrt ein Kioskverkäufer in Krefeld morgens auf?",
    "Wie oft hat ein Arzt in Halle Nachtdienst?",
    "Ist es für Erzieher in Essen sehr laut?",
    "Wie viele Kilometer läuft ein Lagerarbeiter in Rostock?",
)


@pytest.fixture(scope="module")
def cases(sample_assistant: Assistant) -> list[Case]:
    """Cases in which the chunk of the highest cosine is right, so that there is something to learn."""
    found = []
    for at, question in enumerate(QUESTIONS):
        query = sample_assistant.understand(question)
        articles = scope_of(query, sample_assistant.index.catalogue).articles
        hits = tuple(sample_assistant.retriever.retrieve(query, 20, articles))
        best = max(hits, key=lambda hit: hit.features.dense)
        found.append(Case(str(at), "profession", query, hits, tuple(hit is best for hit in hits)))
    return found


def test_the_ranking_learns_what_makes_chunks_right(cases: list[Case]) -> None:
    weights = fit_ranking(cases, ridge=0.01)
    assert weights[NAMES.index("dense")] > 0
    for case in cases:
        scores = matrix([hit.features for hit in case.hits]) @ weights
        assert case.right[int(scores.argmax())]


def test_evidence_tells_right_hits_from_wrong_ones(cases: list[Case]) -> None:
    right = [
        reordered(case, sorted(range(len(case.hits)), key=lambda at: not case.right[at]), [1.0] * 99) for case in cases
    ]
    wrong = [replace(case, hits=case.hits[::-1], right=tuple(False for _ in case.right)) for case in cases]
    weights = fit_evidence([*right, *wrong], ridge=0.1)
    assert weights[SIGNS.index("dense")] > 0


def test_no_case_is_judged_by_weights_fitted_to_its_group(cases: list[Case]) -> None:
    fitted: list[set[str]] = []

    def fit(part: list[Case]) -> object:
        fitted.append({case.group for case in part})
        return fit_ranking(part)

    judged = cross_validated(cases, fit)  # type: ignore[arg-type]
    assert sorted(case.group for case, _ in judged) == sorted(case.group for case in cases)
    assert all(len(groups) < len(cases) for groups in fitted)
