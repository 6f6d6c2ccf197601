"""Cut a stream of text into sentences and list items, each with the line it belongs to, as soon as they are whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index import german

BULLET = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])(?:\s+|$)")
BOLD_LINE = re.compile(r"^\s*\*\*[^*]+\*\*:?\s*$")
TABLE_ROW = re.compile(r"^\s*\|.*\|\s*$")
HEADING = re.compile(r"^\s*#{1,6}\s+")
EMPHASIS = re.compile(r"\*\*|__|`+|(?<!\w)[*_](?=\w)|(?<=[\w.!?:])[*_](?!\w)")
FENCE = re.compile(r"^\s*(?:`{3,}|-{3,}|_{3,}|\*{3,}|\|?[\s:|-]+\|)[\w]*\s*$")
# Markers written behind the full stop belong to the sentence before them
MARKERS_BEHIND = re.compile(
    r"\s*(?:(?:\[[^\[\]\n]{1,40}\]|【[^【】\n]{1,40}】|\((?:\d+|Quelle[^()\n]{1,20})\))[.,;]?\s*)+"
)
MAY_BE_MARKER = re.compile(r"\s*(?:[\[【(][^\]】)\n]{0,40})?$")
WHOLE_WORD = re.compile(r"\s*\S+\s")
THINKS = "<think>"  # so some models begin to think aloud, before they answer
THOUGHT = re.compile(r"<think>.*?</think>\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence or list item as the model wrote it, without emphasis.

    `lead` is what stands before it: a blank within a line, line ends, a bullet. `is_heading`: a line marked as one.
    """

    text: str
    lead: str
    is_heading: bool = False


@dataclass(slots=True)
class Cutter:
    """Takes text as it comes and gives back the pieces that are finished."""

    _open: str = ""
    _lead: str = ""
    _started: bool = False

    def feed(self, text: str) -> Iterator[Piece]:
        """Take more text and yield what is finished with it."""
        said, thought, thinking = THOUGHT.sub("", self._open + text).partition(THINKS)
        *lines, self._open = said.split("\n")
        for line in lines:
            yield from self._line(line)
            self._break()
        while (end := _first_end(self._open)) is not None:
            sentence, self._open = self._open[:end], self._open[end:]
            yield from self._pieces(sentence, is_heading=False)
        self._open += thought + thinking

    def finish(self) -> Iterator[Piece]:
        """Yield what is left at the end of the text."""
        said, self._open = self._open.partition(THINKS)[0], ""
        yield from self._line(said)

    def _line(self, line: str) -> Iterator[Piece]:
        if FENCE.match(line):
            return
        heading = HEADING.match(line)
        if heading:
            line = line[heading.end() :]
        is_heading = heading is not None or BOLD_LINE.match(line) is not None
        if TABLE_ROW.match(line):
            line = ", ".join(cell.strip() for cell in line.strip(" |").split("|"))
        while line:
            end = _first_end(line, at_end=True) or len(line)
            sentence, line = line[:end], line[end:]
            yield from self._pieces(sentence, is_heading=is_heading)

    def _pieces(self, sentence: str, *, is_heading: bool) -> Iterator[Piece]:
        bullet = BULLET.match(sentence) if not self._lead or self._lead.endswith("\n") else None
        if bullet:
            sentence = sentence[bullet.end() :]
            self._lead += "- "
        text = EMPHASIS.sub("", german.clean(sentence).lstrip("> ")).strip()
        if not text:
            return
        yield Piece(text, self._lead if self._started else self._lead.lstrip("\n"), is_heading)
        self._lead, self._started = " ", True

    def _break(self) -> None:
        kept = self._lead if set(self._lead) <= {"\n"} else ""
        self._lead = (kept + "\n")[:2]


def _first_end(text: str, *, at_end: bool = False) -> int | None:
    """Return where the first sentence ends, its markers included; None while that cannot be told yet."""
    spans = german.sentences(text)
    if len(spans) < 2:
        # a lone marker behind the last full stop is a span of its own
        return None
    end = spans[0][1]
    behind = MARKERS_BEHIND.match(text, end)
    if behind:
        end = behind.end()
    rest = text[end:]
    if at_end or (WHOLE_WORD.match(rest) and not MAY_BE_MARKER.match(rest)):
        return end
    return None
