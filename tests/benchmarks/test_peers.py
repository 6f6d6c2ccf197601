"""The rule by which passages of all systems are judged, and the table."""

from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

PARAGRAPH = "Verlangt werden Umsicht und Geduld. Entschieden wird nach dem Probetag."


@pytest.fixture
def peers(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(Path(__file__).parent))  # where the script itself finds corpus and questions
    return import_module("peers")


@pytest.mark.parametrize(
    ("file", "text", "right"),
    [
        ("a.txt", PARAGRAPH, True),
        ("b.txt", PARAGRAPH, False),
        ("a.txt", "Verlangt werden Umsicht und Geduld.", True),  # a sentence of it
        ("a.txt", f"Davor steht etwas anderes.\n{PARAGRAPH}\nUnd danach noch mehr, das nicht gefragt war.", True),
        ("a.txt", PARAGRAPH.replace(" ", "\n"), True),  # white space is the splitter's
        ("a.txt", "Davor steht etwas anderes. Verlangt werden", False),  # cut off before the half
        ("a.txt", "Gesucht wird vor allem von einer Seite.", False),
        ("a.txt", " \n", False),
        ("", "", False),
    ],
)
def test_a_passage_with_half_of_the_paragraph_is_right(peers: ModuleType, file: str, text: str, right: bool) -> None:
    assert peers.is_right(file, text, "a.txt", PARAGRAPH) is right


def test_the_table_has_a_row_for_each_system(peers: ModuleType) -> None:
    row = peers.Figures("Lotse", "0.1.0", 9000, 9.4, 0.38, 4.1, 6.2, 0.987, 104)
    assert (
        peers.table([row, row]).splitlines()[2:]
        == ["| Lotse 0.1.0 | 9,000 | 9 s | 0.4 s | 4.1 / 6.2 ms | 99 % | 104 characters |"] * 2
    )


def test_every_system_has_its_adapter_and_its_versions(peers: ModuleType) -> None:
    for adapter, package in peers.SYSTEMS.values():
        assert (peers.ADAPTERS / f"{adapter}.py").exists()
        if package != "lotse":
            lines = (peers.ADAPTERS / f"{adapter}.requirements.txt").read_text(encoding="utf-8").splitlines()
            assert all("==" in line for line in lines)
            assert any(line.startswith(f"{package}==") for line in lines)
