"""The chat as people use it: on a real pseudo-terminal, key by key."""

import os
import re
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import REPOSITORY
from running import SALARY
from terminals import Terminal

COLOUR = re.compile(rb"\x1b\[[0-9;]*\b(?:3[0-7]|4[0-7]|9[0-7]|38|48)(?:;[0-9;]*)?m")
SLOW = (sys.executable, str(REPOSITORY / "tests" / "slow_chat.py"))
FOLLOW_UP = "Und was macht er den ganzen Tag?"


@pytest.fixture
def own_home(sample_home: Path, tmp_path: Path) -> Path:
    """A home of its own with the sample index, in which conversations may be kept."""
    shutil.copytree(sample_home, tmp_path / "home")
    return tmp_path / "home"


@pytest.fixture
def terminal(own_home: Path) -> Iterator[Terminal]:
    with Terminal("--home", str(own_home), "chat") as terminal:
        terminal.wait_for("Du:")
        yield terminal


def test_start_ask_follow_up_source_salaries_resize_and_leave(terminal: Terminal) -> None:
    assert "32 mitgelieferten Beispielartikeln über 19 Berufe in 18 Orten" in terminal.text
    assert "  3 Welche Weiterbildungen" in terminal.text
    terminal.ask(SALARY)
    assert "4.200–6.000 € im Monat [1]" in terminal.text
    assert "█" in terminal.text
    assert "„Ein IT Manager verdient" in terminal.text
    terminal.ask(FOLLOW_UP)
    assert "Verstanden als: Welche Aufgaben" in terminal.text
    terminal.ask("/quelle 1")
    source = terminal.text.split("Du: /quelle 1")[1]
    numbers = [int(number) for number in re.findall(r"^ *(\d+)  \S", source, re.MULTILINE)]
    assert numbers == sorted(numbers)
    assert len(numbers) >= 3, "the paragraph with the one before and the one after"
    terminal.ask("/gehalt Mechatroniker Leipzig")
    assert "mechatroniker-leipzig.txt, Zeile 7" in terminal.text
    terminal.resize(44)
    terminal.ask("/gehalt Arzt")
    narrow = terminal.text.rsplit("Du: /gehalt Arzt", 1)[1]
    assert "Arzt, Halle (Saale), Einstieg" in narrow
    assert max(map(len, narrow.splitlines())) <= 44
    terminal.type("\x04")
    assert terminal.leave() == 0
    assert terminal.text.endswith("Bis bald!")
    assert terminal.modes() == terminal.modes_before


def test_ctrl_c_cancels_an_answer_and_twice_leaves(own_home: Path) -> None:
    with Terminal(str(own_home), program=SLOW) as terminal:
        terminal.wait_for("Du:")
        terminal.type("langsam bitte\r")
        terminal.wait_for("Das erste Wort. Das zweite Wort.")
        terminal.type("/index")
        terminal.type("\x03")
        terminal.wait_for("Noch einmal Strg-C verlässt Lotse.")
        assert "Das erste Wort. Das zweite Wort." in terminal.text, "what was said stays"
        answer = terminal.text.split("Das zweite Wort.")[1].split("Noch einmal")[0]
        assert "/index" not in answer, "keys pressed in an answer are not echoed into it"
        assert "^C" not in answer
        terminal.wait_until(lambda: terminal.lines[-1].startswith("Du:"))
        terminal.ask(SALARY)
        assert "4.200–6.000 € im Monat [1]" in terminal.text
        terminal.ask("/verlauf")
        assert "langsam" not in terminal.text.split("Du: /verlauf")[1], (
            "a cancelled question is none of the conversation"
        )
        terminal.type("langsam noch einmal\r")
        terminal.wait_until(lambda: terminal.text.count("Das erste Wort.") == 2)
        terminal.type("\x03")
        terminal.wait_until(lambda: terminal.text.count("Noch einmal Strg-C") == 2 and terminal.lines[-1] == "Du:")
        terminal.type("\x03")
        assert terminal.leave() != 0
        assert terminal.modes() == terminal.modes_before


def test_ctrl_c_twice_at_the_prompt_leaves_with_130(terminal: Terminal) -> None:
    terminal.type("Was verdient\x03")
    terminal.wait_for("Noch einmal Strg-C verlässt Lotse.")
    terminal.wait_until(lambda: terminal.lines[-1] == "Du:")
    terminal.type("\x03")
    assert terminal.leave() == 130
    assert terminal.text.endswith("lotse: Abgebrochen.")
    assert terminal.modes() == terminal.modes_before


