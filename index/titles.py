"""Whom and where an article is about: the title lines, and what stands in for them where they are missing."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.german import fold, words
from index.lines import Line

CityName = Callable[[str], str | None]
"""Returns the official name of the town with the given `town_key`, None if there is no such town."""

PORTAL_TITLE = re.compile(
    r"(?P<profession>.+?) Jobs (?:und|&|u\.) Stellenangebote in (?P<city>[^|]+?)(?: [|–-] .*)?", re.IGNORECASE
)
SHORT_TITLE = re.compile(
    # not "Beruf und Familie in Kiel"
    r"Beruf (?!(?:als|am|auf|aus|für|im|in|ist|mit|oder|ohne|statt|und|wie)\b)(?P<rest>\w.* in [^|]+?)(?: [|–-] .*)?"
)
REVERSED_TITLE = re.compile(r"(?P<rest>.+) Jobs (?:und|&|u\.) Stellenangebote", re.IGNORECASE)
COUNT_TITLE = re.compile(r"\d[\d.]* (?P<rest>.+? Jobs in .+?)(?: gefunden.*|[ .…]*)")
IN = re.compile(r" in ")
HEADLINE_BREAK = re.compile(r"\s*[:?!]\s*|\s+[–—-]\s+|\.\s+")
QUESTION_WORD = re.compile(r"(?:Wozu|Warum|Weshalb|Wieso|Wie|Was|Wer|Als|Arbeiten als|Der Beruf|Beruf) ")
TOWN_PARTICLES = frozenset("a am an auf b bei d den der dem die i im in o ob unter v vom von vor zu zum zur".split())
AFTER_TOWN = re.compile(r"\s(?:im Jahr|aus|heute|ist|als|mit|und|für|zwischen|20\d\d)\b.*")
MAX_PROFESSION_CHARS = 100
MAX_CITY_CHARS = 60
MAX_TITLE_CHARS = 220
MAX_HEADLINE_PROFESSION_WORDS = 5


@dataclass(frozen=True, slots=True)
class Naming:
    """The profession and the town that an article is about."""

    profession: str
    city: str

    @property
    def key(self) -> str:
        """Return both names folded, as the short title line has them."""
        return fold(f"{self.profession} in {self.city}")

    @property
    def is_plausible(self) -> bool:
        """Tell names from whole sentences."""
        is_short = 0 < len(self.profession) <= MAX_PROFESSION_CHARS and len(self.city) <= MAX_CITY_CHARS
        return is_short and self.city[:1].isalpha()


def town_key(name: str) -> str:
    """Return the form under which a gazetteer knows a town: 'Halle (Saale)', 'halle-saale' -> 'halle saale'."""
    return " ".join(words(fold(name)))


def is_title(text: str) -> bool:
    """Tell whether a line is one of the portal's title lines, of this article or of another."""
    if len(text) > MAX_TITLE_CHARS:
        return False
    is_portal_line = PORTAL_TITLE.fullmatch(text) or REVERSED_TITLE.fullmatch(text)
    return bool(is_portal_line or _short_title(text, None, {}))


def pairs(lines: Sequence[Line]) -> set[Naming]:
    """Return what the complete title blocks among the lines name: both title lines, one below the other."""
    found = set()
    for first, second in pairwise(lines):
        naming = _portal_title(first.text) if len(first.text) <= MAX_TITLE_CHARS else None
        if naming and _short_title(second.text, None, {naming.key: naming}) == naming:
            found.add(naming)
    return found


def from_title_lines(lines: Sequence[Line], city_name: CityName | None) -> Naming | None:
    """Read profession and town off the title lines; of several articles named, the one named most often."""
    texts = [line.text for line in lines if len(line.text) <= MAX_TITLE_CHARS]
    portal = [naming for text in texts if (naming := _portal_title(text))]
    known = {naming.key: naming for naming in portal}
    short = [naming for text in texts if (naming := _short_title(text, city_name, known))]
    # the portal's first line says where the profession ends, so it decides a draw
    return _most_named(portal, short) if portal else _most_named(short, [])


def _most_named(candidates: Iterable[Naming], seconds: Iterable[Naming]) -> Naming | None:
    votes = Counter(candidates)
    votes.update(naming for naming in seconds if naming in votes)
    return max(reversed(votes), key=votes.__getitem__, default=None)  # a draw: the last one is nearest to the text


def _portal_title(text: str) -> Naming | None:
    match = PORTAL_TITLE.fullmatch(text)
    naming = Naming(match["profession"].strip(), match["city"].strip()) if match else None
    return naming if naming and naming.is_plausible else None


def _short_title(text: str, city_name: CityName | None, known: Mapping[str, Naming]) -> Naming | None:
    match = SHORT_TITLE.fullmatch(text) if len(text) <= MAX_TITLE_CHARS else None
    if match is None:
        return None
    return known.get(fold(match["rest"])) or split_at_in(match["rest"], city_name)


def split_at_in(text: str, city_name: CityName | None) -> Naming | None:
    """Split '<Beruf> in <Ort>'; either may hold an 'in' of its own: 'Leiter in der Pflege in Landau in der Pfalz'."""
    splits = [Naming(text[: match.start()].strip(), text[match.end() :].strip()) for match in IN.finditer(text)]
    plausible = [naming for naming in splits if naming.is_plausible and _is_town_like(naming.city)]
    known = (naming for naming in plausible if city_name and city_name(town_key(naming.city)))
    return next(known, plausible[-1] if plausible else None)


def _is_town_like(name: str) -> bool:
    """Tell 'Landau in der Pfalz' from 'der Pfalz' and from 'Kiel: ein Spagat'."""
    if not name[0].isupper() or re.search(r"[:;?!–—„“\"]|,\s", name):
        return False
    return all(word[0].isupper() or word in TOWN_PARTICLES for word in words(name))


def from_count_line(lines: Sequence[Line], city_name: CityName | None) -> Naming | None:
    """Read profession and town off the portal's result count, '0 <Beruf> Jobs in <Ort>'."""
    matches = (COUNT_TITLE.fullmatch(line.text) for line in lines if len(line.text) <= MAX_TITLE_CHARS)
    rests = (match["rest"].replace(" Jobs in ", " in ") for match in matches if match)
    return next((naming for rest in rests if (naming := split_at_in(rest, city_name))), None)


def from_headline(text: str, city_name: CityName | None) -> Naming | None:
    """Read profession and town off a headline such as 'Zwischen Akten und Alltag: <Beruf> in <Ort>'."""
    if len(text) > MAX_TITLE_CHARS:
        return None
    parts = (QUESTION_WORD.sub("", part, count=1) for part in HEADLINE_BREAK.split(text))
    return next((naming for part in parts if (naming := _headline_part(part, city_name))), None)


def _headline_part(text: str, city_name: CityName | None) -> Naming | None:
    naming = split_at_in(AFTER_TOWN.sub("", text), city_name)
    if naming is None or not naming.profession[0].isupper() or naming.profession.startswith("Zwischen "):
        return None
    return naming if len(naming.profession.split()) <= MAX_HEADLINE_PROFESSION_WORDS else None
