"""Score chunks and sentences for a question: lexical, semantic and by topic.

All parts lie between 0 and 1, so that they can be weighed against each other and against thresholds.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.topics import Topic, announced_topics, spoken_topics
from index import german
from index.catalogue import Catalogue
from index.lexical import gram_counts
from index.subjects import SUBJECTS
from index.topic_words import TOPICS, Profile

NUMBER = re.compile(
    r"\d|\b(?:ein|zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|elf|zwolf|zwanzig|dreissig|vierzig|funfzig|hundert|"
    r"halb|dutzend)\w*\b"
)
NUMBER_BONUS = 0.8  # for a number beside a word of the question, where a number is asked for
K1, B = 1.2, 0.75  # the customary BM25 parameters
MIN_COMPOUND_PART = 4
COMPOUNDS_PER_STEM = 24
MIN_WORD_START = 5
HEADING_WEIGHT = 0.5
OTHER_HEADING = 0.3  # how much a heading that announces something else takes away
SATURATION = 1.5
BASE_SHARE = 0.6
# Chosen on the paragraphs of the sample articles (tests/data/sample_facts.jsonl)
CUE_WEIGHT, OTHERS_WEIGHT, ALLY_WEIGHT = 2.0, 0.5, 0.5
SENTENCE_CUES = 1.6  # one sentence has few words, so its cues must count for more
EVEN = 0.8  # at this sum a text is as likely as not to treat the topic
ALLIES = {"market": "employers", "employers": "market"}  # who looks for people is part of both


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each part adds to a score."""

    grams: float = 0.45
    words: float = 0.25
    dense: float = 0.40
    topic: float = 0.8
    topic_words: float = 0.15
    """Share of the lexical parts that counts where only a topic is asked."""


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class LexicalQuery:
    """The words of a question with their weights in this index."""

    grams: Mapping[str, float]
    stems: Mapping[str, float]
    compounds: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What chunks and sentences are measured against: all content words, the particular ones, meaning and topic."""

    lexical: LexicalQuery
    specific: LexicalQuery
    vector: NDArray[np.float32]
    topic: Topic | None
    text: str = ""
    """What is read beside the chunks."""
    profile: Profile = (0.0,) * len(TOPICS)
    """Which topics the words of the question speak of."""
    subjects: tuple[float, ...] = (1.0,) * len(SUBJECTS)
    """How much likelier than by chance the answer stands in a paragraph on each of SUBJECTS."""
    wants_number: bool = False
    wants_time: bool = False
    floor: float = 0.0
    """How alike the model finds texts that have nothing to do with each other."""


@dataclass(frozen=True, slots=True)
class TextView:
    """A text as the lexical scores see it."""

    words: tuple[str, ...]
    padded: str
    stems: frozenset[str]

    @classmethod
    @lru_cache(maxsize=1024)  # a question looks at its best chunks twice
    def of(cls, text: str) -> "TextView":
        """Fold and stem text; in `padded` every word stands between underscores, as the 4-grams see it."""
        words = tuple(german.folded_words(text))
        return cls(words, f"_{'_'.join(words)}_", frozenset(german.stems(text)))


def lexical_query(catalogue: Catalogue, words: Sequence[str]) -> LexicalQuery:
    """Weigh the content words of a question by how rare they are in the index."""
    count = catalogue.statistics.chunks
    text = " ".join(words)
    grams = gram_counts(text)
    gram_df = catalogue.gram_frequencies(grams.keys())
    stems = list(dict.fromkeys(german.stems(text)))
    stem_df = catalogue.term_frequencies(stems)
    compounds = {
        stem: frozenset(catalogue.compounds(stem, COMPOUNDS_PER_STEM))
        if len(stem) >= MIN_COMPOUND_PART
        else frozenset()
        for stem in stems
    }
    return LexicalQuery(
        grams={gram: idf(count, gram_df.get(gram, 0)) for gram in grams},
        stems={stem: idf(count, stem_df.get(stem, 0)) for stem in stems},
        compounds=compounds,
    )


def idf(count: int, df: int) -> float:
    """Return the BM25 weight of a term that df of count chunks hold."""
    return math.log(1 + (count - df + 0.5) / (df + 0.5))


def gram_score(query: LexicalQuery, folded: str, length: int, average: float) -> float:
    """Return BM25 over 4-grams of a folded, padded text, as a share of the best attainable value."""
    total = sum(query.grams.values())
    if not total:
        return 0.0
    norm = K1 * (1 - B + B * length / max(1.0, average))
    score = 0.0
    for gram, weight in query.grams.items():
        frequency = folded.count(gram)
        if frequency:
            score += weight * frequency / (frequency + norm)
    return score / total


def word_score(query: LexicalQuery, text: TextView) -> float:
    """Return the weighted share of the question's words that a text has: as such, in a compound or in another form."""
    total = sum(query.stems.values())
    if not total:
        return 0.0
    return sum(weight * _presence(stem, query, text) for stem, weight in query.stems.items()) / total


