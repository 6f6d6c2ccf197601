"""Answers from the salary table, on rows made by hand."""

import pytest

from assistant.chain import Assistant
from assistant.levels import Threshold
from assistant.salaries import comparison, figures, threshold
from assistant.types import Query
from assistant.wording import amount, money_range
from index.catalogue import ArticleRow, SalaryRow
from index.types import Level, Period, SalaryFact


def row(
    city: str,
    low: int | None,
    high: int | None,
    level: Level = "entry",
    *,
    profession: str = "Koch",
    open_top: bool = False,
    period: Period = "month",
    quote: str = "",
) -> SalaryRow:
    article = ArticleRow(
        hash((profession, city)), f"{profession}-{city}", f"/a/{profession}-{city}.txt", profession, city, ""
    )
    start = 100 * ["entry", "experienced", "lead", "unspecified"].index(level)
    fact = SalaryFact(3, 9, start, start + 50, level, low, high, open_top, period, "EUR")
    text = quote or f"{low} € bis {high} €"
    return SalaryRow(article, fact, text, "Geld")


def query(**values: object) -> Query:
    return Query("?", "?", "salary", ("salary",), **values)  # type: ignore[arg-type]


def test_gives_both_levels_of_an_article_in_one_sentence() -> None:
    draft = figures(query(), [row("Kiel", 2300, 2700), row("Kiel", 2900, 3200, "experienced")], ())
    assert draft is not None
    assert draft.text == (
        "Für Koch in Kiel nennt der Artikel zum Einstieg 2.300–2.700 € im Monat [1] "
        "und mit Erfahrung 2.900–3.200 € im Monat [2]."
    )
    assert [(r.level, r.min, r.max, r.citation) for r in draft.salaries] == [
        ("entry", 2300, 2700, 1),
        ("experienced", 2900, 3200, 2),
    ]


def test_gives_only_the_level_asked() -> None:
    rows = [row("Kiel", 2300, 2700), row("Kiel", 2900, 3200, "experienced")]
    draft = figures(query(level="experienced"), rows, ())
    assert draft is not None
    assert "2.300" not in draft.text
    assert "2.900–3.200 €" in draft.text


def test_says_when_the_level_asked_has_no_figure_of_its_own() -> None:
    draft = figures(query(level="entry"), [row("Kiel", 2300, 2700, "unspecified")], ())
    assert draft is not None
    assert draft.text.startswith("Eine eigene Zahl für den Einstieg nennt der Artikel Koch in Kiel nicht, wohl aber")


def test_a_yearly_question_gets_the_monthly_figure_and_twelve_times_it_marked_as_computed() -> None:
    draft = figures(query(per_year=True), [row("Kiel", 2500, 3000)], ())
    assert draft is not None
    assert "2.500–3.000 € im Monat [1]" in draft.text
    assert "30.000–36.000 € im Jahr (errechnet" in draft.text
    assert [(r.min, r.max) for r in draft.salaries] == [(2500, 3000)]


def test_the_most_and_the_least() -> None:
    rows = [row("Kiel", 2300, 2700), row("Kiel", 2900, 3400, "experienced")]
    most, least = figures(query(extreme="max"), rows, ()), figures(query(extreme="min"), rows, ())
    assert most is not None
    assert least is not None
    assert "3.400" in most.text
    assert "2.300" not in most.text
    assert "2.300" in least.text


def test_compares_towns_at_one_level_and_names_the_winner() -> None:
    rows = [row("Kiel", 2300, 2700), row("Essen", 2400, 2900), row("Ulm", 2000, 2200), row("Ulm", 5000, 6000, "lead")]
    draft = comparison(query(level="entry"), rows, ["Koch in Bonn"])
    assert draft is not None
    lines = draft.text.splitlines()
    assert lines[0] == "Zum Einstieg ist Essen vorn:"
    assert [line.split(":")[0] for line in lines[1:4]] == ["- Essen", "- Kiel", "- Ulm"]
    assert "Nichts liegt vor zu: Koch in Bonn." in draft.text
    assert "6.000" not in draft.text


def test_compares_like_with_like_and_names_what_has_no_such_figure() -> None:
    rows = [row("Kiel", 2300, 2700), row("Essen", 2400, 2900), row("Ulm", 3000, 3500, "experienced")]
    draft = comparison(query(), rows, ())
    assert draft is not None
    assert "Ohne Zahl für diese Stufe: Koch in Ulm." in draft.text


