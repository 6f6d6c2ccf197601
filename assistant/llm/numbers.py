"""Every number of a text with what it counts: digits, words, dates, codes such as "A14"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.german import fold
from index.salary.amounts import amounts

MONTHS = "januar februar marz april mai juni juli august september oktober november dezember".split()
MONTH = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
DATE = re.compile(
    rf"\b(?P<day>\d{{1,2}})\.\s?(?:(?P<month>\d{{1,2}})\.|(?P<name>{MONTH})\b)\s?(?P<year>\d{{4}}|\d{{2}}(?!\d))?"
    r"|\b(?P<iso>\d{4}-\d{2}-\d{2})\b"
)
CODE = re.compile(r"\b(?=\w*[^\W\d_])(?=\w*\d)(?!\d+[kK]\b)[^\W_]+(?:-\d+)?\b|\b[A-ZÄÖÜ][\w]*-\d+\b")
DIGITS = re.compile(r"\d+(?:[.'’ ]\d{3})*(?:,\d+)?")
WORD = re.compile(r"[^\W\d_]+")

ONES = {
    "ein": 1, "eins": 1, "eine": 1, "zwei": 2, "zwo": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7,
    "acht": 8,     "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12, "sechzehn": 16, "siebzehn": 17,
}  # fmt: skip
TENS = {
    "zwanzig": 20, "dreißig": 30, "dreissig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60, "siebzig": 70,
    "achtzig": 80,
    "neunzig": 90,
}  # fmt: skip
_ONE = "|".join(sorted(ONES, key=len, reverse=True))
_TEN = "|".join(TENS)
WORDED = re.compile(
    rf"(?:(?P<thousands>{_ONE})?(?P<thousand>tausend))?(?:(?P<hundreds>{_ONE})?(?P<hundred>hundert))?(?:und)?"
    rf"(?:(?P<teen>(?:drei|vier|fünf|sech|sieb|acht|neun)zehn)|(?:(?P<unit>{_ONE})und)?(?P<ten>{_TEN})|(?P<one>{_ONE}))?"
    r"(?P<half>einhalb)?",
)
PARTS = {
    "anderthalb": 1.5,
    "halb": 0.5,
    "doppelt": 2.0,
    "verdoppel": 2.0,
    "dutzend": 12.0,
    "drittel": 1 / 3,
    "viertel": 0.25,
}
# What a number word may be glued to: "dreijährig", "zweimal", "vierten", "Zweitkraft" is not among them
SUFFIX = re.compile(
    r"(?P<unit>jährig|monatig|wöchig|tägig|stündig|minütig|prozentig)\w{0,2}"
    r"|mal(?:ig\w*|s)?|fach\w{0,2}|köpfig\w*|stellig\w*|stufig\w*|teilig\w*|sprachig\w*|erlei|er|(?:s?te[nmrs]?)"
)
THIRD, SEVENTH = re.compile(r"dritte[nmrs]?"), re.compile(r"siebte[nmrs]?")
# "ein" counts only where it stands for a length of time or a sum
COUNTING_ONE = re.compile(
    r"\b(?:nach|seit|vor|in|innerhalb|binnen|dauer\w*|über|für|mindestens|nur|rund|etwa|knapp|gut|um|bis|zu|alle)\s"
    r"(?:\w+\s)?(?P<one>eine[mnrs]?|ein)\s(?=(?:\w+e[nmrs]?\s)?(?:Jahr|Monat|Woche|Stunde|Prozent|Euro|Kilometer|Minute))"
)
UNITS: dict[str, re.Pattern[str]] = {
    "EUR": re.compile(r"\s?(?:€|EUR\b|Euros?\b)|-Euro\b", re.IGNORECASE),
    "percent": re.compile(r"\s?%|[\s-]Prozent|prozentig", re.IGNORECASE),
    "hour": re.compile(r"[\s-](?:Arbeits|Wochen|Über|Unterrichts)?[Ss]tunde|\s?(?:h|Std)\b|-?stündig"),
    "week": re.compile(r"[\s-](?:Kalender)?[Ww]oche|-?wöchig"),
    "month": re.compile(r"[\s-]Monat|-?monatig", re.IGNORECASE),
    "year": re.compile(r"[\s-](?:Berufs|Lehr|Ausbildungs|Dienst|Lebens|Schul)?[Jj]ahr(?!\w*hundert)|-?jährig"),
    "clock": re.compile(r"\s?Uhr\b"),
    "minute": re.compile(r"[\s-]Minute|-?minütig", re.IGNORECASE),
    "day": re.compile(r"[\s-](?:Arbeits|Urlaubs|Werk|Ferien)?[Tt]age?[sn]?\b|-?tägig"),
    "km": re.compile(r"\s?(?:km\b|Kilometer)", re.IGNORECASE),
}
TO_NEXT = re.compile(r"(?:\s?[-–—]\s?|-?\s(?:bis|und|oder|bis zu)\s(?:zu\s|etwa\s|rund\s)?)")
BETWEEN_UNIT = re.compile(r"\s(?:volle|ganze|gute|lange|weitere|bezahlte|freie)[nr]?(?=\s)")


@dataclass(frozen=True, slots=True)
class Number:
    """A number at `start:end`; `unit` is what it counts where that is a common measure; `code` a date or a code."""

    value: float
    start: int
    end: int
    unit: str = ""
    code: str = ""

    def means(self, other: "Number") -> bool:
        """Say whether two numbers are the same and count the same."""
        if self.code or other.code:
            return self.code == other.code
        # a sum may lack its currency, but "dreimal" is not "drei Uhr"
        return abs(self.value - other.value) < 0.005 and self.unit.replace("EUR", "") == other.unit.replace("EUR", "")


def numbers(text: str) -> list[Number]:
    """Return all numbers of a text in order; "ein" only where it counts."""
    taken: list[Number] = []
    for found in (_dates(text), _codes(text), _sums(text), _digits(text), _words(text), _ones(text)):
        taken += [number for number in found if not any(_overlap(number, other) for other in taken)]
    ordered = sorted(taken, key=lambda number: number.start)
    return [_with_unit(text, ordered, at) for at in range(len(ordered))]


def missing(stated: Iterable[Number], known: Iterable[Number]) -> list[Number]:
    """Return the numbers stated that are not among those known."""
    known = [number for one in known for number in (one, *_year_of(one))]
    return [number for number in stated if not any(number.means(other) for other in known)]


def _year_of(date: Number) -> Iterator[Number]:
    """Return the year of a date as a number of its own."""
    year = date.code.rpartition(".")[2]
    if len(year) == 4 and year.isdecimal():
        yield Number(float(year), date.start, date.end)


def number_word(word: str) -> float | None:
    """Return the value of a number word, glued suffixes allowed ("dreijährig"), None for other words."""
    lowered = word.lower()
    if THIRD.fullmatch(lowered) or SEVENTH.fullmatch(lowered):
        return 3.0 if lowered.startswith("d") else 7.0
    for part, value in PARTS.items():
        if lowered.startswith(part):
            return value
    match = WORDED.match(lowered)
    if match is None or not match.group() or match.group() in ("und", "ein", "eine"):
        return None
    rest = lowered[match.end() :]
    if rest and not SUFFIX.fullmatch(rest):
        return None
    value = _value(match)
    return None if value == 1 and rest not in ("mal",) and not rest.startswith("jährig") else value


def _value(match: re.Match[str]) -> float:
    value = 0.0
    if match["thousand"]:
        value += 1000 * ONES.get(match["thousands"] or "ein", 1)
    if match["hundred"]:
        value += 100 * ONES.get(match["hundreds"] or "ein", 1)
    if match["teen"]:
        stem = match["teen"].removesuffix("zehn")
        value += 10 + {"sech": 6, "sieb": 7}.get(stem, ONES.get(stem, 0))
    if match["ten"]:
        value += TENS[match["ten"]] + ONES.get(match["unit"] or "", 0)
    if match["one"]:
        value += ONES[match["one"]]
    return value + (0.5 if match["half"] else 0)


def _dates(text: str) -> Iterator[Number]:
    for match in DATE.finditer(text):
        if match["iso"]:
            year, month, day = match["iso"].split("-")
        else:
            day, year = match["day"], match["year"] or ""
            month = match["month"] or str(MONTHS.index(fold(match["name"])) + 1)
        if int(day) <= 31 and 1 <= int(month) <= 12:
            full = f"20{year}" if len(year) == 2 else year
            yield Number(0, match.start(), match.end(), code=f"{int(day)}.{int(month)}.{full}")


def _codes(text: str) -> Iterator[Number]:
    for match in CODE.finditer(text):
        yield Number(0, match.start(), match.end(), code=fold(match.group()).replace("-", ""))


def _sums(text: str) -> Iterator[Number]:
    for amount in amounts(text):
        if any(char.isdigit() for char in text[amount.start : amount.end]) or amount.value >= 100:
            yield Number(amount.value, amount.start, amount.end, "EUR" if amount.currency else "")


def _digits(text: str) -> Iterator[Number]:
    for match in DIGITS.finditer(text):
        yield Number(float(re.sub(r"[.'’ ]", "", match.group()).replace(",", ".")), match.start(), match.end())


def _words(text: str) -> Iterator[Number]:
    for match in WORD.finditer(text):
        value = number_word(match.group())
        if value is not None:
            unit = next((name for name, pattern in UNITS.items() if _glued(pattern, match.group().lower())), "")
            yield Number(value, match.start(), match.end(), unit)


def _glued(pattern: re.Pattern[str], word: str) -> bool:
    found = pattern.search(word)
    return (
        found is not None and found.start() > 0 and word[found.start()].isalpha() and word.find("ig", found.start()) > 0
    )


def _ones(text: str) -> Iterator[Number]:
    for match in COUNTING_ONE.finditer(text):
        yield Number(1, *match.span("one"))


def _overlap(one: Number, other: Number) -> bool:
    return one.start < other.end and other.start < one.end


def _with_unit(text: str, ordered: list[Number], at: int) -> Number:
    number = ordered[at]
    if number.unit or number.code:
        return number
    end = number.end
    # "zwei bis drei Jahre": the first of a pair counts what the second does
    if at + 1 < len(ordered) and TO_NEXT.fullmatch(text[end : ordered[at + 1].start]):
        return Number(number.value, number.start, number.end, _with_unit(text, ordered, at + 1).unit)
    between = BETWEEN_UNIT.match(text, end)
    end = between.end() if between else end
    unit = next((name for name, pattern in UNITS.items() if pattern.match(text, end)), "")
    return Number(number.value, number.start, number.end, unit)
