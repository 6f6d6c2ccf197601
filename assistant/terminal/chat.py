"""The chat: lines in, answers and what commands show out, over an index that may be renewed meanwhile."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from rich.console import Group, RenderableType

from assistant.chain import Assistant
from assistant.commands.streams import whole
from assistant.conversations import Conversations
from assistant.errors import AssistantError
from assistant.live import LiveAssistant
from assistant.settings import Settings
from assistant.suggestions import examples
from assistant.terminal.answer_view import numbered
from assistant.terminal.answering import Answering
from assistant.terminal.commands import registry
from assistant.terminal.inputs import Inputs
from assistant.terminal.look import META, Look, text
from assistant.terminal.names import Names, names_of
from assistant.terminal.restoring import keys_hidden
from assistant.terminal.screen import Screen
from assistant.types import Answer
from assistant.wording import brief, counted
from index.embeddings import SHIPPED
from index.errors import IndexLayerError
from index.reasons import reason_of

REMEMBERED = 20  # earlier questions that a follow-up may refer to
PATIENCE = 0.3  # seconds before something says that the answer is on its way
LEAVE = frozenset({"ende", "exit", "quit"})
TOLD = (AssistantError, IndexLayerError, OSError, MemoryError)
"""What goes wrong without ending the chat."""
CANCELLED = "Abgebrochen. Noch einmal Strg-C verlässt Lotse."
KEYS = "/hilfe zeigt alle Befehle, Strg-D verlässt Lotse."


class Chat:
    """One conversation at a time, and what the commands may ask of it."""

    def __init__(self, live: LiveAssistant, settings: Settings, screen: Screen, kept: Conversations | None) -> None:
        """Answer with the assistant in use; keep the conversation in kept unless that is None."""
        self.settings = settings
        self.turns: list[Answer] = []
        self.suggestions: tuple[str, ...] = ()
        self._live, self._screen, self._kept = live, screen, kept
        self._answering = Answering(live)
        self._conversation: int | None = None
        self._index_trouble = ""
        self._names: tuple[Path, Names] | None = None

    @property
    def assistant(self) -> Assistant:
        """Return the assistant in use, until the next question."""
        with self._live.borrowed() as assistant:
            return assistant

    @property
    def look(self) -> Look:
        """Return what there is to draw on."""
        return self._screen.look

    @property
    def last(self) -> Answer | None:
        """Return the last answer of this conversation."""
        return self.turns[-1] if self.turns else None

    def names(self) -> Names:
        """Return the names of the index in use, read when they are first wanted and again for a new build."""
        index = self.assistant.index
        if self._names is None or self._names[0] != index.folder:
            self._names = (index.folder, names_of(index.catalogue))
        return self._names[1]

    def earlier(self, *, before_last: bool = False) -> Sequence[str]:
        """Return the questions that a follow-up may refer to, oldest first."""
        asked = [answer.question for answer in self.turns]
        return (asked[:-1] if before_last else asked)[-REMEMBERED:]

    def begin_anew(self) -> None:
        """Begin another conversation."""
        self.turns, self.suggestions, self._conversation = [], (), None

    def resume(self, conversation: int, turns: Sequence[Answer]) -> None:
        """Go on with a kept conversation, showing its last question and answer."""
        self.turns, self._conversation = list(turns), conversation
        if self.last is None:
            self.greet()
        else:
            count = counted(len(self.turns), "Frage", "Fragen")
            self._screen.say(f"Das Gespräch geht weiter ({count} bisher). Zuletzt: {brief(self.last.question)}")
            self._screen.show_answer(self.last)
            self.suggestions = self.last.suggestions

    def greet(self) -> None:
        """Say what the index knows and what can be asked."""
        catalogue, sample = self.assistant.index.catalogue, self.assistant.index.manifest.sample
        statistics = catalogue.statistics
        kind = ("Beispielartikel", "mitgelieferten Beispielartikeln") if sample else ("Artikel", "Artikeln")
        knows = (
            f"{counted(statistics.articles, *kind)} über {counted(statistics.professions, 'Beruf', 'Berufe')} in "
            f"{counted(statistics.cities, 'Ort', 'Orten')}"
        )
        self.suggestions = examples(catalogue)
        lines: list[RenderableType] = [text(f"Lotse beantwortet Berufsfragen aus {knows}.")]
        if self.suggestions:
            lines += [text("Zum Beispiel (die Zahl genügt):"), numbered(self.suggestions)]
        self._screen.show(Group(*lines, text(KEYS, META)))

    def run(self, inputs: Inputs) -> None:
        """Answer line after line until the user leaves; raise KeyboardInterrupt at the second Ctrl-C in a row."""
        if inputs.interactive and self._loads_quietly():
            self._answering.warm_up()
        interrupted = False
        while True:
            try:
                self.handle(inputs.read())
                interrupted = False
            except EOFError:
                return
            except KeyboardInterrupt:
                if interrupted or not inputs.interactive:
                    raise
                interrupted = True
                self._screen.say(CANCELLED)

    def _loads_quietly(self) -> bool:
        """Say whether the models come with the package: others may be fetched, which draws bars over the prompt."""
        return not self.settings.models.reranker and self.assistant.index.manifest.model.name == SHIPPED

    def close(self) -> None:
        """End what answers; the index stays open."""
        self._answering.close()

    def handle(self, line: str) -> None:
        """Do what a line says; raise EOFError when it says to leave."""
        said = whole(line).strip()
        if said.lower() in LEAVE:
            raise EOFError
        if not said:
            return
        try:
            self._take_up_new_build()
            if said.startswith("/"):
                self._show(registry.run(self, said))
            else:
                self._ask(self._chosen(said))
        except TOLD as error:
            self._screen.say(_told(error))

    def _show(self, shown: RenderableType | str) -> None:
        if isinstance(shown, str):
            self._screen.say(shown)
        else:
            self._screen.show(shown)

    def _chosen(self, said: str) -> str:
        """Return the suggestion that a number stands for, else what was said."""
        if not (said.isdecimal() and len(said) == 1 and self.suggestions):
            return said
        if not 1 <= int(said) <= len(self.suggestions):
            raise AssistantError(f"Vorschläge gibt es {len(self.suggestions)}.")
        question = self.suggestions[int(said) - 1]
        self._screen.say(f"Frage: {question}")
        return question

    def _ask(self, question: str) -> None:
        with keys_hidden(), closing(self._answering.stream(question, self.earlier(), PATIENCE)) as pieces:
            answer = self._screen.follow(pieces)
        self.turns.append(answer)
        self.suggestions = answer.suggestions
        self._keep(answer)

    def _keep(self, answer: Answer) -> None:
        if self._kept is None:
            return
        try:
            self._conversation = self._kept.add(self._conversation, answer)
        except AssistantError as error:
            self._kept = None  # told once; the chat goes on
            self._screen.say(f"{error} Dieses Gespräch wird nicht weiter aufbewahrt.")

    def _take_up_new_build(self) -> None:
        """Take up another build of the index and say so; go on with the old one where that fails, saying why once."""
        try:
            if self._live.refresh():
                statistics = self.assistant.index.catalogue.statistics
                count = counted(statistics.articles, "Artikel", "Artikel")
                self._screen.show(text(f"Der Index wurde erneuert: jetzt {count}.", META))
            self._index_trouble = ""
        except (IndexLayerError, OSError) as error:
            if str(error) != self._index_trouble:
                self._index_trouble = str(error)
                self._screen.say(f"{_told(error)} Bis dahin antworte ich aus dem bisherigen Stand.")


def _told(error: Exception) -> str:
    if isinstance(error, MemoryError):
        return "Der Arbeitsspeicher reicht nicht."
    return f"{error.filename or 'Die Ausgabe'}: {reason_of(error)}." if isinstance(error, OSError) else str(error)