def test_leaving_while_it_still_loads_in_the_background_is_clean(own_home: Path) -> None:
    for _ in range(3):
        with Terminal("--home", str(own_home), "chat") as terminal:
            terminal.wait_for("Du:")
            terminal.type("\x04")
            assert terminal.leave() == 0


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_leaves_the_terminal_as_it_was(terminal: Terminal, number: int, code: int) -> None:
    terminal.type("Was verd")
    terminal.wait_for("Was verd")
    assert terminal.modes() != terminal.modes_before, "the prompt reads key by key"
    terminal.process.send_signal(number)
    assert terminal.leave() == code
    assert terminal.modes() == terminal.modes_before
    assert terminal.raw.rfind(b"\x1b[?2004l") > terminal.raw.rfind(b"\x1b[?2004h"), "pasting is unmarked again"
    assert "Traceback" not in terminal.text


def test_a_signal_in_an_answer_leaves_the_terminal_as_it_was(own_home: Path) -> None:
    with Terminal(str(own_home), program=SLOW) as terminal:
        terminal.wait_for("Du:")
        terminal.type("langsam bitte\r")
        terminal.wait_for("Das zweite Wort.")
        terminal.process.send_signal(signal.SIGTERM)
        assert terminal.leave() == 143
        assert terminal.modes() == terminal.modes_before
        assert terminal.raw.rfind(b"\x1b[?25h") > terminal.raw.rfind(b"\x1b[?25l"), "the cursor is shown again"


def test_pasted_lines_arrive_whole_and_harmless(terminal: Terminal) -> None:
    terminal.type("\x1b[200~Was verdient\nein IT Manager\x1b[31m \u202ein\u202c\nMülheim?\x1b[201~")
    terminal.wait_for("Mülheim?")
    assert [line for line in terminal.lines if "  … " in line] == ["  … ein IT Manager[31m in", "  … Mülheim?"]
    terminal.type("\r")
    terminal.wait_for("4.200–6.000 €")
    assert "\u202e".encode() not in terminal.raw


def test_alt_enter_begins_a_line(terminal: Terminal) -> None:
    terminal.type("Was verdient ein IT Manager\x1b\rin Mülheim?")
    terminal.wait_for("  … in Mülheim?")
    terminal.type("\r")
    terminal.wait_for("4.200–6.000 €")


def test_the_tabulator_completes_professions_and_towns_and_a_slash_shows_commands(terminal: Terminal) -> None:
    terminal.type("Was verdient ein IT Man\t")
    terminal.wait_for("Du: Was verdient ein IT Manager")
    terminal.type(" in muelh\t")
    terminal.wait_for("Du: Was verdient ein IT Manager in Mülheim an der Ruhr")
    terminal.type("\x15/q")
    terminal.wait_for("Quelle N der letzten Antwort")
    terminal.type("\t")
    terminal.wait_for("Du: /quelle")


def test_the_arrow_keys_reach_what_was_typed_in_earlier_chats(terminal: Terminal, own_home: Path) -> None:
    terminal.ask("/berufe Leipzig")
    terminal.type("\x04")
    assert terminal.leave() == 0
    with Terminal("--home", str(own_home), "chat") as again:
        again.wait_for("Du:")
        again.press_until("\x1b[A", "Du: /berufe Leipzig")


def test_no_color_leaves_weights_only(own_home: Path) -> None:
    with Terminal("--home", str(own_home), "chat", env={"NO_COLOR": "1"}) as terminal:
        terminal.wait_for("Du:")
        terminal.ask(SALARY)
        terminal.type("/")
        terminal.wait_for("/schlecht")
        assert not COLOUR.search(terminal.raw)
        assert b"\x1b[1m" in terminal.raw


@pytest.mark.parametrize(("options", "kind"), [(("--plain",), "xterm-256color"), ((), "dumb")])
def test_plain_text_moves_and_colours_nothing(own_home: Path, options: tuple[str, ...], kind: str) -> None:
    # readline itself may switch marking of pasted text on and off, which no reader notices
    env = {"TERM": kind, "INPUTRC": os.devnull}
    with Terminal("--home", str(own_home), "chat", *options, columns=60, env=env) as terminal:
        terminal.wait_for("Du:")
        terminal.ask(SALARY)
        terminal.ask("/quelle 1")
        terminal.ask("/gehalt Arzt")
        terminal.type("\x04")
        assert terminal.leave() == 0
        assert re.sub(rb"\x1b\[\?2004[hl]\r?", b"", terminal.raw).count(b"\x1b") == 0
        assert "4.200–6.000 €" in terminal.text
        assert ">>Ein IT Manager" in terminal.text
        assert not re.search("[█▒·]{3}", terminal.text)
        assert max(map(len, terminal.lines)) <= 60
        assert terminal.modes() == terminal.modes_before
