"""Numbers of any kind are read with what they count."""

import pytest

from assistant.llm.numbers import missing, number_word, numbers


def read(text: str) -> list[tuple[float, str]]:
    return [(number.value, number.unit or number.code) for number in numbers(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Zwischen 2.600 € und 2.900 € im Monat", [(2600, "EUR"), (2900, "EUR")]),
        ("bis zu 3,2k", [(3200, "")]),
        ("drei- bis viertausend Euro", [(3, "EUR"), (4000, "EUR")]),
        ("zwei bis drei Jahre", [(2, "year"), (3, "year")]),
        ("eine dreijährige Ausbildung", [(3, "year")]),
        ("einundzwanzig Paar, zwölf Treppenhäuser", [(21, ""), (12, "")]),
        ("zweimal am Tag, um 17 Uhr", [(2, ""), (17, "clock")]),
        ("38,5 Stunden, 30 Prozent, 5 %", [(38.5, "hour"), (30, "percent"), (5, "percent")]),
        ("nach einem Jahr", [(1, "year")]),
        ("anderthalb Stunden", [(1.5, "hour")]),
        ("auf der A14, im 40-Tonner, Niveau C1", [(0, "a14"), (40, ""), (0, "c1")]),
        ("am 1. März 2024 und am 01.03.2024", [(0, "1.3.2024"), (0, "1.3.2024")]),
        ("Ein Tag beginnt, eine Woche endet. Achtung, Zweifel, Elfenbein!", []),
    ],
)
def test_reads(text: str, wanted: list[tuple[float, str]]) -> None:
    assert read(text) == wanted


@pytest.mark.parametrize(
    ("stated", "known", "gone"),
    [
        ("drei Monate", "zwei, drei Wochen", ["drei"]),
        ("3.200 Euro", "3200 €", []),
        ("seit 2024", "am 1. März 2024", []),
        ("14 Kilometer", "rund 14 Kilometer am Tag", []),
        ("24 Kilometer", "rund 14 Kilometer am Tag", ["24"]),
    ],
)
def test_finds_what_the_text_does_not_state(stated: str, known: str, gone: list[str]) -> None:
    assert [stated[n.start : n.end] for n in missing(numbers(stated), numbers(known))] == gone


@pytest.mark.parametrize("word", ["acht", "vierzehn", "zweihundert", "dreitausendfünfhundert", "sechste", "vierfach"])
def test_number_words_have_a_value(word: str) -> None:
    assert number_word(word)


@pytest.mark.parametrize("word", ["Achse", "einfach", "Dreck", "Einsatz", "neunmalklugerweise", "und", "Zehe"])
def test_other_words_have_none(word: str) -> None:
    assert number_word(word) is None
