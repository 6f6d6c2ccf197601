"""How the chat looks: styles that read on dark and light backgrounds, and text that cannot drive the terminal."""

from dataclasses import dataclass

from rich.style import Style
from rich.text import Text

from assistant.links import PageAddress
from assistant.render import visible

# Attributes first: they are left under NO_COLOR. No white, black, yellow or bright colours: each is unreadable on some
# background; green and magenta are dark enough for a light one and light enough for a dark one in the usual palettes.
TITLE, META, SAID = "bold", "dim", "italic"
MARK, USED, BAR = "bold magenta", "bold", "green"
NARROW = 60


@dataclass(frozen=True, slots=True)
class Look:
    """What the place that answers are shown in can do: `plain` is text alone, for pipes, dumb terminals, readers."""

    plain: bool = False
    width: int = 80
    page: PageAddress | None = None

    @property
    def narrow(self) -> bool:
        """Say whether columns beside each other do not fit."""
        return self.width < NARROW


def text(content: str, style: str | Style = "", *, link: str | None = None) -> Text:
    """Return content as rich text that is shown to the letter, without what could drive the terminal."""
    if link and not (link.isascii() and link.isprintable()):
        link = None  # rich writes an address as it is; ours are percent-encoded
    wanted = Style.parse(style) if isinstance(style, str) else style
    return Text(visible(content), style=wanted + Style(link=link) if link else wanted)


def blank_line() -> Text:
    """Return an empty line."""
    return Text("")
