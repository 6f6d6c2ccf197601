"""A publisher's articles in numbered editions, the index of each, and what it must answer: nothing in between."""

import json
import shutil
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS), str(TESTS.parent)]

from corpus import write_article  # noqa: E402

from assistant.chain import build_assistant  # noqa: E402
from assistant.render import to_object  # noqa: E402
from assistant.settings import Settings  # noqa: E402
from index.build import build_index  # noqa: E402
from index.embeddings import Embedder, load_embedder  # noqa: E402
from index.home import Home  # noqa: E402

CLI = [sys.executable, str(TESTS.parent / "cli.py")]
TOWNS = ("Kiel", "Essen", "Bonn", "Ulm", "Trier", "Fulda", "Halle", "Jena", "Gera", "Hamm")
CHANGING = "Koch"
OTHERS = ("Florist", "Maler", "Friseur", "Gärtner", "Tischler", "Bäcker", "Schlosser", "Drucker", "Imker", "Sattler")
QUESTIONS = (
    *(f"Was verdient ein {CHANGING} in {town}?" for town in TOWNS[:3]),
    f"Wo verdient man als {CHANGING} am meisten?",
    "Was verdient ein Maler in Ulm?",
    "Welche Kurse zum Eisschnitzen gibt es?",
    "Welche Aufgaben hat ein Imker in Jena?",
)
Answers = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command did."""

    code: int
    out: str
    errors: str

    @property
    def is_one_line(self) -> bool:
        return self.errors.count("\n") == 1 and "Traceback" not in self.errors


class World:
    """Articles in `folder`, of which each edition changes those of one profession alone."""

    def __init__(self, folder: Path, fillers: int = 20) -> None:
        """Write the first edition; with 20 fillers a town Chroma has a graph of its own on the disk."""
        self.folder = folder / "Artikel"
        self._kept = folder / "editions"
        self._embedder: Embedder = load_embedder()
        self._expected: dict[int, Answers] = {}
        self.folder.mkdir(parents=True)
        for town in TOWNS:
            for profession in OTHERS:
                write_article(self.folder, profession, town)
            for number in range(fillers):
                write_article(self.folder, f"Helfer{chr(97 + number)}", town)
        self.publish(1)

    def publish(self, edition: int) -> None:
        """Change the articles; every answer about the changing profession tells the edition."""
        for town in TOWNS:
            low = 2000 + 10 * edition
            write_article(self.folder, CHANGING, town, low=euro(low), high=euro(low + 500))
        article = self.folder / f"{CHANGING}-{TOWNS[0]}.txt".lower()
        text = article.read_text(encoding="utf-8")
        article.write_text(f"{text}{ICE.format(edition=edition)}\n", encoding="utf-8")

    def expected(self, edition: int) -> Answers:
        """Return the answers of an index that knew no other edition."""
        if edition not in self._expected:
            self._expected[edition] = ask_here(self.home_of(edition))
        return self._expected[edition]

    def home_of(self, edition: int) -> Path:
        """Return a home with the index of an edition, for copying only; the articles are those of the edition then."""
        home = self._kept / str(edition)
        if not home.exists():
            self.publish(edition)
            build_index(Home(home), [self.folder], self._embedder)
        return home

    def fresh_home(self, edition: int, home: Path) -> Path:
        """Copy the index of an edition to home."""
        shutil.rmtree(home, ignore_errors=True)
        return shutil.copytree(self.home_of(edition), home)


ICE = (
    "Einen Kurs zum Eisschnitzen hält die Werkstatt am Hafen ab, wo aus Eisblöcken mit Säge und Meißel Schwäne werden, "
    "die den Abend nicht überleben. Der Kurs zum Eisschnitzen läuft in der Ausgabe {edition} und ist stets ausgebucht."
)


def euro(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def run(home: Path, *arguments: str, stdin: str = "") -> Outcome:
    """Run a command to its end."""
    done = subprocess.run(
        [*CLI, "--home", str(home), *arguments],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


def asked(home: Path) -> tuple[Outcome, Answers]:
    """Ask all questions in one process."""
    lines = "".join(json.dumps({"id": at, "question": text}) + "\n" for at, text in enumerate(QUESTIONS))
    outcome = run(home, "ask", "--jsonl", stdin=lines)
    answers = tuple(_essence(json.loads(line)) for line in outcome.out.splitlines()) if outcome.code == 0 else ()
    return outcome, answers


def ask_here(home: Path) -> Answers:
    """Ask all questions in this process."""
    with closing(build_assistant(Settings(home))) as assistant:
        return tuple(_essence(to_object(assistant.answer(question))) for question in QUESTIONS)


def _essence(answer: dict[str, Any]) -> str:
    cited = [(one["article"], one["line"], one["quote"]) for one in answer["citations"]]
    return json.dumps([answer["answer"], cited], ensure_ascii=False)
