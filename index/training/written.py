"""Articles written for training, with questions as people ask them, in other words than the text."""

import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from index.interaction import passage
from index.training.sources import Pair, records

FOLDER = "articles"
HELD_OUT_ONE_IN = 4


@dataclass(frozen=True, slots=True)
class WrittenParagraph:
    """A paragraph on a topic, under its heading, which may be empty."""

    topic: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class WrittenQuestion:
    """A question and the number (from 0) of the paragraph that answers it."""

    text: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class WrittenArticle:
    """An article with its questions; `silent` are questions near to it that it does not answer."""

    profession: str
    city: str
    paragraphs: tuple[WrittenParagraph, ...]
    questions: tuple[WrittenQuestion, ...]
    silent: tuple[str, ...]

    @property
    def title(self) -> str:
        """Name the article as the index does."""
        return f"{self.profession} in {self.city}"

    @property
    def is_held_out(self) -> bool:
        """Say whether no model is trained on the article, so that it may serve to choose weights and limits."""
        digest = hashlib.md5(self.title.encode(), usedforsecurity=False).hexdigest()
        return int(digest[:6], 16) % HELD_OUT_ONE_IN == 0

    def searched(self, paragraph: int) -> str:
        """Return a paragraph as an index embeds it, below title and heading."""
        one = self.paragraphs[paragraph]
        return passage(self.title, one.heading, one.text)


@lru_cache(maxsize=1)
def written_articles() -> tuple[WrittenArticle, ...]:
    """Read all articles, one of each profession and town."""
    folder = resources.files("index.training").joinpath(FOLDER)
    with resources.as_file(folder) as path:
        found = [_article(record) for file in sorted(path.glob("*.jsonl")) for record in records(file)]
    return tuple({article.title: article for article in found}.values())


def _article(record: Any) -> WrittenArticle:
    return WrittenArticle(
        profession=record["profession"],
        city=record["city"],
        paragraphs=tuple(
            WrittenParagraph(one["topic"], one["heading"], " ".join(one["text"].split()))
            for one in record["paragraphs"]
        ),
        questions=tuple(WrittenQuestion(one["q"], one["p"]) for one in record["questions"]),
        silent=tuple(record["silent"]),
    )


def written_pairs(neighbours: int, seed: int) -> list[Pair]:
    """Return a pair for each question to train on, with so many other paragraphs of the same article.

    Where the article has fewer, some stand twice. Pairs of one article are a group: in one batch, the paragraph of one
    would be the neighbour of another.
    """
    draw = random.Random(seed)
    return [
        _pair(article, question, neighbours, draw)
        for article in written_articles()
        if not article.is_held_out
        for question in article.questions
    ]


def _pair(article: WrittenArticle, question: WrittenQuestion, neighbours: int, draw: random.Random) -> Pair:
    others = [at for at in range(len(article.paragraphs)) if at != question.paragraph]
    draw.shuffle(others)
    chosen = [article.searched(at) for at in (others * neighbours)[:neighbours]]
    return Pair(question.text, article.searched(question.paragraph), group=article.title, neighbours=tuple(chosen))


def held_out(articles: Sequence[WrittenArticle]) -> list[WrittenArticle]:
    """Return the articles that nothing is trained on."""
    return [article for article in articles if article.is_held_out]
