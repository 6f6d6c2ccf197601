"""Numbers that may be money: digits with German separators, "3,5k", "drei Tausend", "zweieinhalbtausend Euro"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

EURO = "EUR"
FRANC = "CHF"
THOUSAND = 1000
# Ungrouped numbers in this window are read as calendar years unless a currency stands beside them
YEARS = range(1900, 2100)

UNITS = (
    "ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn "
    "achtzehn neunzehn zwanzig"
).split()
TENS = "zehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split()
_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))

CURRENCY = (
    r"(?:€|EUR\b|[Ee]uros?\b(?!-)|CHF\b|(?:Schweizer\ )?Franken\b|-(?:€|[Ee]uro)-(?=Marke|Grenze|Schwelle|Hürde))"
)
# A number glued to a word by a hyphen ("40-Tonner", "520-Euro-Job") counts things and is no amount
DIGITS = re.compile(
    rf"""(?<![\w.,])(?<![^\W\d_]-)
    (?<!ISO\s)(?<!DIN\s)(?<!IEC\s)(?<!VDE\s)(?<!VDI\s)(?<!SGB\s)(?<!\bEN\s)(?<!ISO/IEC\s)  # norms and acts
    (?P<prefix>(?:€|EUR|CHF)\s?)?
    (?P<whole>\d{{1,3}}(?:[.'’\ ]\d{{3}})+(?!\d)|\d{{1,3}},\d{{3}}(?!\d)|\d+)
    (?P<cents>[.,]\d{{1,2}}(?!\d)|,[-–—]{{1,2}}(?!\d))?
    (?P<scale>\s?[kK]\b(?!-)|\s[Tt]ausend\b|\s?Tsd\b\.?)?
    (?P<plus>\s?\+)?
    (?![^\W\d_]|\d|-(?!(?:€|[Ee]uro)-(?:Marke|Grenze|Schwelle|Hürde))[^\W\d_])
    (?P<currency>\s?{CURRENCY})?(?P<later_plus>\s?\+)?""",
    re.VERBOSE,
)
WORDED = re.compile(
    rf"""(?<![\w-])(?<!paar\s)(?<!viele\s)(?<!einige\s)(?<!mehrere\s)(?<!\d\s)
    (?:(?:(?P<units>{_UNIT})\s?)?(?P<half>einhalb)?(?P<thousand>tausend)(?:(?P<hundreds>{_UNIT})hundert)?
       |(?P<only_hundreds>{_UNIT})hundert)
    (?P<tens>{"|".join(TENS)})?(?!\w)
    (?P<currency>\s?{CURRENCY})?""",
    re.VERBOSE | re.IGNORECASE,
)
# "drei- bis viertausend", "zwei bis drei Tausend": the first word borrows the scale of the second
BORROWED = re.compile(rf"(?<![\w-])(?P<units>{_UNIT})(?P<half>einhalb)?(?=-?\s(?:bis|oder)\s)-?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its span; the span takes in the currency beside it.

    `exact`: the writing alone marks a sum (thousands separator, "k", "Tausend"). `plus`: an open top ("3.000+").
    """

    value: float
    start: int
    end: int
    currency: str = ""
    exact: bool = False
    plus: bool = False

    @property
    def year_like(self) -> bool:
        """Say whether the bare number could be a calendar year."""
        return not (self.currency or self.exact) and self.value in YEARS


def amounts(text: str) -> list[Amount]:
    """Return all numbers of text in order, whatever they count."""
    found = [*map(_from_digits, DIGITS.finditer(text)), *map(_from_words, WORDED.finditer(text)), *_borrowed(text)]
    ordered = sorted(found, key=lambda amount: (amount.start, -amount.end))
    return [amount for at, amount in enumerate(ordered) if at == 0 or amount.start >= ordered[at - 1].end]


def _from_digits(match: re.Match[str]) -> Amount:
    whole = re.sub(r"\D", "", match["whole"])
    grouped = whole != match["whole"]
    value = float(whole)
    if match["cents"] and match["cents"][1:].isdigit():
        value += float("0." + match["cents"][1:])
    if match["scale"]:
        value *= THOUSAND
    return Amount(
        value,
        match.start(),
        match.end(),
        _currency((match["prefix"] or "") + (match["currency"] or "")),
        exact=grouped or bool(match["scale"]),
        plus=bool(match["plus"] or match["later_plus"]),
    )


def _from_words(match: re.Match[str]) -> Amount:
    value = 0.0
    if match["thousand"]:
        value = (_unit(match["units"]) + 0.5 * bool(match["half"])) * THOUSAND
    hundreds = match["hundreds"] or match["only_hundreds"]
    value += 100 * _unit(hundreds) if hundreds else 0
    value += 10 * (TENS.index(match["tens"].lower()) + 1) if match["tens"] else 0
    return Amount(value, match.start(), match.end(), _currency(match["currency"] or ""), exact=True)


def _borrowed(text: str) -> Iterator[Amount]:
    for match in BORROWED.finditer(text):
        yield Amount(_unit(match["units"]) + 0.5 * bool(match["half"]), match.start(), match.end())


def _unit(word: str | None) -> int:
    return UNITS.index(word.lower()) + 1 if word else 1


def _currency(sign: str) -> str:
    if not sign.strip():
        return ""
    return FRANC if "CHF" in sign or "Franken" in sign else EURO
