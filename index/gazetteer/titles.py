"""Profession names of ESCO and KldB 2020, cleaned, each trade once under a gender-neutral name."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from itertools import permutations
from pathlib import Path

from index.names.professions import profession_keys
from index.names.vocabulary import is_generic

INNER_CAPITAL = re.compile(r"(?<=[a-zäöüß])(?:In|(?<=e)R)\b")
# "Beamt(er/in)" -> "Beamter/Beamtin"
ENDINGS_IN_BRACKETS = re.compile(r"(?P<stem>\w+)\((?P<man>er|e)/in\)")
BRACKET = re.compile(r"\s*\([^()]*\)")
SPECIALITY = re.compile(r"\s+[-–]\s+")
PAIR = re.compile(r"/(?!-|in\b|r\b|frau\b)")
FIELD_LABEL = re.compile(r"^Berufe (?:in der|im|in) (?P<field>[A-ZÄÖÜ][^–(]+?)(?: \(ohne Spezialisierung\))?$")
ACRONYM = re.compile(r"^[A-Zd]{2,5}$")
# Entries of the classifications that are no names of trades, or that read as something else in every question
DROPPED = frozenset(
    "Stand-in|Facher/in|Programmberufe|Channel|Medium|MRE-Installationsprogramm|Sicherungsposten|sheDJ|"
    "ZiegelerzeugerZ|Kumpel|Pro/Proette|Aufsicht|Hygienike/r".split("|")
)


@dataclass(frozen=True, slots=True)
class Title:
    """One profession or field of work as the gazetteer keeps it."""

    name: str
    keys: frozenset[str]
    generic: bool
    is_field: bool


@dataclass(frozen=True, slots=True)
class _Spelling:
    text: str
    is_field: bool = False


def read_titles(data: Path) -> list[Title]:
    """Read all professions from the two classifications, sorted by name."""
    groups: dict[str, list[_Spelling]] = {}
    for spelling in _spellings(data):
        keys = profession_keys(spelling.text)
        if not keys.bag or spelling.text in DROPPED or _is_acronym(spelling.text):
            continue
        # A spelling in two words joins those in one word: "Web-Designer" and "Webdesigner"
        group = groups.get(keys.joined) or groups.get(keys.bag) or []
        group.append(spelling)
        groups.setdefault(keys.bag, group)
        groups.setdefault(keys.joined, group)
    unique = {id(group): group for group in groups.values()}
    return sorted(map(_title, unique.values()), key=lambda title: (title.name, sorted(title.keys)))


def _is_acronym(text: str) -> bool:
    # "MEP", "NVOCC"; every trade has a written-out name, too
    return ACRONYM.match(text) is not None and text != "DJ"


def _title(group: list[_Spelling]) -> Title:
    keys = frozenset(key for spelling in group for key in profession_keys(spelling.text).both)
    name = display_name([spelling.text for spelling in group])
    return Title(name, keys, any(map(is_generic, keys)), all(spelling.is_field for spelling in group))


def display_name(spellings: list[str]) -> str:
    """Return one gender-neutral name: 'Florist/in' for 'Floristin', 'Florist' and 'Florist/Floristin'."""
    neutral = [name for name in spellings if "/" in name]
    if neutral:
        return neutral[0]
    pairs = (neutral_name(man, woman) for man, woman in permutations(dict.fromkeys(spellings), 2))
    return next((name for name in pairs if name), spellings[0])


def neutral_name(man: str, woman: str) -> str:
    """Merge the two titles of one profession word by word; empty if they do not correspond."""
    ours, theirs = man.split(" "), woman.split(" ")
    if man == woman or len(ours) != len(theirs) or profession_keys(man) != profession_keys(woman):
        return ""
    merged = [_neutral_word(one, other) for one, other in zip(ours, theirs, strict=True)]
    return " ".join(merged) if all(merged) else ""


def _neutral_word(man: str, woman: str) -> str:
    if man == woman:
        return man
    if woman == f"{man}in":
        return f"{man}/in"
    if man == f"{woman}r":
        return f"{woman}/r"
    if man.endswith("mann") and woman == f"{man[:-4]}frau":
        return f"{man}/-frau"
    return f"{man}/{woman}" if woman.endswith("in") else ""


def _spellings(data: Path) -> Iterator[_Spelling]:
    """Yield all names, the best source for a display name first."""
    esco, kldb = _records(data, "esco_occupations_de"), _records(data, "kldb2020_de")
    for record in esco:
        yield from map(_Spelling, _label_names(str(record["label"])))
    yield from map(_Spelling, _more_titles())
    for record in kldb:
        yield from map(_Spelling, _example_names(_strings(record["example_titles"])))
    for record in esco:
        yield from (_Spelling(_slashed(name)) for name in _strings(record["alt_labels"]))
    for record in kldb:
        yield from (_Spelling(name, is_field=True) for name in _fields(str(record["label"]), str(record["level"])))


def _more_titles() -> list[str]:
    text = resources.files("index.gazetteer").joinpath("more_titles.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _records(data: Path, name: str) -> list[dict[str, object]]:
    with (data / f"{name}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _strings(value: object) -> list[str]:
    return [str(item).strip() for item in value] if isinstance(value, list) else []


def _slashed(name: str) -> str:
    return INNER_CAPITAL.sub(lambda match: f"/{match.group().lower()}", name)


def _label_names(label: str) -> Iterator[str]:
    """Yield 'Florist/in' for 'Florist/Floristin'; both names where two words stand for the two sexes."""
    label = label.strip(" /")
    for slash in PAIR.finditer(label):
        merged = neutral_name(label[: slash.start()].strip(), label[slash.end() :].strip())
        if merged:
            yield merged
            return
    sides = [side.strip() for side in PAIR.split(label)]
    # "Hebamme/Entbindungspfleger" are two names, "Lehrkraft für Erdkunde/Geografie Sekundarstufe" is one
    yield from sides if len(sides) == 2 and " " not in label else [label]


def _example_names(titles: list[str]) -> Iterator[str]:
    """Yield example titles without degrees in brackets, and those with a speciality without it, too.

    Abbreviated titles are left out.
    """
    for title in titles:
        whole = ENDINGS_IN_BRACKETS.sub(r"\g<stem>\g<man>/\g<stem>in", title)
        plain = BRACKET.sub("", whole).strip()
        if "." not in plain and "(" not in plain:
            trade, *speciality = SPECIALITY.split(plain)
            yield " – ".join((trade, *speciality))
            if speciality:
                yield trade


def _fields(label: str, level: str) -> Iterator[str]:
    match = FIELD_LABEL.match(label)
    if match and level == "4":
        yield match["field"]
    elif level == "3" and "Berufe" not in label and "," not in label and " und " not in label:
        yield BRACKET.sub("", label)
