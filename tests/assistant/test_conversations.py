import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.conversations import FILE, Conversations
from assistant.errors import AssistantError
from assistant.types import Answer, Citation, Place, Salary

CITATION = Citation(
    1, "koch-kiel", "/a/koch.txt", "Koch in Kiel", "Koch", "Kiel", "Geld", 3, 9, 0, 5, "Zitat", 1.0, (Place("b", 2),)
)
SALARY = Salary("Koch", "Kiel", "entry", 2300, 2700, False, "month", "EUR", 1)
ANSWER = Answer(
    "Was verdient ein Koch?", "Was verdient man als Koch?", "answered", "Gut [1].",
    citations=(CITATION,), salaries=(SALARY,), suggestions=("Und?",), timings_ms={"total": 1.5},
)  # fmt: skip


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Conversations]:
    kept = Conversations(tmp_path)
    yield kept
    kept.close()


def answer(question: str) -> Answer:
    return Answer(question, question, "answered", "…")


def test_an_answer_comes_back_as_it_was_kept(kept: Conversations) -> None:
    number = kept.add(None, ANSWER)
    assert kept.add(number, answer("Und in Essen?")) == number
    assert kept.turns(number) == [ANSWER, answer("Und in Essen?")]


def test_the_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    (tmp_path / FILE).touch(mode=0o644)
    Conversations(tmp_path).close()
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


def test_lists_the_latest_first_with_its_first_question(kept: Conversations) -> None:
    first = kept.add(None, answer("Erste?"))
    second = kept.add(None, answer("Zweite?"))
    kept.add(first, answer("Danach?"))
    assert [(one.id, one.turns, one.first) for one in kept.listing()] == [(first, 2, "Erste?"), (second, 1, "Zweite?")]


def test_what_is_deleted_is_gone_from_the_file(kept: Conversations, tmp_path: Path) -> None:
    secret = "Was verdient ein Geheimnisträger?"
    number = kept.add(None, answer(secret))
    kept.keep_typed(secret)
    kept.keep_typed("/hilfe")
    assert secret.encode() in (tmp_path / FILE).read_bytes()
    assert kept.delete(number)
    assert not kept.delete(number)
    assert kept.typed(9) == ["/hilfe"]
    assert secret.encode() not in (tmp_path / FILE).read_bytes()


def test_deletes_all_with_what_was_typed(kept: Conversations) -> None:
    kept.add(None, answer("Erste?"))
    kept.keep_typed("Erste?")
    assert kept.delete_all() == 1
    assert (kept.listing(), kept.typed(9)) == ([], [])


def test_a_conversation_deleted_by_another_chat_is_begun_anew(kept: Conversations) -> None:
    number = kept.add(None, answer("Erste?"))
    kept.delete(number)
    again = kept.add(number, answer("Zweite?"))
    assert again != number, "numbers are not given twice"
    assert [turn.question for turn in kept.turns(again)] == ["Zweite?"]


def test_what_was_typed_last_comes_first(kept: Conversations) -> None:
    for line in ("eins", "zwei\nzeilen", "drei\ud800"):
        kept.keep_typed(line)
    assert kept.typed(2) == ["drei?", "zwei\nzeilen"]


def test_two_chats_write_at_once(kept: Conversations, tmp_path: Path) -> None:
    other = Conversations(tmp_path)
    mine, theirs = kept.add(None, answer("Meine?")), other.add(None, answer("Deine?"))
    assert mine != theirs
    assert len(kept.listing()) == 2
    other.close()


def test_turns_that_cannot_be_read_are_left_out(kept: Conversations, tmp_path: Path) -> None:
    number = kept.add(None, answer("Gut?"))
    with sqlite3.connect(tmp_path / FILE) as database:
        for broken in ("{", "[]", '{"question": "?"}', '{"citations": [1], "salaries": [], "suggestions": []}'):
            database.execute("INSERT INTO turns VALUES (?, 'Kaputt?', ?)", (number, broken))
    database.close()
    assert [turn.question for turn in kept.turns(number)] == ["Gut?"]


def test_a_newer_version_may_add_keys(kept: Conversations, tmp_path: Path) -> None:
    number = kept.add(None, ANSWER)
    with sqlite3.connect(tmp_path / FILE) as database:
        database.execute("""UPDATE turns SET answer = replace(answer, '{"id": 1', '{"new": 2, "id": 1')""")
    database.close()
    assert kept.turns(number) == [ANSWER]


def test_a_file_that_is_no_database_is_one_line(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("kein SQLite, aber lang genug, um als Datei durchzugehen" * 20)
    with pytest.raises(AssistantError, match="beschädigt"):
        Conversations(tmp_path)
