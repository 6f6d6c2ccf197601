"""The chat without a terminal: lines in, what is shown out, over real indexes."""

import io
import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from corpus import write_article
from rich.console import Console

from assistant.chain import Assistant
from assistant.conversations import FILE, Conversations
from assistant.errors import AssistantError
from assistant.feedback import kept as votes
from assistant.live import LiveAssistant
from assistant.settings import Models, Settings
from assistant.terminal.chat import Chat
from assistant.terminal.screen import Screen
from assistant.types import Answer
from index.build import build_index
from index.embeddings import Embedder
from index.errors import IndexDamaged
from index.gazetteer import Gazetteer
from index.home import POINTER, Home

PAY = "Was verdient ein Koch in Kiel?"


class Written:
    """A chat that a test talks to; `seen` is what was shown since the last line."""

    def __init__(self, live: LiveAssistant, home: Path, kept: Conversations | None = None) -> None:
        self._file = io.StringIO()
        console = Console(file=self._file, width=90, markup=False, highlight=False, emoji=False)
        self.chat = Chat(live, Settings(home=home), Screen(plain=False, console=console), kept)
        self.seen = ""

    def say(self, line: str) -> str:
        self._file.seek(0)
        self._file.truncate()
        self.chat.handle(line)
        self.seen = self._file.getvalue()
        return self.seen


@pytest.fixture
def live(home: Home, articles: Path, embedder: Embedder) -> Iterator[LiveAssistant]:
    build_index(home, [articles], embedder)
    with closing(LiveAssistant(Settings(home=home.path.parent))) as live:
        yield live


@pytest.fixture
def kept(home: Home) -> Iterator[Conversations]:
    with closing(Conversations(home.path.parent)) as kept:
        yield kept


@pytest.fixture
def talk(live: LiveAssistant, home: Home, kept: Conversations) -> Iterator[Written]:
    talk = Written(live, home.path.parent, kept)
    yield talk
    talk.chat.close()


def test_follow_ups_know_what_was_asked_until_a_new_conversation_begins(talk: Written) -> None:
    assert "2.300–2.700 €" in talk.say(PAY)
    assert "2.400–2.900 €" in talk.say("Und in Essen?")
    assert "1. Was verdient ein Koch in Kiel?" in talk.say("/verlauf")
    talk.say("/neu")
    assert "noch nichts gefragt" in talk.say("/verlauf")
    assert "2.400–2.900 €" not in talk.say("Und in Essen?")


def test_a_number_asks_the_suggestion_with_that_number(talk: Written) -> None:
    talk.say(PAY)
    question = talk.chat.suggestions[1]
    assert f"Frage: {question}" in talk.say("2")
    assert talk.chat.turns[-1].question == question
    assert "Vorschläge gibt es" in talk.say("9")
    assert len(talk.chat.turns) == 2


def test_a_new_build_is_taken_up_between_two_questions(
    talk: Written, home: Home, articles: Path, embedder: Embedder
) -> None:
    assert "erneuert" not in talk.say(PAY)
    write_article(articles, "Florist", "Essen", low="2.111", high="2.222")
    build_index(home, [articles], embedder)
    seen = talk.say("Was verdient ein Florist in Essen?")
    assert "Der Index wurde erneuert: jetzt 4 Artikel." in seen
    assert "2.111–2.222 €" in seen
    assert "erneuert" not in talk.say(PAY)
    assert "Florist" in talk.chat.names().professions


def test_a_damaged_index_is_one_line_and_the_chat_goes_on(
    talk: Written, home: Home, articles: Path, embedder: Embedder
) -> None:
    (home.path / POINTER).write_text("2030-01-01T00-00-00-0000\n", encoding="utf-8")
    seen = talk.say(PAY)
    assert "lotse doctor --repair Bis dahin antworte ich aus dem bisherigen Stand." in " ".join(seen.split())
    assert "2.300–2.700 €" in seen
    assert "bisherigen Stand" not in talk.say("Und in Essen?"), "said once"
    write_article(articles, "Florist", "Essen")
    build_index(home, [articles], embedder)
    assert "erneuert" in talk.say(PAY)


class Failing(Assistant):
    """An assistant that fails in the middle of a question."""

    def stream(self, question: str, history: Sequence[str] = ()) -> Iterator[str | Answer]:
        if "kaputt" in question:
            raise IndexDamaged("Der Katalog ist nicht lesbar (beschädigt).")
        yield from super().stream(question, history)


class FailingLive(LiveAssistant):
    @contextmanager
    def borrowed(self) -> Iterator[Assistant]:
        with super().borrowed() as assistant:
            yield Failing(assistant.index, Gazetteer.open(), Models())


