"""Keys of town names: full and short names, abbreviations, adjectives ("Dortmunder"), genitives ("Leipzigs")."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from index.german import clean, fold, words

# A small "oder" joins two towns ("in Frankfurt oder Leipzig"); the river has a capital, a slash or a bracket
CONJUNCTION = re.compile(r"(?<![(/])\boder\b")
SAINT = re.compile(r"\bst(?:\.|\b)\s*(?=\w)", re.IGNORECASE)
TITLE = re.compile(
    r"^(?:landeshaupt|hanse|universitäts|luther|kreis|wissenschafts|documenta-)?stadt\s+(?=\w)", re.IGNORECASE
)
# What tells towns of one name apart: "am Main", "(Saale)", "/Erzgebirge", "an der Ruhr"
PLACE_NOTE = re.compile(r"\s*[(/,].*$|\s+(?:an|am|im|in|ob|vor|vorm|auf|bei|unter)\s.*$", re.IGNORECASE)

SHORT_PREPOSITION = re.compile(r"(?<=\w)\s*\b([aiovb])\.\s?(d\.)?\s?(?=\w)")
PREPOSITIONS = {"a": "am", "i": "im", "o": "ob", "v": "vor", "b": "bei", "ad": "an der", "id": "in der"}
REGIONS = {
    "OPf.": "Oberpfalz",
    "OB": "Oberbayern",
    "NB": "Niederbayern",
    "OFr.": "Oberfranken",
    "UFr.": "Unterfranken",
    "MFr.": "Mittelfranken",
    "Bay.": "Bayern",
    "Vogtl.": "Vogtland",
    "Erzgeb.": "Erzgebirge",
    "Sa.": "Sachsen",
    "O.L.": "Oberlausitz",
    "Thür.": "Thüringer",
    "Westf.": "Westfalen",
    "Rhld.": "Rheinland",
    "Oldb": "Oldenburg",
    "Odw.": "Odenwald",
    "Br.": "Breisgau",
    "Brsg.": "Breisgau",
    "Rh.": "Rhein",
    "M.": "Main",
}
REGION = re.compile(r"(?<=[ (/.])(?:" + "|".join(map(re.escape, REGIONS)) + r")(?!\w)")
IN_REGION = re.compile(r"\bim (?=(?:Ober|Nieder|Unter|Mittel)(?:bayern|franken)|Bayern|Westfalen|Sachsen)")

SMALL_WORDS = frozenset("an am im in ob vor vorm auf bei unter der die dem den das".split())
NO_GENITIVE = re.compile(r"[sxz]$")
# Beside the regular form in "-er"; those in "-sch" are inflected
IRREGULAR_ADJECTIVES = {
    "baden": ("badisch", "badenser"),
    "basel": ("basler",),
    "bremen": ("bremer", "bremisch"),
    "dresden": ("dresdner",),
    "emden": ("emder",),
    "halle": ("hallenser", "hallesch", "hallisch"),
    "hamburg": ("hamburgisch",),
    "hannover": ("hannoveraner", "hannoversch"),
    "jena": ("jenenser",),
    "kassel": ("kassler", "kasselaner"),
    "koln": ("kolsch",),
    "lubeck": ("lubsch", "lubisch"),
    "munster": ("munsteraner",),
    "norden": ("norder",),
    "salzgitter": ("salzgitteraner",),
    "speyer": ("speyrer",),
    "weimar": ("weimaraner",),
    "zurich": ("zurcher",),
}
# Ending of the town, ending of the adjective, whether it takes the place of the regular one
ADJECTIVE_ENDINGS = (
    ("ingen", "inger", True),
    ("brucken", "brucker", True),
    ("nchen", "nchner", False),
    ("hausen", "hauser", False),
    ("kirchen", "kirchner", False),
    ("kirchen", "kircher", False),
    ("hafen", "hafner", False),
    ("lautern", "lauterer", False),
)
SCH_ENDINGS = ("", "e", "en", "er", "es", "em")


@dataclass(frozen=True, slots=True)
class CityKeys:
    """All keys of one town, folded, lower case, one blank between words.

    `full` are the spellings of the whole name ("halle saale", "halle an der saale", "halle a d saale"), `short` the
    name without what tells it from others ("halle"); `adjectives` and `genitives` are made of the short name.
    """

    full: tuple[str, ...]
    short: str
    adjectives: tuple[str, ...]
    genitives: tuple[str, ...]

    @property
    def all(self) -> frozenset[str]:
        """Return every key under which the town is found."""
        return frozenset((*self.full, self.short, *self.adjectives, *self.genitives))


@lru_cache(maxsize=16_384)
def city_keys(name: str) -> CityKeys:
    """Return the keys of a town's name in any official spelling."""
    plain = TITLE.sub("", spelled_out(name))
    short = place_key(PLACE_NOTE.sub("", plain)) or place_key(plain)
    full = dict.fromkeys(_spellings(place_key(plain), short))
    adjectives = dict.fromkeys(_adjectives(short))
    genitives = () if NO_GENITIVE.search(short) else (f"{short}s",)
    return CityKeys(tuple(full), short, tuple(adjectives), genitives)


