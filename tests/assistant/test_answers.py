"""Whole answers over the sample index: what every one of them must hold, and what kinds there are."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from importlib import resources
from pathlib import Path

import pytest

from assistant.chain import Assistant
from assistant.citations import GateError, check, states
from assistant.types import Answer

FIGURE = re.compile(r"(?<![\w.,])\d{1,3}(?:\.\d{3})+(?=[ –])")
COMPUTED = re.compile(r" Mal zwölf gerechnet .*?\)\.")


def question_set() -> list[dict[str, object]]:
    text = resources.files("assistant").joinpath("evaluation/questions/sample.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture(scope="module")
def answers(sample_assistant: Assistant) -> list[tuple[dict[str, object], Answer]]:
    """The answers to the whole question set that ships with the package."""
    found = []
    for question in question_set():
        history = question.get("history") or []
        assert isinstance(history, list)
        found.append((question, sample_assistant.answer(str(question["question"]), history)))
    return found


def test_every_quote_stands_at_its_offsets(answers: list[tuple[dict[str, object], Answer]]) -> None:
    texts: dict[str, str] = {}
    count = 0
    for _, answer in answers:
        for citation in answer.citations:
            text = texts.setdefault(citation.source, Path(citation.source).read_text(encoding="utf-8"))
            assert text[citation.start : citation.end] == citation.quote
            assert text[: citation.start].count("\n") + 1 == citation.line
            count += 1
    assert count > 300


def test_markers_and_citations_belong_together(answers: list[tuple[dict[str, object], Answer]]) -> None:
    for _, answer in answers:
        marked = {int(number) for number in re.findall(r"\[(\d+)\]", answer.answer)}
        assert marked == {citation.id for citation in answer.citations}


def test_every_figure_of_an_answer_stands_in_a_cited_quote(answers: list[tuple[dict[str, object], Answer]]) -> None:
    for question, answer in answers:
        if answer.status == "refused" or "Kein Artikel nennt" in answer.answer or "erreichen" in answer.answer:
            continue
        stated = COMPUTED.sub("", answer.answer)
        lines = [line for line in stated.splitlines() if "[" in line]
        for figure in FIGURE.findall("\n".join(lines)):
            value = int(figure.replace(".", ""))
            assert any(states(c.quote, value) or figure in c.quote for c in answer.citations), (question, figure)


def test_refusals_claim_nothing_and_help_on(answers: list[tuple[dict[str, object], Answer]]) -> None:
    refused = [answer for _, answer in answers if answer.status == "refused"]
    assert len(refused) > 100
    for answer in refused:
        assert answer.reason
        assert answer.citations == ()
        assert answer.salaries == ()
        assert not re.search(r"\d\.\d{3} €", answer.answer)
    assert all(answer.suggestions for answer in refused if answer.reason != "too_long")


def test_suggestions_are_answered(sample_assistant: Assistant, answers: list[tuple[dict[str, object], Answer]]) -> None:
    asked = {suggestion for _, answer in answers for suggestion in answer.suggestions}
    assert len(asked) > 50
    refused = [question for question in sorted(asked) if sample_assistant.answer(question).status == "refused"]
    assert len(refused) <= len(asked) // 20, refused


def judged(answers: list[tuple[dict[str, object], Answer]], split: str) -> Iterator[tuple[bool, bool, bool]]:
    """Yield (answerable, answered, cites a gold place) of a split."""
    for question, answer in answers:
        if question["split"] != split:
            continue
        gold = question.get("gold") or []
        assert isinstance(gold, list)
        places = {(place["article"], place["line"]) for place in gold}
        cited = {(Path(citation.source).name, citation.line) for citation in answer.citations}
        yield bool(question["answerable"]), answer.status == "answered", not places or bool(places & cited)


@pytest.mark.parametrize("split", ["dev", "test"])
def test_quality_does_not_fall_below_what_was_reached(
    answers: list[tuple[dict[str, object], Answer]], split: str
) -> None:
    results = list(judged(answers, split))
    answerable = [result for result in results if result[0]]
    refusals = [result for result in results if not result[0]]
    cited = sum(answered and right for _, answered, right in answerable) / len(answerable)
    refused = sum(not answered for _, answered, _ in refusals) / len(refusals)
    assert cited >= 0.84, cited
    assert refused >= 0.84, refused


def test_the_same_answer_in_every_gender_form(sample_assistant: Assistant) -> None:
    pattern = "Was verdient {} in Leipzig am Anfang?"
    forms = (
        "ein Mechatroniker",
        "eine Mechatronikerin",
        "ein:e Mechatroniker:in",
        "Mechatroniker*innen",
        "Mechatroniker/-innen",
    )
    said = {sample_assistant.answer(pattern.format(form)).answer for form in forms}
    assert len(said) == 1
    assert "2.400–2.800 €" in said.pop()


def test_gender_twins_stand_side_by_side(sample_assistant: Assistant) -> None:
    answer = sample_assistant.answer("Welche Aufgaben hat eine Erzieherin in Düsseldorf?")
    assert {citation.profession for citation in answer.citations} <= {"Erzieher", "Erzieherin"}


def test_a_comparison_names_what_is_missing(sample_assistant: Assistant) -> None:
    answer = sample_assistant.answer("Wo verdient ein Kioskverkäufer mehr, in Rostock, Krefeld oder Essen?")
    assert "Nichts liegt vor zu: Kioskverkäufer in Essen." in answer.answer
    assert {row.city for row in answer.salaries} == {"Rostock", "Krefeld"}


@pytest.mark.parametrize(
    "question", ["Hallo", "hi", "Guten Tag!", "Danke!", "Vielen Dank", "Was kannst du?", "Tschüss", "Wer bist du?"]
)
def test_small_talk_is_answered_shortly(sample_assistant: Assistant, question: str) -> None:
    answer = sample_assistant.answer(question)
    assert (answer.status, answer.answerer) == ("answered", "small_talk")
    assert answer.citations == ()


def test_catalogue_questions_count_all_articles(sample_assistant: Assistant) -> None:
    answer = sample_assistant.answer("Welche Berufe gibt es in Leipzig?")
    assert {citation.profession for citation in answer.citations} == {
        "Berufskraftfahrer",
        "Fachinformatiker",
        "Kfz Mechatroniker",
        "Mechatroniker",
    }
    assert "32 Artikel" in sample_assistant.answer("Welche Berufe kennst du?").answer


def test_a_word_is_found_in_every_article_that_has_it(sample_assistant: Assistant) -> None:
    answer = sample_assistant.answer("In welchen Artikeln wird ITIL erwähnt?")
    assert {citation.city for citation in answer.citations} == {"Dortmund", "Düsseldorf"}
    assert all("ITIL" in citation.quote for citation in answer.citations)


def test_the_gate_stops_a_wrong_quote_figure_or_marker(sample_assistant: Assistant) -> None:
    answer = sample_assistant.answer("Was verdient ein Jurist in Magdeburg am Anfang?")
    catalogue = sample_assistant.index.catalogue
    [citation], [row] = answer.citations, answer.salaries
    assert check(answer, catalogue) is answer
    broken = [
        replace(answer, citations=(replace(citation, quote=citation.quote.replace("2", "3")),)),
        replace(answer, citations=(replace(citation, start=citation.start + 1),)),
        replace(answer, salaries=(replace(row, max=9999),)),
        replace(answer, answer=answer.answer.replace("[1]", "")),
        replace(answer, answer=answer.answer + " [2]"),
    ]
    for wrong in broken:
        with pytest.raises(GateError):
            check(wrong, catalogue)


def test_langchain_gets_the_same_answer_and_the_hits_as_documents(sample_assistant: Assistant) -> None:
    from assistant.langchain_retriever import LotseRetriever

    question = "Welche Kurse gibt es für die IT Organisation in Dortmund?"
    assert (
        sample_assistant.as_runnable().invoke({"question": question}).citations
        == sample_assistant.answer(question).citations
    )
    documents = LotseRetriever(assistant=sample_assistant, k=3).invoke(question)
    assert [document.metadata["city"] for document in documents] == ["Dortmund"] * 3
    assert documents[0].id == "it-organisation-dortmund#p6"
    assert documents[0].metadata["score"] > documents[1].metadata["score"]
    assert LotseRetriever(assistant=sample_assistant).invoke("Was verdient ein Astronaut in Dortmund?") == []


def test_sixteen_threads_get_the_same_answers(sample_assistant: Assistant) -> None:
    from concurrent.futures import ThreadPoolExecutor

    questions = [str(question["question"]) for question in question_set()[:40]]
    alone = [sample_assistant.answer(question).answer for question in questions]
    with ThreadPoolExecutor(16) as pool:
        together = list(pool.map(lambda question: sample_assistant.answer(question).answer, questions * 4))
    assert together == alone * 4
