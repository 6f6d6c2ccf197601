"""What Slack delivers, read into the bot's own values: pure functions, None for what is not for the bot."""

from collections.abc import Mapping
from typing import Any

from assistant.slack.escaping import mentions, typed
from assistant.slack.jobs import Asked, Cast, Place

Body = Mapping[str, Any]


def is_from_person(event: Body, bot: str) -> bool:
    """Say whether an event is a new message of a person: no bot's, no edit, no join, no deletion."""
    if event.get("bot_id") or event.get("bot_profile") or event.get("hidden"):
        return False
    return event.get("subtype") in (None, "file_share") and event.get("user") not in (None, "", bot)


def mention(body: Body, bot: str) -> Asked | None:
    """Read an app_mention."""
    event = body["event"]
    return _asked(body, event, bot) if is_from_person(event, bot) else None


def direct(body: Body, bot: str) -> Asked | None:
    """Read a direct message."""
    event = body["event"]
    return _asked(body, event, bot) if event.get("channel_type") == "im" and is_from_person(event, bot) else None


def follow_up(body: Body, bot: str) -> Asked | None:
    """Read a message in a thread of a channel that is not addressed to somebody else."""
    event = body["event"]
    if event.get("channel_type") == "im" or not event.get("thread_ts") or not is_from_person(event, bot):
        return None
    called = mentions(event.get("text") or "")
    return None if called and bot not in called else _asked(body, event, bot)


def keys_of(body: Body) -> list[str]:
    """Return under what an event is known: its id, and the message, which twin events share."""
    event = body["event"]
    identifier = body.get("event_id")
    return [*([f"event:{identifier}"] if identifier else []), f"message:{event['channel']}:{event['ts']}"]


def is_root(asked: Asked) -> bool:
    """Say whether a question begins its thread."""
    return asked.thread == asked.ts


def choice(body: Body) -> Asked:
    """Read a click on a suggestion."""
    place = _place(body)
    return Asked(
        question=str(body["actions"][0]["value"]),
        channel=place.channel,
        user=body["user"]["id"],
        team=_team(body),
        thread=place.thread,
        response_url=place.response_url,
        chosen=True,
    )


def key_of_choice(body: Body) -> str:
    """Return under what a click is known."""
    return f"action:{body['user']['id']}:{body['actions'][0].get('action_ts') or body.get('trigger_id')}"


def cast(body: Body) -> Cast:
    """Read a vote."""
    vote, _, answer = str(body["actions"][0]["value"]).partition(":")
    return Cast(answer=answer, vote=vote, user=body["user"]["id"], place=_place(body))


def command(body: Body) -> Asked | None:
    """Read a command; None where it says nothing or asks for help."""
    question = typed(body.get("text") or "")
    if question.lower() in ("", "hilfe", "help", "?"):
        return None
    return Asked(
        question=question,
        channel=body["channel_id"],
        user=body["user_id"],
        team=body.get("team_id") or "",
        response_url=body.get("response_url") or "",
    )


def _asked(body: Body, event: Body, bot: str) -> Asked:
    return Asked(
        question=typed(event.get("text") or "", bot),
        channel=event["channel"],
        user=event["user"],
        team=event.get("user_team") or event.get("team") or body.get("team_id") or "",
        thread=event.get("thread_ts") or event["ts"],
        ts=event["ts"],
    )


def _team(body: Body) -> str:
    team = body["user"].get("team_id") or (body.get("team") or {}).get("id")
    return str(team or "")


def _place(body: Body) -> Place:
    container, message = body.get("container") or {}, body.get("message") or {}
    channel = (body.get("channel") or {}).get("id") or container.get("channel_id") or ""
    if container.get("is_ephemeral") or not message.get("ts"):
        return Place(channel, "", body.get("response_url") or "")
    return Place(channel, message.get("thread_ts") or message["ts"])
