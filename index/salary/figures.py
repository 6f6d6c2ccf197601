"""Figures: one amount or a range, with the words that bound it ("ab", "bis zu", "oder mehr")."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from index.salary.amounts import THOUSAND, Amount, amounts
from index.salary.lexicon import any_of, words_of

Bound = Literal["", "floor", "cap"]

# A range's upper end further away than this is no range but two sums
WIDEST_RANGE = 5
SMALL = 100

PAY_WORDS = r"(?:\s(?:brutto|netto|monatlich|jährlich|im Monat|pro Monat|im Jahr|pro Jahr))*"
APPROXIMATELY = (
    r"(?:etwa|ungefähr|rund|circa|ca\.|knapp|gut|um die|maximal|höchstens|auch|gar|sogar|auch mal|gerne|die)"
)
YEAR_OF_TRAINING = r"(?:\s(?:im|ins)\s(?:ersten|zweiten|dritten|vierten|[1-4]\.)(?:\s(?:Lehr|Ausbildungs)?[Jj]ahr)?)?"
CONNECTOR = re.compile(
    rf"{PAY_WORDS}{YEAR_OF_TRAINING}\s?(?:(?P<dash>[-–—−])|(?P<joint>\bbis(?:\s(?:hin\s)?zu)?|\bund|\boder))"
    rf"(?:\s{APPROXIMATELY})*\s?"
)
BETWEEN = re.compile(r"\bzwischen\b[^,;:.]{0,40}$", re.IGNORECASE)

HEDGE = (
    r"(?:etwa|ungefähr|rund|circa|ca\.|um|knapp|gut|fast|nahezu|die|der|den|dem|einem|einer|mal|auch|schon|so|bei|"
    r"irgendwo|vielleicht|eher|satte[nr]?|stolze[nr]?|immerhin|brutto|netto|monatlich|volle[nr]?|ganze[nr]?|"
    r"Gehalt|Lohn|von)"
)
FLOOR = re.compile(
    rf"\b(?:ab|mindestens|wenigstens|über|oberhalb|mehr als|jenseits|von mindestens)(?:\s{HEDGE})*\s$", re.IGNORECASE
)
CAP = re.compile(
    rf"\b(?:bis(?:\szu|\sauf)?|maximal|höchstens|allenfalls|unter|unterhalb|weniger als)(?:\s{HEDGE})*\s$",
    re.IGNORECASE,
)
# "froh sein über A", "reden über A": a preposition and no bound
TOPIC = re.compile(
    r"\b(?:froh|freu\w*|red\w*|sprech\w*|sprich\w*|diskut\w*|verfüg\w*|klag\w*|jammer\w*)\b[^,;:]*\büber\b"
)
# "von A für Ungelernte bis B für Meister": the end of a scale and no cap
UP_TO = re.compile(rf"\bbis(?:\szu)?(?:\s{HEDGE})*\s$", re.IGNORECASE)
FROM_A_SUM = re.compile(rf"\b(?:von|zwischen)(?:\s{HEDGE})*\s(?:€\s?)?\d", re.IGNORECASE)
# Both flip their sense under a negation: "nicht unter A" is a floor, "kaum mehr als A" a cap
BELOW = re.compile(rf"\b(?:unter|unterhalb|weniger als)(?:\s{HEDGE})*\s$", re.IGNORECASE)
ABOVE = re.compile(rf"\b(?:über|oberhalb|jenseits|mehr als)(?:\s{HEDGE})*\s$", re.IGNORECASE)
NEGATOR = words_of(r"nicht nie niemals kaum selten niemand keiner? kein\w* nirgends")
DOUBLE_NEGATION = any_of(
    r"nicht\s(?:selten|nur|un(?!ter\b)\w+|ausgeschlossen|der Normalfall|die Regel|zuletzt|verkehrt|schlecht)",
    r"keine?\s(?:\w+\s)?(?:Seltenheit|Ausnahme|Fantasie|Phantasie|Utopie|Problem|Wunder|Hexenwerk|Luftschl\w+|Kunst|Wert)",
    r"keine?\s(?:\w+\s)?(?:Traum|Märchen|Goldregen|Geheimnis|Zauberei|Thema|Ding)",
)
# "bei A ist Schluss": the end of the scale
END_OF_SCALE = any_of(
    r"(?:ist|war) (?:\w+ ){0,4}(?:Schluss|Ende)",
    r"hört (?:\w+ ){1,5}auf",
    "Ende der Fahnenstange",
    r"mehr (?:\w+ )?(?:ist|geht|wird) (?:\w+ )?(?:nicht|kaum|selten)",
)
AND_UP = re.compile(rf"{PAY_WORDS}\s(?:(?:und|oder)\s(?:auch\s)?(?:mehr|darüber|höher)\b|aufwärts\b|plus\b(?!\s\d))")
OCCASIONALLY_MORE = re.compile(
    r"\b(?:manchmal|gelegentlich|mitunter|bisweilen|teils|teilweise|vereinzelt|oft|häufig|hin und wieder)\b"
    r"(?:\s(?:auch|mit|etwas|sogar|noch|ein bisschen|deutlich|einiges|spürbar))*\smehr\b"
)
UPWARDS = r"(?:Luft|Spielr[aä]um\w*|Platz|Raum|[Oo]ffen\w*|Bandbreite|Grenzen?|Potenzial)"
ROOM_ABOVE = re.compile(rf"nach oben\b[^,;:.]{{0,25}}\b{UPWARDS}|\b{UPWARDS}\b[^,;:.]{{0,12}}\bnach oben\b")
NO_ROOM = re.compile(
    r"\b(?:kaum|wenig|ohne|keine?|nicht viel)\s(?:\w+\s)?(?:Luft|Spielr[aä]um\w*|Platz|Raum|Potenzial)"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A sum or range in a sentence, not yet known to be pay.

    `floor_only` marks a bound by negation ("selten unter A"), which yields to a range in the same sentence.
    """

    low: float | None
    high: float | None
    start: int
    end: int
    currency: str
    exact: bool
    year_like: bool
    open_top: bool = False
    floor_only: bool = False
    bounded: bool = False

    @property
    def value(self) -> float:
        """Return the figure's representative sum."""
        return (self.high if self.low is None else self.low) or 0.0


