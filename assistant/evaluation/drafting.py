"""Draft a question set from feedback, for a person to finish."""

from collections.abc import Iterator, Sequence
from typing import Any

from assistant.feedback import Feedback

CATEGORY = "feedback"
CONFIRM = "gut bewertet; bitte prüfen"
CORRECT = "schlecht bewertet{comment}; bitte Goldstellen oder Absagegrund eintragen. Antwort war: {answer}"
SHOWN = 300


def draft(votes: Sequence[Feedback]) -> Iterator[dict[str, Any]]:
    """Yield a question, in the format of a question set, for each vote.

    An answer called good is what is expected: its places are gold, its figures the values, a refusal a refusal. Of a
    bad one nothing is taken over but the question; the note says what there is to do.
    """
    for number, vote in enumerate(votes, start=1):
        entry: dict[str, Any] = {"id": f"feedback-{number}", "question": vote.question, "category": CATEGORY}
        if vote.history:
            entry["history"] = list(vote.history)
        yield entry | (_as_expected(vote) if vote.vote == "good" else _to_correct(vote))


def _as_expected(vote: Feedback) -> dict[str, Any]:
    comment = f"{CONFIRM} ({vote.comment})" if vote.comment else CONFIRM
    if vote.status == "refused":
        return {"answerable": False, "reason": vote.reason, "note": comment}
    expected: dict[str, Any] = {"gold": [{"article": file, "line": line} for file, line in vote.cited]}
    if vote.values:
        expected["values"] = list(vote.values)
    return {**expected, "note": comment}


def _to_correct(vote: Feedback) -> dict[str, Any]:
    comment = f" („{vote.comment}“)" if vote.comment else ""
    answer = " ".join(vote.answer.split())[:SHOWN]
    return {"note": CORRECT.format(comment=comment, answer=answer)}
