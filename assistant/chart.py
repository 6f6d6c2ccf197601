"""Draw salary ranges as horizontal bars, into an SVG or PNG file."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import AssistantError
from assistant.render import visible
from assistant.salary_table import LEVEL_NAMES, TableRow
from assistant.wording import amount, money_range
from index.types import Level

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SUFFIXES = frozenset({".svg", ".png"})
MAX_ROWS = 60
COLOURS: dict[Level, str] = {
    "entry": "#4477aa",
    "experienced": "#228833",
    "lead": "#aa3377",
    "unspecified": "#888888",
}
INCHES_PER_ROW = 0.34
OPEN_END = 0.06  # share of the axis by which an open range fades out


def draw(rows: Sequence[TableRow], path: Path) -> int:
    """Draw rows, top down, into path and return how many there was room for.

    Raises AssistantError for another format than SVG or PNG, and where matplotlib is not installed.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise AssistantError(f"{path}: Diagramme gibt es als .svg oder .png.")
    shown = list(rows[:MAX_ROWS])
    figure = _figure(shown)
    try:
        figure.savefig(path, dpi=150, metadata={"Date": None} if path.suffix.lower() == ".svg" else None)
    except OSError as error:
        raise AssistantError(f"{path} kann nicht geschrieben werden ({error.strerror}).") from error
    return len(shown)


def picture(rows: Sequence[TableRow]) -> bytes:
    """Return rows, as many as there is room for, drawn as PNG; raise AssistantError without matplotlib."""
    file = BytesIO()
    _figure(list(rows[:MAX_ROWS])).savefig(file, format="png", dpi=150)
    return file.getvalue()


def described(rows: Sequence[TableRow]) -> str:
    """Return in words what the picture of rows shows, for those who do not see it."""
    shown = rows[:MAX_ROWS]
    ranges = "; ".join(
        f"{visible(f'{row.profession}, {row.city}')} ({LEVEL_NAMES[row.level]}) {_amounts(row)}" for row in shown
    )
    return f"Balkendiagramm, Euro im Monat. {ranges}."


def _figure(shown: Sequence[TableRow]) -> "Figure":
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise AssistantError("Für Diagramme fehlt matplotlib: pip install matplotlib") from error
    figure = Figure(figsize=(10, 1.6 + INCHES_PER_ROW * len(shown)), layout="constrained")
    axes = figure.add_subplot()
    top = max(row.monthly[1] for row in shown)
    for at, row in enumerate(shown):
        low, high = row.monthly
        width = max(high - low, top * 0.006)  # a single value still shows
        axes.barh(at, width, left=low, color=COLOURS[row.level], height=0.62)
        if row.open_top:
            axes.barh(at, top * OPEN_END, left=low + width, color=COLOURS[row.level], height=0.62, alpha=0.3)
        axes.text(high + top * (OPEN_END + 0.01 if row.open_top else 0.01), at, _amounts(row), va="center", fontsize=8)
    axes.set_yticks(range(len(shown)), [_label(row, shown) for row in shown], fontsize=8)
    axes.set_ylim(len(shown) - 0.4, -0.6)  # the first row on top, no empty bands
    axes.set_xlim(0, top * 1.28)
    axes.xaxis.set_major_formatter(lambda value, _: f"{amount(round(value))} €")
    axes.set_xlabel("Euro im Monat", fontsize=8)
    axes.tick_params(axis="x", labelsize=8)
    axes.grid(axis="x", alpha=0.3)
    axes.set_axisbelow(True)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.set_title(_title(shown), loc="left", fontsize=11)
    _legend(axes, shown)
    figure.supxlabel(_sources(shown), x=0.01, ha="left", fontsize=6, color="#555555", wrap=True)
    return figure


def _label(row: TableRow, rows: Sequence[TableRow]) -> str:
    """Name a row by what tells it from the others."""
    one_profession = len({other.profession for other in rows}) == 1
    one_city = len({other.city for other in rows}) == 1
    if one_profession and not one_city:
        return visible(row.city)
    return visible(row.profession if one_city and not one_profession else f"{row.profession}, {row.city}")


def _amounts(row: TableRow) -> str:
    note = {"month": "", "year": " (aus Jahresgehalt)", "hour": " (aus Stundenlohn, 160 Std.)"}[row.period]
    low, high = (round(value) for value in row.monthly)
    text = money_range(
        None if row.min is None else low,
        None if row.max is None else high,
        open_top=row.open_top,
        currency=row.currency,
    )
    return f"{text}{note}"


def _title(rows: Sequence[TableRow]) -> str:
    professions, cities = {row.profession for row in rows}, {row.city for row in rows}
    of = f": {visible(professions.pop())}" if len(professions) == 1 else ""
    where = f" in {visible(cities.pop())}" if len(cities) == 1 else ""
    return f"Gehälter{of}{where}"


def _legend(axes: object, rows: Sequence[TableRow]) -> None:
    from matplotlib.axes import Axes
    from matplotlib.patches import Patch

    assert isinstance(axes, Axes)
    present = [level for level in COLOURS if any(row.level == level for row in rows)]
    handles = [Patch(color=COLOURS[level], label=LEVEL_NAMES[level]) for level in present]
    below = (0, -0.9 / (1 + len(rows) * INCHES_PER_ROW))
    axes.legend(handles=handles, loc="upper left", bbox_to_anchor=below, ncols=4, fontsize=8, frameon=False)


def _sources(rows: Sequence[TableRow]) -> str:
    places = list(dict.fromkeys(f"{visible(Path(row.source).name)}, Zeile {row.line}" for row in rows))
    return f"Quellen: {'; '.join(places)}"