def test_equal_rows_are_a_tie() -> None:
    draft = comparison(query(level="entry"), [row("Kiel", 2300, 2700), row("Essen", 2300, 2700)], ())
    assert draft is not None
    assert "gleichauf" in draft.text


def test_the_least_paid_comes_first_when_asked_for() -> None:
    draft = comparison(query(level="entry", extreme="min"), [row("Kiel", 2300, 2700), row("Essen", 2400, 2900)], ())
    assert draft is not None
    assert draft.text.splitlines()[0] == "Zum Einstieg ist Kiel das Schlusslicht:"


def test_a_threshold_counts_every_row_and_converts_periods() -> None:
    rows = [row("Kiel", 2300, 2700), row("Essen", 2800, 3100), row("Ulm", 36_000, 42_000, period="year")]
    draft = threshold(query(), Threshold(3000, "at_least"), rows)
    assert {r.city for r in draft.salaries} == {"Essen", "Ulm"}
    assert "36.000–42.000 € im Jahr" in draft.text
    below = threshold(query(), Threshold(3000, "at_most"), rows)
    assert {r.city for r in below.salaries} == {"Kiel"}


def test_a_threshold_that_nothing_reaches_is_said() -> None:
    draft = threshold(query(), Threshold(9000, "at_least"), [row("Kiel", 2300, 2700)])
    assert draft.text == "Kein Artikel nennt mindestens 9.000 € im Monat."
    assert draft.citations == ()


def test_no_rows_is_no_answer() -> None:
    assert figures(query(), [], ()) is None


def test_formats_amounts_the_german_way() -> None:
    assert amount(3200) == "3.200"
    assert amount(14.5) == "14,50"
    assert money_range(3000, 3800, open_top=False) == "3.000–3.800 €"
    assert money_range(3000, None, open_top=True) == "ab 3.000 €"
    assert money_range(None, 5000, open_top=False) == "bis zu 5.000 €"
    assert money_range(2800, 2800, open_top=False) == "2.800 €"
    assert money_range(3000, 3400, open_top=True) == "3.000–3.400 € oder mehr"


def test_an_hourly_wage_keeps_its_cents() -> None:
    draft = figures(query(), [row("Kiel", 14, 16, period="hour", quote="14,50 € bis 16 € pro Stunde")], ())
    assert draft is not None
    assert "14,50–16 € pro Stunde [1]" in draft.text


def test_the_highest_of_all_levels_wins_where_the_most_is_asked() -> None:
    rows = [row("Kiel", 2300, 2700), row("Kiel", 2900, 3200, "experienced"), row("Essen", 2400, 2900)]
    draft = comparison(query(extreme="max"), rows, ())
    assert draft is not None
    assert draft.text.splitlines()[0] == "Am höchsten liegt Kiel:"
    assert draft.text.splitlines()[1].startswith("- Kiel: mit Erfahrung 2.900–3.200 €")


def test_a_floor_below_the_usual_range_is_quoted_where_the_least_is_asked_for(sample_assistant: Assistant) -> None:
    answer = sample_assistant.answer("Was bekommt ein Lebensmittelverkäufer in Potsdam am Anfang mindestens?")
    assert "2.250 €" in answer.answer
    plain = sample_assistant.answer("Was bekommt ein Lebensmittelverkäufer in Potsdam am Anfang?")
    assert "2.250 €" not in plain.answer


def test_a_follow_up_may_ask_for_another_case(sample_assistant: Assistant) -> None:
    history = ("Was verdient man als Mechatroniker in Leipzig am Anfang?",)
    answer = sample_assistant.answer("Und mit Zusatzqualifikation?", history)
    assert (3000, 3400) in {(row.min, row.max) for row in answer.salaries}


def test_few_are_compared_with_all_their_figures(sample_assistant: Assistant) -> None:
    answer = sample_assistant.answer("Was ist besser bezahlt, Erzieherin in Essen oder Reinigungskraft in Mainz?")
    assert {row.level for row in answer.salaries if row.profession == "Erzieher"} == {"entry", "experienced"}


@pytest.mark.parametrize("said", ["schon lange dabei", "seit 15 Jahren dabei", "mit Erfahrung"])
def test_years_in_the_job_are_experience(sample_assistant: Assistant, said: str) -> None:
    query = sample_assistant.understand(f"Was verdient eine Verkäuferin in Rostock, {said}?")
    assert query.level == "experienced"
