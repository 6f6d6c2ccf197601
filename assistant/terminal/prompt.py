"""The prompt with line editing, history, completion and multi-line input, by prompt_toolkit."""

from collections.abc import Callable, Iterable, Sequence

from prompt_toolkit import PromptSession
from prompt_toolkit.application import get_app
from prompt_toolkit.completion import Completer
from prompt_toolkit.filters import Condition
from prompt_toolkit.history import History
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout.processors import Processor, Transformation, TransformationInput

from assistant.render import visible
from assistant.terminal.inputs import PROMPT
from index.german import INVISIBLE

CONTINUED = "  … "
REPLACED = "\N{MIDDLE DOT}"


class TypedHistory(History):
    """What was typed in this chat and, before it, in earlier ones."""

    def __init__(self, typed: Sequence[str], keep: Callable[[str], None]) -> None:
        """Begin with typed, the latest first; keep stores a new line."""
        super().__init__()
        self._typed, self._keep = typed, keep

    def load_history_strings(self) -> Iterable[str]:
        """Return what was typed earlier, the latest first."""
        return self._typed

    def store_string(self, string: str) -> None:
        """Keep a line."""
        self._keep(string)


class ShowVisible(Processor):
    """Shows invisible and direction-changing characters as dots; what is sent keeps them."""

    def apply_transformation(self, transformation_input: TransformationInput) -> Transformation:
        """Replace character by character, so that the cursor stays where it belongs."""
        shown = [(style, _dotted(piece), *rest) for style, piece, *rest in transformation_input.fragments]
        return Transformation(shown)  # type: ignore[arg-type]


class PromptInputs:
    """Lines from a terminal."""

    interactive = True

    def __init__(self, typed: Sequence[str], keep: Callable[[str], None], completer: Completer) -> None:
        """Offer typed to the arrow keys, the latest first, and pass new lines to keep."""
        self._session: PromptSession[str] = PromptSession(
            history=TypedHistory(typed, keep),
            completer=completer,
            complete_while_typing=Condition(lambda: get_app().current_buffer.text.startswith("/")),
            key_bindings=key_bindings(),
            multiline=True,
            prompt_continuation=lambda width, number, wrapped: " " * width if wrapped else CONTINUED,
            input_processors=[ShowVisible()],
            include_default_pygments_style=False,
            enable_suspend=True,
        )

    def read(self) -> str:
        """Return the next line or lines; raise EOFError at Ctrl-D, KeyboardInterrupt at Ctrl-C."""
        print()
        return self._session.prompt([("bold", PROMPT)])


def key_bindings() -> KeyBindings:
    """Enter sends, Alt-Enter begins a new line, pasted text comes in whole."""
    bindings = KeyBindings()

    @bindings.add(Keys.Enter)
    def send(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if buffer.complete_state and buffer.complete_state.current_completion:
            buffer.complete_state = None  # Enter takes the chosen completion; the next one sends
        else:
            buffer.validate_and_handle()

    @bindings.add(Keys.Escape, Keys.Enter)
    def begin_line(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text("\n")

    @bindings.add(Keys.BracketedPaste)
    def paste(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text(visible(event.data.replace("\r\n", "\n").replace("\r", "\n")))

    return bindings


def _dotted(piece: str) -> str:
    return INVISIBLE.sub(REPLACED, piece)
