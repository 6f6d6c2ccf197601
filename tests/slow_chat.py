"""The chat over an assistant that begins its answer and then waits: `python tests/slow_chat.py HOME`."""

import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from assistant.chain import Assistant
from assistant.commands.chat import Opening, converse
from assistant.live import LiveAssistant
from assistant.settings import Settings
from assistant.types import Answer
from index.gazetteer import Gazetteer

BEGINNING = ("Das **erste** Wort. ", "Das zweite Wort. ")


class SlowAssistant(Assistant):
    """Streams as one with a chat model does; a question with "langsam" never gets to its end."""

    def stream(self, question: str, history: Sequence[str] = ()) -> Iterator[str | Answer]:
        if "langsam" in question:
            yield from BEGINNING
            threading.Event().wait()
        answer = next(piece for piece in super().stream(question, history) if isinstance(piece, Answer))
        half = len(answer.answer) // 2
        yield answer.answer[:half]
        yield answer.answer[half:]
        yield answer


class SlowLive(LiveAssistant):
    """Lends a slow assistant over the index in use."""

    @contextmanager
    def borrowed(self) -> Iterator[Assistant]:
        with super().borrowed() as assistant:
            yield SlowAssistant(assistant.index, Gazetteer.open())


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # as cli.py does
    settings = Settings(home=Path(sys.argv[1]))
    sys.exit(converse(SlowLive(settings), settings, Opening(plain="--plain" in sys.argv)))
