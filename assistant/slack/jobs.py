"""The values that the parts of the bot hand to each other."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer goes: a thread, or for want of one the response address of a command, seen by one user."""

    channel: str
    thread: str
    response_url: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question from Slack. `thread` is empty for a command until the bot has opened one."""

    question: str
    channel: str
    user: str
    team: str
    thread: str = ""
    ts: str = ""
    """The message it stands in; empty for a button or a command."""
    response_url: str = ""
    chosen: bool = False
    """Whether it was chosen from the suggestions, so that the answer repeats it."""

    @property
    def place(self) -> Place:
        """Return where the answer goes."""
        return Place(self.channel, self.thread, "" if self.thread else self.response_url)

    @property
    def lane(self) -> tuple[str, str]:
        """Return what it has to keep its order with."""
        return self.channel, self.thread or self.response_url

    def in_thread(self, thread: str) -> "Asked":
        """Return the question with the thread that was opened for it."""
        return replace(self, thread=thread)


@dataclass(frozen=True, slots=True)
class Job:
    """A question that was taken, under the id that it is kept and posted under."""

    id: str
    asked: Asked
    taken_at: float


@dataclass(frozen=True, slots=True)
class Cast:
    """A vote as it comes in."""

    answer: str
    vote: str
    user: str
    place: Place