def figures(sentence: str) -> list[Figure]:
    """Return the sums and ranges of a sentence in order."""
    joined = _join(sentence, amounts(sentence))
    ends = [*(figure.start for figure in joined[1:]), len(sentence)][: len(joined)]
    return [_bounded(sentence, figure, following) for figure, following in zip(joined, ends, strict=True)]


def _join(sentence: str, found: list[Amount]) -> list[Figure]:
    joined: list[Figure] = []
    at = 0
    while at < len(found):
        pair = _range(sentence, found[at], found[at + 1]) if at + 1 < len(found) else None
        joined.append(pair or _single(found[at]))
        at += 2 if pair else 1
    return joined


def _single(amount: Amount) -> Figure:
    return Figure(
        amount.value,
        amount.value,
        amount.start,
        amount.end,
        amount.currency,
        amount.exact,
        amount.year_like,
        open_top=amount.plus,
    )


def _range(sentence: str, low: Amount, high: Amount) -> Figure | None:
    connector = CONNECTOR.fullmatch(sentence, low.end, high.start)
    if connector is None:
        return None
    if connector["joint"] == "und" and not BETWEEN.search(sentence, 0, low.start):
        return None
    bottom = low.value * THOUSAND if low.value < SMALL and not low.currency and high.value >= THOUSAND else low.value
    if not bottom <= high.value <= bottom * WIDEST_RANGE:
        return None
    return Figure(
        bottom,
        high.value,
        low.start,
        high.end,
        low.currency or high.currency,
        low.exact or high.exact,
        low.year_like and high.year_like,
        open_top=high.plus,
    )


def _bounded(sentence: str, figure: Figure, following: int) -> Figure:
    if figure.low == figure.high:
        figure = _with_bound(sentence, figure, following)
    if not _opens(sentence, figure, following):
        return figure
    return replace(figure, open_top=True, high=None if figure.low == figure.high else figure.high)


def _with_bound(sentence: str, figure: Figure, following: int) -> Figure:
    clause = _clause_before(sentence, figure.start)
    if FLOOR.search(clause) and not TOPIC.search(clause):
        flipped = bool(ABOVE.search(clause)) and _negated(sentence, clause, figure, following)
        return _capped(figure) if flipped else _floored(figure)
    if CAP.search(clause) and not (UP_TO.search(clause) and FROM_A_SUM.search(clause)):
        if BELOW.search(clause) and _negated(sentence, clause, figure, following):
            return replace(_floored(figure), floor_only=True)
        return _capped(figure)
    if END_OF_SCALE.search(sentence, figure.end, _clause_end(sentence, figure.end)):
        return _capped(figure)
    return replace(figure, high=None) if figure.open_top else figure


def _floored(figure: Figure) -> Figure:
    return replace(figure, high=None, open_top=True, bounded=True)


def _capped(figure: Figure) -> Figure:
    return replace(figure, low=None, bounded=True)


def _clause_before(sentence: str, end: int) -> str:
    return re.split(r"[,;:](?=\s)", sentence[:end])[-1]


def _clause_end(sentence: str, start: int) -> int:
    mark = re.compile(r"[,;:.](?=\s|$)").search(sentence, start)
    return mark.start() if mark else len(sentence)


def _negated(sentence: str, clause: str, figure: Figure, following: int) -> bool:
    rest = re.split(r"[,;:.](?=\s|$)", sentence[figure.end : following])[0]
    return bool(NEGATOR.search(without_double_negation(clause)) or NEGATOR.search(without_double_negation(rest)))


def without_double_negation(text: str) -> str:
    """Blank out what looks like a negation and is none ("nicht selten", "keine Seltenheit"), offsets kept."""
    return DOUBLE_NEGATION.sub(lambda match: " " * len(match.group()), text)


def _opens(sentence: str, figure: Figure, following: int) -> bool:
    if figure.open_top or AND_UP.match(sentence, figure.end):
        return True
    tail = sentence[figure.end : following]
    return bool(OCCASIONALLY_MORE.search(tail) or (ROOM_ABOVE.search(tail) and not NO_ROOM.search(tail)))
