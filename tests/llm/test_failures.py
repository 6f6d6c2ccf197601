"""A model that fails in any way costs an answer nothing but its words, and the user is told in one line."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from llm.conftest import Open
from llm.server import (
    Script,
    breaks_off,
    ends_unfinished,
    hangs_after,
    never_ends,
    refuses,
    says,
    says_nothing,
    sends_garbage,
)
from llm.test_answers import NAME, TASKS, TOLD, streamed

from assistant.chain import Assistant, build_assistant
from assistant.settings import Models, Settings


@pytest.mark.parametrize(
    ("script", "reason", "asked"),
    [
        (refuses(401), "der Schlüssel fehlt oder gilt nicht (401)", 1),
        (refuses(404), "das Modell gibt es dort nicht (404)", 1),
        (refuses(429, **{"Retry-After": "30"}), "zu viele Anfragen oder das Guthaben ist aufgebraucht (429)", 3),
        (refuses(503), "Fehler beim Anbieter (503)", 3),
        (sends_garbage, "die Antwort war nicht lesbar", 1),
        (breaks_off(""), "die Verbindung brach ab", 3),
        (breaks_off("Er"), "die Verbindung brach ab", 1),
        (says(""), "die Antwort war leer", 1),
        (never_ends, "es nahm kein Ende", 1),
    ],
)
def test_the_articles_answer_instead(
    talk: Open, sample_assistant: Assistant, script: Script, reason: str, asked: int
) -> None:
    assistant, server = talk(script)
    pieces, answer = streamed(assistant, TASKS)
    assert pieces == []
    assert answer.answer == sample_assistant.answer(TASKS).answer
    assert answer.answerer == "extractive"
    assert answer.note == (
        f"Das Chatmodell {NAME} hat nicht geantwortet: {reason}. Die Antwort kommt aus den Artikeln allein."
    )
    assert len(server.requests) == asked
    assert "geheim" not in repr(answer)


def test_another_language_is_not_shown(talk: Open) -> None:
    assistant, _ = talk(says("The IT manager plans the budgets. He works with vendors and data."))
    answer = assistant.answer(TASKS)
    assert answer.answerer == "extractive"
    assert "es ist kein Deutsch" in answer.note


def test_a_passing_failure_is_tried_again(talk: Open) -> None:
    assistant, server = talk(refuses(503), says(TOLD))
    answer = assistant.answer(TASKS)
    assert (answer.answerer, answer.note, len(server.requests)) == (NAME, "", 2)


@pytest.mark.parametrize("script", [says_nothing, hangs_after("Er verhandelt und ")])
def test_nothing_waits_longer_than_the_time_limit(talk: Open, script: Script) -> None:
    assistant, server = talk(script, timeout=1.0)
    started = time.monotonic()
    answer = assistant.answer(TASKS)
    assert time.monotonic() - started < 15
    assert "keine ganze Antwort in 1 Sekunden" in answer.note
    assert server.hung_up.wait(10)


@pytest.mark.parametrize(
    ("script", "why"),
    [
        (breaks_off(f"{TOLD} Und dann"), "die Verbindung brach ab"),
        (ends_unfinished(f"{TOLD} Und dann"), "die Verbindung brach ab"),
    ],
)
def test_what_was_shown_stands_when_the_line_breaks(talk: Open, script: Script, why: str) -> None:
    assistant, _ = talk(script)
    pieces, answer = streamed(assistant, TASKS)
    assert "".join(pieces) == answer.answer
    assert answer.answer.endswith("plant man Budgets [2].")
    assert (answer.answerer, answer.note) == (NAME, f"Das Chatmodell {NAME} kam nicht zum Ende: {why}.")


def test_a_reply_cut_at_its_length_ends_with_its_last_whole_sentence(talk: Open) -> None:
    assistant, _ = talk(says(f"{TOLD} Dazu kommt der", finish="length"))
    answer = assistant.answer(TASKS)
    assert answer.answer.endswith("plant man Budgets [2].")
    assert answer.note == f"Die Antwort des Chatmodells {NAME} war zu lang und endet hier."


def test_a_reply_that_goes_round_in_circles_is_said_once(talk: Open) -> None:
    assistant, _ = talk(says(f"{TOLD} " * 200))
    answer = assistant.answer(TASKS)
    assert answer.answer == "Im Kern ist das Schnittstellenarbeit [1]. Irgendwo dazwischen plant man Budgets [2]."
    assert answer.note == f"Die Antwort des Chatmodells {NAME} war zu lang und endet hier."


def test_assistants_over_one_address_do_not_disturb_each_other(talk: Open, sample_home: Path) -> None:
    first, server = talk(says(TOLD))
    assert first.answer(TASKS).answerer == NAME
    models = Models(llm=NAME, llm_base_url=f"{server.url}/v1", llm_timeout=20.0)
    second = build_assistant(Settings(home=sample_home, models=models))
    first.close()
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda _: second.answer(TASKS), range(8)))
    second.close()
    assert {(answer.answerer, answer.note) for answer in answers} == {(NAME, "")}


def test_a_model_that_is_down_is_told(sample_home: Path) -> None:
    models = Models(llm=NAME, llm_base_url="http://127.0.0.1:9/v1")
    assistant = build_assistant(Settings(home=sample_home, models=models))
    answer = assistant.answer(TASKS)
    assistant.close()
    assert "es ist nicht erreichbar" in answer.note
