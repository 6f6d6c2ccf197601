"""For whom a figure is: level words before, behind and around it."""

import pytest

from index.salary import statements
from index.types import Level


def levels(text: str, heading: str = "", profession: str = "Bäcker") -> list[Level]:
    return [statement.level for statement in statements(text, heading, professions=[profession])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Der Einstieg bringt meist 2.300 € bis 2.500 €.", "entry"),
        ("Wer einsteigt, sieht ungefähr 2.300 €.", "entry"),
        ("Ohne Erfahrung gibt es 2.300 €.", "entry"),
        ("2.300 € bis 2.500 € – für Anfänger ein guter Wert.", "entry"),
        ("Mit 2.300 € rechnet, wer gerade ausgelernt hat.", "entry"),
        ("Das durchschnittliche Gehalt von Einsteigern beträgt 2.300 €.", "entry"),
        ("Mit Erfahrung sind 3.000 € bis 3.300 € drin.", "experienced"),
        ("Gestandene Profis verlangen 3.300 €.", "experienced"),
        ("Nach ein paar Jahren verdient man 3.300 €.", "experienced"),
        ("Wer Verantwortung übernimmt, kommt weiter – bis 3.300 € sind erreichbar.", "experienced"),
        ("Bis zu 3.900 € bekommt, wer den Meisterbrief hat.", "experienced"),
        ("In der Teamleitung liegt das Gehalt bei 4.300 €.", "lead"),
        ("Wer nach zehn Jahren die Filiale leitet, bekommt 4.300 €.", "lead"),
        ("Als Chefin einer Backstube verdient man 4.300 €.", "lead"),
        ("Mit Nachtzuschlägen sind bis zu 3.200 € möglich.", "lead"),
        ("Im Durchschnitt werden 2.800 € gezahlt.", "unspecified"),
        ("Gezahlt werden 2.300 € bis 3.500 €, je nach Erfahrung.", "unspecified"),
        ("Vom Einsteiger bis zum alten Hasen: alle bekommen 2.800 €.", "unspecified"),
        ("Nach meiner Erfahrung werden 2.800 € gezahlt.", "unspecified"),
        ("Die Lehre dauert drei Jahre, das Gehalt liegt bei 2.800 €.", "unspecified"),
        ("Mit Routine und Geschick (etwa als Vertretung der Leitung) sind 3.100 € drin.", "experienced"),
        ("Wer sich fortbildet, zum Beispiel für eine Leitung, bekommt 3.100 €.", "experienced"),
        ("Mit weniger als zwei Jahren Erfahrung bekommt man 2.300 €.", "entry"),
        ("Wer Verantwortung für Lehrlinge trägt, verdient 3.100 €.", "experienced"),
    ],
)
def test_level_of_one_figure(text: str, expected: Level) -> None:
    assert levels(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Einsteiger bekommen 2.300 €, Erfahrene 2.900 €.", ["entry", "experienced"]),
        ("2.300 € am Anfang, 2.900 € nach fünf Jahren, so ist der Lohn.", ["entry", "experienced"]),
        ("Zwischen 2.300 € zum Start und 2.900 € mit Routine liegt der Lohn.", ["entry", "experienced"]),
        ("Das Startgehalt von 2.300 € steigt mit der Erfahrung auf 2.900 €.", ["entry", "experienced"]),
        ("Einsteiger erhalten 2.300 € im Dorf, 2.500 € in der Stadt.", ["entry", "entry"]),
        ("Einsteiger: 2.300 €, Leitung: 3.900 €", ["entry", "lead"]),
        ("In den ersten Jahren sind es 2.300 €, danach 2.900 €.", ["entry", "experienced"]),
    ],
)
def test_each_figure_of_a_sentence_has_its_own_level(text: str, expected: list[Level]) -> None:
    assert levels(text) == expected


def test_the_sentence_before_lends_its_level_only_without_a_pay_noun() -> None:
    assert levels("Zum Einstieg darf man nicht zu viel erwarten. Vieles liegt um die 2.300 €.") == ["entry"]
    assert levels("Viele Einsteiger fragen danach. Das Gehalt liegt bei 2.800 €.") == ["unspecified"]


def test_a_question_in_the_text_is_a_heading() -> None:
    assert levels("Der Einstieg? Bei etwa 2.300 €.") == ["entry"]
    assert levels("Teamleitung? Nicht unter 4.100 €.") == ["lead"]


def test_a_heading_on_starting_pay_lends_its_level() -> None:
    assert levels("Meist sind es 2.300 €.", "Das Einstiegsgehalt") == ["entry"]
    assert levels("Meist sind es 2.300 €.", "Vom Einstiegsgehalt zur Leitung") == ["unspecified"]


def test_the_own_profession_is_no_level() -> None:
    text = "Küchenleiter verdienen 3.900 €."
    assert levels(text, profession="Küchenleitung") == ["unspecified"]
    assert levels(text, profession="Koch") == ["lead"]


def test_apprentices_are_no_beginners() -> None:
    (statement,) = statements("Im ersten Lehrjahr gibt es 950 €.")
    assert (statement.level, statement.qualifier) == ("unspecified", "Ausbildung")


def test_the_boss_who_pays_is_no_level() -> None:
    assert levels("Der Einstieg liegt bei 2.300 €, so die Laune des Chefs es zulässt.") == ["entry"]
