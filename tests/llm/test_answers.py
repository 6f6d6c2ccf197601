"""Answers by a model over HTTP: what it is sent, what of its reply is shown, and when."""

import asyncio
import json
import re
from pathlib import Path

import pytest
from llm.conftest import Open
from llm.server import MODEL, hangs_after, says, texts

from assistant.chain import Assistant
from assistant.llm.prompts import REFUSAL
from assistant.types import Answer

TASKS = "Welche Aufgaben hat ein IT Manager in Mülheim?"
PAY = "Was verdient ein IT Manager in Mülheim an der Ruhr?"
TOLD = "Im Kern ist das Schnittstellenarbeit [1]. Irgendwo dazwischen plant man Budgets [1]."
NAME = f"openai:{MODEL}"


def streamed(assistant: Assistant, question: str) -> tuple[list[str], Answer]:
    *pieces, answer = assistant.stream(question)
    assert isinstance(answer, Answer)
    return [str(piece) for piece in pieces], answer


def test_writes_with_the_passages_and_cites_the_sentences_that_carry_it(talk: Open) -> None:
    assistant, server = talk(says(TOLD))
    answer = assistant.answer(TASKS)
    assert answer.answer == "Im Kern ist das Schnittstellenarbeit [1]. Irgendwo dazwischen plant man Budgets [2]."
    assert [c.quote.split()[0] for c in answer.citations] == ["Im", "Irgendwo"]
    assert (answer.answerer, answer.note) == (NAME, "")
    assert answer.suggestions
    assert server.complaints == []
    [sent] = texts(server.requests)
    assert sent.index("BEGINN ABSCHNITT 1 ") < sent.index("Schnittstellenarbeit") < sent.index("ENDE ABSCHNITT 1 ")
    assert sent.endswith(f"Frage: {TASKS}")


def test_shows_each_sentence_as_soon_as_it_has_passed(talk: Open) -> None:
    assistant, server = talk(hangs_after(f"{TOLD} Und "))
    pieces = assistant.stream(TASKS)
    assert next(pieces) == "Im Kern ist das Schnittstellenarbeit [1]."
    assert next(pieces) == " Irgendwo dazwischen plant man Budgets [2]."
    pieces.close()  # type: ignore[attr-defined]
    assert server.hung_up.wait(10), "closing the stream must stop the request"


def test_pieces_are_the_beginning_of_the_answer(talk: Open) -> None:
    assistant, _ = talk(says(f"**Überblick:**\n\n- {TOLD}\n- Er reist zum Mars [1].\n"))
    pieces, answer = streamed(assistant, TASKS)
    assert "".join(pieces) == answer.answer
    assert answer.answer.startswith("Überblick:\n\n- Im Kern ist das Schnittstellenarbeit [1].")
    assert "Mars" not in answer.answer


def test_a_list_stays_one_where_the_beginning_of_an_item_is_left_out(talk: Open) -> None:
    assistant, _ = talk(
        says("- Im Kern ist das Schnittstellenarbeit [1]\n- Er fliegt zum Mars. Man plant Budgets [1]\n")
    )
    answer = assistant.answer(TASKS)
    assert answer.answer == "- Im Kern ist das Schnittstellenarbeit [1].\n- Man plant Budgets [2]."


def test_figures_are_those_of_the_table_and_stand_first(talk: Open) -> None:
    assistant, server = talk(says("Wo man in dieser Spanne landet, hängt an der Branche [1]. Es sind 9.900 € [1]."))
    pieces, answer = streamed(assistant, PAY)
    assert pieces[0] == "Für IT Manager in Mülheim an der Ruhr nennt der Artikel 4.200–6.000 € im Monat [1]."
    assert answer.answer == f"{pieces[0]}\n\nWo man in dieser Spanne landet, hängt an der Branche [2]."
    assert [(row.min, row.max, row.citation) for row in answer.salaries] == [(4200, 6000, 1)]
    assert answer.note == f"1 Satz des Chatmodells {NAME} fehlt: so steht es nicht in den Artikeln."
    assert "4.200–6.000 € im Monat" in texts(server.requests)[0]


def test_nothing_to_add_to_the_figures_is_no_refusal(talk: Open) -> None:
    assistant, _ = talk(says(REFUSAL))
    answer = assistant.answer(PAY)
    assert (answer.status, answer.answerer, answer.note) == ("answered", "extractive", "")


def test_a_refusal_by_the_model_is_one(talk: Open) -> None:
    assistant, _ = talk(says(REFUSAL))
    pieces, answer = streamed(assistant, TASKS)
    assert (pieces, answer.status, answer.reason) == ([], "refused", "no_evidence")
    assert (answer.citations, answer.answerer) == ((), NAME)
    assert REFUSAL not in answer.answer


@pytest.mark.parametrize(
    "question",
    ["Hallo!", "Was verdient eine Hebamme in Leipzig?", "Wie wird das Wetter?", "", "Welche Berufe gibt es?"],
)
def test_what_needs_no_model_does_not_reach_it(talk: Open, question: str) -> None:
    assistant, server = talk(says("Ich bin das Modell."))
    answer = assistant.answer(question, [TASKS] if question == "Hallo!" else [])
    assert server.requests == []
    assert answer.answerer in ("extractive", "small_talk")


