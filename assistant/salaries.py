"""Answers about pay, from the salary table alone: every figure with the place that states it."""

from collections.abc import Callable, Iterable, Sequence

from assistant.citations import Citations, Passage
from assistant.drafts import Draft
from assistant.levels import Extreme, Threshold
from assistant.salary_table import MONTHS_PER_PERIOD
from assistant.types import Query, Salary
from assistant.wording import LEVEL_PHRASES, PERIOD_PHRASES, counted, listing, money_range
from index.catalogue import ArticleRow, SalaryRow
from index.german import reading
from index.salary.amounts import amounts
from index.types import Level, Paragraph

WANTED: dict[Level, str] = {
    "entry": "für den Einstieg",
    "experienced": "mit Erfahrung",
    "lead": "für leitende Stellen",
    "unspecified": "ohne Stufe",
}
MAX_ROWS_IN_TEXT = 20
MONTHS = 12
SIDE_BY_SIDE = 3  # up to this many articles all figures are shown where no level is asked for
# What stands in for a level that an article does not single out, the nearest first.
SUBSTITUTES: dict[Level, tuple[Level, ...]] = {
    "entry": ("unspecified", "experienced", "lead"),
    "experienced": ("lead", "unspecified", "entry"),
    "lead": ("experienced", "unspecified", "entry"),
    "unspecified": ("entry", "experienced", "lead"),
}


class _Writer:
    """Collects the citations and rows of one salary answer while its text is put together."""

    def __init__(self) -> None:
        self._citations = Citations()
        self._rows: list[Salary] = []

    def figure(self, row: SalaryRow, *, level: bool = True) -> str:
        """Return 'zum Einstieg 3.000–3.800 € im Monat [1]' and keep the row."""
        fact = row.fact
        passage = Passage(row.article, _paragraph(row), fact.start, fact.end, row.quote)
        marker = self._citations.mark(passage)
        number = self._citations.number(passage)
        self._rows.append(
            Salary(
                row.article.profession,
                row.article.city,
                fact.level,
                fact.min,
                fact.max,
                fact.open_top,
                fact.period,
                fact.currency,
                number,
            )
        )
        phrase = f"{LEVEL_PHRASES[fact.level]} " if level and fact.level != "unspecified" else ""
        qualifier = f" ({fact.qualifier})" if fact.qualifier else ""
        return f"{phrase}{range_of(row)} {PERIOD_PHRASES[fact.period]}{qualifier} {marker}"

    def draft(self, text: str) -> Draft:
        """Return the finished draft."""
        return Draft(text, self._citations.all(), tuple(self._rows))


def range_of(row: SalaryRow) -> str:
    """Format the amounts of a row, to the cent where the article has cents."""
    fact = row.fact
    exact = {int(found.value): found.value for found in amounts(reading(row.quote).text)}
    low, high = (exact.get(value, value) if value is not None else None for value in (fact.min, fact.max))
    return money_range(low, high, open_top=fact.open_top, currency=fact.currency)


def figures(query: Query, rows: Sequence[SalaryRow], missing: Sequence[str]) -> Draft | None:
    """Answer what is paid, article by article; None where no article gives a figure."""
    groups = _by_article(rows)
    if not groups:
        return None
    writer = _Writer()
    told = [(article, *_chosen(query, own)) for article, own in groups]
    if len(told) == 1:
        article, chosen, note = told[0]
        text = f"{note or f'Für {article.title} nennt der Artikel'} {_figures(writer, chosen)}."
    else:
        lines = [f"- {article.title}: {_figures(writer, chosen)}" for article, chosen, _ in told[:MAX_ROWS_IN_TEXT]]
        text = "\n".join([f"Das nennen {counted(len(told), 'Artikel', 'Artikel')}:", *lines, *_rest(len(told))])
    if query.per_year:
        text += _per_year(told[0][1]) if len(told) == 1 else ""
    if query.extreme and len(told) == 1:
        text += _beyond(query.extreme, told[0][1])
    return writer.draft(text + _missing(missing))


def _beyond(extreme: Extreme, rows: Sequence[SalaryRow]) -> str:
    """Quote the sentence that names a floor below, or a top above, the usual range: 'selten unter 2.250 €'."""
    for row in rows:
        stated = [found.value for found in amounts(reading(row.quote).text)]
        low, high = row.fact.min, row.fact.max
        if (extreme == "min" and low and any(value < low for value in stated if value > low / 2)) or (
            extreme == "max" and high and any(value > high for value in stated if value < high * 2)
        ):
            return f" Wörtlich: „{' '.join(row.quote.split())}“"
    return ""


