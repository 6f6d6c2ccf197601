"""An answer on the screen: what is said, its chart, where it stands, what to ask next. Pure functions."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from assistant.links import file_address
from assistant.render import visible
from assistant.terminal.highlights import GAP, shortened, used_words
from assistant.terminal.look import MARK, META, SAID, TITLE, USED, Look, blank_line, text
from assistant.terminal.markdown import markdown
from assistant.terminal.salary_view import chart
from assistant.types import Answer, Citation


def answer_view(answer: Answer, look: Look) -> RenderableType:
    """Return everything that an answer shows; that it is from the samples the greeting has said."""
    return Group(*_with_gaps(_parts(answer, look)))


def _with_gaps(parts: Iterator[RenderableType]) -> Iterator[RenderableType]:
    for at, part in enumerate(parts):
        if at:
            yield blank_line()
        yield part


def _parts(answer: Answer, look: Look) -> Iterator[RenderableType]:
    if answer.resolved_question != answer.question:
        yield text(f"Verstanden als: {answer.resolved_question}", f"{META} {SAID}")
    addresses = {citation.id: file_address(citation.source) for citation in answer.citations}
    yield markdown(answer.answer, addresses.get)
    if answer.salaries:
        yield chart(answer.salaries, look)
    if answer.citations:
        yield Group(text("Quellen", TITLE), *(source_entry(answer, citation, look) for citation in answer.citations))
    if answer.suggestions:
        title = "Frag stattdessen" if answer.status == "refused" else "Weiter fragen"
        yield Group(text(f"{title} (die Zahl genügt)", TITLE), numbered(answer.suggestions))
    if answer.note:
        yield text(f"Hinweis: {answer.note}", SAID)


def numbered(questions: tuple[str, ...]) -> RenderableType:
    """Return questions to choose from by their number."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column()
    for number, question in enumerate(questions, start=1):
        grid.add_row(text(str(number), MARK), text(question))
    return Padding(grid, (0, 0, 0, 2))


def source_entry(answer: Answer, citation: Citation, look: Look) -> RenderableType:
    """Return one source: where it stands and what it says, the words that the answer used in bold."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(text(f"[{citation.id}]", MARK), place_of(citation, look))
    grid.add_row("", quoted(answer, citation))
    for other in citation.also:
        grid.add_row("", text(f"ebenso: {other.article}, Zeile {other.line}", META))
    return grid


def place_of(citation: Citation, look: Look) -> Text:
    """Say where a citation stands, with links to the file and, where its address is known, to the article's page."""
    where = [citation.heading] if citation.heading else []
    where += [f"Absatz {citation.paragraph}, Zeile {citation.line}" if citation.paragraph else f"Zeile {citation.line}"]
    page = look.page.of(citation.profession, citation.city, citation.article) if look.page else None
    return Text.assemble(
        text(citation.title, TITLE, link=page),
        text("".join(f" · {part}" for part in where) + " · "),
        text(Path(citation.source).name, META, link=file_address(citation.source)),
    )


def quoted(answer: Answer, citation: Citation) -> Text:
    """Return the quote with the words that the answer used in bold."""
    quote = visible(" ".join(citation.quote.split()))
    used = used_words(answer, quote)
    marked = text(quote)
    for start, end in used:
        marked.stylize(USED, start, end)
    spans = shortened(answer, quote, used)
    before = GAP.lstrip() if spans[0][0] > 0 else ""
    after = GAP.rstrip() if spans[-1][1] < len(quote) else ""
    pieces = [marked[start:end] for start, end in spans]
    joined = text(" ").join(pieces) if _adjacent(spans) else text(GAP).join(pieces)
    return Text.assemble(f"„{before}", joined, f"{after}“")


def _adjacent(spans: list[tuple[int, int]]) -> bool:
    return all(right[0] - left[1] <= 1 for left, right in pairwise(spans))
