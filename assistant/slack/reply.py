"""One answer on its way into Slack: as a stream while pieces come, else as messages."""

from slack_sdk.web.chat_stream import ChatStream

from assistant.slack.blocks import Link, Message, answer_messages, head, messages, sections, tail
from assistant.slack.escaping import markdown
from assistant.slack.jobs import Job
from assistant.slack.limits import MESSAGE, size_of
from assistant.slack.logs import LOG, code_of
from assistant.slack.retries import is_uncertain
from assistant.slack.voice import UNREACHABLE, Voice, mark
from assistant.types import Answer

BUFFER = 256  # characters that Slack's own client gathers before it sends
ROOM = 1_000  # characters that a stream leaves below the limit of a message


class Reply:
    """Sends what it is given and, last, the whole answer; whatever becomes of the stream, the answer arrives."""

    def __init__(self, voice: Voice, job: Job, link_to: Link) -> None:
        """Answer a job through voice. Nothing is sent before there is something to say."""
        self._voice, self._job, self._link_to = voice, job, link_to
        self._place = job.asked.place
        self._stream: ChatStream | None = None
        self._heard = ""  # all pieces so far
        self._sent = 0  # how many characters of them the stream has taken
        self._length = 0  # of what was sent, escaped
        self._full = False  # whether the rest has to go into messages of its own
        self._lost: Exception | None = None

    def add(self, piece: str) -> None:
        """Send a piece of the answer."""
        self._heard += piece
        cut = max(self._heard.rfind(" "), self._heard.rfind("\n")) + 1  # words are escaped whole
        self._send(self._heard[self._sent : cut], cut)

    def finish(self, answer: Answer) -> str:
        """Send what is left of the answer and return the timestamp of the message that can be voted on."""
        if self._stream is None:
            return self._voice.say(self._place, self._whole(answer), self._job.id)
        if not answer.answer.startswith(self._heard):
            self._lost = self._lost or ValueError("the answer does not begin with its pieces")
        return self._close(answer) or self._replace(answer)

    def fail(self, message: Message) -> None:
        """End what was begun and say that it failed."""
        if self._stream is not None and self._stream.ts:
            self._voice.end(self._place, self._stream.ts)
        self._voice.say(self._place, [message], f"{self._job.id}/failed")

    def _send(self, words: str, until: int) -> None:
        if not words or self._lost or self._full or self._place.response_url:
            return
        text = markdown(words)
        self._full = self._length + len(text) > MESSAGE - ROOM
        if self._full:
            return
        asked = self._job.asked
        self._stream = self._stream or self._voice.client.chat_stream(
            buffer_size=BUFFER,
            channel=asked.channel,
            thread_ts=asked.thread,
            recipient_team_id=asked.team,
            recipient_user_id=asked.user,
        )
        try:
            self._stream.append(markdown_text=text)
        except UNREACHABLE as error:
            self._lose(error)
            return
        self._sent, self._length = until, self._length + len(text)

    def _close(self, answer: Answer) -> str:
        """End the stream with the rest of the answer; '' where it is lost."""
        self._send(answer.answer[self._sent :], len(answer.answer))
        if self._lost or self._stream is None:
            return ""
        rest = sections(answer.answer[self._sent :])
        rest += [*head(answer, self._chosen), *tail(answer, self._job.id, self._link_to)]
        fits = self._sent == len(answer.answer) and self._length + size_of(rest) <= MESSAGE
        try:
            self._stream.stop(blocks=rest if fits else None, metadata=mark(f"{self._job.id}/0"))
        except UNREACHABLE as error:
            self._lose(error)
            return ""
        if fits:
            return str(self._stream.ts)
        return self._voice.say(self._place, messages(rest), f"{self._job.id}/rest")

    def _replace(self, answer: Answer) -> str:
        """Put the whole answer in the place of a stream that was lost."""
        first, *more = self._whole(answer)
        ts = self._stream.ts if self._stream else ""
        try:
            if not ts and self._lost and is_uncertain(self._lost):
                ts = self._voice.stray(self._place, self._job.asked.ts or self._place.thread)
            if ts:
                self._voice.end(self._place, ts)
                self._voice.replace(self._place, ts, first, self._job.id)
        except UNREACHABLE as error:
            self._lose(error)
            ts = ""
        if not ts:
            return self._voice.say(self._place, [first, *more], self._job.id)
        return self._voice.say(self._place, more, f"{self._job.id}/more") or ts

    def _whole(self, answer: Answer) -> list[Message]:
        return answer_messages(answer, self._job.id, self._link_to, self._chosen)

    @property
    def _chosen(self) -> str:
        return self._job.asked.question if self._job.asked.chosen else ""

    def _lose(self, error: Exception) -> None:
        self._lost = error
        LOG.warning("Der Strom einer Antwort ist verloren: %s%s", type(error).__name__, code_of(error))
