"""Asking: what is kept of an answer, and what happens when the assistant breaks."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pytest
from corpus import write_article
from evaluation.cases import place, question

from assistant.chain import Assistant, build_assistant
from assistant.citations import GateError
from assistant.evaluation.asking import DEPTH, ask, ask_all
from assistant.settings import Settings
from assistant.types import Answer
from index.build import build_index
from index.embeddings import Embedder
from index.errors import IndexDamaged
from index.home import Home

GOLD = (place("it-organisation-dortmund"),)


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
    found = ask(sample_assistant, asked, GOLD).found
    assert 1 < len(found) <= DEPTH
    assert {hit.article for hit in found} == {"it-organisation-dortmund"}
    assert len({hit.document for hit in found}) == len(found)


def test_paragraphs_that_say_the_same_share_a_rank_under_the_name_of_the_gold_one(
    home: Home, tmp_path: Path, embedder: Embedder
) -> None:
    folder = tmp_path / "same"
    folder.mkdir()
    for profession in ("Koch", "Florist"):
        write_article(folder, profession, "Kiel")
    build_index(home, [folder], embedder)
    assistant = build_assistant(Settings(home=tmp_path / "home"))
    asked = question(question="Wie hoch ist das Einstiegsgehalt in Kiel?")
    pay = {
        article: chunk
        for article in ("koch-kiel", "florist-kiel")
        for chunk in assistant.index.catalogue.chunks_by_id([f"{article}#p3"])
    }
    assert pay["koch-kiel"].text == pay["florist-kiel"].text
    for article, chunk in pay.items():
        gold = (place(article, chunk.line, 3),)
        documents = [hit.document for hit in ask(assistant, asked, gold).found]
        assert [document for document in documents if document.endswith("#p3")] == [f"{article}#p3"]
    assistant.close()


def test_nothing_is_ranked_for_a_profession_without_an_article(sample_assistant: Assistant) -> None:
    asked = question(question="Was verdient ein Astronaut in Dortmund?")
    outcome = ask(sample_assistant, asked, GOLD)
    assert (outcome.answer.status, outcome.found) == ("refused", ())