def test_a_reply_that_the_articles_do_not_carry_gives_way_to_them(talk: Open, sample_assistant: Assistant) -> None:
    assistant, _ = talk(says("Ein IT Manager braucht ein Studium der Informatik [1]."))
    answer = assistant.answer(TASKS)
    assert answer.answer == sample_assistant.answer(TASKS).answer
    assert answer.answerer == "extractive"
    assert answer.note.startswith(f"Was das Chatmodell {NAME} schrieb, bleibt weg: die Artikel tragen es nicht.")


def test_a_follow_up_that_the_rules_leave_open_is_put_in_full_by_the_model(talk: Open) -> None:
    history = ["Welche Aufgaben hat ein IT Manager in Mülheim?", "Danke!"]
    full = "Wer liest als IT Manager in Mülheim Altcode?"
    assistant, server = talk(says(full), says("Am Nachmittag liest man sich durch Altcode [1]."))
    question = "Wer liest eigentlich Altcode?"
    answer = assistant.answer(question, history)
    assert (answer.question, answer.resolved_question) == (question, full)
    assert "Altcode" in answer.answer
    assert "BEGINN FRAGE 1" in texts(server.requests)[0]


@pytest.mark.parametrize(
    "said", ["Was verdient ein Arzt in Halle?", "Ich weiß nicht.", "Wer verdient 9.999 € in Mülheim?"]
)
def test_a_follow_up_that_the_model_invents_is_not_used(talk: Open, said: str) -> None:
    question = "Wer liest eigentlich Altcode?"
    assistant, _ = talk(says(said), says(REFUSAL))
    answer = assistant.answer(question, [TASKS])
    assert answer.resolved_question == question


def test_suggestions_come_from_the_model_where_the_rules_have_none_and_are_checked(talk: Open) -> None:
    offered = "- Was verdient ein Koch auf dem Mond?\nWelche Aufgaben hat ein Helfer in der Küche in Kiel?\nHallo"
    assistant, server = talk(says("Hygieneschulungen sind Pflicht [1]."), says(offered))
    answer = assistant.answer("Welche Kurse gibt es zur Hygiene?")
    assert answer.suggestions == ("Welche Aufgaben hat ein Helfer in der Küche in Kiel?",)
    assert len(server.requests) == 2


def test_the_runnable_is_one_chain_of_four_steps(talk: Open) -> None:
    assistant, _ = talk(says(TOLD))
    chain = assistant.as_runnable()
    asked = {"question": TASKS, "history": []}
    answer = chain.invoke(asked)
    assert [step.name for step in chain.steps] == ["question", "hits", "answer", "gate"]  # type: ignore[attr-defined]
    assert answer.answerer == NAME
    assert answer.sample
    *pieces, last = chain.stream(asked)
    assert "".join(map(str, pieces)) == answer.answer
    assert last.answer == answer.answer


def test_the_runnable_works_asynchronously(talk: Open) -> None:
    assistant, _ = talk(says(TOLD))
    chain, asked = assistant.as_runnable(), {"question": TASKS}

    async def both() -> tuple[Answer, list[object]]:
        return await chain.ainvoke(asked), [piece async for piece in chain.astream(asked)]

    answer, pieces = asyncio.run(both())
    assert "".join(map(str, pieces[:-1])) == answer.answer
    assert pieces[-1] == answer or pieces[-1].answer == answer.answer  # type: ignore[attr-defined]


def test_cancelling_the_task_stops_the_request(talk: Open) -> None:
    assistant, server = talk(hangs_after(f"{TOLD} Und "))

    async def ask_and_leave() -> None:
        pieces = assistant.as_runnable().astream({"question": TASKS})
        await anext(pieces)
        waiting = asyncio.ensure_future(_exhausted(pieces))
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting

    async def _exhausted(pieces) -> None:  # type: ignore[no-untyped-def]
        async for _ in pieces:
            pass

    asyncio.run(ask_and_leave())
    assert server.hung_up.wait(10)


def test_the_trace_tells_how_an_answer_came_about(talk: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-sehr-geheim")
    path = tmp_path / "trace.jsonl"
    assistant, server = talk(says(f"{TOLD} Es kostet 77 Euro [1]."), trace=path)
    assistant.answer(TASKS)
    assistant.answer("Hallo!")
    assert server.headers[0]["authorization"] == "Bearer sk-sehr-geheim"
    text = path.read_text(encoding="utf-8")
    assert "geheim" not in text
    traced, greeted = map(json.loads, text.splitlines())
    assert traced["hits"][0]["chunk"] == "it-manager-muelheim-an-der-ruhr#p2"
    assert "Du bist Lotse" in traced["prompt"]["system"]
    assert traced["reply"].startswith("Im Kern")
    assert [(one["outcome"], one["why"]) for one in traced["sentences"]] == [
        ("passed", None),
        ("passed", None),
        ("dropped", "Zahl: 77 Euro"),
    ]
    assert (greeted["model"], greeted["prompt"], greeted["answerer"]) == (NAME, None, "small_talk")


def test_passages_are_cut_by_rank_to_what_the_model_takes_in(talk: Open) -> None:
    sent = {}
    for context in (4096, 2048):
        assistant, server = talk(says(TOLD), context=context)
        assistant.answer("Welche Aufgaben hat ein IT Manager?")
        sent[context] = re.findall(r"BEGINN ABSCHNITT (\d+)", texts(server.requests)[0])
        assert server.requests[0]["max_completion_tokens"] == min(800, context // 4)
    assert sent[4096] == [str(number) for number in range(1, len(sent[4096]) + 1)]
    assert sent[2048] == sent[4096][: len(sent[2048])]
    assert 0 < len(sent[2048]) < len(sent[4096])
