"""`lotse chat`: a conversation in the terminal."""

import sys
from collections.abc import Iterator

from assistant.chain import Assistant
from assistant.commands.session import assistant_for
from assistant.commands.streams import read_lines, show
from assistant.render import to_text
from assistant.settings import Settings
from assistant.suggestions import examples
from assistant.wording import counted

PROMPT = "Du: "
LEAVE = frozenset({"/ende", "/quit", "/exit", "ende", "exit", "quit"})
HOW_TO_LEAVE = "Verlassen mit /ende oder Strg-D."
REMEMBERED = 20  # earlier questions that a follow-up may refer to


def chat(settings: Settings) -> int:
    """Answer questions until the user leaves; questions from a pipe are answered one by one."""
    with assistant_for(settings) as assistant:
        interactive = sys.stdin.isatty()
        if interactive:
            show(_greeting(assistant))
        history: list[str] = []
        for question in _from_terminal() if interactive else read_lines():
            said = question.strip()
            if said.lower() in LEAVE:
                break
            if said.startswith("/"):
                show(f"\nDen Befehl kenne ich nicht. {HOW_TO_LEAVE}")
            elif said:
                show(f"\n{to_text(assistant.answer(question, history[-REMEMBERED:]))}")
                history.append(question)
        if interactive:
            print("Bis bald!")
    return 0


def _from_terminal() -> Iterator[str]:
    """Read questions with line editing until Ctrl-D."""
    import readline  # noqa: F401  (gives input() its line editing)

    while True:
        print()
        try:
            yield input(PROMPT)
        except EOFError:
            print()
            return


def _greeting(assistant: Assistant) -> str:
    statistics = assistant.index.catalogue.statistics
    kind = ("Beispielartikel", "Beispielartikeln") if assistant.index.manifest.sample else ("Artikel", "Artikeln")
    knows = (
        f"{counted(statistics.articles, *kind)} über {counted(statistics.professions, 'Beruf', 'Berufe')} in "
        f"{counted(statistics.cities, 'Ort', 'Orten')}"
    )
    asked = "\n".join(f"  - {question}" for question in examples(assistant.index.catalogue))
    return f"Lotse beantwortet Berufsfragen aus {knows}. Zum Beispiel:\n{asked}\n{HOW_TO_LEAVE}"
