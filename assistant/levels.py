"""Career level, extremes and thresholds in a question."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from assistant.topics import pattern
from index.types import Level

Extreme = Literal["min", "max"]

ENTRY = pattern(
    "einstieg* einsteig* berufseinst* neueinst* anfang* *anfanger* start startgehalt* startet* starten beginn beginnt "
    "beginnen berufsstart* neuling* junior* absolvent* frisch frische frischer frisches frischgebacken* "
    "anfangs neue neuer neu entry starter* novice beginner* "
    "berufsbeginn* grun* ersten erstes erste starting".split()
)
EXPERIENCED = pattern(
    "erfahr* *erfahrung* *erfahrene* spater gestanden* senior* profi profis langjahrig* routinier* experienced "
    "fortgeschritten* experience* erprobt* kenner* dienstalter danach nachher irgendwann langfristig".split()
)
LEAD = pattern(
    "leitung leitungs* leitend* fuhrung fuhrungs* teamleit* abteilungsleit* vorgesetzt* oberarzt* chef chefin "
    "chefposten lead leader* vorarbeiter* schichtleit* verantwortungsposition*".split()
)
YEARS_LATER = re.compile(
    r"\b(?:nach|mit|seit)\s+(?:\w+\s+){0,2}(?:jahren|jahrzehnten)\b|\b(?:schon|seit) (?:sehr )?(?:lange[rmn]?|ewig)\b"
    r"|\b(?:viele|etliche|einige|schon) jahre (?:dabei|\w+erfahrung|im beruf)\b"
)
MAX = pattern(
    "maximal* hochst* hochstens spitze* spitzen* obergrenze* maximum top* meisten bestenfalls meiste hochste* "
    "bestbezahlt* bestverdien* highest most".split()
)
MIN = pattern(
    "mindest* wenigstens schlimmstenfalls minimum minimal* untergrenze* wenigsten niedrigst* lowest least".split()
)
PAID = pattern("*bezahl* verdien* zahlt zahlen gezahlt entlohn* vergut* paid".split())
SHORTHAND = re.compile(r"(?<![\w.,])(\d{1,3})(?:[.,](\d))?\s?(?:k|tausend)\b", re.IGNORECASE)
AMOUNT = re.compile(r"(?<![\w.,])(\d{1,3}(?:[.' ]\d{3})+|\d{3,6})(?:,\d\d)?(?:,-)?(?!\s?(?:%|Prozent|km|Uhr)|[\w])")
CURRENCY = re.compile(r"€|\b(?:eur|euro|euros)\b|\d\s?k\b")
# The comparing word stands just before the amount; "2.600 bis 2.900 €" is a range that somebody quotes, no limit.
AT_MOST = re.compile(
    r"\b(?:unter|hochstens|maximal|weniger als|bis zu|nicht mehr als|nicht uber|under|below)\b[^\d]{0,12}$"
)
AT_LEAST = re.compile(
    r"\b(?:mindestens|wenigstens|uber|mehr als|ab|nicht unter|nicht weniger als|minimum|jenseits|over|at least|"
    r"more than|bringt|bringen|verdient man|kommt man auf)\b[^\d]{0,25}$"
)
OR_MORE = re.compile(r"^\D{0,12}\b(?:oder|und) (?:mehr|daruber)\b|^\D{0,8}\baufwarts\b|^\s?\+")
YEARLY = pattern("jahr jahrlich* jahres* jahresgehalt* year* annual* jahrlich".split())


@dataclass(frozen=True, slots=True)
class Threshold:
    """An amount that the figures asked for must reach ("at_least") or must not exceed ("at_most")."""

    amount: int
    side: Literal["at_least", "at_most"]


def level_of(words: Iterable[str], folded_question: str) -> Level | None:
    """Return the career level that folded words ask for."""
    listed = list(words)
    found: set[Level] = set()
    if any(LEAD.fullmatch(word) for word in listed):
        found.add("lead")
    if YEARS_LATER.search(folded_question) or any(EXPERIENCED.fullmatch(word) for word in listed):
        found.add("experienced")
    if any(ENTRY.fullmatch(word) for word in listed):
        found.add("entry")
    # "mit Erfahrung mehr als am Anfang?" asks for both
    return found.pop() if len(found) == 1 else None


def extreme_of(words: Iterable[str]) -> Extreme | None:
    """Say whether folded words ask for the most or the least."""
    listed = list(words)
    paid = any(PAID.fullmatch(word) for word in listed)
    if any(MAX.fullmatch(word) for word in listed) or (paid and "besten" in listed):
        return "max"
    return "min" if any(MIN.fullmatch(word) for word in listed) or (paid and "schlechtesten" in listed) else None


def asks_per_year(words: Iterable[str]) -> bool:
    """Say whether folded words ask for a yearly figure."""
    return any(YEARLY.fullmatch(word) for word in words)


def threshold_of(folded_question: str, *, about_pay: bool) -> Threshold | None:
    """Return the amount of money that a folded question sets as a limit; `about_pay` says that pay is its topic."""
    if not about_pay and not CURRENCY.search(folded_question):
        return None
    short = SHORTHAND.search(folded_question)
    found = short or AMOUNT.search(folded_question)
    if found is None:
        return None
    if short:
        amount = int(short.group(1)) * 1000 + int(short.group(2) or 0) * 100
    else:
        amount = int(re.sub(r"\D", "", found.group(1)))
    before = folded_question[: found.start()]
    if AT_MOST.search(before):
        return Threshold(amount, "at_most")
    meant = AT_LEAST.search(before) or OR_MORE.search(folded_question[found.end() :])
    return Threshold(amount, "at_least") if meant else None


def is_level_word(word: str) -> bool:
    """Say whether a folded word speaks of level or extremes only."""
    return any(cue.fullmatch(word) for cue in (ENTRY, EXPERIENCED, LEAD, MAX, MIN, YEARLY))
