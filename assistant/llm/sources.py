"""The passages that a chat model may draw on: numbered, fenced as data, cut by rank to what it takes in."""

import re
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from assistant.drafts import Draft
from assistant.llm.prompts import BEGIN, END
from assistant.types import Citation, Hit
from index import german
from index.catalogue import ArticleRow, Catalogue

# Tokenizers of current models make German prose into tokens of about three to four characters; fewer is the safe side
CHARACTERS_PER_TOKEN = 2.5
FENCE_TOKENS = 40  # the two lines around a passage
# A paragraph that gives a model orders is no evidence for anything
ADDRESSES_A_MODEL = re.compile(
    r"\b(?:ignoriere?t?|ignorieren sie|missachte|vergiss|vergesst|vergessen sie|überschreibe?|umgehe)\b.{0,60}"
    r"\b(?:anweisung|instruktion|vorgabe|regeln?\b|prompt|befehl)"
    r"|\b(?:ignore|disregard|forget)\b.{0,40}\b(?:instructions?|prompts?|rules|above|previous)\b"
    r"|\bsystem-?\s?(?:prompt|anweisung|nachricht|message)"
    r"|\b(?:chatmodell|sprachmodell|chatbot|assistent)\b.{0,40}\b(?:sollst|musst|antworte|schreib|sag)\w*",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Source:
    """A passage with its number; `text` is the article's at `start`."""

    number: int
    chunk: str
    article: ArticleRow
    heading: str
    text: str
    start: int
    score: float

    @property
    def end(self) -> int:
        """Return the offset behind the passage."""
        return self.start + len(self.text)

    @property
    def whole(self) -> str:
        """Return the passage with title and heading, as what it says is looked up."""
        return f"{self.article.title}. {self.heading}. {self.text}"

    @property
    def readable(self) -> str:
        """Return what a model reads: a paragraph seldom repeats whom and where it is about."""
        heading = f" · {self.heading}" if self.heading else ""
        return f"{self.article.title}{heading}\n{german.clean(self.text)}"


def sources_of(draft: Draft, catalogue: Catalogue, room: int) -> tuple[Source, ...]:
    """Return the passages behind a draft, best first, as many as go into room (tokens); those of its figures lead."""
    found: dict[str, Source] = {}
    for hit in (*_cited(draft.citations if draft.fixed else (), catalogue), *draft.hits):
        if not ADDRESSES_A_MODEL.search(hit.chunk.text):
            found.setdefault(hit.chunk.id, _source(hit, len(found) + 1))
    return tuple(_within(room, tuple(found.values())))


def tokens(text: str) -> int:
    """Estimate how many tokens a text makes, rather too many than too few."""
    return ceil(len(text) / CHARACTERS_PER_TOKEN)


def fenced(texts: Sequence[str], label: str) -> str:
    """Put texts between lines that they cannot hold themselves, for nobody can guess them."""
    token = secrets.token_hex(8)
    blocks = (
        f"{BEGIN} {label} {number} {token}\n{text}\n{END} {label} {number} {token}"
        for number, text in enumerate(texts, start=1)
    )
    return "\n\n".join(blocks)


def _cited(citations: Sequence[Citation], catalogue: Catalogue) -> Iterator[Hit]:
    """Return the chunks that hold what is cited."""
    for citation in citations:
        rows = catalogue.articles([citation.profession], [citation.city])
        article = next(row for row in rows if row.id == citation.article)
        for chunk in catalogue.chunks_of([article.rowid]):
            if chunk.start <= citation.start < chunk.end:
                yield Hit(chunk, citation.score)


def _source(hit: Hit, number: int) -> Source:
    chunk = hit.chunk
    return Source(number, chunk.id, chunk.article, chunk.heading, chunk.text, chunk.start, hit.score)


def _within(room: int, ranked: Sequence[Source]) -> Iterator[Source]:
    for source in ranked:
        room -= tokens(source.readable) + FENCE_TOKENS
        if room < 0 and source.number > 1:
            return
        yield source
