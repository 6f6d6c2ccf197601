"""The sentences of an answer, each with the citations that stand for it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.citations import MARKER
from assistant.evaluation.figures import Figure, figures, money
from assistant.types import Answer, Citation
from index.german import sentences

MARKED = re.compile(r"\[\d+\](?:[ ,]*\[\d+\])*")
ATTACHED = re.compile(r"\s+(?=\[\d+\])")
SAYS_SOMETHING = re.compile(r"[^\W\d_]{2}|\d")
LEAD_IN = re.compile(r"^.*?: ")
# What the assistant says about its reading of the question and about the index; no article could support that
OWN_WORDS = re.compile(r"lese ich hier als|^Statt „|^Ohne Zahl|^Dazu kommen|^Kein Artikel|:$")


Places = frozenset[tuple[str, int]]
"""Articles and lines."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of an answer with the citations that stand for it, none if it stands uncited."""

    text: str
    citations: tuple[Citation, ...]

    def is_supported(self, gold: Places) -> bool:
        """Say whether one of its citations is a gold place and its sums of money stand in what is cited."""
        if not any(covered(citation) & gold for citation in self.citations):
            return False
        stated = [figure for citation in self.citations for figure in figures(citation.quote)]
        return all(_stands_in(figure, stated) for figure in money(self.text))


def covered(citation: Citation) -> Places:
    """Return the place of a citation and those of other articles that say the same, to the letter."""
    return frozenset({(citation.article, citation.line), *((place.article, place.line) for place in citation.also)})


def statements(answer: Answer) -> list[Statement]:
    """Split an answer into its statements.

    A sentence is cited by the markers at its end. A sentence without one is cited by the next markers of its line if
    they quote it to the letter: a passage of several sentences carries its marker once, at the end.
    """
    by_number = {citation.id: citation for citation in answer.citations}
    return [statement for line in answer.answer.split("\n") for statement in _of_line(line, by_number)]


def _of_line(line: str, by_number: dict[int, Citation]) -> Iterator[Statement]:
    pieces = _pieces(line)
    for at, (text, numbers) in enumerate(pieces):
        if not SAYS_SOMETHING.search(text) or (not numbers and OWN_WORDS.search(text)):
            continue
        cited = [by_number[number] for number in numbers if number in by_number]
        if not numbers:
            following = next((later for _, later in pieces[at:] if later), ())
            cited = [c for n in following if (c := by_number.get(n)) and _quotes(c, text)]
        yield Statement(text, tuple(cited))


def _pieces(line: str) -> list[tuple[str, tuple[int, ...]]]:
    """Split a line at its markers and, between them, into sentences; the last sentence before markers has them."""
    found: list[tuple[str, tuple[int, ...]]] = []
    start = 0
    for mark in MARKED.finditer(line):
        numbers = tuple(int(number) for number in MARKER.findall(mark.group()))
        found += _sentences(line[start : mark.start()], numbers)
        start = mark.end()
    return found + _sentences(line[start:], ())


def _sentences(text: str, numbers: tuple[int, ...]) -> list[tuple[str, tuple[int, ...]]]:
    parts = [text[start:end] for start, end in sentences(text)]
    return [(part, numbers if at == len(parts) else ()) for at, part in enumerate(parts, start=1)]


def _quotes(citation: Citation, sentence: str) -> bool:
    quote = " ".join(citation.quote.split())
    plain = " ".join(sentence.split())
    return plain in quote or LEAD_IN.sub("", plain) in quote


def _stands_in(figure: Figure, stated: Sequence[Figure]) -> bool:
    return any(figure.means(known.value) or known.means(figure.value) for known in stated)
