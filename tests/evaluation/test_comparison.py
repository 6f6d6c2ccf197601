"""A run against an earlier one, and the gates that hold it."""

from pathlib import Path

import pytest
from evaluation.cases import answer, citation, judged, place, question, refused, report

from assistant.evaluation.comparison import BETTER, NOT_SHOWN, TOO_FEW, UNCHANGED, WORSE, compare
from assistant.evaluation.errors import EvaluationError
from assistant.evaluation.gates import GateSettings, check_gates, load_settings, parse_gates
from assistant.evaluation.json_report import to_text
from assistant.evaluation.metrics import Tally
from assistant.evaluation.records import Record, Records, load_records, records_of
from assistant.evaluation.report import Report


def records(passed: list[bool], mark: str = "f") -> Records:
    return {f"q{at}": Record(mark, value, {"passed": Tally(value, 1)}) for at, value in enumerate(passed)}


def each_alone(found: Records) -> dict[str, str]:
    return {name: name for name in found}


def verdict(old: list[bool], new: list[bool]) -> str:
    [change] = compare(records(old), records(new), each_alone(records(new))).changes
    return change.verdict


def test_verdicts() -> None:
    assert verdict([True] * 40, [True] * 40) == UNCHANGED
    assert verdict([True] * 40, [False] * 10 + [True] * 30) == TOO_FEW
    assert verdict([True] * 40, [False] * 30 + [True] * 10) == WORSE
    assert verdict([False] * 40, [True] * 30 + [False] * 10) == BETTER
    assert verdict([True, False] * 15, [False, True] * 15) == NOT_SHOWN


def test_less_of_what_is_bad_is_better() -> None:
    old = {f"q{at}": Record("f", True, {"figures_wrong": Tally(1, 1)}) for at in range(30)}
    new = {f"q{at}": Record("f", True, {"figures_wrong": Tally(0, 1)}) for at in range(30)}
    [change] = compare(old, new, each_alone(new)).changes
    assert change.verdict == BETTER
    assert change.worst == pytest.approx(1.0)


def test_names_the_fixed_and_the_broken() -> None:
    found = compare(records([True, False, True]), records([False, True, True]), each_alone(records([True] * 3)))
    assert (found.fixed, found.broken) == (("q1",), ("q0",))


def test_leaves_out_what_is_new_gone_or_changed() -> None:
    old = {**records([True] * 3), "gone": Record("f", True, {"passed": Tally(1, 1)})}
    new = {**records([True] * 4), "q0": Record("other", False, {"passed": Tally(0, 1)})}
    found = compare(old, new, each_alone(new))
    assert (found.compared, found.left_out, found.broken) == (2, 3, ())
    with pytest.raises(EvaluationError, match="keine Frage gemeinsam"):
        compare(records([True]), records([True], "other"), {"q0": "q0"})


@pytest.fixture
def mixed() -> Report:
    return report(
        [
            judged(question("good", category="a", values=(2300,)), answer("2.300 € [1]", citation()), place()),
            judged(question("bad", category="b", values=(2300,)), answer("2.400 € [1]", citation()), place()),
            judged(question("due", category="b", answerable=False), refused()),
        ]
    )


def test_what_was_saved_compares_as_unchanged(mixed: Report, tmp_path: Path) -> None:
    path = tmp_path / "stand.json"
    path.write_text(to_text(mixed), encoding="utf-8")
    found = compare(load_records(path), records_of(mixed.evaluation), mixed.evaluation.clusters)
    assert found.compared == 3
    assert {change.verdict for change in found.changes} == {UNCHANGED}


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"schema": 1, "questions": [{"id": 1}]}', "Text"])
def test_a_baseline_that_is_none_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "stand.json"
    path.write_text(content)
    with pytest.raises(EvaluationError, match="keine gespeicherte Auswertung"):
        load_records(path)
    path.write_text('{"schema": 99, "questions": []}')
    with pytest.raises(EvaluationError, match="anderen Fassung"):
        load_records(path)


def held(report: Report, *texts: str) -> list[bool]:
    return [result.is_held for result in check_gates(parse_gates(texts), report.evaluation.summary, None)]


def test_gates_are_held_or_missed(mixed: Report) -> None:
    assert held(mixed, "passed>=0.66", "passed>=0.67", "figures_wrong<=0.5", "figures_wrong<=0,4") == [
        True, False, True, False,
    ]  # fmt: skip


def test_gates_of_a_category(mixed: Report) -> None:
    assert held(mixed, "a:passed>=1", "b:passed>=1", "b:passed >= 0.5") == [True, False, True]


def test_a_gate_that_no_question_speaks_to_is_missed(mixed: Report) -> None:
    [result] = check_gates(parse_gates(["must>=0.5"]), mixed.evaluation.summary, None)
    assert result.reason == "keine Frage sagt etwas dazu"


def test_a_gated_metric_must_not_lose_against_the_baseline(mixed: Report) -> None:
    worse = compare(records([True] * 40), records([False] * 3 + [True] * 37), each_alone(records([True] * 40)))
    gates = parse_gates(["passed>=0.1"])
    assert [result.is_held for result in check_gates(gates, mixed.evaluation.summary, worse)] == [True, False]
    assert [result.is_held for result in check_gates(gates, mixed.evaluation.summary, worse, 0.5)] == [True, True]
    other = parse_gates(["ndcg@10>=0.0"])
    assert len(check_gates(other, mixed.evaluation.summary, worse)) == 1


@pytest.mark.parametrize(
    ("gate", "told"),
    [
        ("passed", "nicht zu verstehen"),
        ("passed>0.9", "nicht zu verstehen"),
        ("erfolg>=0.9", "Kennzahl „erfolg“ gibt es nicht"),
        ("passed>=90", "liegt über 1"),
        ("figures_wrong>=0.1", "falsche Richtung"),
        ("passed<=0.1", "falsche Richtung"),
    ],
)
def test_bad_gates_are_explained(gate: str, told: str) -> None:
    with pytest.raises(EvaluationError, match=told):
        parse_gates([gate])


def test_settings_come_from_a_toml_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.toml"
    path.write_text('[tool.lotse.eval]\ngates = ["passed>=0.9"]\nmax_loss = 0.05\n')
    assert load_settings(path) == GateSettings(gates=["passed>=0.9"], max_loss=0.05)
    monkeypatch.chdir(tmp_path)
    assert load_settings(None) == GateSettings()
    path.rename("pyproject.toml")
    assert load_settings(None).gates == ["passed>=0.9"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("[tool.lotse.eval]\ngate = []", "unbekannter Schlüssel „gate“; gemeint ist wohl „gates“"),
        ("[tool.lotse.eval]\ngates = 3", r"\[tool.lotse.eval\]: „gates“"),
        ("[tool.lotse]", r"Es fehlt der Abschnitt \[tool.lotse.eval\]"),
        ("tool = 3", "kein gültiges TOML"),
        ("a = 1\nb = [}", r"kein gültiges TOML \(Zeile 2\)"),
    ],
)
def test_bad_settings_are_explained(tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / "x.toml"
    path.write_text(content)
    with pytest.raises(EvaluationError, match=told):
        load_settings(path)
