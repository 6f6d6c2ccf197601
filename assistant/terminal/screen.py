"""Where the chat writes: a terminal with styles, or plain text for pipes, dumb terminals and screen readers."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace

from rich.console import Console, RenderableType
from rich.live import Live
from rich.segment import Segment, Segments
from rich.spinner import Spinner
from rich.text import Text

from assistant.commands.streams import MAX_WIDTH, MIN_WIDTH, show
from assistant.links import PageAddress
from assistant.render import to_text
from assistant.terminal.answer_view import answer_view
from assistant.terminal.look import META, Look, text
from assistant.terminal.markdown import markdown
from assistant.types import Answer

UNBROKEN = 100_000  # columns of a pipe or a file, which break no lines
SEARCHING = "Ich suche …"


class Output(Console):
    """A console that leaves a closed pipe to the command line, which knows that the reader has seen enough."""

    def on_broken_pipe(self) -> None:
        """Raise instead of ending the program with an error."""
        raise BrokenPipeError


def trimmed(lines: Iterable[list[Segment]]) -> Iterator[Segment]:
    """Yield lines without the blanks at their ends, which a narrower window would wrap into empty lines."""
    for line in lines:
        while line and not line[-1].text.strip():
            line.pop()
        if line:
            last = line.pop()
            line.append(Segment(last.text.rstrip(), last.style))
        yield from line
        yield Segment.line()


class Screen:
    """Shows answers and lines to the user."""

    def __init__(self, *, plain: bool, page: PageAddress | None = None, console: Console | None = None) -> None:
        """Write to stdout or to console; plain without styles, charts and movement."""
        self._plain, self._page = plain, page
        self._console = console or Output(
            color_system=None if plain else "auto",
            force_terminal=False if plain else None,
            highlight=False,
            markup=False,
            emoji=False,
        )

    @property
    def look(self) -> Look:
        """Return what there is to draw on now; windows change their size."""
        if self._plain and not sys.stdout.isatty():
            width = UNBROKEN
        else:
            width = max(MIN_WIDTH, min(self._console.width, MAX_WIDTH))
        return Look(plain=self._plain, width=width, page=self._page)

    def show(self, shown: RenderableType) -> None:
        """Show something, a blank line above it."""
        options = self._console.options.update(width=self.look.width)
        lines = self._console.render_lines(shown, options, pad=False)
        self._console.print()
        self._console.print(Segments(trimmed(lines)), end="", crop=False)
        self._console.file.flush()

    def say(self, line: str) -> None:
        """Show a line of text."""
        self.show(text(line))

    def show_answer(self, answer: Answer) -> None:
        """Show an answer with its sources."""
        if self._plain:
            # on a terminal the greeting has said that these are the samples
            shown = replace(answer, sample=answer.sample and not sys.stdout.isatty())
            show(f"\n{to_text(shown, numbered=True)}")
        else:
            self.show(answer_view(answer, self.look))

    def follow(self, pieces: Iterable[str | Answer | None]) -> Answer:
        """Show an answer as it comes and, when it is whole, in its final form; return it.

        Plain text shows it when it is whole: a screen reader would read each change anew.
        """
        answer = self._last(pieces if self._plain else self._live(iter(pieces)))
        self.show_answer(answer)
        return answer

    def _last(self, pieces: Iterable[str | Answer | None]) -> Answer:
        answer = None
        for piece in pieces:
            answer = piece
        assert isinstance(answer, Answer), "a stream ends with its answer"
        return answer

    def _live(self, pieces: Iterator[str | Answer | None]) -> Iterator[str | Answer | None]:
        """Pass the pieces on, showing those that come before the answer while they come."""
        first = next(pieces)
        if isinstance(first, Answer):
            yield first
            yield from pieces  # to its end, or it counts as cancelled
            return
        said = first or ""
        waiting = Spinner("dots", text(SEARCHING, META))
        try:
            with Live(waiting, console=self._console, transient=True, refresh_per_second=10) as live:
                for piece in pieces:
                    if isinstance(piece, str):
                        said += piece
                    if said:
                        live.update(self._end_of(said))
                    yield piece
        except BaseException:
            if said:
                self.show(markdown(said, lambda _: None))
            raise

    def _end_of(self, said: str) -> RenderableType:
        """Return as many of the last lines as the window holds: what is redrawn must not scroll."""
        look = self.look
        options = self._console.options.update(width=look.width)
        lines = self._console.render_lines(markdown(said, lambda _: None), options, pad=False)
        shown = lines[-max(1, self._console.height - 2) :]
        return Text("\n").join(Text.assemble(*((part.text, part.style or "") for part in line)) for line in shown)
