"""Asking: what is kept of an answer, and what happens when the assistant breaks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import pytest
from evaluation.cases import question

from assistant.chain import Assistant
from assistant.citations import GateError
from assistant.evaluation.asking import DEPTH, ask, ask_all
from assistant.types import Answer
from index.errors import IndexDamaged


@dataclass
class Broken:
    """An assistant that fails on some questions."""

    error: Exception

    def answer(self, text: str, history: Sequence[str] = ()) -> Answer:
        if "kaputt" in text:
            raise self.error
        return Answer(text, text, "answered", "Ja.")


def broken(error: Exception) -> Assistant:
    return cast(Assistant, Broken(error))


@pytest.mark.parametrize("error", [GateError("Zitat fehlt"), KeyError("x"), ZeroDivisionError()])
def test_a_question_that_breaks_is_a_finding_and_the_others_go_on(error: Exception) -> None:
    questions = [question("a"), question("b", question="kaputt"), question("c", variants=("kaputt",)), question("d")]
    done: list[int] = []
    outcomes = ask_all(broken(error), questions, dict.fromkeys("abcd", ()), done.append)
    assert [bool(outcome.error) for outcome in outcomes] == [False, True, True, False]
    assert type(error).__name__ in outcomes[1].error
    assert outcomes[1].answer.answer == ""
    assert done == [1, 2, 3, 4]


@pytest.mark.parametrize("error", [IndexDamaged("weg"), OSError("weg"), MemoryError()])
def test_an_index_that_cannot_be_read_ends_the_run(error: Exception) -> None:
    with pytest.raises(type(error)):
        ask(broken(error), question(question="kaputt"))


def test_the_ranking_is_that_of_the_question_in_its_conversation(sample_assistant: Assistant) -> None:
    asked = question(question="Und in Dortmund?", history=("Was macht man in der IT Organisation in Mülheim?",))
    found = ask(sample_assistant, asked, wants_ranking=True).found
    assert 1 < len(found) <= DEPTH
    assert {hit.article for hit in found} == {"it-organisation-dortmund"}
    assert len({hit.document for hit in found}) == len(found)


def test_nothing_is_ranked_for_a_profession_without_an_article(sample_assistant: Assistant) -> None:
    asked = question(question="Was verdient ein Astronaut in Dortmund?")
    outcome = ask(sample_assistant, asked, wants_ranking=True)
    assert (outcome.answer.status, outcome.found) == ("refused", ())
