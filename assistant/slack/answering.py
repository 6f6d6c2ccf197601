"""Answer a question that was taken: understand, stream or post, draw, keep what a vote will need."""

import json
from dataclasses import asdict, replace

from slack_sdk.errors import SlackApiError

from assistant.errors import AssistantError
from assistant.feedback import feedback_on
from assistant.live import LiveAssistant
from assistant.salary_table import rows_of
from assistant.slack.blocks import TABLE_FROM, Link, Message, no_link, sections
from assistant.slack.escaping import mrkdwn, plain
from assistant.slack.jobs import Asked, Job
from assistant.slack.limits import ALT_TEXT, SECTION, shortened
from assistant.slack.logs import LOG, code_of, incident
from assistant.slack.reply import Reply
from assistant.slack.retries import is_uncertain
from assistant.slack.store import Store
from assistant.slack.voice import Voice
from assistant.slack.wording import ASKS, CHART, FAILED, STATUS
from assistant.types import Answer
from index.errors import IndexLayerError


class Answering:
    """Answers jobs; any number of threads may call, each with a conversation of its own."""

    def __init__(self, live: LiveAssistant, store: Store, voice: Voice, link_to: Link = no_link) -> None:
        """Answer with the assistant that live lends."""
        self._live, self._store, self._voice, self._link_to = live, store, voice, link_to
        self.answered = self.failed = 0

    def answer(self, job: Job) -> None:
        """Answer a job, once; a failure is told under an incident id."""
        if not self._store.begin(job):
            return
        reply = Reply(self._voice, job, self._link_to)
        try:
            job = replace(job, asked=self._with_thread(job))
            reply = Reply(self._voice, job, self._link_to)
            self._voice.status(job.asked.place, STATUS)
            answer = self._reply(job, reply)
            self.answered += 1
            self._draw(job.asked, answer)
        except Exception as error:
            self.failed += 1
            self._report(reply, error)
        finally:
            self._store.finish(job)

    def _reply(self, job: Job, reply: Reply) -> Answer:
        asked = job.asked
        history = self._store.history(asked)
        self._refresh()
        answer: Answer | None = None
        with self._live.borrowed() as assistant:
            for part in assistant.stream(asked.question, history):
                if isinstance(part, Answer):
                    answer = part
                else:
                    reply.add(part)
        if answer is None:
            raise RuntimeError("the stream ended without an answer")
        self._store.remember(asked)
        kept = json.dumps(asdict(feedback_on(answer, history, "good")), ensure_ascii=False)
        self._store.answered(job.id, asked.channel, "", kept)  # before it can be voted on
        ts = reply.finish(answer)
        self._store.answered(job.id, asked.channel, ts, kept)
        return answer

    def _with_thread(self, job: Job) -> Asked:
        """Open a thread for a command; where the bot may not post, the answer goes to the one who asked alone."""
        asked = job.asked
        if asked.thread or asked.chosen:
            return asked
        text = ASKS.format(user=asked.user, question=shortened(mrkdwn(asked.question), SECTION - 100))
        section = {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}
        try:
            thread = self._voice.say(
                replace(asked.place, response_url=""), [Message(text, (section,))], f"{job.id}/asked"
            )
        except SlackApiError as error:
            if is_uncertain(error):
                raise
            LOG.info("Kein eigener Thread:%s", code_of(error))
            return asked
        self._store.open(asked.channel, thread)
        return asked.in_thread(thread)

    def _refresh(self) -> None:
        try:
            if self._live.refresh():
                LOG.info("Neuer Index im Gebrauch")
        except (IndexLayerError, OSError) as error:
            incident(error, "ein neuer Index ließ sich nicht öffnen; der bisherige antwortet weiter")

    def _draw(self, asked: Asked, answer: Answer) -> None:
        """Add a picture of the figures where there is something to compare and matplotlib to draw it."""
        rows = rows_of(answer)
        if len(rows) < TABLE_FROM or not asked.thread:
            return
        from assistant.chart import described, picture

        try:
            png = picture(rows)
        except AssistantError:
            return  # without matplotlib the table has to do
        except Exception as error:
            incident(error, "ein Diagramm ließ sich nicht zeichnen")
            return
        try:
            self._voice.picture(asked.place, png, CHART, shortened(plain(described(rows)), ALT_TEXT))
        except Exception as error:
            incident(error, "ein Diagramm ließ sich nicht hochladen")

    def _report(self, reply: Reply, error: Exception) -> None:
        text = FAILED.format(number=incident(error, "eine Antwort ist gescheitert"))
        try:
            reply.fail(Message(text, tuple(sections(text))))
        except Exception as second:
            incident(second, "und ließ sich nicht melden")
