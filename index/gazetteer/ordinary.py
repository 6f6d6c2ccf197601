"""Evidence that a word is an ordinary German word as well as a name, read off dictionaries and law texts."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.german import fold, stop_words
from index.names.forms import word_form

CORPORA = (
    "law_work_headings",
    "law_ausbildung_headings",
    "law_other_headings",
    "pairs_occupation_title_description",
)
# Not the ending in "Ärzte/ärztinnen"
SMALL_WORD = re.compile(r"(?<![\w/-])[a-zäöüß]{3,}\b")
# Towns take no article, nouns do
NOUN = re.compile(
    r"\b(?:[Dd](?:er|ie|as|en|em|es|iese[rs]?)|[Kk]?[Ee]ine?[rmns]?|[Jj]ede[rs]?|zum|zur|vom|beim|im|ins)\s+([A-ZÄÖÜ][a-zäöüß]+)\b"
)
WORD = re.compile(r"\b[A-Za-zÄÖÜäöüß]{4,}\b")
LEAST_SMALL, LEAST_NOUN = 4, 5
# Words that the rules miss, met in everyday questions
EVERYDAY = frozenset(
    "halle baden plan ende bad zug wels rom harz franken pfalz revier pott heide burg linden steinen bw mv nds rlp "
    "werner brand welt feld tal see bach berg stadt dorf weg platz insel sonne sieger singer lager gelder hager "
    "laufer".split()
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Folded words with what is known of their use."""

    small: Counter[str]
    nouns: Counter[str]
    dictionary_small: frozenset[str]
    compound_parts: frozenset[str]
    thesaurus: frozenset[str]
    frequent: frozenset[str]

    def in_small_letters(self, key: str) -> bool:
        """Say whether the key is a word that is written small: a verb, an adjective, a function word."""
        return key in stop_words() or key in self.dictionary_small or self.small[key] >= LEAST_SMALL

    def is_ordinary(self, key: str) -> bool:
        """Say whether the key is a word of common language."""
        return key in EVERYDAY or self.in_small_letters(key) or self.nouns[key] >= LEAST_NOUN

    def is_listed(self, key: str) -> bool:
        """Say whether a dictionary has the key; dictionaries have names, too."""
        return key in self.compound_parts or key in self.thesaurus

    @property
    def vocabulary(self) -> frozenset[str]:
        """Return all words that are no misspellings."""
        return self.frequent | self.thesaurus | self.compound_parts


def read_evidence(data: Path) -> Evidence:
    """Read all word lists and texts."""
    small: Counter[str] = Counter()
    nouns: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for paragraph in _paragraphs(data):
        small.update(SMALL_WORD.findall(paragraph))
        nouns.update(NOUN.findall(paragraph))
        words.update(WORD.findall(paragraph))
    compounds = frozenset(fold(text) for text in _texts(data, "compound_parts_words"))
    terms = [term for term in _terms(data) if " " not in term]
    written_small = frozenset(fold(term) for term in terms if term[:1].islower())
    frequent = frozenset(fold(word) for word, count in words.items() if count > 1)
    return Evidence(_folded(small), _folded(nouns), written_small, compounds, frozenset(map(fold, terms)), frequent)


def small_words(evidence: Evidence, profession_keys: frozenset[str]) -> frozenset[str]:
    """Return the words written small that have the key of a profession: 'näher', 'steigern', 'oberste'."""
    frequent = (word for word, count in evidence.small.items() if count >= LEAST_SMALL)
    candidates = (*frequent, *evidence.dictionary_small, *stop_words())
    return frozenset(word for word in candidates if word_form(word) in profession_keys)


def _folded(counts: Counter[str]) -> Counter[str]:
    folded: Counter[str] = Counter()
    for word, count in counts.items():
        folded[fold(word)] += count
    return folded


def _paragraphs(data: Path) -> Iterator[str]:
    for name in CORPORA:
        for record in _lines(data, name):
            yield str(record["paragraph"])


def _texts(data: Path, name: str) -> Iterator[str]:
    return (str(record["text"]) for record in _lines(data, name))


def _terms(data: Path) -> Iterator[str]:
    for record in _lines(data, "synonyms_openthesaurus"):
        terms = record["terms"]
        yield from map(str, terms) if isinstance(terms, list) else ()


def _lines(data: Path, name: str) -> Iterator[dict[str, object]]:
    with (data / f"{name}.jsonl").open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
