"""The command that prints the scores."""

import sys
from pathlib import Path

import pytest

from index.salary.__main__ import main

RECORDS = (
    '{"id": "a", "text": "Einsteiger bekommen 2.300 €.", "heading": "", "family": "entry", "split": "dev", "facts": '
    '[{"level": "entry", "min": 2300, "max": 2300, "open_top": false, "period": "month"}]}\n'
    '{"id": "b", "text": "Die Miete beträgt 900 €.", "heading": "", "family": "trap", "split": "test", "facts": '
    '[{"level": "entry", "min": 900, "max": 900, "open_top": false, "period": "month"}]}\n'
)


def run(arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    monkeypatch.setattr(sys, "argv", ["salary", *arguments])
    main()
    return capsys.readouterr().out


def test_prints_scores_overall_and_by_family(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "set.jsonl"
    file.write_text(RECORDS, encoding="utf-8")
    rows = {
        line.split()[0]: line.split()[1:] for line in run([str(file)], monkeypatch, capsys).splitlines()[1:] if line
    }
    assert rows["all"] == ["2", "2", "1.000", "0.500"]
    assert rows["entry"] == ["1", "1", "1.000", "1.000"]
    assert rows["trap"][-1] == "0.000"


def test_names_what_it_read_wrongly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "set.jsonl"
    file.write_text(RECORDS, encoding="utf-8")
    out = run([str(file), "--errors", "--split", "test"], monkeypatch, capsys)
    assert "Die Miete beträgt 900 €." in out
    assert "Einsteiger" not in out
