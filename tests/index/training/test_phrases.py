"""The inventories are complete, and the evaluation set was not made from them."""

import json
import re
from pathlib import Path

from index.german import fold, sentences, words
from index.training.phrases import FILLERS, TOPICS, aspects, firms, word_fields

CAREER_SET = Path(__file__).parents[2] / "data" / "career_retrieval.jsonl"
SLOT = re.compile(r"\{(\w+)\}")
ALL = [aspect for topic in TOPICS for aspect in aspects(topic)]


def test_each_topic_has_dozens_of_questions_and_sentences() -> None:
    for topic in TOPICS:
        assert sum(len(aspect.questions) for aspect in aspects(topic)) >= 24, topic
        assert sum(len(aspect.sentences) for aspect in aspects(topic)) >= 24, topic


def test_each_aspect_is_complete() -> None:
    for aspect in ALL:
        assert len(aspect.questions) >= 8, aspect.name
        assert len(aspect.sentences) >= 8, aspect.name
        assert len(aspect.words) >= 10, aspect.name
        assert aspect.headings, aspect.name


def test_word_fields_belong_to_aspects() -> None:
    assert set(word_fields()) == {aspect.name for aspect in ALL}


def test_only_known_slots_are_used() -> None:
    known = {"beruf", "ort", "a", "b", "c", "d", "firma", "tun"}
    for aspect in [*ALL, *aspects(FILLERS)]:
        for text in (*aspect.questions, *aspect.sentences, *aspect.headings):
            assert set(SLOT.findall(text)) <= known, text


def test_no_line_stands_in_two_aspects() -> None:
    lines = [line for aspect in ALL for line in (*aspect.questions, *aspect.sentences) if line != "{tun}"]
    assert len(lines) == len(set(lines))


def test_there_are_many_kinds_of_employers() -> None:
    assert len(set(firms())) == len(firms()) >= 30


def test_the_evaluation_set_shares_no_question_and_no_sentence_with_the_inventories() -> None:
    ours = {_plain(line) for aspect in ALL for line in (*aspect.questions, *aspect.sentences, *aspect.headings)}
    rows = [json.loads(line) for line in CAREER_SET.read_text(encoding="utf-8").splitlines()]
    theirs = {_plain(row["question"]) for row in rows} | {_plain(row["heading"]) for row in rows}
    for row in rows:
        theirs |= {_plain(row["paragraph"][start:end]) for start, end in sentences(row["paragraph"])}
    assert len(rows) == 150
    assert not ours & theirs


def _plain(text: str) -> str:
    return " ".join(fold(word) for word in words(text))
