"""German wording of the evaluation: problems of question sets, numbers, percentages."""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

JSON_COLUMN = re.compile(r"column (\d+)")
EXPECTED = {
    "string_type": "erwartet wird ein Text in Anführungszeichen",
    "bool_type": "erwartet wird true oder false",
    "int_type": "erwartet wird eine ganze Zahl",
    "float_type": "erwartet wird eine Zahl",
    "finite_number": "erwartet wird eine Zahl",
    "tuple_type": "erwartet wird eine Liste in eckigen Klammern",
    "model_type": "erwartet wird ein Objekt in geschweiften Klammern",
    "model_attributes_type": "erwartet wird ein Objekt in geschweiften Klammern",
    "string_too_short": "der Text ist leer",
    "string_pattern_mismatch": "leer oder mit Leerzeichen oder unerlaubten Zeichen geht nicht",
    "greater_than_equal": "Zeilen zählen ab 1",
}


def german_problem(error: "ErrorDetails", known: Sequence[str]) -> str:
    """Say in German what is wrong with a line; `known` are the keys that a question may have."""
    place = ".".join(str(part) for part in error["loc"])
    kind = error["type"]
    if kind == "json_invalid":
        column = JSON_COLUMN.search(error["msg"])
        return "kein gültiges JSON" + (f" (bei Zeichen {column[1]})" if column else "")
    if kind == "extra_forbidden":
        near = get_close_matches(str(error["loc"][-1]), known, n=1)
        return f"unbekannter Schlüssel „{place}“" + (f"; gemeint ist wohl „{near[0]}“" if near else "")
    if kind == "missing":
        return f"es fehlt „{place}“"
    if kind == "value_error":
        said = str(error["ctx"]["error"])
        return f"„{place}“: {said}" if place else said
    if kind == "literal_error":
        possible = error["ctx"]["expected"].replace(" or ", ", ").replace("'", "")
        return f"„{place}“: „{error['input']}“ gibt es nicht; möglich ist: {possible}"
    said = EXPECTED.get(kind, f"ungültig ({error['msg']})")
    return f"„{place}“: {said}" if place else said


def percent(value: float | None) -> str:
    """Format a share the German way: 0.9234 -> '92,3 %'; a dash where there is none."""
    return "–" if value is None else f"{100 * value:.1f} %".replace(".", ",")


def points(value: float) -> str:
    """Format a difference of shares in percentage points: 0.0123 -> '+1,2'."""
    rounded = round(100 * value, 1)
    return f"{rounded:+.1f}".replace(".", ",").replace("-", "−") if rounded else "±0,0"


def decimal(value: float | None, digits: int = 1) -> str:
    """Format a number with a decimal comma."""
    return "–" if value is None else f"{value:.{digits}f}".replace(".", ",")
