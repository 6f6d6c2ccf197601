"""What people and articles wrote, as Slack shows it to the letter: nothing in it mentions, links or calls anybody."""

import html
import re
from urllib.parse import quote, urlsplit

from assistant.render import visible

WORD_JOINER = "\u2060"
CALLS_EVERYBODY = re.compile(r"(?<!\w)@(?=channel\b|here\b|everyone\b|group\b)", re.IGNORECASE)
ENTITY = re.compile(r"&(?=#?\w+;)")
MARKED_LINK = re.compile(r"\](?=\()")
ADDRESS = re.compile(r"(?<![`\w])(?:\w+://|www\.|mailto:)(?:(?!&[lg]t;)[^\s`])+", re.IGNORECASE)
IN_ANGLES = re.compile(r"<([^<>]*)>")
LONGEST_ADDRESS = 500
SAFE_IN_ADDRESS = "%/:?#[]@!$&'()*+,;=~-._"


def literal(text: str) -> str:
    """Return text without invisible characters and calls to everybody, for objects that Slack takes to the letter."""
    return CALLS_EVERYBODY.sub(f"@{WORD_JOINER}", visible(text))


def mrkdwn(text: str) -> str:
    """Escape text for sections, context and the fallback text of a message."""
    return literal(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain(text: str) -> str:
    """Return text for buttons, tables and titles, where Slack does not say whether it reads entities: with none."""
    return literal(text).replace("<", "‹").replace(">", "›")


def markdown(text: str) -> str:
    """Escape text for a stream, which Slack reads as Markdown; addresses stay text, so that nothing is unfurled."""
    escaped = ENTITY.sub("&amp;", literal(text)).replace("<", "&lt;").replace(">", "&gt;")
    return ADDRESS.sub(r"`\g<0>`", MARKED_LINK.sub(r"]\\", escaped))


def link(address: str | None, label: str) -> str:
    """Return label as a link in mrkdwn, or alone where the address is none that a link may lead to."""
    shown = mrkdwn(label)
    if not address or len(address) > LONGEST_ADDRESS or urlsplit(address).scheme not in ("https", "http"):
        return shown
    return f"<{quote(address, safe=SAFE_IN_ADDRESS).replace('&', '&amp;')}|{shown}>"


def typed(text: str, bot: str = "") -> str:
    """Return what a user typed: mentions of the bot taken out, links as their words, entities as characters."""

    def words(found: re.Match[str]) -> str:
        target, bar, label = found[1].partition("|")
        if target.startswith("@"):
            return " " if target[1:] == bot else f"@{label}" if label else ""
        if target.startswith(("#", "!")):
            return f"#{label}" if target.startswith("#") and label else label
        return label if bar else target

    return html.unescape(IN_ANGLES.sub(words, text)).strip()


def mentions(text: str) -> list[str]:
    """Return the ids of the users that a message calls by name."""
    return [found[1:].partition("|")[0] for found in IN_ANGLES.findall(text) if found.startswith("@")]
