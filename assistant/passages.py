"""Turn hits into passages: the sentences of a chunk that answer, with the paragraph they stand in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.citations import Passage
from assistant.scoring import (
    NUMBER_BONUS,
    WEIGHTS,
    Asked,
    TextView,
    cosines,
    gram_score,
    sentence_topic_score,
    states_number,
    word_score,
)
from assistant.types import Hit, Place
from index import german
from index.catalogue import ArticleRow, Catalogue
from index.embeddings import Embedder
from index.topic_words import profile
from index.types import Paragraph

MAX_PASSAGE = 520  # characters
ENOUGH = 160  # characters; a shorter quote ("Zwei Dinge zählen.") only announces what the next sentence says
# A sentence must be this good, compared with the best one, to lengthen a quote: little where only a topic is asked,
# for then the sentences around the best one belong to the answer; more where particular words are.
COST, COST_OF_PARTICULARS = 0.12, 0.3
AVERAGE_SENTENCE_GRAMS = 90.0
# A sentence that opens like this leans on the one before.
LEANS_BACK = re.compile(
    r"^(?:Das|Dies|Dieser?|Dieses|Er|Sie|Es|Da|Dabei|Dazu|Damit|Daran|Dafür|Davon|Und|Aber|Doch|Denn|Oder|Auch|Beides?|"
    r"Solche|So|Dann|Dort|Deshalb|Trotzdem|Klingt|Manche|Die einen|Die anderen|Letzteres?)\b"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article at `start:end` of its text."""

    start: int
    end: int
    text: str
    score: float


def passage_of(hit: Hit, asked: Asked, embedder: Embedder, catalogue: Catalogue) -> Passage | None:
    """Return the best sentence of a hit with the neighbours that belong to it."""
    scored = _scored_sentences(hit, asked, embedder)
    if not scored:
        return None
    first, last = _window(scored, COST_OF_PARTICULARS if asked.specific.stems else COST)
    start, end = scored[first].start, scored[last].end
    passage = cite(catalogue, hit.chunk.article, start, end, score=hit.score)
    if passage is None or not hit.also:
        return passage
    lines_before = hit.chunk.text.count("\n", 0, start - hit.chunk.start)
    also = tuple(Place(chunk.article.id, chunk.line + lines_before) for chunk in hit.also)
    return replace(passage, also=also)


def cite(catalogue: Catalogue, article: ArticleRow, start: int, end: int, score: float = 1.0) -> Passage | None:
    """Return the passage at `start:end` of an article, or None where it lies in no single paragraph."""
    for paragraph in catalogue.paragraphs([article.rowid])[article.rowid]:
        if paragraph.start <= start and end <= paragraph.end:
            quote = catalogue.article_text(article.id)[start:end]
            return Passage(article, paragraph, start, end, quote, score)
    return None


def title_passage(catalogue: Catalogue, article: ArticleRow) -> Passage:
    """Return the first line of an article that names it, as the place that proves it exists."""
    text = catalogue.article_text(article.id)
    start = 0
    for number, line in enumerate(text.split("\n"), start=1):
        stripped = line.strip()
        if article.profession in line and article.city in line:
            at = start + line.index(stripped)
            return Passage(article, Paragraph(0, number, at, at + len(stripped), ""), at, at + len(stripped), stripped)
        start += len(line) + 1
    paragraph = catalogue.paragraphs([article.rowid])[article.rowid][0]
    return Passage(article, paragraph, paragraph.start, paragraph.end, text[paragraph.start : paragraph.end])


def _scored_sentences(hit: Hit, asked: Asked, embedder: Embedder) -> list[Sentence]:
    chunk = hit.chunk
    spans = [
        span for line in _lines(chunk.text) for span in _shifted(german.sentences(chunk.text[slice(*line)]), line[0])
    ]
    texts = [chunk.text[start:end] for start, end in spans]
    similar = cosines(asked.vector, embedder.embed_passages(texts), asked.floor)
    return [
        Sentence(chunk.start + start, chunk.start + end, text, score_sentence(text, asked, float(cosine)))
        for (start, end), text, cosine in zip(spans, texts, similar, strict=True)
    ]


def _lines(text: str) -> list[german.Span]:
    # a chunk may hold several short paragraphs; a passage never reaches over a line
    return [match.span() for match in re.finditer(r"[^\n]+", text)]


def _shifted(spans: Sequence[german.Span], by: int) -> list[german.Span]:
    return [(start + by, end + by) for start, end in spans]


def score_sentence(text: str, asked: Asked, cosine: float) -> float:
    """Score one sentence like a chunk; questions in the text answer nothing and are marked down."""
    words, view = german.folded_words(text), TextView.of(text)
    length = sum(max(1, len(word) - 1) for word in words)
    score = WEIGHTS.dense * cosine + WEIGHTS.topic * sentence_topic_score(asked.topic, profile(text), words)
    lexical = WEIGHTS.grams * gram_score(asked.lexical, view.padded, length, AVERAGE_SENTENCE_GRAMS)
    lexical += WEIGHTS.words * word_score(asked.lexical, view)
    score += lexical if asked.specific.stems else WEIGHTS.topic_words * lexical
    if asked.wants_number and states_number(asked.specific, text):
        score += NUMBER_BONUS
    return score * (0.5 if text.rstrip('"“” ').endswith("?") else 1.0) * (0.6 if len(words) < 4 else 1.0)


def _window(sentences: Sequence[Sentence], cost: float) -> tuple[int, int]:
    """Return the run of sentences with the best sum of scores, each sentence costing a share of the best one's."""
    best = max(sentence.score for sentence in sentences)
    runs = [
        (first, last)
        for first in range(len(sentences))
        for last in range(first, len(sentences))
        if first == last or _fits(sentences, first, last)
    ]
    gains = {run: sum(s.score - cost * best for s in sentences[run[0] : run[1] + 1]) for run in runs}
    first, last = max(runs, key=lambda run: (gains[run], -run[0]))
    if first > 0 and LEANS_BACK.match(sentences[first].text) and _fits(sentences, first - 1, last):
        first -= 1
    while _length(sentences, first, last) < ENOUGH and last + 1 < len(sentences) and _fits(sentences, first, last + 1):
        last += 1
    return first, last


def _length(sentences: Sequence[Sentence], first: int, last: int) -> int:
    return sentences[last].end - sentences[first].start


def _fits(sentences: Sequence[Sentence], first: int, last: int) -> bool:
    same_line = "\n" not in "".join(sentence.text for sentence in sentences[first : last + 1])
    return same_line and _length(sentences, first, last) <= MAX_PASSAGE
