"""Gold places: from a file name and a line to the paragraph that the index has there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from assistant.evaluation.errors import QuestionSetError
from assistant.evaluation.questions import GoldPlace, QuestionSet
from index.catalogue import ArticleRow, Catalogue, ChunkRow
from index.types import Paragraph


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph of the index. `document` is the key that qrels and runs share: '<article>#p<paragraph>'."""

    article: str
    line: int
    document: str
    text: str


Gold = dict[str, tuple[Place, ...]]
"""The gold places of each question, by question id."""


def document_of(chunk: ChunkRow) -> str:
    """Return the key of the paragraph that a chunk begins with; the pieces of a long one share it."""
    return f"{chunk.article.id}#p{chunk.paragraph}"


def resolve(questions: QuestionSet, catalogue: Catalogue) -> Gold:
    """Find every gold place; raise QuestionSetError naming those that the index does not have."""
    finder = _Finder(catalogue)
    finder.prepare(place for question in questions.questions for place in question.gold)
    problems: list[str] = []
    gold: Gold = {}
    for question, line in zip(questions.questions, questions.lines, strict=True):
        found = []
        for place in question.gold:
            match finder.find(place):
                case Place() as known:
                    found.append(known)
                case problem:
                    problems.append(f"{questions.name}:{line}: {problem}")
        gold[question.id] = tuple(dict.fromkeys(found))
    if problems:
        raise QuestionSetError(questions.name, problems)
    return gold


class _Finder:
    """Looks up places in articles read once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._by_name: dict[str, list[ArticleRow]] = {}
        for article in catalogue.articles():
            self._by_name.setdefault(PurePath(article.source).name, []).append(article)
        self._paragraphs: dict[int, list[Paragraph]] = {}
        self._chunks: dict[int, list[ChunkRow]] = {}

    def prepare(self, places: Iterable[GoldPlace]) -> None:
        """Read the articles of all places at once."""
        articles = {article.rowid for place in places for article in self._articles(place.article)}
        self._paragraphs = self._catalogue.paragraphs(articles)
        for chunk in self._catalogue.chunks_of(articles):
            self._chunks.setdefault(chunk.article.rowid, []).append(chunk)

    def find(self, place: GoldPlace) -> Place | str:
        """Return the place in the index or, in German, why there is none."""
        articles = self._articles(place.article)
        if not articles:
            return f"den Artikel „{place.article}“ hat der Index nicht"
        if len(articles) > 1:
            folders = ", ".join(sorted(str(PurePath(article.source).parent) for article in articles)[:3])
            return f"„{place.article}“ gibt es mehrfach ({folders}); bitte mit Ordner angeben"
        [article] = articles
        paragraph = next((found for found in self._paragraphs[article.rowid] if found.line == place.line), None)
        if paragraph is None:
            lines = _listed([found.line for found in self._paragraphs[article.rowid]])
            return f"in Zeile {place.line} von „{place.article}“ beginnt kein Absatz (Absätze: {lines})"
        chunks = [c for c in self._chunks.get(article.rowid, ()) if c.start <= paragraph.start < c.end]
        if not chunks:
            return f"Zeile {place.line} von „{place.article}“ ist im Index nicht zu finden"
        text = self._catalogue.article_text(article.id)[paragraph.start : paragraph.end]
        return Place(article.id, place.line, document_of(chunks[0]), text)

    def _articles(self, name: str) -> list[ArticleRow]:
        """Return the articles that a file name means, or a path that their sources end with."""
        parts = PurePath(name).parts
        found = self._by_name.get(parts[-1] if parts else "", [])
        return [article for article in found if PurePath(article.source).parts[-len(parts) :] == parts]


def _listed(lines: Sequence[int]) -> str:
    return ", ".join(map(str, lines[:12])) + (", …" if len(lines) > 12 else "")
