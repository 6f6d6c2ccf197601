"""What the bot is run with: secrets from the environment alone, the rest from the command line."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.render import visible
from assistant.slack.errors import SlackError

API = "https://slack.com/api/"
MEANT_FOR_OTHERS = "SLACK_CLIENT_ID und SLACK_CLIENT_SECRET bitte nicht setzen; sie sind für Apps in vielen Workspaces."
GUIDE = "Wie man sie bekommt, steht in docs/slack.md."


@dataclass(frozen=True, slots=True)
class Address:
    """Where the bot listens for HTTP."""

    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Secrets:
    """Tokens, kept out of every repr."""

    bot_token: str = field(repr=False)
    app_token: str = field(default="", repr=False)
    signing_secret: str = field(default="", repr=False)
    api: str = API


@dataclass(frozen=True, slots=True)
class SlackSettings:
    """How the bot behaves. `waiting` bounds the questions that wait for one of the `workers`."""

    http: Address | None = None
    follow_ups: bool = True
    workers: int = 4
    waiting: int = 100
    grace: float = 25.0
    """Seconds that answers may take after SIGTERM; what has not begun by then is answered after the next start."""


def secrets_from(environment: Mapping[str, str], *, http: bool) -> Secrets:
    """Read the tokens that the way of connecting needs; raise SlackError for the first that is missing or mixed up."""
    if environment.get("SLACK_CLIENT_ID") and environment.get("SLACK_CLIENT_SECRET"):
        raise SlackError(MEANT_FOR_OTHERS)  # Bolt would read them and ask for more
    second = ("SLACK_SIGNING_SECRET", "") if http else ("SLACK_APP_TOKEN", "xapp-")
    bot_token, other = (_read(environment, *name) for name in (("SLACK_BOT_TOKEN", "xoxb-"), second))
    api = environment.get("SLACK_API_URL", "").strip() or API
    api = api if api.endswith("/") else f"{api}/"
    return Secrets(bot_token, signing_secret=other, api=api) if http else Secrets(bot_token, app_token=other, api=api)


def address_of(text: str) -> Address:
    """Read HOST:PORT; raise SlackError where it is none."""
    host, colon, port = text.rpartition(":")
    host = host.strip("[]")
    if not (colon and host and port.isascii() and port.isdecimal() and int(port) < 65_536):
        raise SlackError(f"--http: „{visible(text)}“ ist keine Adresse; erwartet wird etwa 127.0.0.1:3000.")
    return Address(host, int(port))


def _read(environment: Mapping[str, str], name: str, prefix: str) -> str:
    value = environment.get(name, "").strip()
    if not value:
        raise SlackError(f"{name} ist nicht gesetzt. {GUIDE}")
    if not value.isascii():
        raise SlackError(f"{name} enthält Zeichen, die in keinem Token vorkommen. {GUIDE}")
    if not value.startswith(prefix):
        raise SlackError(f"{name} sollte mit {prefix} beginnen; vielleicht sind zwei Werte vertauscht. {GUIDE}")
    return value
