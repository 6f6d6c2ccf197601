"""`lotse chat`: a conversation in the terminal."""

import sys
from collections.abc import Iterator, Sequence

from assistant.chain import Assistant
from assistant.commands.session import assistant_for
from assistant.commands.streams import read_lines, show
from assistant.errors import AssistantError
from assistant.feedback import Vote, feedback_on, keep
from assistant.render import to_text
from assistant.settings import Settings
from assistant.suggestions import examples
from assistant.types import Answer
from assistant.wording import counted

PROMPT = "Du: "
LEAVE = frozenset({"/ende", "/quit", "/exit", "ende", "exit", "quit"})
HOW_TO_LEAVE = "Verlassen mit /ende oder Strg-D."
COMMANDS = "Bekannt sind /gut und /schlecht (mit Grund, wenn du magst) zur letzten Antwort und /ende."
VOTES: dict[str, Vote] = {"/gut": "good", "/schlecht": "bad"}
REMEMBERED = 20  # earlier questions that a follow-up may refer to


def chat(settings: Settings) -> int:
    """Answer questions until the user leaves; questions from a pipe are answered one by one."""
    with assistant_for(settings) as assistant:
        interactive = sys.stdin.isatty()
        if interactive:
            show(_greeting(assistant))
        history: list[str] = []
        last: Answer | None = None
        for question in _from_terminal() if interactive else read_lines():
            said = question.strip()
            if said.lower() in LEAVE:
                break
            command, _, comment = said.partition(" ")
            if command.lower() in VOTES:
                show(f"\n{_vote(last, history[:-1], VOTES[command.lower()], comment.strip(), settings)}")
            elif said.startswith("/"):
                show(f"\nDen Befehl kenne ich nicht. {COMMANDS}")
            elif said:
                last = assistant.answer(said, history[-REMEMBERED:])
                show(f"\n{to_text(last)}")
                history.append(said)
        if interactive:
            print("Bis bald!")
    return 0


def _vote(answer: Answer | None, history: Sequence[str], vote: Vote, comment: str, settings: Settings) -> str:
    """Keep a vote on the last answer and say so; a home that cannot be written does not end the chat."""
    if answer is None:
        return "Es gibt noch keine Antwort, die du bewerten könntest."
    try:
        keep(feedback_on(answer, history[-REMEMBERED:], vote, comment), settings.home)
    except AssistantError as error:
        return str(error)
    return "Danke, das ist notiert. Daraus macht „lotse eval --from-feedback“ einen Fragensatz."


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
