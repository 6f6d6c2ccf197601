"""German wording shared by all answers: ranges, lists, levels, names."""

import re
from collections.abc import Sequence
from datetime import datetime

from index.types import Level, Period

LEVEL_PHRASES: dict[Level, str] = {
    "entry": "zum Einstieg",
    "experienced": "mit Erfahrung",
    "lead": "in leitender oder herausgehobener Stellung",
    "unspecified": "ohne Angabe der Erfahrung",
}
PERIOD_PHRASES: dict[Period, str] = {"month": "im Monat", "year": "im Jahr", "hour": "pro Stunde"}
CURRENCIES = {"EUR": "€", "CHF": "CHF"}


def amount(value: float) -> str:
    """Format an amount the German way: 3200 -> '3.200', 14.5 -> '14,50'."""
    whole, cents = divmod(round(value * 100), 100)
    text = f"{whole:,}".replace(",", ".")
    return f"{text},{cents:02d}" if cents else text


def money_range(low: float | None, high: float | None, *, open_top: bool, currency: str = "EUR") -> str:
    """Format a range: '3.000–3.800 €', 'ab 3.000 €', 'bis 5.000 €', '2.800 €'."""
    sign = CURRENCIES.get(currency, currency)
    if low is None or high is None:
        value, word = (high, "bis zu") if low is None else (low, "ab")
        return f"{word} {amount(value or 0)} {sign}"
    text = f"{amount(low)} {sign}" if low == high else f"{amount(low)}–{amount(high)} {sign}"
    return f"{text} oder mehr" if open_top else text


def listing(items: Sequence[str], conjunction: str = "und") -> str:
    """Join items as people do: 'a, b und c'."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {conjunction} {items[-1]}"


def counted(number: int, one: str, many: str) -> str:
    """Return '1 Artikel' or '3 Orte'."""
    return f"{amount(number)} {one if number == 1 else many}"


def brief(text: str, length: int = 100) -> str:
    """Return text on one line, cut where it is longer than length."""
    line = " ".join(text[: length * 4].split())
    return line if len(line) <= length else f"{line[:length].rstrip()} …"


def clock(moment: str) -> str:
    """Return a moment in ISO form as the clock on the wall shows it: '25.11.2026 08:30'."""
    try:
        return datetime.fromisoformat(moment).astimezone().strftime("%d.%m.%Y %H:%M")
    except ValueError:
        return moment


# Endings of words for people, so that "als Koch" but "im Bereich IT Organisation" is said.
PERSON = re.compile(
    r"(?:er|erin|or|orin|ist|istin|ent|entin|ant|antin|eur|eurin|mann|frau|kraft|hilfe|arzt|ärztin|koch|köchin|wirt|"
    r"wirtin|loge|login|gogin|goge|chef|chefin|jurist|anwalt|anwältin|assistent|architect|assistant|operator|"
    r"angestellte|fachangestellte|gehilfe|lehrkraft|schwester)\b",
    re.IGNORECASE,
)


def role(profession: str) -> str:
    """Return 'als Koch' for a person and 'im Bereich IT Organisation' for a field."""
    return f"als {profession}" if PERSON.search(profession) else f"im Bereich {profession}"


QUESTIONS = {
    "salary": "Was verdient man {role}{place}{level}?",
    "tasks": "Welche Aufgaben hat man {role}{place}?",
    "skills": "Was sollte man {role}{place} mitbringen?",
    "training": "Welche Weiterbildungen gibt es {role}{place}?",
    "market": "Wie ist der Arbeitsmarkt für {profession}{place}?",
    "employers": "Wer stellt {role}{place} ein?",
}


def question_about(topic: str, profession: str, city: str | None, level: Level | None = None) -> str:
    """Phrase a question that the assistant understands, for suggestions and resolved follow-ups."""
    place = f" in {city}" if city else ""
    said = f" {LEVEL_PHRASES[level]}" if level and level != "unspecified" else ""
    return QUESTIONS[topic].format(role=role(profession), profession=profession, place=place, level=said)
