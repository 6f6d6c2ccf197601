"""Numbers as they are written in German texts."""

import pytest

from index.salary.amounts import amounts


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("3.000 €", 3000, "EUR"),
        ("3000€", 3000, "EUR"),
        ("3 000 Euro", 3000, "EUR"),
        ("3'000 Franken", 3000, "CHF"),
        ("3’450 CHF", 3450, "CHF"),
        ("EUR 3.200,00", 3200, "EUR"),
        ("€ 2.900", 2900, "EUR"),
        ("2.500,– €", 2500, "EUR"),
        ("14,50 €", 14.5, "EUR"),
        ("3,5k", 3500, ""),
        ("3.5k brutto", 3500, ""),
        ("55k", 55000, ""),
        ("3,2 Tausend Euro", 3200, "EUR"),
        ("42 Tsd. Euro", 42000, "EUR"),
        ("dreitausend Euro", 3000, "EUR"),
        ("zweieinhalbtausend Euro", 2500, "EUR"),
        ("zweitausendachthundert Euro", 2800, "EUR"),
        ("fünfzehnhundert Euro", 1500, "EUR"),
        ("zweitausendfünfhundertfünfzig Euro", 2550, "EUR"),
        ("die 4.000-Euro-Marke", 4000, "EUR"),
    ],
)
def test_reads_one_amount(text: str, value: float, currency: str) -> None:
    (amount,) = amounts(text)
    assert (amount.value, amount.currency) == (value, currency)


@pytest.mark.parametrize(
    "text",
    ["Euro-6-Technik", "der 520-Euro-Job", "ein 40-Tonner", "24-Stunden-Dienst", "4K-Monitor", "die A40", "tausendmal"],
)
def test_leaves_numbers_in_compounds(text: str) -> None:
    assert amounts(text) == []


def test_the_span_takes_in_the_currency() -> None:
    text = "etwa 2.800 € im Monat"
    (amount,) = amounts(text)
    assert text[amount.start : amount.end] == "2.800 €"


def test_a_bare_number_may_be_a_year_and_a_sum_with_currency_not() -> None:
    year, grouped, money = amounts("2024 oder 2.024 oder 2024 €")
    assert year.year_like
    assert not grouped.year_like
    assert not money.year_like


def test_an_indefinite_number_word_is_no_amount() -> None:
    assert amounts("ein paar tausend Euro") == []
    assert amounts("mehrere tausend Euro") == []


def test_the_plus_sign_opens_the_top() -> None:
    assert [amount.plus for amount in amounts("3.000+ € und 2.000 €")] == [True, False]