def _figures(writer: _Writer, rows: Sequence[SalaryRow]) -> str:
    return listing([writer.figure(row) for row in rows])


def _chosen(query: Query, rows: Sequence[SalaryRow]) -> tuple[list[SalaryRow], str]:
    """Return the rows that answer, with an opening where they are not quite what was asked."""
    if query.extreme and not query.level:
        best = max(rows, key=_upper) if query.extreme == "max" else min(rows, key=_lower)
        return [best], ""
    level = query.level
    if level is None:
        return list(rows), ""
    exact = [row for row in rows if row.fact.level == level]
    if exact:
        return exact, ""
    instead = next(found for other in SUBSTITUTES[level] if (found := [r for r in rows if r.fact.level == other]))
    wanted = WANTED[level]
    return instead, f"Eine eigene Zahl {wanted} nennt der Artikel {rows[0].article.title} nicht, wohl aber"


def _per_year(rows: Sequence[SalaryRow]) -> str:
    monthly = [row for row in rows if row.fact.period == "month"]
    if not monthly:
        return ""
    ranges = []
    for row in monthly:
        low, high = (MONTHS * value if value is not None else None for value in (row.fact.min, row.fact.max))
        ranges.append(money_range(low, high, open_top=row.fact.open_top, currency=row.fact.currency))
    return f" Mal zwölf gerechnet sind das {listing(ranges)} im Jahr (errechnet, so steht es nicht im Artikel)."


def comparison(query: Query, rows: Sequence[SalaryRow], missing: Sequence[str]) -> Draft | None:
    """Rank what is paid across towns or professions at one level, all rows counted."""
    if query.extreme and not query.level:
        return _extremes(query, rows, missing)
    level = query.level or _common_level(rows)
    chosen = _one_each(row for row in rows if row.fact.level == level) if level else []
    if len(chosen) < 2:
        return figures(query, rows, missing)
    value: Callable[[SalaryRow], float] = _upper if query.extreme == "max" else _middle
    ranked = sorted(chosen, key=lambda row: (-value(row), row.article.title))
    if query.extreme == "min":
        ranked.reverse()
    label = _label(chosen)
    writer = _Writer()
    shown = ranked[:MAX_ROWS_IN_TEXT]
    if query.level or len(ranked) > SIDE_BY_SIDE:
        told = [f"- {label(row.article)}: {writer.figure(row, level=False)}" for row in shown]
    else:
        every = dict(_by_article(rows))
        told = [f"- {label(row.article)}: {_figures(writer, every[row.article])}" for row in shown]
    assert level is not None
    heading = f"{_capital(LEVEL_PHRASES[level])} {_verdict(ranked, value, label, query.extreme == 'min')}:"
    without = {row.article.id for row in rows} - {row.article.id for row in chosen}
    unranked = [row.article.title for row in _one_each(rows) if row.article.id in without]
    text = "\n".join([heading, *told, *_rest(len(ranked))])
    if unranked:
        text += f"\nOhne Zahl für diese Stufe: {listing(unranked)}."
    return writer.draft(text + _missing(missing))


def _extremes(query: Query, rows: Sequence[SalaryRow], missing: Sequence[str]) -> Draft | None:
    """Rank the articles by their highest or lowest figure, whatever its level."""
    least = query.extreme == "min"
    value: Callable[[SalaryRow], float] = _monthly_lower if least else _monthly
    ranked = _one_each(sorted(rows, key=lambda row: (value(row) * (1 if least else -1), row.article.title)))
    if len(ranked) < 2:
        return figures(query, rows, missing)
    writer, label = _Writer(), _label(ranked)
    told = [f"- {label(row.article)}: {writer.figure(row)}" for row in ranked[:MAX_ROWS_IN_TEXT]]
    heading = f"Am {'niedrigsten' if least else 'höchsten'} liegt {label(ranked[0].article)}:"
    return writer.draft("\n".join([heading, *told, *_rest(len(ranked))]) + _missing(missing))


def _verdict(
    ranked: Sequence[SalaryRow], value: Callable[[SalaryRow], float], label: Callable[[ArticleRow], str], least: bool
) -> str:
    first, second = ranked[0], ranked[1]
    if value(first) == value(second):
        return f"liegen {label(first.article)} und {label(second.article)} gleichauf"
    return f"ist {label(first.article)} {'das Schlusslicht' if least else 'vorn'}"


