"""Which lines of an article's body are headings and which are paragraphs.

The format marks neither. A heading is a short line without a final full stop above a line that is clearly longer, or
between two finished sentences. What could be either becomes a paragraph, so that no sentence of an article is lost; a
heading without a paragraph is dropped.
"""

import re
from collections.abc import Sequence
from typing import Literal

from index.lines import Line
from index.types import Paragraph

Kind = Literal["heading", "paragraph", "dangling"]

MAX_HEADING_CHARS = 120
MAX_HEADING_WORDS = 18
LONGER = 1.5
LIST_LINES = 3
CLOSING_MARKS = "\"'“”»«’)] "
MONEY = re.compile(r"\d\s?(?:€|Euro\b|EUR\b)")
FULL_STOP_INSIDE = re.compile(r"\w\.\s+[^\Wa-z]")


def paragraphs(lines: Sequence[Line]) -> tuple[Paragraph, ...]:
    """Number the paragraphs among the lines of a body, each with the heading that stands above it."""
    found: list[Paragraph] = []
    heading = ""
    for line, kind in zip(lines, _kinds(lines), strict=True):
        if kind == "heading":
            heading = line.text
        elif kind == "paragraph":
            found.append(Paragraph(len(found) + 1, line.number, line.start, line.end, heading))
    return tuple(found)


def is_headline(line: Line, below: Sequence[Line]) -> bool:
    """Tell whether the first line under the title block is the article's headline."""
    if not below or len(line.text) > MAX_HEADING_CHARS + 40:
        return False
    return line.is_marked or not _ends_with_full_stop(line.text) or _is_clearly_longer(below[0], line)


def _kinds(lines: Sequence[Line]) -> list[Kind]:
    """Sort the lines from the last to the first, for what a short line is depends on what stands below it."""
    kinds: list[Kind] = []
    for at in range(len(lines) - 1, -1, -1):
        above = lines[at - 1] if at else None
        below = lines[at + 1] if kinds and kinds[-1] == "paragraph" else None
        kinds.append(_kind(lines[at], above, below))
    kinds.reverse()
    return _with_lists(kinds)


def _kind(line: Line, above: Line | None, paragraph_below: Line | None) -> Kind:
    if line.is_marked:
        return "heading"
    if not _may_be_heading(line):
        return "paragraph"
    if paragraph_below is None:
        return "dangling"
    if paragraph_below.text[0].islower():
        return "paragraph"  # the sentence goes on in the next line
    if _is_clearly_longer(paragraph_below, line) or (_is_finished(above) and _is_finished(paragraph_below)):
        return "heading"
    return "paragraph"


def _is_finished(line: Line | None) -> bool:
    return line is None or line.text.rstrip(CLOSING_MARKS).endswith((".", "!", "?", "…"))


def _may_be_heading(line: Line) -> bool:
    text = line.text
    if line.is_bullet or not text or len(text) > MAX_HEADING_CHARS or len(text.split()) > MAX_HEADING_WORDS:
        return False
    if text[0].islower() or MONEY.search(text) or text.endswith((",", ";")):
        return False
    return not _ends_with_full_stop(text)


def _ends_with_full_stop(text: str) -> bool:
    """Tell a sentence from a heading; dots that trail off end a heading, but after a whole sentence they end a text."""
    bare = text.rstrip(CLOSING_MARKS)
    if bare.endswith(("...", "…")):
        return FULL_STOP_INSIDE.search(bare) is not None
    return bare.endswith(".")


def _is_clearly_longer(line: Line, than: Line) -> bool:
    return len(line.text) >= LONGER * len(than.text)


def _with_lists(kinds: Sequence[Kind]) -> list[Kind]:
    """Turn runs of short lines above a heading into paragraphs: they are a list; one or two are lost headings."""
    result = list(kinds)
    run: list[int] = []
    for at, kind in enumerate(kinds):
        if kind == "dangling":
            run.append(at)
            continue
        if len(run) >= LIST_LINES - 1:
            result[run[0] : run[-1] + 1] = ["paragraph"] * len(run)
        run = []
    return result