def states_number(query: LexicalQuery, text: str) -> bool:
    """Say whether a sentence has a number beside one of the question's particular words."""
    return NUMBER.search(german.fold(text)) is not None and word_score(query, TextView.of(text)) > 0


def _presence(stem: str, query: LexicalQuery, text: TextView) -> float:
    if stem in text.stems:
        return 1.0
    if query.compounds[stem] & text.stems:
        return 0.8
    # "technisch" in a question, "Technik" in the article: the beginning of the word is there
    return 0.6 if len(stem) >= MIN_WORD_START and f"_{stem[:-1]}" in text.padded else 0.0


def topic_score(topic: Topic | None, profile: Profile, words: Sequence[str], heading_words: Sequence[str]) -> float:
    """Say how much a text with this profile and these folded words under this heading speaks of a topic."""
    if topic is None:
        return 0.0
    announced = frozenset(name for word in heading_words for name in announced_topics(word))
    heading = 1.0 if topic.name in announced else -OTHER_HEADING if announced else 0.0
    cues = max(0.0, (1 - HEADING_WEIGHT) * topic_density(topic, words) + HEADING_WEIGHT * heading)
    return _likelihood(topic, profile, cues)


def sentence_topic_score(topic: Topic | None, profile: Profile, words: Sequence[str]) -> float:
    """Say how much one sentence speaks of a topic, whatever the heading."""
    return _likelihood(topic, profile, SENTENCE_CUES * topic_density(topic, words)) if topic else 0.0


def _likelihood(topic: Topic, profile: Profile, cues: float) -> float:
    if topic.name not in TOPICS:
        return cues
    return 1 / (1 + math.exp(EVEN - prominence(topic.name, profile) - CUE_WEIGHT * cues))


def prominence(topic: str, profile: Profile) -> float:
    """Say how far a topic stands out from the others in a profile."""
    ally = ALLIES.get(topic)
    values = dict(zip(TOPICS, profile, strict=True))
    others = max(value for name, value in values.items() if name not in (topic, ally))
    return values[topic] + (ALLY_WEIGHT * values[ally] if ally else 0.0) - OTHERS_WEIGHT * others


def topic_density(topic: Topic | None, words: Sequence[str]) -> float:
    """Say how many different words of a topic a text has, saturating, and how large a part they are of all topics'."""
    if topic is None:
        return 0.0
    if topic.strict:
        found = len({word for word in words if topic.evidence.fullmatch(word)})
        return found / (found + SATURATION)
    counts = Counter(name for word in set(words) for name in spoken_topics(word))
    found = counts[topic.name]
    share = found / max(1, counts.total())
    return found / (found + SATURATION) * min(1.0, BASE_SHARE + share)


def cosines(query: NDArray[np.float32], vectors: NDArray[np.float32], floor: float = 0.0) -> NDArray[np.float32]:
    """Return the cosine of query (dimension) with each of vectors (n x dimension), from 0 at floor and below to 1."""
    if not len(vectors):
        return np.zeros(0, dtype=np.float32)
    norms = np.linalg.norm(vectors, axis=1) * (np.linalg.norm(query) or 1.0)
    norms[norms == 0] = 1.0
    similarities: NDArray[np.float32] = np.maximum((vectors @ query / norms - floor) / (1.0 - floor), 0.0)
    return similarities
