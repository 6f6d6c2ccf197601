"""Errors of the evaluation."""

from collections.abc import Sequence

from assistant.errors import AssistantError


class EvaluationError(AssistantError):
    """Base of all errors of the evaluation; the message is one German line."""


class QuestionSetError(EvaluationError):
    """A question set is not as it should be; each problem is a line with file and line number."""

    def __init__(self, name: str, problems: Sequence[str]) -> None:
        """Sum up the problems; a single one is the message itself."""
        one = len(problems) == 1
        super().__init__(problems[0] if one else f"{len(problems)} Fehler in {name}; es wurde keine Frage gestellt.")
        self.problems = () if one else tuple(problems)
