"""Say things in Slack, each once: a post whose fate is unknown is looked for before it is made again."""

import time
from collections.abc import Sequence
from http import HTTPStatus
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse
from slack_sdk.webhook import WebhookClient

from assistant.slack.blocks import Message
from assistant.slack.errors import SlackError
from assistant.slack.jobs import Place
from assistant.slack.logs import LOG, code_of
from assistant.slack.retries import TRIES, Sleep, WaitsForRoom, is_uncertain, pause

MARK = "lotse_answer"
UNREACHABLE = (SlackApiError, OSError, HTTPException)
REFUSED_BLOCKS = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long"})
SECOND_LOOK = 200  # messages of a page when looking for a post
LOOKED_BACK = 600  # seconds


class Voice:
    """Posts messages as the bot."""

    def __init__(self, client: WebClient, bot_user: str, sleep: Sleep = time.sleep) -> None:
        """Post through client, whose retry handlers wait for rate limits."""
        self.client = client
        self._bot_user = bot_user
        self._sleep = sleep

    def say(self, place: Place, said: Sequence[Message], name: str) -> str:
        """Post messages in order and return the timestamp of the last; `name` tells them from all others."""
        ts = ""
        for number, message in enumerate(said):
            if place.response_url:
                self._respond(place.response_url, message)
            else:
                ts = self._post(place, message, f"{name}/{number}")
        return ts

    def replace(self, place: Place, ts: str, message: Message, name: str) -> None:
        """Replace a message."""
        self.client.chat_update(
            channel=place.channel, ts=ts, text=message.text, blocks=message.blocks, metadata=mark(f"{name}/0")
        )

    def end(self, place: Place, ts: str) -> None:
        """End a stream that may have ended already, because Slack lets nobody change a message that streams."""
        try:
            self.client.chat_stopStream(channel=place.channel, ts=ts)
        except UNREACHABLE as error:
            LOG.info("Der Strom war schon zu Ende: %s%s", type(error).__name__, code_of(error))

    def whisper(self, place: Place, user: str, text: str) -> None:
        """Say something that only one user sees and that may get lost."""
        if place.response_url:
            self._respond(place.response_url, Message(text))
            return
        self.client.chat_postEphemeral(channel=place.channel, user=user, text=text, thread_ts=place.thread or None)

    def status(self, place: Place, text: str) -> None:
        """Show what the bot is doing; no answer fails for want of it."""
        if place.thread:
            try:
                self.client.assistant_threads_setStatus(channel_id=place.channel, thread_ts=place.thread, status=text)
            except UNREACHABLE as error:
                LOG.info("Kein Status: %s%s", type(error).__name__, code_of(error))

    def picture(self, place: Place, png: bytes, title: str, alt_text: str) -> None:
        """Upload a picture into a thread."""
        self.client.files_upload_v2(
            channel=place.channel,
            thread_ts=place.thread,
            content=png,
            filename="gehaelter.png",
            title=title,
            alt_txt=alt_text,
        )

    def stray(self, place: Place, after: str) -> str:
        """Return a message of ours that was begun after another and bears no mark yet; '' where there is none."""
        for message in self._replies(place, after):
            ours = message.get("user") == self._bot_user and not message.get("files")
            if ours and message["ts"] > after and "metadata" not in message:
                return str(message["ts"])
        return ""

    def _post(self, place: Place, message: Message, name: str) -> str:
        for tries in range(TRIES):
            try:
                return self._post_now(place, message, name)
            except UNREACHABLE as error:
                if not is_uncertain(error) or tries + 1 == TRIES:
                    raise
                LOG.warning("Ungewiss, ob eine Nachricht ankam: %s%s", type(error).__name__, code_of(error))
            self._sleep(pause(tries))
            if found := self._posted(place, name):
                return found
        raise AssertionError("unreachable")

    def _post_now(self, place: Place, message: Message, name: str) -> str:
        try:
            return self._send(place, name, text=message.text, blocks=message.blocks or None)
        except SlackApiError as error:
            if not message.blocks or error.response.get("error") not in REFUSED_BLOCKS:
                raise
            # the words matter more than their looks
            LOG.warning("Slack lehnt Blöcke ab:%s", code_of(error))
            return self._send(place, name, text=message.text)

    def _send(self, place: Place, name: str, **content: Any) -> str:
        response = self.client.chat_postMessage(
            channel=place.channel,
            thread_ts=place.thread or None,
            unfurl_links=False,
            unfurl_media=False,
            metadata=mark(name),
            **content,
        )
        return str(response["ts"])

    def _posted(self, place: Place, name: str) -> str:
        """Look for a post under its mark; raise where that cannot be told, because then nothing may be repeated."""
        for message in self._replies(place, place.thread or str(time.time() - LOOKED_BACK)):
            if message.get("metadata", {}).get("event_payload", {}).get("name") == name:
                return str(message["ts"])
        return ""

    def _replies(self, place: Place, after: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        cursor = ""
        while True:
            page = self._page(place, after, cursor)
            found += page["messages"]
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return found

    def _page(self, place: Place, after: str, cursor: str) -> SlackResponse:
        wanted: dict[str, Any] = {
            "oldest": after,
            "cursor": cursor or None,
            "include_all_metadata": True,
            "limit": SECOND_LOOK,
        }
        if not place.thread:
            return self.client.conversations_history(channel=place.channel, **wanted)
        return self.client.conversations_replies(channel=place.channel, ts=place.thread, **wanted)

    def _respond(self, address: str, message: Message) -> None:
        handlers = [WaitsForRoom(self._sleep)]
        webhook = WebhookClient(address, retry_handlers=handlers)  # type: ignore[arg-type]  # a list of its base
        done = webhook.send(
            text=message.text,
            blocks=message.blocks or None,
            response_type="ephemeral",
            replace_original=False,
            unfurl_links=False,
            unfurl_media=False,
        )
        if done.status_code != HTTPStatus.OK:
            raise SlackError(f"Slack nimmt die Antwort nicht an ({done.status_code}).")


def mark(name: str) -> dict[str, Any]:
    """Return the metadata by which a message of ours is found again."""
    return {"event_type": MARK, "event_payload": {"name": name}}