def test_an_answer_that_fails_is_one_line_and_the_chat_goes_on(home: Home, live: LiveAssistant) -> None:
    with closing(FailingLive(Settings(home=home.path.parent))) as failing:
        talk = Written(failing, home.path.parent)
        assert talk.say("Ist das kaputt?").strip() == "Der Katalog ist nicht lesbar (beschädigt)."
        assert "2.300–2.700 €" in talk.say(PAY)
        assert len(talk.chat.turns) == 1


def test_conversations_are_kept_and_go_on(talk: Written, live: LiveAssistant, home: Home, kept: Conversations) -> None:
    talk.say(PAY)
    talk.say("Und in Essen?")
    [summary] = kept.listing()
    assert (summary.turns, summary.first) == (2, PAY)
    again = Written(live, home.path.parent, kept)
    again.chat.resume(summary.id, kept.turns(summary.id))
    again.say("/quelle 1")
    assert "koch-essen.txt" in again.seen
    assert "2.000–2.250 €" in again.say("Und ein Florist in Kiel?")
    assert [one.turns for one in kept.listing()] == [3]


def test_a_conversation_that_cannot_be_kept_is_one_line_and_the_chat_goes_on(
    talk: Written, home: Home, kept: Conversations
) -> None:
    kept.close()
    (home.path.parent / FILE).unlink()
    assert "wird nicht weiter aufbewahrt" in " ".join(talk.say(PAY).split())
    assert "2.300–2.700 €" in talk.seen
    assert "aufbewahrt" not in talk.say("Und in Essen?")


def test_sources_are_shown_by_number(talk: Written) -> None:
    assert "noch keine Antwort" in talk.say("/quelle 1")
    talk.say(PAY)
    assert "Das Einstiegsgehalt liegt in Kiel meist" in talk.say("/quelle 1")
    assert talk.say("/quelle") == talk.say("/quelle [1]"), "with one source its number may be left out"
    assert "nur Quelle 1" in talk.say("/quelle 7")
    talk.say("Hallo")
    assert "hat keine Quellen" in talk.say("/quelle 1")


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("/gehalt Koch Essen", "2.400–2.900 €"),
        ("/gehalt", "2.000–2.250 €"),
        ("/gehalt Pilot", "„Pilot“ hat der Index nicht"),
        ("/gehalt xyzzy", "„xyzzy“ hat der Index nicht"),
        ("/berufe", "2 Berufe in 3 Artikeln"),
        ("/berufe Essen", "1 Beruf in 1 Artikel (Essen)"),
        ("/orte Koch", "2 Orte in 2 Artikeln (Koch)"),
        ("/modell", "lotse-static-de"),
        ("/index", "Gehaltsangaben"),
        ("/hilfe", "/schlecht [Grund]"),
        ("/HILFE", "/schlecht [Grund]"),
        ("/help", "/schlecht [Grund]"),
        ("/gehlat", "Meintest du /gehalt?"),
        ("/tanzen", "Den Befehl kenne ich nicht: /tanzen. Alle Befehle: /hilfe"),
        ("/export", "In welche Datei?"),
        ("/verlauf", "noch nichts gefragt"),
        ("/gut", "noch keine Antwort"),
    ],
)
def test_commands(talk: Written, line: str, found: str) -> None:
    if line == "/export":
        talk.say(PAY)
    assert found in talk.say(line)


def test_votes_keep_the_question_with_its_conversation(talk: Written, home: Home) -> None:
    talk.say(PAY)
    talk.say("Und in Essen?")
    assert "Danke" in talk.say("/schlecht zu knapp")
    [vote] = votes(home.path.parent)
    assert (vote.vote, vote.comment, vote.question, vote.history) == ("bad", "zu knapp", "Und in Essen?", (PAY,))


@pytest.mark.parametrize("line", ["/ende", "ende", "/quit", "EXIT"])
def test_leaving(talk: Written, line: str) -> None:
    with pytest.raises(EOFError):
        talk.say(line)


@pytest.mark.parametrize(
    ("name", "holds"),
    [
        ("g.md", lambda text: "## Was verdient ein Koch in Kiel?" in text and r"\[1\]" in text),
        ("g.json", lambda text: json.loads(text)[0]["citations"][0]["line"] == 8),
        ("g.html", lambda text: "<h2>Was verdient ein Koch in Kiel?</h2>" in text and "Zeile 8" in text),
    ],
)
def test_a_conversation_is_exported_once(
    talk: Written, tmp_path: Path, name: str, holds: Callable[[str], bool]
) -> None:
    talk.say(PAY)
    assert "1 Frage mit Antwort" in " ".join(talk.say(f"/export {tmp_path / name}").split())
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert holds(text)
    talk.say("Und in Essen?")
    assert "nichts wurde überschrieben" in " ".join(talk.say(f"/export {tmp_path / name}").split())
    assert (tmp_path / name).read_text(encoding="utf-8") == text


