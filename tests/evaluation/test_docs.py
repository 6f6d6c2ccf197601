"""docs/evaluation.md names every key, metric, option and setting, and its examples are valid."""

import re
import subprocess
import sys

from conftest import REPOSITORY

from assistant.evaluation.gates import GateSettings, parse_gates
from assistant.evaluation.metrics import ALL
from assistant.evaluation.questions import Question, parse

PAGE = (REPOSITORY / "docs" / "evaluation.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.+?)```", PAGE, re.DOTALL)
    assert found
    return found[1]


def test_names_every_key_of_a_question_and_every_metric() -> None:
    names = [*Question.model_fields, *(metric.name for metric in ALL), *GateSettings.model_fields]
    assert [name for name in names if f"`{name}`" not in PAGE and f"\n{name} =" not in PAGE] == []


def test_names_every_option() -> None:
    shown = subprocess.run(
        [sys.executable, str(REPOSITORY / "cli.py"), "eval", "--help"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    options = set(re.findall(r"--[a-z]+", shown.stdout)) - {"--help"}
    assert len(options) >= 10
    assert [option for option in sorted(options) if option not in PAGE] == []


def test_its_example_questions_and_gates_are_valid() -> None:
    assert len(parse(block("json"), "docs").questions) == 2
    assert len(parse_gates(re.findall(r'"(\S+[<>]=\S+)"', block("toml")))) == 4
