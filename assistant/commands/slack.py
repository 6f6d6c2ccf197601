"""`lotse slack`: the Slack bot."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources

from assistant.commands.session import live_assistant_for
from assistant.commands.streams import say
from assistant.errors import AssistantError
from assistant.links import page_address
from assistant.settings import Settings
from assistant.types import Citation

EXTRA = "Für Slack fehlen Pakete ({name}). Nachinstallieren mit: pip install 'lotse[slack]'"
LEFT_OVER = "Was noch wartete, wird nach dem nächsten Start beantwortet."


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asks for."""

    http: str | None
    mentions_only: bool
    workers: int
    queue: int
    manifest: bool = False


def slack(settings: Settings, wanted: Wanted) -> int:
    """Run the bot until a signal ends it."""
    if wanted.manifest:
        print(resources.files("assistant").joinpath("slack", "manifest.json").read_text(encoding="utf-8"), end="")
        return 0
    try:
        from assistant.slack.bot import Bot
        from assistant.slack.logs import set_up
        from assistant.slack.serving import serve
    except ModuleNotFoundError as error:
        raise AssistantError(EXTRA.format(name=error.name)) from error
    from assistant.slack.settings import SlackSettings, address_of, secrets_from

    http = address_of(wanted.http) if wanted.http else None
    secrets = secrets_from(os.environ, http=http is not None)
    set_up()
    bot_settings = SlackSettings(http, not wanted.mentions_only, wanted.workers, wanted.queue)
    with live_assistant_for(settings) as live:
        bot = Bot(live, settings.home, secrets, bot_settings, link_to=_page_of(settings))
        where = f"auf Port {bot.port}" if http else "über Socket Mode"
        say(f"Lotse antwortet in Slack, {where}. Beenden mit Strg-C.")
        if not serve(bot, settings.home):
            say(LEFT_OVER)
    return 0


def _page_of(settings: Settings) -> Callable[[Citation], str | None]:
    """Return what gives a source its address on the web, where a template for addresses is set."""
    address = page_address(settings.url_template)
    return lambda source: address.of(source.profession, source.city, source.article) if address else None
