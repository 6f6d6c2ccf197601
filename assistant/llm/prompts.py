"""The prompts: German texts kept as data, checked when they are loaded."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from string import Template

from assistant.llm.errors import ModelError

REFUSAL = "Dazu steht in den Artikeln nichts."
"""What a model says where the passages do not answer; prompts and code share it."""

BEGIN, END = "BEGINN", "ENDE"
PARTS = "\n---\n"
PLACEHOLDERS: Mapping[str, frozenset[str]] = {
    "answer": frozenset({"begin", "end", "refusal", "passages", "given", "question"}),
    "given": frozenset({"rows", "refusal"}),
    "follow_up": frozenset({"begin", "end", "questions"}),
    "suggestions": frozenset({"begin", "end", "articles", "asked"}),
}


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent to a model: `system` says what to do, `user` with what."""

    system: str
    user: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt with its placeholders."""

    name: str
    text: str

    def __post_init__(self) -> None:
        """Refuse a text whose placeholders are not those that the code fills in."""
        found = frozenset(Template(self.text).get_identifiers())
        wanted = PLACEHOLDERS[self.name]
        if found != wanted:
            differ = ", ".join(f"${name}" for name in sorted(found ^ wanted))
            raise ModelError(f"prompts/{self.name}.md: diese Platzhalter fehlen oder sind zu viel: {differ}.")

    def fill(self, **values: str) -> str:
        """Return the text with its placeholders filled in."""
        shared = {"begin": BEGIN, "end": END, "refusal": REFUSAL}
        return Template(self.text).substitute({**shared, **values}).strip()

    def message(self, **values: str) -> Message:
        """Return the filled text as what to do and with what; values stand only in the latter."""
        system, _, user = self.text.partition(PARTS)
        told = Template(system).substitute(begin=BEGIN, end=END, refusal=REFUSAL)
        return Message(told.strip(), Template(user).substitute({"refusal": REFUSAL, **values}).strip())


@lru_cache(maxsize=len(PLACEHOLDERS))
def prompt(name: str) -> Prompt:
    """Load a prompt by its name; raise ModelError where its placeholders are not those expected."""
    return Prompt(name, resources.files("prompts").joinpath(f"{name}.md").read_text(encoding="utf-8"))
