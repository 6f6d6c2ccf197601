"""A quote in its article: the whole paragraph with the quote marked, what stands around it dimmed. Pure functions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from assistant.terminal.answer_view import place_of
from assistant.terminal.look import META, TITLE, Look, blank_line, text
from assistant.types import Citation
from index.catalogue import Catalogue

MARKED = "bold underline"
GONE = "Der Artikel ist nicht mehr im Index. Das Zitat lautete:"
CHANGED = "Der Artikel wurde seither geändert. Das Zitat lautete:"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an article; `marked` is what of it the quote covers."""

    number: int
    content: str
    marked: tuple[int, int] | None = None


def source_view(citation: Citation, catalogue: Catalogue, look: Look) -> RenderableType:
    """Return a citation in its article, as the index now has it."""
    found = catalogue.articles([citation.profession], [citation.city])
    rowids = [article.rowid for article in found if article.id == citation.article]
    article = catalogue.article_text(citation.article) if rowids else ""
    head = Text.assemble(text(f"[{citation.id}] ", TITLE), place_of(citation, look))
    if not rowids or article[citation.start : citation.end] != citation.quote:
        return Group(head, text(CHANGED if rowids else GONE, META), text(f"„{' '.join(citation.quote.split())}“"))
    paragraphs = [paragraph.line for paragraph in catalogue.paragraphs(rowids)[rowids[0]]]
    lines = surroundings(article, citation.start, citation.end, paragraphs)
    return Group(head, blank_line(), *(_plain(lines) if look.plain else [_numbered(lines)]))


def surroundings(article: str, start: int, end: int, paragraphs: Sequence[int]) -> list[Line]:
    """Return the lines that article[start:end] lies in, those from the paragraph before to the one after it.

    `paragraphs` are the numbers of the lines that hold one; the others are headings. Lines without text are left out.
    """
    lines, at = [], 0
    for number, content in enumerate(article.split("\n"), start=1):
        begins, ends = at, at + len(content)
        covered = begins < end and start < ends
        lines.append(Line(number, content, (max(start - begins, 0), min(end, ends) - begins) if covered else None))
        at = ends + 1
    marked = [line.number for line in lines if line.marked]
    first = max((number for number in paragraphs if number < marked[0]), default=1)
    last = min((number for number in paragraphs if number > marked[-1]), default=len(lines))
    return [line for line in lines[first - 1 : last] if line.content.strip()]


def _numbered(lines: Sequence[Line]) -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(justify="right", style=META, no_wrap=True)
    grid.add_column(overflow="fold")
    for at, line in enumerate(lines):
        if at:
            grid.add_row("", "")
        grid.add_row(text(str(line.number)), _content(line))
    return grid


def _content(line: Line) -> Text:
    if line.marked is None:
        return text(line.content, META)
    start, end = line.marked
    parts = (line.content[:start], line.content[start:end], line.content[end:])
    return Text.assemble(text(parts[0]), text(parts[1], MARKED), text(parts[2]))


def _plain(lines: Sequence[Line]) -> Iterator[Text]:
    """Mark the quote by brackets where there are no styles."""
    for line in lines:
        content = line.content
        if line.marked:
            start, end = line.marked
            content = f"{content[:start]}>>{content[start:end]}<<{content[end:]}"
        yield text(f"Zeile {line.number}: {content}")
