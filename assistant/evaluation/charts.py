"""Charts as SVG, coloured by the page's style sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np

from assistant.evaluation.wording import decimal, percent

LABEL, PLOT, VALUE = 230, 420, 90
ROW, TOP, BOTTOM = 26, 6, 24
BAR = 14
BINS, HEIGHT, CAPTION = 32, 140, 20
TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True)
class Bar:
    """A share with its interval. `faint` marks one that too few questions stand behind."""

    label: str
    value: float
    low: float
    high: float
    faint: bool = False
    bad: bool = False
    """Whether the bar shows something to be avoided."""


def bars(rows: Sequence[Bar], title: str) -> str:
    """Draw shares as horizontal bars with their intervals as whiskers."""
    height = TOP + ROW * len(rows) + BOTTOM
    width = LABEL + PLOT + VALUE
    drawn = [_axis(height), *(_bar(row, TOP + ROW * at) for at, row in enumerate(rows))]
    return _svg(width, height, title, drawn)


def histogram(milliseconds: Sequence[float], p50: float, p95: float, title: str) -> str:
    """Draw how long answers took; what took longer than twice the 95th percentile is counted in the last bar."""
    limit = max(2 * p95, 1.0)
    counts, edges = np.histogram(np.minimum(milliseconds, limit), bins=BINS, range=(0.0, limit))
    width, tallest, floor = LABEL + PLOT + VALUE, max(1, int(counts.max())), CAPTION + HEIGHT
    scale = width / limit
    drawn = []
    for count, left, right in zip(counts, edges[:-1], edges[1:], strict=True):
        tall = HEIGHT * int(count) / tallest
        drawn.append(
            f'<rect class="bar" x="{left * scale:.1f}" y="{floor - tall:.1f}" '
            f'width="{(right - left) * scale - 1:.1f}" height="{tall:.1f}">'
            f"<title>{decimal(float(left))}–{decimal(float(right))} ms: {int(count)}</title></rect>"
        )
    for value, name, side in ((p50, "Median", "end"), (p95, "95 %", "start")):
        at = value * scale
        drawn.append(f'<line class="whisker" x1="{at:.1f}" x2="{at:.1f}" y1="{CAPTION - 6}" y2="{floor}"/>')
        drawn.append(
            f'<text x="{max(at, LABEL / 2):.1f}" y="12" text-anchor="{side}">{name} {decimal(value)} ms</text>'
        )
    drawn.append(f'<line class="grid" x1="0" x2="{width}" y1="{floor}" y2="{floor}"/>')
    drawn.append(f'<text class="tick" x="0" y="{floor + 16}">0 ms</text>')
    end = f"ab {decimal(float(edges[-2]), 0)} ms"
    drawn.append(f'<text class="tick" x="{width}" y="{floor + 16}" text-anchor="end">{end}</text>')
    return _svg(width, floor + BOTTOM, title, drawn)


def _axis(height: int) -> str:
    lines = []
    for tick in TICKS:
        at = LABEL + tick * PLOT
        lines.append(f'<line class="grid" x1="{at:.1f}" x2="{at:.1f}" y1="{TOP}" y2="{height - BOTTOM}"/>')
        lines.append(f'<text class="tick" x="{at:.1f}" y="{height - 8}" text-anchor="middle">{tick:.0%}</text>')
    return "".join(lines)


def _bar(row: Bar, y: int) -> str:
    middle = y + ROW / 2
    low, high, end = (LABEL + share * PLOT for share in (row.low, row.high, row.value))
    kind = "bar" + (" faint" if row.faint else "") + (" bad" if row.bad else "")
    told = f"{row.label}: {percent(row.value)} ({percent(row.low)} bis {percent(row.high)})"
    return (
        f"<g><title>{escape(told)}</title>"
        f'<text x="{LABEL - 8}" y="{middle + 4:.1f}" text-anchor="end">{escape(row.label)}</text>'
        f'<rect class="{kind}" x="{LABEL}" y="{middle - BAR / 2:.1f}" width="{end - LABEL:.1f}" height="{BAR}"/>'
        f'<line class="whisker" x1="{low:.1f}" x2="{high:.1f}" y1="{middle:.1f}" y2="{middle:.1f}"/>'
        f'<line class="whisker" x1="{low:.1f}" x2="{low:.1f}" y1="{middle - 4:.1f}" y2="{middle + 4:.1f}"/>'
        f'<line class="whisker" x1="{high:.1f}" x2="{high:.1f}" y1="{middle - 4:.1f}" y2="{middle + 4:.1f}"/>'
        f'<text x="{LABEL + PLOT + 14}" y="{middle + 4:.1f}">{percent(row.value)}{" *" if row.faint else ""}</text></g>'
    )


def _svg(width: int, height: int, title: str, drawn: Sequence[str]) -> str:
    return (
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-label="{escape(title)}">{"".join(drawn)}</svg>'
    )