def test_an_export_that_cannot_be_written_is_one_line(talk: Written, tmp_path: Path) -> None:
    talk.say(PAY)
    assert "gibt es nicht" in " ".join(talk.say(f"/export {tmp_path / 'fehlt' / 'g.md'}").split())


def test_the_greeting_asks_what_even_a_small_index_answers(home: Home, tmp_path: Path, embedder: Embedder) -> None:
    write_article(tmp_path, "Koch", "Kiel")
    build_index(home, [tmp_path / "koch-kiel.txt"], embedder)
    with closing(LiveAssistant(Settings(home=home.path.parent))) as live:
        talk = Written(live, home.path.parent)
        talk.chat.greet()
        suggestions = talk.chat.suggestions
        assert len(suggestions) == 3
        for question in suggestions:
            talk.say(question)
            assert talk.chat.turns[-1].status == "answered"


def test_the_greeting_knows_the_index_and_asks_what_it_can_answer(talk: Written) -> None:
    talk.chat.greet()
    suggestions = talk.chat.suggestions
    assert len(suggestions) == 3
    for number, question in enumerate(suggestions, start=1):
        talk.chat.suggestions = suggestions
        assert f"Frage: {question}" in talk.say(str(number))
        assert talk.chat.turns[-1].status == "answered"


EVIL = "\x1b[31mrot\x1b]52;c;aGk=\x07\x1b]8;;http://boese.example\x1b\\\u202e\x9b31m[/b][link=http://boese.example]x"
OWN = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;(?:id=\d+)?;(?:file:///[!-~]*)?\x1b\\")
WAITING = re.compile(r"\x1b\[\?25[lh]|\r\x1b\[1A\x1b\[2K|\r\x1b\[2K")  # of the line that says that an answer is coming
RAW = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def test_nothing_of_a_hostile_index_or_question_drives_the_terminal(
    home: Home, tmp_path: Path, embedder: Embedder
) -> None:
    folder = tmp_path / "hostile"
    folder.mkdir()
    article = write_article(folder, "Koch", "Kiel")
    text = article.read_text(encoding="utf-8").replace("Ausdauer", f"Aus{EVIL}dauer").replace("Reden", f"{EVIL}Reden")
    (folder / "koch\x1b]52;c;aGk=\x07\x9b31m-kiel.txt").write_text(text, encoding="utf-8")
    article.unlink()
    build_index(home, [folder], embedder)
    file = io.StringIO()
    console = Console(file=file, width=90, force_terminal=True, color_system="truecolor", highlight=False, _environ={})
    with closing(LiveAssistant(Settings(home=home.path.parent))) as live, closing(Conversations(tmp_path)) as kept:
        chat = Chat(live, Settings(home=tmp_path), Screen(plain=False, console=console), kept)
        chat.greet()
        asked = (
            PAY, "/quelle 1", f"Was {EVIL} ist mit der Ausdauer?", "/quelle 1", f"Was verdient ein {EVIL}?", "/verlauf",
            "/gehalt", "/berufe", "/orte", "/index", f"/{EVIL}", f"/gehalt {EVIL}", f"/export {tmp_path / 'g.md'}",
            f"/export {EVIL}/g.md", f"/gut {EVIL}", "1",
        )  # fmt: skip
        for line in asked:
            chat.handle(line)
        chat.resume(1, kept.turns(1))
        chat.close()
    shown = file.getvalue()
    assert "Aus[31mrot" in shown, "the article's text is shown"
    assert "[link=http://boese.example]x" in shown
    foreign = WAITING.sub("", OWN.sub("", shown))
    left = RAW.search(foreign)
    assert left is None, repr(foreign[left.start() - 80 : left.end() + 80])
    assert not RAW.search((tmp_path / "g.md").read_text(encoding="utf-8"))


class Lines:
    """Lines of somebody who sits there; None is Ctrl-C."""

    interactive = True

    def __init__(self, *lines: str | None) -> None:
        self._lines = list(lines)

    def read(self) -> str:
        if not self._lines:
            raise EOFError
        line = self._lines.pop(0)
        if line is None:
            raise KeyboardInterrupt
        return line


def test_only_two_ctrl_c_in_a_row_leave(talk: Written) -> None:
    with closing(talk.chat):
        talk.chat.run(Lines(None, "/hilfe", None, PAY))
    assert len(talk.chat.turns) == 1


def test_two_ctrl_c_in_a_row_leave(talk: Written) -> None:
    with pytest.raises(KeyboardInterrupt), closing(talk.chat):
        talk.chat.run(Lines(None, None, PAY))
    assert talk.chat.turns == []


def test_a_kept_file_that_is_no_database_is_told(home: Home) -> None:
    home.path.parent.mkdir(parents=True)
    (home.path.parent / FILE).write_bytes(b"x" * 5000)
    with pytest.raises(AssistantError, match=FILE):
        Conversations(home.path.parent)
