"""Draw the picture of the README from a real run of the chat: python tests/chat_picture.py

A conversation is held over the sample articles, on a fresh index; what the chat shows is exported by rich as it is.
"""

import io
import sys
import tempfile
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from assistant.commands.session import sample_folder
from assistant.live import LiveAssistant
from assistant.settings import Settings
from assistant.terminal.chat import Chat
from assistant.terminal.inputs import PROMPT
from assistant.terminal.screen import Screen
from index.build import build_index
from index.embeddings import load_embedder
from index.home import Home

PICTURE = Path(__file__).resolve().parent.parent / "docs" / "chat.svg"
WIDTH = 98
SAID = ("Was verdient ein Mechatroniker in Leipzig?", "/quelle 2")
# Colours and font of rich's own export, except that no font is loaded from elsewhere.
LIGHT = TerminalTheme(
    (255, 255, 255),
    (40, 44, 52),
    [
        (40, 44, 52),
        (190, 40, 50),
        (30, 125, 60),
        (150, 105, 0),
        (40, 90, 190),
        (160, 45, 140),
        (0, 120, 130),
        (90, 90, 90),
    ],
)
FORMAT = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg" role="img">
<title>lotse chat</title>
<style>
.{unique_id}-matrix {{ font-family: "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: {char_height}px;
  line-height: {line_height}px; font-variant-east-asian: full-width; }}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: sans-serif; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>{lines}</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def draw(home: Path) -> str:
    """Hold the conversation over a fresh sample index in home and return its picture as SVG."""
    build_index(Home(home), [sample_folder()], load_embedder(), sample=True)
    settings = Settings(home=home)
    console = Console(
        file=io.StringIO(), record=True, width=WIDTH, force_terminal=True, color_system="standard",
        legacy_windows=False, markup=False, highlight=False, emoji=False, _environ={},
    )  # fmt: skip
    with closing(LiveAssistant(settings)) as live:
        chat = Chat(live, settings, Screen(plain=False, console=console), None)
        chat.greet()
        for said in SAID:
            console.print(Text.assemble("\n", (PROMPT, "bold"), said))
            chat.handle(said)
        chat.close()
    svg = console.export_svg(title="lotse chat", theme=LIGHT, code_format=FORMAT, unique_id="lotse")
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        PICTURE.write_text(draw(Path(folder)), encoding="utf-8")
    print(PICTURE)
