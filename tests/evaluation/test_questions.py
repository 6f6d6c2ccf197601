"""The question set: what it may hold, and how it is told what is wrong with it."""

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.evaluation.errors import EvaluationError, QuestionSetError
from assistant.evaluation.questions import load, parse, shipped


def problem(**values: Any) -> str:
    line = json.dumps({"id": "a", "question": "Wer?", **values})
    with pytest.raises(QuestionSetError) as caught:
        parse(f"\n{line}\n", "fragen.jsonl")
    return str(caught.value)


def test_an_id_and_a_question_are_enough() -> None:
    [question] = parse('{"id": "a", "question": "Wer?"}', "fragen.jsonl").questions
    assert (question.answerable, question.gold, question.category) == (True, (), "ohne")


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"anwserable": True}, "unbekannter Schlüssel „anwserable“; gemeint ist wohl „answerable“"),
        ({"xyz": 1}, "unbekannter Schlüssel „xyz“"),
        ({"gold": [{"article": "a.txt", "line": 1, "zeile": 2}]}, "unbekannter Schlüssel „gold.0.zeile“"),
        ({"gold": [{"article": "a.txt"}]}, "es fehlt „gold.0.line“"),
        ({"gold": [{"article": "a.txt", "line": 0}]}, "„gold.0.line“: Zeilen zählen ab 1"),
        ({"must": ["ok", "(a"]}, "„must.1“: „(a“ ist kein regulärer Ausdruck"),
        ({"must_not": ["[a"]}, "„must_not.0“: „[a“ ist kein regulärer Ausdruck"),
        ({"answerable": "ja"}, "„answerable“: erwartet wird true oder false"),
        ({"history": "Was?"}, "„history“: erwartet wird eine Liste in eckigen Klammern"),
        ({"values": ["3000"]}, "„values.0“: erwartet wird eine Zahl"),
        ({"values": [float("inf")]}, "„values.0“: erwartet wird eine Zahl"),
        ({"question": 3}, "„question“: erwartet wird ein Text in Anführungszeichen"),
        ({"id": "a b"}, "„id“: leer oder mit Leerzeichen"),
        ({"split": "train"}, "„split“: „train“ gibt es nicht; möglich ist: dev, test"),
        ({"answerable": False, "reason": "nie"}, "„reason“: „nie“ gibt es nicht"),
        ({"answerable": False, "values": [1]}, "nicht beantwortbar (answerable: false), nennt aber gold oder values"),
        ({"reason": "off_topic"}, "beantwortbar, nennt aber einen Grund (reason)"),
    ],
)
def test_names_file_line_and_problem(values: dict[str, Any], told: str) -> None:
    said = problem(**values)
    assert said.startswith("fragen.jsonl:2: ")
    assert told in said
    assert "\n" not in said


def test_names_the_line_of_the_double_id() -> None:
    with pytest.raises(QuestionSetError, match=r"f:3: die id „a“ steht schon in Zeile 1"):
        parse('{"id": "a", "question": "1"}\n\n{"id": "a", "question": "2"}', "f")


def test_names_lines_that_are_no_json() -> None:
    with pytest.raises(QuestionSetError, match="f:1: kein gültiges JSON"):
        parse("{oops", "f")
    with pytest.raises(QuestionSetError, match="f:1: erwartet wird ein Objekt"):
        parse("[1]", "f")


def test_tells_all_problems_at_once() -> None:
    with pytest.raises(QuestionSetError) as caught:
        parse('{"id": "a"}\n{"question": "b"}', "f")
    assert caught.value.problems == ("f:1: es fehlt „question“", "f:2: es fehlt „id“")
    assert str(caught.value) == "2 Fehler in f; es wurde keine Frage gestellt."


def test_a_line_separator_inside_a_text_ends_no_line() -> None:
    assert len(parse('{"id": "a", "question": "x\u2028y\u0085z"}', "f").questions) == 1


def test_refuses_files_without_questions_or_without_text(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="enthält keine Frage"):
        parse("\n \n", "f")
    path = tmp_path / "f.jsonl"
    path.write_bytes(b'{"id": "\xff"}')
    with pytest.raises(EvaluationError, match="kein UTF-8"):
        load(path)


def test_reads_a_byte_order_mark_and_windows_lines(tmp_path: Path) -> None:
    path = tmp_path / "f.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"id": "a", "question": "1"}\r\n{"id": "b", "question": "2"}\r\n')
    assert [question.id for question in load(path).questions] == ["a", "b"]


def test_keeps_the_questions_of_a_split() -> None:
    questions = parse('{"id": "a", "question": "1", "split": "dev"}\n{"id": "b", "question": "2"}', "f")
    assert questions.only(None) is questions
    assert [question.id for question in questions.only("dev").questions] == ["a"]
    with pytest.raises(EvaluationError, match="Teil „test“"):
        questions.only("test")


def test_the_fingerprint_follows_what_is_asked_and_expected() -> None:
    def mark(**values: Any) -> str:
        return parse(json.dumps({"id": "a", "question": "1", **values}), "f").questions[0].fingerprint

    assert mark() == mark(note="anders") == mark(split="dev")
    assert len({mark(), mark(question="2"), mark(values=[1]), mark(must=["x"]), mark(variants=["2"])}) == 5


def test_the_shipped_set_is_valid_and_large_enough() -> None:
    questions = load(shipped())
    assert len(questions.questions) >= 300
    assert {question.split for question in questions.questions} == {"dev", "test"}
