"""Figures that are no pay of this profession in this town, and sentences that state none."""

import pytest

from index.salary import statements


@pytest.mark.parametrize(
    "text",
    [
        "Seit 2019 steigen die Gehälter.",
        "Rund 40 Prozent verdienen mehr.",
        "Um 6.30 Uhr beginnt die Schicht, der Lohn stimmt.",
        "Ein 40-Tonner fährt sich nicht für jeden Lohn.",
        "Dank Euro-6-Motor bleibt mehr Gehalt.",
        "Vom 520-Euro-Job lebt keiner, ein Gehalt ist das nicht.",
        "Die Firma zahlt 3.000 Menschen ihren Lohn.",
        "In 45468 Mülheim wird gut verdient.",
    ],
)
def test_numbers_that_are_no_money(text: str) -> None:
    assert statements(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Die Miete beträgt 900 €.",
        "Der Kurs kostet 1.200 € und bringt mehr Gehalt.",
        "Das Werkzeug für 1.500 € stellt der Betrieb.",
        "Gefördert wird mit bis zu 4.000 €.",
        "Für Nachtarbeit gibt es bis zu 400 € Zulage obendrauf.",
        "Der Bonus liegt bei 2.000 €.",
        "Mit dem Schein verdient man 450 € mehr.",
        "Das Gehalt steigt um 500 €.",
        "Gehaltsunterschiede von 600 € sind normal.",
        "Der Tagessatz liegt bei 500 €.",
        "Werkstudenten bekommen 1.200 €.",
    ],
)
def test_money_that_is_no_salary(text: str) -> None:
    assert statements(text) == []


def test_pay_beside_other_money_is_kept() -> None:
    found = statements("Bei einem Lohn von 2.400 € und einer Miete von 850 € bleibt wenig.")
    assert [statement.min for statement in found] == [2400]


@pytest.mark.parametrize(
    "text",
    [
        "Wer nach langen Jahren keine 3.000 € bekommt, hat Pech.",
        "Wer mit 4.000 € Gehalt rechnet, irrt.",
        "4.000 € Lohn sind hier nicht drin.",
        "Niemand zahlt 4.000 € Gehalt.",
        "Gehälter von 9.000 €? Ein Märchen.",
        "Schön wären 4.000 € Gehalt.",
        "Wer glaubt, gleich 4.000 € Gehalt zu bekommen, irrt.",
        "Statt der erhofften 4.000 € Gehalt gibt es gute Worte.",
        "Dass man hier 4.000 € verdient, glaubt niemand.",
        "Vor zehn Jahren lag der Lohn bei 1.900 €.",
        "„Ich gehe nicht für 2.000 € Lohn arbeiten“, sagt einer.",
        "Mein erstes Gehalt lag bei 1.800 €.",
    ],
)
def test_sentences_that_state_no_pay_of_today(text: str) -> None:
    assert statements(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "3.000 € Lohn sind keine Seltenheit.",
        "Nicht selten werden 3.000 € gezahlt.",
        "Früher waren es 1.900 €, heute liegt der Lohn bei 3.000 €.",
        "Nicht 5.000 €, sondern 3.000 € werden gezahlt.",
    ],
)
def test_sentences_that_only_look_denied(text: str) -> None:
    assert [statement.min for statement in statements(text)] == [3000]


def test_a_rhetorical_question_behind_the_figure_keeps_it() -> None:
    assert len(statements("Der Lohn liegt bei 2.500 € – klingt wenig, oder?")) == 1
    assert statements("Liegt der Lohn bei 2.500 €?") == []


def test_the_number_of_a_norm_is_no_pay() -> None:
    assert (
        statements("Daneben lohnen Seminare nach ISO 27001 und Kenntnisse der DIN 18.560, bezahlt vom Betrieb.") == []
    )
