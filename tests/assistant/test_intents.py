"""What is wanted: an answer on some subject, small talk, something else."""

import pytest

from assistant.chain import Assistant
from assistant.intents import intents_of, likeliest_subject, subjects_asked
from index.subjects import SUBJECTS


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("Womit kann man am Monatsende so rechnen?", "salary"),
        ("Welche Prüfung legt man am Ende der Ausbildung ab?", "training"),
        ("Findet man schnell eine neue Stelle?", "market"),
        ("Was macht man den ganzen Tag?", "tasks"),
    ],
)
def test_a_question_asks_for_a_subject(question: str, subject: str) -> None:
    likeliest, share = likeliest_subject(intents_of(question))
    assert likeliest == subject
    assert 1 / len(SUBJECTS) < share <= 1
    asked = dict(zip(SUBJECTS, subjects_asked(intents_of(question)), strict=True))
    assert asked[subject] > 1


def test_chances_sum_up_to_one() -> None:
    for text in ("", "Was verdient man?", "asdf jkl"):
        assert sum(intents_of(text).values()) == pytest.approx(1)


@pytest.mark.parametrize(
    "said",
    [
        "Danke dir, das hat mir echt weitergeholfen!",
        "ok tschüss, schönen Abend noch",
        "Bist du ein Mensch oder eine Maschine?",
        "Guten Abend, bist du ein echter Mensch?",
        "Wer hat dich programmiert?",
        "wie gehts dir heute so",
    ],
)
def test_small_talk_is_known_in_other_words_than_the_patterns(sample_assistant: Assistant, said: str) -> None:
    answer = sample_assistant.answer(said)
    assert (answer.status, answer.answerer) == ("answered", "small_talk")


@pytest.mark.parametrize(
    "said", ["Und später?", "Und in Kiel?", "Was muss man können?", "Hallo, was verdient ein Arzt in Halle?"]
)
def test_questions_are_no_small_talk(sample_assistant: Assistant, said: str) -> None:
    assert sample_assistant.understand(said, ("Was verdient ein Arzt in Halle am Anfang?",)).kind != "small_talk"


def test_an_insult_is_no_small_talk(sample_assistant: Assistant) -> None:
    answer = sample_assistant.answer("Du bist ein Idiot.")
    assert (answer.status, answer.reason) == ("refused", "off_topic")
