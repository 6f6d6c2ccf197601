"""Indexes with questions to tune on: the written articles that no model is trained on, and question sets."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.chain import Assistant, build_assistant
from assistant.evaluation.places import Gold, resolve
from assistant.evaluation.questions import GoldPlace, Question, QuestionSet, load
from assistant.settings import Settings
from index.build import build_index
from index.embeddings import load_embedder
from index.home import Home
from index.training.written import WrittenArticle, held_out, written_articles

SETS_WEIGHT = 5.0
"""Of a question of the sets: fewer than the written ones, but by people who saw whole articles and nothing else."""
FIRST_LINES = (
    "{profession} Jobs und Stellenangebote in {city}",
    "Beruf {profession} in {city}",
    "{profession} in {city}",
)


@dataclass(frozen=True, slots=True)
class Material:
    """An open index and questions over it, with the places that answer them, and how much each of them counts."""

    assistant: Assistant
    questions: Sequence[Question]
    gold: Gold
    weight: float = 1.0


@contextmanager
def index_of(folder: Path) -> Iterator[Assistant]:
    """Index a folder of articles in a temporary home and open it."""
    with TemporaryDirectory() as home:
        build_index(Home(Path(home)), [folder], load_embedder())
        assistant = build_assistant(Settings(home=Path(home)))
        try:
            yield assistant
        finally:
            assistant.close()


def material(assistant: Assistant, paths: Sequence[Path]) -> list[Material]:
    """Return the questions of files, all but the test halves, over one index."""
    found = []
    for path in paths:
        own = load(path)
        kept = tuple(question for question in own.questions if question.split != "test")
        questions = QuestionSet(own.name, kept, tuple(range(1, len(kept) + 1)))
        found.append(Material(assistant, kept, resolve(questions, assistant.index.catalogue), SETS_WEIGHT))
    return found


@contextmanager
def written_material() -> Iterator[Material]:
    """Return the held-out articles with their questions, each asked in a conversation about its article."""
    articles = held_out(written_articles())
    with TemporaryDirectory() as folder:
        questions = [
            question
            for at, article in enumerate(articles)
            for question in _questions(article, f"artikel-{at}", Path(folder))
        ]
        with index_of(Path(folder)) as assistant:
            numbered = QuestionSet("geschrieben", tuple(questions), tuple(range(1, len(questions) + 1)))
            yield Material(assistant, questions, resolve(numbered, assistant.index.catalogue))


def _questions(article: WrittenArticle, name: str, folder: Path) -> list[Question]:
    """Write an article into the folder under a name and return its questions."""
    lines = [line.format(profession=article.profession, city=article.city) for line in FIRST_LINES]
    places = []
    for paragraph in article.paragraphs:
        lines += [paragraph.heading] if paragraph.heading else []
        lines.append(paragraph.text)
        places.append(len(lines))
    (folder / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    history = (f"Was macht man als {article.profession} in {article.city}?",)
    answered = [
        Question(
            id=f"{name}-{at}",
            question=one.text,
            history=history,
            gold=(GoldPlace(article=f"{name}.txt", line=places[one.paragraph]),),
        )
        for at, one in enumerate(article.questions)
    ]
    silent = [
        Question(id=f"{name}-s{at}", question=text, history=history, answerable=False, reason="no_evidence")
        for at, text in enumerate(article.silent)
    ]
    return [*answered, *silent]
