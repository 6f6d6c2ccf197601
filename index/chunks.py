"""Articles to chunks: the pieces that are embedded, searched and cited."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from index import german
from index.german import Span
from index.types import Article, Chunk, Paragraph

CHUNKER_VERSION = 1
"""Raise it when the same article gives other chunks; an index built with another one is built anew."""

MAX_CHARS = 1_200
MIN_CHARS = 80


def chunk(article: Article) -> tuple[Chunk, ...]:
    """Cut an article into chunks: a paragraph each, long ones split at sentence ends, very short ones joined."""
    return tuple(piece for passage in _passages(article) for piece in _pieces(article, passage))


def context(article: Article, piece: Chunk) -> str:
    """Say what a chunk is about in words that it need not hold itself; put before it for embedding and search."""
    return f"{article.title}. {piece.heading}".rstrip()


@dataclass(frozen=True, slots=True)
class _Passage:
    """One paragraph, or short ones with nothing but white space between them."""

    first: Paragraph
    end: int

    @property
    def start(self) -> int:
        return self.first.start

    @property
    def is_short(self) -> bool:
        return self.end - self.start < MIN_CHARS


def _passages(article: Article) -> list[_Passage]:
    passages: list[_Passage] = []
    for paragraph in article.paragraphs:
        passage = _Passage(paragraph, paragraph.end)
        if passages and passages[-1].is_short and _may_join(article, passages[-1], passage):
            passages[-1] = _joined(passages[-1], passage)
        else:
            passages.append(passage)
    return _without_short_ends(article, passages)


def _without_short_ends(article: Article, passages: Sequence[_Passage]) -> list[_Passage]:
    """Join what found no neighbour below to the one above."""
    result: list[_Passage] = []
    for passage in passages:
        if result and passage.is_short and _may_join(article, result[-1], passage):
            result[-1] = _joined(result[-1], passage)
        else:
            result.append(passage)
    return result


def _may_join(article: Article, above: _Passage, below: _Passage) -> bool:
    """Tell whether two passages follow each other; a heading between them would be text between them."""
    between = article.text[above.end : below.start]
    return not between.strip() and below.end - above.start <= MAX_CHARS


def _joined(above: _Passage, below: _Passage) -> _Passage:
    return _Passage(above.first, below.end)


def _pieces(article: Article, passage: _Passage) -> Iterator[Chunk]:
    first = passage.first
    spans = _split(article.text[passage.start : passage.end])
    for order, (start, end) in enumerate(spans, start=1):
        suffix = f".{order}" if order > 1 else ""
        yield Chunk(
            id=f"{article.id}#p{first.number}{suffix}",
            article=article.id,
            paragraph=first.number,
            line=first.line,
            start=passage.start + start,
            end=passage.start + end,
            heading=first.heading,
            text=article.text[passage.start + start : passage.start + end],
        )


def _split(text: str) -> list[Span]:
    """Split text into pieces of at most MAX_CHARS and about equal length."""
    if len(text) <= MAX_CHARS:
        return [(0, len(text))]
    ends = [end for _, end in german.sentences(text)]
    spans: list[Span] = []
    start = 0
    while len(text) - start > MAX_CHARS:
        cut = _cut(text, start, ends)
        spans.append(_stripped(text, start, cut))
        start = _stripped(text, cut, len(text))[0]
    return [*spans, _stripped(text, start, len(text))]


def _cut(text: str, start: int, sentence_ends: Sequence[int]) -> int:
    """Choose the place nearest to an even share: a sentence end, else a blank, else anywhere between two letters."""
    left = len(text) - start
    share = start + left // ceil(left / MAX_CHARS)
    limit = start + MAX_CHARS
    ends = sentence_ends[bisect_right(sentence_ends, start) : bisect_right(sentence_ends, limit)]
    places = ends or [at for at in range(start + 1, limit) if text[at].isspace()]
    if not places:
        return _before_combining_marks(text, share)
    at = bisect_left(places, share)
    return min(places[max(at - 1, 0) : at + 1], key=lambda place: abs(place - share))


def _before_combining_marks(text: str, at: int) -> int:
    while "\u0300" <= text[at] <= "\u036f" and at > 1:
        at -= 1
    return at


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
