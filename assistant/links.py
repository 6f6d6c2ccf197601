"""Where an article can be opened: its file on this machine and, by a template, its page on the web."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from assistant.errors import AssistantError

VARIABLE = "LOTSE_URL_TEMPLATE"
PLACEHOLDER = re.compile(r"\{(profession|city|article)\}")
ADDRESS = re.compile(r"https?://[!#-;=?-\[\]_a-z~]+", re.IGNORECASE)  # printable ASCII that no address has to escape
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
BETWEEN_WORDS = re.compile(r"[\W_]+")
WORDLESS = re.compile(r"[\W_]*")


@dataclass(frozen=True, slots=True)
class PageAddress:
    """The web address of articles, as a template with {profession}, {city} and {article}."""

    template: str

    def __post_init__(self) -> None:
        """Raise AssistantError for a template that cannot give an http or https address."""
        probe = PLACEHOLDER.sub("x", self.template)
        if not ADDRESS.fullmatch(probe) or "{" in probe or not _host(probe):
            raise AssistantError(
                f"{VARIABLE}: „{self.template}“ ist keine Adresse mit http:// oder https://, "
                "in der höchstens {profession}, {city} und {article} stehen."
            )

    def of(self, profession: str, city: str, article: str) -> str | None:
        """Return the address of an article, percent-encoded; None where a name leaves nothing to put in."""
        parts = {
            "profession": slug(profession),
            "city": slug(city),
            "article": quote(article, safe="", errors="replace"),
        }
        wanted = PLACEHOLDER.findall(self.template)
        if any(WORDLESS.fullmatch(parts[name]) for name in wanted):  # "" or "..", which would lead elsewhere
            return None
        return PLACEHOLDER.sub(lambda found: parts[found.group(1)], self.template)


def page_address(template: str | None) -> PageAddress | None:
    """Return the address for a template from the settings, None where none is set."""
    return PageAddress(template) if template else None


def slug(name: str) -> str:
    """Return a name as addresses spell it: 'Mülheim an der Ruhr' -> 'muelheim-an-der-ruhr'."""
    spelled = unicodedata.normalize("NFC", name).casefold().translate(UMLAUTS)
    plain = "".join(char for char in unicodedata.normalize("NFKD", spelled) if not unicodedata.combining(char))
    return quote(BETWEEN_WORDS.sub("-", plain).strip("-"), safe="-")


def file_address(source: str) -> str | None:
    """Return the file:// address of a source, percent-encoded; None for what is no absolute path."""
    try:
        return Path(source).as_uri()
    except ValueError:  # not absolute, or half a character in its name
        return None


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
