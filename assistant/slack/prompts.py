"""Suggested questions in the messages tab."""

from assistant.live import LiveAssistant
from assistant.slack.escaping import plain
from assistant.slack.logs import LOG, code_of
from assistant.slack.voice import UNREACHABLE, Voice
from assistant.slack.wording import PROMPTS
from assistant.suggestions import examples

MOST = 4  # that Slack shows


def suggest(channel: str, live: LiveAssistant, voice: Voice) -> None:
    """Offer a few questions that the index answers."""
    with live.borrowed() as assistant:
        questions = [plain(question) for question in examples(assistant.index.catalogue)][:MOST]
    prompts = [{"title": question, "message": question} for question in questions]
    if not prompts:
        return
    try:
        voice.client.assistant_threads_setSuggestedPrompts(channel_id=channel, title=PROMPTS, prompts=prompts)
    except UNREACHABLE as error:
        LOG.warning("Keine Vorschläge: %s%s", type(error).__name__, code_of(error))
