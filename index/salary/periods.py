"""Per month, year or hour: what the words say, as long as the sum is possible for it, else what its size says."""

import re

from index.salary.clauses import Scene
from index.types import Period

PLAUSIBLE: dict[Period, tuple[float, float]] = {"hour": (8, 150), "month": (400, 25_000), "year": (8_000, 400_000)}
# Without a word for it, nobody's month but many a year brings as much
YEARLY_FROM = 18_000

PER = r"(?:(?:pro|je|per|die|den|im|am|in der)\s|/\s?)"
HOURLY = re.compile(
    rf"{PER}Stunde\b|/\s?(?:h|Std)\b|\bstündlich\b|\bStundenl[oö]hne?\w*|\bStundensatz\b|\bMindestlohn\b", re.IGNORECASE
)
MONTHLY = re.compile(
    rf"{PER}Monat\b|\bmonatlich\w*|\bmtl\b|\bMonatsende\b"
    r"|\bMonats(?:gehalt|gehälter|lohn|löhne|brutto|netto|verdienst|einkommen)\w*",
    re.IGNORECASE,
)
YEARLY = re.compile(
    rf"{PER}Jahr\b(?!\s(?:\d|drauf|danach|davor|zuvor))|\bjährlich\w*|\bp\.\s?a\.|\bper annum\b"
    r"|\bJahres(?:gehalt|gehälter|lohn|löhne|brutto|netto|verdienst|einkommen|salär|vergütung)\w*",
    re.IGNORECASE,
)
OTHER_PERIOD = re.compile(
    rf"{PER}(?:Tag|Woche|Quartal|Halbjahr|Schicht|Nacht|Einsatz|Auftrag|Semester)\b|\bTages(?:satz|lohn|gage)\w*"
    r"|\bWochenlohn\w*|\bwöchentlich\b|\btäglich\b|\beinmalig\w*",
    re.IGNORECASE,
)
HINTS: tuple[tuple[Period, re.Pattern[str]], ...] = (("hour", HOURLY), ("month", MONTHLY), ("year", YEARLY))


def period_of(scene: Scene) -> Period | None:
    """Return the period that the figure is paid for, None if it is another one or the sum fits none."""
    if _nearest(scene, OTHER_PERIOD) is not None and _nearest(scene, MONTHLY) is None:
        return None
    hinted = named_period(scene)
    if hinted is not None and _fits(scene, hinted):
        return hinted
    by_size: Period = "year" if scene.figure.value >= YEARLY_FROM else "month"
    return by_size if _fits(scene, by_size) else None


def has_period_word(text: str) -> bool:
    """Say whether the text names a period of pay."""
    return any(pattern.search(text) for _, pattern in HINTS)


def named_period(scene: Scene) -> Period | None:
    """Return the period that the words nearest to the figure name, possible or not."""
    distances = [(distance, period) for period, pattern in HINTS if (distance := _nearest(scene, pattern)) is not None]
    return min(distances)[1] if distances else None


def _nearest(scene: Scene, pattern: re.Pattern[str]) -> int | None:
    """Return how far the nearest match stands from the figure within the words that speak for it."""
    figure = scene.figure
    distances = []
    for match in pattern.finditer(scene.sentence, scene.start, scene.end):
        if match.end() <= figure.start:
            distances.append(figure.start - match.end())
        else:
            distances.append(max(0, match.start() - figure.end))
    return min(distances, default=None)


def _fits(scene: Scene, period: Period) -> bool:
    least, most = PLAUSIBLE[period]
    bounds = [bound for bound in (scene.figure.low, scene.figure.high) if bound is not None]
    return all(least <= bound <= most for bound in bounds)
