"""How well passages carry a sentence, by shared words and meaning, and the place that carries it best."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from assistant.generic import generic_words
from assistant.llm.numbers import Number, missing, number_word, numbers
from assistant.llm.pay import Known, other_money
from assistant.llm.sources import Source
from assistant.llm.turned import Likeness, is_turned, makes_enough_of_too_few
from assistant.scoring import cosines, idf
from index import german
from index.catalogue import Catalogue
from index.embeddings import Embedder

MAX_QUOTE = 520  # characters
WRAPPING_WEIGHT = 0.25  # of a word in which models wrap what they were given
FIGURE_WEIGHT = 4.0  # of a figure that stands in the passages, about that of a word
LONGEST_ENDING = 4  # letters in which forms of one word differ
SURE = 0.5  # presence from which a noun counts as spoken of; a part of it alone does not do
LONGEST_JOINT = 4  # letters between the parts of a compound, from none: "Budgetplanung" of "budg" and "plan"
SEPARABLE = re.compile(r"^(?:zusammen|ein|aus|vor|an|ab|auf|mit|zu|nach|um|bei|hin|her|weg|fest)(?=\w{4})")
LEAST_PART = 4  # letters of a part of a compound


@dataclass(frozen=True, slots=True)
class Weights:
    """What support takes. Chosen on the development half of tests/data/red_team.jsonl, see docs/models.md.

    `words` and `meaning` weigh the share of the sentence's words that the passages have and its likeness to their best
    sentence; together they must reach `least`.
    """

    words: float = 0.67
    meaning: float = 0.33
    least: float = 0.42


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
        self.sentence_stems = [frozenset(german.stems(sentence)) for sentence in self.sentences]
        self.stems = frozenset(german.stems(source.whole))
        self._numbers: dict[str, list[Number]] = {}

    def numbers_of(self, sentence: str) -> list[Number]:
        """Return the numbers of one of its sentences."""
        if sentence not in self._numbers:
            self._numbers[sentence] = numbers(sentence)
        return self._numbers[sentence]

    @cached_property
    def title_numbers(self) -> list[Number]:
        """Return the numbers of its title and heading."""
        return numbers(f"{self.source.article.title}. {self.source.heading}")

    @cached_property
    def other_money(self) -> list[Known]:
        """Return all sums of money that it names, whatever for."""
        return other_money(self.source.text)

    @cached_property
    def vectors(self) -> NDArray[np.float32]:
        """Embed the sentences once."""
        return self._embedder.embed_passages(self.sentences)


class Claim:
    """A sentence of a model as it is weighed."""

    def __init__(self, text: str, names: Iterable[str], catalogue: Catalogue, embedder: Embedder) -> None:
        """Leave out names, which every passage of the article has, and words that say nothing."""
        self.text = text
        self.numbers = numbers(text)
        named = {german.fold_word(word) for name in names for word in german.words(name)}
        words = [word for word in german.words(text) if _says_something(word, named)]
        self.stems = _weights(words, catalogue)
        # the first word of a sentence may be capital without being a noun
        inner = german.words(text.split(" ", 1)[-1])
        wraps = wrapping_words()
        self.nouns = [word for word in words if word in inner and word[0].isupper() and german.stem(word) not in wraps]
        self._embedder, self._floor = embedder, embedder.floor

    @cached_property
    def vector(self) -> NDArray[np.float32]:
        """Embed the sentence once."""
        return self._embedder.embed_query(self.text)

    def support(self, passages: Sequence[Passage]) -> Support:
        """Weigh the sentence against passages taken together; its figures, which are checked before, count as words."""
        stems = frozenset[str]().union(*(one.stems for one in passages))
        words = _share(self.stems, stems, beside=FIGURE_WEIGHT * len(self.numbers))
        meaning = max((float(self._likeness(one).max(initial=0.0)) for one in passages), default=0.0)
        return Support(words, meaning)

    def unknown_noun(self, passages: Sequence[Passage]) -> str:
        """Return the first noun that the passages do not have in any form: a thing that they do not speak of."""
        stems = frozenset[str]().union(*(one.stems for one in passages))
        return next((noun for noun in self.nouns if presence(german.stem(noun), stems) < SURE), "")

    def unstated(self, numbers: Sequence[Number], passages: Sequence[Passage]) -> list[Number]:
        """Return the numbers that stand in no sentence of the passages that shares a word with the claim."""
        stated = [
            number
            for passage in passages
            for sentence, stems in zip(passage.sentences, passage.sentence_stems, strict=True)
            if self._shares_a_word(stems) or not self.stems
            for number in passage.numbers_of(sentence)
        ]
        titles = [number for passage in passages for number in passage.title_numbers]
        return missing(numbers, stated + titles)

    def _shares_a_word(self, stems: frozenset[str]) -> bool:
        return any(presence(stem, stems) >= SURE for stem in self.stems)

    def quote(self, passage: Passage) -> tuple[int, int]:
        """Return the span in the article of what carries it: the sentence most alike and those with its numbers."""
        likeness = self._likeness(passage)
        shares = [_share(self.stems, stems) for stems in passage.sentence_stems]
        scores = [share + float(alike) for share, alike in zip(shares, likeness, strict=True)]
        best = max(range(len(scores)), key=scores.__getitem__)
        chosen = {best, *self._with_numbers(passage, best)}
        first, last = min(chosen), max(chosen)
        start, end = passage.spans[first][0], passage.spans[last][1]
        if "\n" in passage.source.text[start:end] or end - start > MAX_QUOTE:
            start, end = passage.spans[min(chosen - {best}, default=best)]
        return passage.source.start + start, passage.source.start + end

    def is_turned_by(self, passages: Sequence[Passage]) -> bool:
        """Say whether it denies what the passages state beside what is most like it, or states what they deny."""
        whole = [passage.source.text for passage in passages]
        turned = is_turned(self.text, self.quoted(passages), self._likeness_of_clauses)
        return turned or makes_enough_of_too_few(self.text, whole)

    def quoted(self, passages: Sequence[Passage]) -> list[str]:
        """Return what of the passages would be quoted for it."""
        return [passage.source.text[self._near(passage)] for passage in passages]

    def _likeness_of_clauses(self, clause: str, other: str) -> Likeness:
        stems = {stem: weight for stem in german.stems(clause) if (weight := self.stems.get(stem))}
        return Likeness(_share(stems, frozenset(german.stems(other))), len(stems))

    def _near(self, passage: Passage) -> slice:
        start, end = self.quote(passage)
        return slice(start - passage.source.start, end - passage.source.start)

    def _likeness(self, passage: Passage) -> NDArray[np.float32]:
        return cosines(self.vector, passage.vectors, self._floor)

    def _with_numbers(self, passage: Passage, best: int) -> set[int]:
        wanted = missing(self.numbers, passage.numbers_of(passage.sentences[best]))
        found: set[int] = set()
        for at, sentence in enumerate(passage.sentences):
            left = missing(wanted, passage.numbers_of(sentence))
            if len(left) < len(wanted):
                found.add(at)
                wanted = left
        return found


def _share(stems: Mapping[str, float], among: frozenset[str], beside: float = 0.0) -> float:
    """Return the weighted share of words that stand among others; `beside` is the weight of what surely does."""
    total = sum(stems.values()) + beside
    return (sum(weight * presence(stem, among) for stem, weight in stems.items()) + beside) / total if total else 0.0


def presence(stem: str, stems: frozenset[str]) -> float:
    """Say how surely a word stands among others: as such, in another form, or by its parts ("Budgetplanung")."""
    if stem in stems:
        return 1.0
    others = [other for other in stems if len(other) >= LEAST_PART]
    if len(stem) >= LEAST_PART and any(_is_form(stem, other) or _holds(other, stem) for other in others):
        return 0.8
    rest = SEPARABLE.sub("", stem)
    if rest != stem and any(_is_form(rest, other) for other in others):
        return 0.8
    rests = [stem[len(head) + gap :] for head in others if stem.startswith(head) for gap in range(LONGEST_JOINT)]
    if any(len(rest) < LEAST_PART or any(_is_form(rest, other) for other in others) for rest in rests):
        return 0.8
    return 0.4 if rests or any(stem.endswith(other) for other in others) else 0.0


def _holds(word: str, stem: str) -> bool:
    """Say whether a word has a stem as its part: "Messtechnik", "gemischt"."""
    return word.startswith(stem) or word.endswith(stem) or (word.startswith("ge") and _is_form(stem, word[2:]))


def _is_form(one: str, other: str) -> bool:
    """Say whether two stems begin alike for so long that they are forms of one word: "verhandl", "verhandlung"."""
    shared = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    shorter, longer = sorted((len(one), len(other)))
    return shared >= LEAST_PART and shared >= 0.75 * shorter and longer - shared <= LONGEST_ENDING


@lru_cache(maxsize=1)
def wrapping_words() -> frozenset[str]:
    """Load the stems of words in which models wrap what they were given."""
    text = resources.files("assistant").joinpath("lexicon/paraphrase.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(german.stem(word) for line in lines for word in line.split())


def _says_something(word: str, named: set[str]) -> bool:
    folded = german.fold_word(word)
    if len(word) <= 2 or any(char.isdigit() for char in word) or number_word(word) is not None:
        return False
    return folded not in named and folded not in generic_words() and folded not in german.stop_words()


def _weights(words: Sequence[str], catalogue: Catalogue) -> dict[str, float]:
    """Weigh the words of a sentence by how rare they are in the index."""
    stems = list(dict.fromkeys(map(german.stem, words)))
    frequencies = catalogue.term_frequencies(stems)
    wraps, count = wrapping_words(), catalogue.statistics.chunks
    return {stem: idf(count, frequencies.get(stem, 0)) * (WRAPPING_WEIGHT if stem in wraps else 1.0) for stem in stems}


def _lines(text: str) -> list[tuple[int, str]]:
    return [(match.start(), match.group()) for match in re.finditer(r"[^\n]+", text)]
