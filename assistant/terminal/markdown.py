"""The little Markdown that answers use, as rich text: nothing in it can link, load or draw."""

import re
from collections.abc import Callable, Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from assistant.terminal.look import MARK, TITLE, text

ITEM = re.compile(r"\s*(?P<mark>[-*•]|\d{1,3}[.)])\s+(?P<rest>\S.*)")
HEADING = re.compile(r"\s*#{1,6}\s+(?P<rest>\S.*)")
# A single star is emphasis only where no letter stands outside of it: "Mechatroniker*innen" keeps its own.
INLINE = re.compile(
    r"\[(?P<marker>\d{1,3})\](?!\()"
    r"|\*\*(?P<bold>[^\s*](?:[^*\n]*[^\s*])?)\*\*"
    r"|(?<![\w*])\*(?P<italic>[^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])"
    r"|`(?P<code>[^`\n]+)`"
    r"|!?\[(?P<label>[^\]\n]*)\]\((?P<target>[^)\s]+)[^)\n]*\)"
)
Linker = Callable[[int], str | None]
"""Gives the address of the citation with a number, None where there is none."""


def markdown(source: str, address: Linker) -> RenderableType:
    """Return an answer's text as rich renderables; markers such as [1] lead to address(1)."""
    return Group(*(_line(line, address) for line in source.strip("\n").split("\n")))


def _line(line: str, address: Linker) -> RenderableType:
    heading, item = HEADING.fullmatch(line), ITEM.fullmatch(line)
    if heading:
        return inline(heading["rest"], address, TITLE)
    if item is None:
        return inline(line, address)
    mark = "•" if item["mark"] in "-*•" else item["mark"]
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column()
    grid.add_row(text(mark), inline(item["rest"], address))
    return Padding(grid, (0, 0, 0, 2))


def inline(source: str, address: Linker, style: str = "") -> Text:
    """Return one line with its emphasis and markers."""
    return text("").join(_pieces(source, address, style))


def _pieces(source: str, address: Linker, style: str) -> Iterator[Text]:
    at = 0
    for found in INLINE.finditer(source):
        yield text(source[at : found.start()], style)
        yield _piece(found, address, style)
        at = found.end()
    yield text(source[at:], style)


def _piece(found: re.Match[str], address: Linker, style: str) -> Text:
    if found["marker"]:
        return text(found.group(), MARK, link=address(int(found["marker"])))
    if found["bold"]:
        return inline(found["bold"], address, f"{style} bold".strip())
    if found["italic"]:
        return inline(found["italic"], address, f"{style} italic".strip())
    if found["code"]:
        return text(found["code"], style)
    # where a link leads is shown, so that nobody is led where the words do not say
    return text(f"{found['label']} ({found['target']})".lstrip(), style)
