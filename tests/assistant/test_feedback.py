import json
import stat
from pathlib import Path

import pytest

from assistant.chain import Assistant
from assistant.errors import AssistantError
from assistant.evaluation.drafting import draft
from assistant.feedback import FILE, feedback_on, keep, kept

SALARY = "Was verdient ein Jurist in Magdeburg am Anfang?"


def test_a_vote_is_kept_with_places_and_figures_and_for_its_owner_alone(
    sample_assistant: Assistant, tmp_path: Path
) -> None:
    answer = sample_assistant.answer(SALARY)
    keep(feedback_on(answer, ["Hallo"], "good", "stimmt"), tmp_path)
    [vote] = kept(tmp_path)
    assert (vote.question, vote.history, vote.vote, vote.comment) == (SALARY, ("Hallo",), "good", "stimmt")
    assert vote.cited == (("jurist-magdeburg.txt", answer.citations[0].line),)
    assert vote.values == (2800, 3500)
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


def test_a_changed_vote_replaces_the_first(sample_assistant: Assistant, tmp_path: Path) -> None:
    answer = sample_assistant.answer(SALARY)
    keep(feedback_on(answer, [], "good"), tmp_path)
    keep(feedback_on(answer, [], "bad", "veraltet"), tmp_path)
    assert [vote.vote for vote in kept(tmp_path)] == ["bad"]


def test_a_draft_expects_what_was_called_good_and_asks_for_the_rest(
    sample_assistant: Assistant, tmp_path: Path
) -> None:
    for question, vote in (
        (SALARY, "good"),
        ("Was verdient eine Hebamme in Leipzig?", "good"),
        ("Und in Kiel?", "bad"),
    ):
        keep(feedback_on(sample_assistant.answer(question), [], vote, ""), tmp_path)  # type: ignore[arg-type]
    good, refused, bad = draft(kept(tmp_path))
    assert good["values"] == [2800, 3500]
    assert good["gold"][0]["article"] == "jurist-magdeburg.txt"
    assert (refused["answerable"], refused["reason"]) == (False, "unknown_profession")
    assert "gold" not in bad
    assert "schlecht bewertet" in bad["note"]


def test_a_draft_is_a_question_set(sample_assistant: Assistant, tmp_path: Path) -> None:
    questions = pytest.importorskip("assistant.evaluation.questions", reason="the extra 'eval' is not installed")
    keep(feedback_on(sample_assistant.answer(SALARY), ["Hallo"], "good"), tmp_path)
    file = tmp_path / "entwurf.jsonl"
    file.write_text("".join(json.dumps(entry) + "\n" for entry in draft(kept(tmp_path))), encoding="utf-8")
    assert questions.load(file).questions[0].question == SALARY


def test_no_votes_are_none_and_a_broken_line_is_named(tmp_path: Path) -> None:
    assert kept(tmp_path) == []
    (tmp_path / FILE).write_text('{"vote": "good"}\n', encoding="utf-8")
    with pytest.raises(AssistantError, match=r"feedback\.jsonl:1"):
        kept(tmp_path)
