"""Text to its lines of content: what is blank, hidden, front matter or a stray tag is left out."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from index import markup
from index.german import INVISIBLE, Span, clean

LETTER = re.compile(r"[^\W\d_]")
MARKS = re.compile(
    r"(?P<hashes>#{1,6}(?=\s))?\s*(?P<stars>\*\*|__)?(?P<text>.*?)(?(stars)(?P=stars))(?(hashes)(?:\s+#+)?)"
)
BULLET = re.compile(r"[-–•·*‣▪]\s")
FRONT_MATTER_LINE = re.compile(r"\s*$|\s+\S|[\w-]+\s*:|- |#")
FRONT_MATTER_LINES = 60
SHORT = 300


@dataclass(frozen=True, slots=True)
class Line:
    """A line with something to read. `text` is cleaned and freed of Markdown marks; the span is that of the source."""

    number: int
    start: int
    end: int
    text: str
    is_marked: bool = False
    is_bullet: bool = False


def content_lines(text: str, hidden: list[Span]) -> list[Line]:
    """Return the lines of text that people would read; a line that hidden markup touches is left out."""
    lines: list[Line] = []
    position = 0
    rows = text.split("\n")
    skipped = _front_matter_rows(rows)
    ends = [end for _, end in hidden]
    for number, row in enumerate(rows, start=1):
        next_hidden = bisect_right(ends, position)
        is_hidden = next_hidden < len(hidden) and hidden[next_hidden][0] < position + len(row)
        if number > skipped and not is_hidden:
            line = _line(text, number, position, position + len(row))
            if line is not None:
                lines.append(line)
        position += len(row) + 1
    return lines


def _front_matter_rows(rows: list[str]) -> int:
    if rows[0].strip("\ufeff \t") != "---":
        return 0
    for at, row in enumerate(rows[1:FRONT_MATTER_LINES], start=1):
        if row.rstrip() in ("---", "..."):
            return at + 1
        if not FRONT_MATTER_LINE.match(row):
            break
    return 0


def _line(text: str, number: int, start: int, end: int) -> Line | None:
    start, end = _trimmed(text, start, end)
    readable = " ".join(clean(text[start:end]).split())
    if not LETTER.search(readable) or markup.is_fragment(readable):
        return None
    if len(readable) > SHORT:
        return Line(number, start, end, readable)
    marks = MARKS.fullmatch(readable)
    stripped = marks["text"] if marks else readable
    return Line(number, start, end, stripped, bool(marks and marks["hashes"]), bool(BULLET.match(readable)))


def _trimmed(text: str, start: int, end: int) -> Span:
    """Leave out white space, invisible characters and block tags on both sides."""
    while start < end:
        if _is_blank(text[start]):
            start += 1
        elif text[start] == "<" and (tag := markup.BLOCK_TAG.match(text, start, end)):
            start = tag.end()
        else:
            break
    while start < end:
        opening = text.rfind("<", max(start, end - SHORT), end) if text[end - 1] == ">" else -1
        if _is_blank(text[end - 1]):
            end -= 1
        elif opening >= 0 and markup.BLOCK_TAG.fullmatch(text, opening, end):
            end = opening
        else:
            break
    return start, end


def _is_blank(char: str) -> bool:
    return char.isspace() or INVISIBLE.match(char) is not None
