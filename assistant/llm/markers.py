"""Markers as models write them: [1], [1, 2], [1-3], 【1†Quelle】, [^1], (Quelle 1)."""

import re
from dataclasses import dataclass

MARKER = re.compile(
    r"\s*(?:[\[【]\s*\^?(?:(?:Abschnitte?|Quellen?|Abs\.|Nr\.|S\.|source)\s*)?(?P<list>\d{1,3}(?:\s*(?:,|;|/|und|-|–|bis)\s*"
    r"(?:(?:Abschnitt|Quelle)\s*)?\d{1,3})*)\s*(?:†[^\]】]*)?[\]】]"
    r"|\((?:siehe |vgl\. )?(?:Abschnitte?|Quellen?)\s*(?P<named>\d{1,3}(?:\s*(?:,|und)\s*\d{1,3})*)\)"
    r"|\((?P<plain>\d{1,2})\)(?=[.,;!?]?\s*$))",
    re.IGNORECASE,
)
RANGE = re.compile(r"(\d+)\s*(?:-|–|bis)\s*(\d+)")
NUMBER = re.compile(r"\d+")
LEFT_OVER = re.compile(r"\s*[\[【][^\]】]{0,60}[\]】]")
LONGEST_RANGE = 20


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence without its markers, and the numbers they name."""

    text: str
    numbers: tuple[int, ...]


def marked(sentence: str) -> Marked:
    """Take the markers out of a sentence; whatever else stands in brackets goes too, for it cites nothing."""
    numbers: dict[int, None] = {}
    for match in MARKER.finditer(sentence):
        for number in _numbers(match["list"] or match["named"] or match["plain"]):
            numbers.setdefault(number)
    bare = LEFT_OVER.sub("", MARKER.sub("", sentence))
    return Marked(" ".join(re.sub(r"\s+([.,;:!?])", r"\1", bare).split()), tuple(numbers))


def with_markers(text: str, markers: str) -> str:
    """Put markers before the mark that ends a sentence."""
    end = re.search(r"[.!?…:;,]*[\"“”»«’]*$", text)
    at = end.start() if end else len(text)
    return f"{text[:at]} {markers}{text[at:] or '.'}" if markers else text


def _numbers(text: str) -> list[int]:
    spans = [(int(low), int(high)) for low, high in RANGE.findall(text)]
    ranged = [number for low, high in spans if 0 <= high - low <= LONGEST_RANGE for number in range(low, high + 1)]
    return ranged + [int(number) for number in NUMBER.findall(RANGE.sub(" ", text))]