@lru_cache(maxsize=16_384)
def place_key(text: str) -> str:
    """Return the key of a name as it stands in a text, to be looked up among the keys of towns."""
    clauses = CONJUNCTION.split(SAINT.sub("Sankt ", clean(text)))
    return " | ".join(" ".join(map(fold, words(clause))) for clause in clauses)


def spelled_out(name: str) -> str:
    """Write the abbreviations of official names in full: 'Prien a.Chiemsee' -> 'Prien am Chiemsee'."""
    full = SHORT_PREPOSITION.sub(_preposition, clean(name).strip())
    return IN_REGION.sub("in ", REGION.sub(lambda match: REGIONS[match.group()], full)).replace("/ ", "/")


def _preposition(match: re.Match[str]) -> str:
    letter, article = match.group(1), match.group(2)
    if article is None:
        return f" {PREPOSITIONS[letter]} "
    return f" {PREPOSITIONS.get(letter + 'd', PREPOSITIONS[letter] + ' der')} "


def _spellings(full: str, short: str) -> Iterator[str]:
    """Yield the full name as written, without small words, and abbreviated in the ways in use."""
    yield full
    tail = full.removeprefix(short).split()
    if not tail or full == short:
        return
    for variant in _tails(tail):
        yield " ".join([short, *variant])


def _tails(tail: list[str]) -> Iterator[list[str]]:
    names = [word for word in tail if word not in SMALL_WORDS]
    small = [word for word in tail if word in SMALL_WORDS]
    for joint in _joints(small, len(names)):
        yield [*joint, *names]
        yield from ([*joint, *names[:-1], brief] for brief in _brief_regions(names[-1]))
    yield [word[0] for word in tail]


def _joints(small: list[str], count: int) -> Iterator[list[str]]:
    yield []
    yield small
    yield [word[0] for word in small]
    # "Halle (Saale)" is also written "Halle an der Saale" and "Halle a. d. Saale", "Frankfurt/Main" also "a. M."
    if not small and count == 1:
        yield from (["an", "der"], ["a", "d"], ["am"], ["a"], ["im"], ["i"], ["in"])


def _brief_regions(name: str) -> Iterator[str]:
    for brief, region in REGIONS.items():
        if fold(region) == name:
            yield place_key(brief)


def _adjectives(short: str) -> Iterator[str]:
    """Yield the adjectives in use, the most usual first: Dortmunder, Karlsruher, Göttinger, Münchner, hallesch."""
    endings = [(old, new, instead) for old, new, instead in ADJECTIVE_ENDINGS if short.endswith(old)]
    if not any(instead for *_, instead in endings):
        # Folded after the ending is on: "Jenaer" becomes "jenar" in a question, too
        yield fold(f"{short.removesuffix('e')}er")
    for old, new, _ in endings:
        yield short.removesuffix(old) + new
    for irregular in IRREGULAR_ADJECTIVES.get(short, ()):
        yield from (irregular + ending for ending in (SCH_ENDINGS if irregular.endswith("sch") else ("",)))
