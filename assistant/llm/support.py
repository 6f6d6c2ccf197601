"""How well passages carry a sentence: shared words and shared meaning, and the place in a passage that carries it best."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from assistant.generic import generic_words
from assistant.llm.numbers import missing, numbers
from assistant.llm.sources import Source
from assistant.scoring import LexicalQuery, TextView, cosines, lexical_query, word_score
from index import german
from index.catalogue import Catalogue
from index.embeddings import Embedder

MAX_QUOTE = 520  # characters
NEGATED = re.compile(
    r"\b(?:nicht|kein\w*|nie|niemals|niemand\w*|nichts|weder|ohne|kaum|selten|un(?:möglich|nötig|wichtig)\w*|weniger)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Weights:
    """What support takes. Chosen on the development half of tests/data/red_team.jsonl, see docs/models.md.

    `words` and `meaning` weigh the share of the sentence's words that the passages have and its likeness to their best
    sentence; together they must reach `least`.
    """

    words: float = 0.65
    meaning: float = 0.35
    least: float = 0.5


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Support:
    """How well passages carry a sentence, all from 0 to 1."""

    words: float
    meaning: float

    def score(self, weights: Weights = WEIGHTS) -> float:
        """Weigh the parts."""
        return weights.words * self.words + weights.meaning * self.meaning


class Passage:
    """A source cut into sentences with their vectors."""

    def __init__(self, source: Source, embedder: Embedder) -> None:
        """Compare by embedder."""
        self.source = source
        self._embedder = embedder
        self.spans = [
            (line_start + start, line_start + end)
            for line_start, line in _lines(source.text)
            for start, end in german.sentences(line)
        ]
        self.sentences = [source.text[start:end] for start, end in self.spans]
        self.view = TextView.of(f"{source.article.title} {source.heading} {source.text}")
        self.views = [TextView.of(sentence) for sentence in self.sentences]

    @cached_property
    def vectors(self) -> NDArray[np.float32]:
        """Embed the sentences once."""
        return self._embedder.embed_passages(self.sentences)


class Claim:
    """A sentence of a model as it is weighed."""

    def __init__(self, text: str, names: Iterable[str], catalogue: Catalogue, embedder: Embedder) -> None:
        """Leave out names, which every passage of the article has, and words that say nothing."""
        self.text = text
        named = {german.fold_word(word) for name in names for word in german.words(name)}
        generic, stop = generic_words(), german.stop_words()
        words = [
            word
            for word in german.words(text)
            if len(word) > 2
            and not any(char.isdigit() for char in word)
            and (folded := german.fold_word(word)) not in named
            and folded not in generic
            and folded not in stop
        ]
        self.words: LexicalQuery = lexical_query(catalogue, words)
        self._embedder, self._floor = embedder, embedder.floor

    @cached_property
    def vector(self) -> NDArray[np.float32]:
        """Embed the sentence once."""
        return self._embedder.embed_query(self.text)

    def support(self, passages: Sequence[Passage]) -> Support:
        """Weigh the sentence against passages taken together."""
        together = TextView(
            "".join(one.view.padded for one in passages), frozenset().union(*(p.view.stems for p in passages))
        )
        meaning = max((float(self._likeness(one).max(initial=0.0)) for one in passages), default=0.0)
        return Support(word_score(self.words, together), meaning)

    def quote(self, passage: Passage) -> tuple[int, int]:
        """Return the span in the article of the sentences that carry it: the most alike, and those with its numbers."""
        likeness = self._likeness(passage)
        scores = [
            word_score(self.words, view) + float(alike) for view, alike in zip(passage.views, likeness, strict=True)
        ]
        best = max(range(len(scores)), key=scores.__getitem__)
        chosen = {best, *self._with_numbers(passage, best)}
        first, last = min(chosen), max(chosen)
        start, end = passage.spans[first][0], passage.spans[last][1]
        if "\n" in passage.source.text[start:end] or end - start > MAX_QUOTE:
            start, end = passage.spans[min(chosen - {best}, default=best)]
        return passage.source.start + start, passage.source.start + end

    def is_denied_by(self, passages: Sequence[Passage]) -> bool:
        """Say whether the sentence denies something where the sentences most alike deny nothing."""
        if not NEGATED.search(self.text):
            return False
        return not any(NEGATED.search(passage.source.text[slice(*self._near(passage))]) for passage in passages)

    def _near(self, passage: Passage) -> tuple[int, int]:
        start, end = self.quote(passage)
        return start - passage.source.start, end - passage.source.start

    def _likeness(self, passage: Passage) -> NDArray[np.float32]:
        return cosines(self.vector, passage.vectors, self._floor)

    def _with_numbers(self, passage: Passage, best: int) -> set[int]:
        wanted = numbers(self.text)
        wanted = missing(wanted, numbers(passage.sentences[best]))
        found: set[int] = set()
        for at, sentence in enumerate(passage.sentences):
            left = missing(wanted, numbers(sentence))
            if len(left) < len(wanted):
                found.add(at)
                wanted = left
        return found


def _lines(text: str) -> list[tuple[int, str]]:
    return [(match.start(), match.group()) for match in re.finditer(r"[^\n]+", text)]