def threshold(query: Query, limit: Threshold, rows: Sequence[SalaryRow]) -> Draft:
    """List the articles whose figures reach or keep below an amount per month."""
    level = rows if query.level is None else _at_level(rows, query.level)
    if limit.side == "at_least":
        fitting = sorted((row for row in level if _monthly(row) >= limit.amount), key=lambda row: -_monthly(row))
    else:
        fitting = sorted((row for row in level if _monthly(row) <= limit.amount), key=_monthly)
    writer = _Writer()
    each = _by_article(fitting)
    bound = money_range(limit.amount, limit.amount, open_top=False)
    side = "mindestens" if limit.side == "at_least" else "höchstens"
    if not each:
        return Draft(f"Kein Artikel nennt {side} {bound} im Monat.", ())
    lines = [f"- {article.title}: {_figures(writer, own)}" for article, own in each[:MAX_ROWS_IN_TEXT]]
    opening = f"{_capital(side)} {bound} im Monat nennen {counted(len(each), 'Artikel', 'Artikel')}:"
    if limit.side == "at_most":
        opening = f"Nicht über {bound} im Monat kommen {counted(len(each), 'Artikel', 'Artikel')}:"
    return writer.draft("\n".join([opening, *lines, *_rest(len(each))]))


def _at_level(rows: Sequence[SalaryRow], level: Level) -> list[SalaryRow]:
    """Return each article's figures for a level or, where there is none, for the one that is nearest above."""
    found: list[SalaryRow] = []
    for _, own in _by_article(rows):
        levels = (level, *(other for other in SUBSTITUTES[level] if other != "entry"))
        found += next((some for one in levels if (some := [row for row in own if row.fact.level == one])), [])
    return found


def _by_article(rows: Iterable[SalaryRow]) -> list[tuple[ArticleRow, list[SalaryRow]]]:
    groups: dict[str, list[SalaryRow]] = {}
    for row in rows:
        own = groups.setdefault(row.article.id, [])
        if all(_amounts(row) != _amounts(other) for other in own):
            own.append(row)
    return [(own[0].article, own) for own in groups.values()]


def _amounts(row: SalaryRow) -> tuple[object, ...]:
    fact = row.fact
    return fact.level, fact.min, fact.max, fact.period, fact.qualifier


def _one_each(rows: Iterable[SalaryRow]) -> list[SalaryRow]:
    first: dict[str, SalaryRow] = {}
    for row in rows:
        first.setdefault(row.article.id, row)
    return list(first.values())


def _common_level(rows: Sequence[SalaryRow]) -> Level | None:
    """Return the level at which most articles can be compared, the lower one where two are equal."""
    levels: tuple[Level, ...] = ("entry", "unspecified", "experienced", "lead")
    counts = {level: len({row.article.id for row in rows if row.fact.level == level}) for level in levels}
    best = max(levels, key=lambda level: counts[level])
    return best if counts[best] else None


def _label(rows: Sequence[SalaryRow]) -> Callable[[ArticleRow], str]:
    if len({row.article.profession for row in rows}) == 1:
        return lambda article: article.city
    if len({row.article.city for row in rows}) == 1:
        return lambda article: article.profession
    return lambda article: article.title


def _paragraph(row: SalaryRow) -> Paragraph:
    fact = row.fact
    return Paragraph(fact.paragraph, fact.line, fact.start, fact.end, row.heading)


def _upper(row: SalaryRow) -> float:
    return row.fact.max if row.fact.max is not None else row.fact.min or 0


def _monthly(row: SalaryRow) -> float:
    """Return the upper amount per month, to compare figures of all periods."""
    return _upper(row) / MONTHS_PER_PERIOD[row.fact.period]


def _monthly_lower(row: SalaryRow) -> float:
    return _lower(row) / MONTHS_PER_PERIOD[row.fact.period]


def _lower(row: SalaryRow) -> float:
    return row.fact.min if row.fact.min is not None else row.fact.max or 0


def _middle(row: SalaryRow) -> float:
    return (_upper(row) + _lower(row)) / 2


def _rest(total: int) -> list[str]:
    more = total - MAX_ROWS_IN_TEXT
    return [f"Dazu kommen {more} weitere; alle zeigt: lotse salaries"] if more > 0 else []


def _missing(missing: Sequence[str]) -> str:
    return f"\nNichts liegt vor zu: {listing(list(missing))}." if missing else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
