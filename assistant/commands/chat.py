"""`lotse chat`: a conversation in the terminal."""

import sys

from assistant.chain import Assistant
from assistant.commands.session import assistant_for
from assistant.render import to_text
from assistant.settings import Settings
from assistant.suggestions import examples
from assistant.wording import counted

PROMPT = "\nDu: "
LEAVE = frozenset({"/ende", "/quit", "/exit", "ende", "exit", "quit"})
REMEMBERED = 20  # earlier questions that a follow-up may refer to


def chat(settings: Settings) -> int:
    """Answer questions until the user leaves; questions from a pipe are answered one by one."""
    with assistant_for(settings) as assistant:
        interactive = sys.stdin.isatty()
        if interactive:
            import readline  # noqa: F401  (line editing for input())

            print(_greeting(assistant))
        history: list[str] = []
        while (question := _next_question(interactive)) is not None:
            if not question.strip():
                continue
            if question.strip().lower() in LEAVE:
                break
            print(f"\n{to_text(assistant.answer(question, history[-REMEMBERED:]))}", flush=True)
            history.append(question)
        if interactive:
            print("Bis bald!")
    return 0


def _next_question(interactive: bool) -> str | None:
    """Read a question; None at the end of input or when Ctrl-C is pressed on an empty line."""
    try:
        return input(PROMPT) if interactive else (sys.stdin.readline() or None)
    except EOFError:
        print()
        return None


def _greeting(assistant: Assistant) -> str:
    statistics = assistant.index.catalogue.statistics
    kind = "Beispielartikel" if assistant.index.manifest.sample else "Artikel"
    knows = (
        f"{statistics.articles} {kind} über {counted(statistics.professions, 'Beruf', 'Berufe')} in "
        f"{counted(statistics.cities, 'Ort', 'Orten')}"
    )
    asked = "\n".join(f"  - {question}" for question in examples(assistant.index.catalogue))
    return f"Lotse beantwortet Berufsfragen aus {knows}. Zum Beispiel:\n{asked}\nVerlassen mit /ende oder Strg-D."
