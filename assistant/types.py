"""The values that cross module borders in the assistant."""

from dataclasses import dataclass, field
from typing import Literal

from assistant.features import UNMEASURED, Features
from assistant.intents import intents_of
from assistant.levels import Extreme, Threshold
from assistant.small_talk import Talk
from index.catalogue import ChunkRow
from index.types import Level, Period

Status = Literal["answered", "refused"]
Reason = Literal["unknown_profession", "unknown_city", "no_article", "no_evidence", "off_topic", "empty", "too_long"]
Kind = Literal["passages", "salary", "comparison", "catalogue", "small_talk", "empty", "too_long", "off_topic"]
Standing = Literal["indexed", "elsewhere", "unheard"]
"""How well a name is known: in the index; a real name that no article covers; a name nobody knows."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A profession or town that a question names: the words used and what they may mean.

    `names` are the names of the index for standing "indexed" (several for a homonym such as "Frankfurt" or for the two
    gender forms of a profession), otherwise one display name. `related` are names of the index for the same work as a
    field or a person ("Produktionsleitung" for "Produktionsleiter"), used where `names` have no article.
    """

    surface: str
    names: tuple[str, ...]
    standing: Standing = "indexed"
    related: tuple[str, ...] = ()
    region: bool = False
    loose: bool = False
    """Whether `names` are only near to what was said ("Fahrer" for "Berufskraftfahrer"); the answer says so then."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it was understood."""

    question: str
    resolved: str
    kind: Kind
    topics: tuple[str, ...] = ()
    professions: tuple[Slot, ...] = ()
    cities: tuple[Slot, ...] = ()
    paired: bool = False
    """Whether each profession goes with the town named beside it: 'ein Jurist in Kiel und ein Koch in Essen'."""
    level: Level | None = None
    extreme: Extreme | None = None
    threshold: Threshold | None = None
    per_year: bool = False
    content: tuple[str, ...] = ()
    """The content words without the names of professions and towns."""
    specific: tuple[str, ...] = ()
    """Those of them that no topic explains: what an answer has to be about besides its topic."""
    text: str = ""
    """The question without the names and with misspelt topic words put right, as the dense search sees it."""
    wants_number: bool = False
    wants_time: bool = False
    goals: tuple[str, ...] = ()
    """Professions that the articles asked about only mention: 'Kann ich danach Techniker werden?'."""
    talk: frozenset[Talk] = frozenset()
    """The kinds of small talk that a question of kind "small_talk" consists of."""
    vague: bool = False
    """Whether ordinary words alone ("kann", "macht") speak for the topics; without a profession they tell nothing."""

    @property
    def foreign(self) -> float:
        """Return how likely it is, from 0 to 1, that the question is not about work at all."""
        intents = intents_of(self.text)
        return intents["off_topic"] + intents["insult"]

    @property
    def topic(self) -> str | None:
        """Return the main topic."""
        return self.topics[0] if self.topics else None


@dataclass(frozen=True, slots=True)
class Place:
    """Another article that says the same, to the letter, and the line it says it in."""

    article: str
    line: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A chunk and how likely it is, among those found, the one that answers (0 to 1), with what speaks for it.

    `also` are chunks with the same text, found with it.
    """

    chunk: ChunkRow
    score: float
    features: Features = UNMEASURED
    also: tuple[ChunkRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in an article. `quote` is the source's text at `start:end`."""

    id: int
    article: str
    source: str
    title: str
    profession: str
    city: str
    heading: str
    paragraph: int
    line: int
    start: int
    end: int
    quote: str
    score: float
    also: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Salary:
    """A row of the salary table as the answer gives it."""

    profession: str
    city: str
    level: Level
    min: int | None
    max: int | None
    open_top: bool
    period: Period
    currency: str
    citation: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What every face shows: terminal, Slack, JSON."""

    question: str
    resolved_question: str
    status: Status
    answer: str
    reason: Reason | None = None
    citations: tuple[Citation, ...] = ()
    salaries: tuple[Salary, ...] = ()
    suggestions: tuple[str, ...] = ()
    answerer: str = "extractive"
    note: str = ""
    """One line on how the answer came about that the user should know, such as a chat model that was down."""
    sample: bool = False
    timings_ms: dict[str, float] = field(default_factory=dict)
