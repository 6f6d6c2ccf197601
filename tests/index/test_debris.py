import time

import pytest

from index.debris import is_debris, is_head_debris


@pytest.mark.parametrize(
    "line",
    [
        "Menü",
        "Startseite | Jobs | Ratgeber",
        "Startseite › Berufe › Koch",
        "Impressum · Datenschutz · AGB",
        "Exakt",
        "Umkreis: 10 km",
        "Exakt / 10 km / 25 km / 50 km",
        "+ 100 km",
        "• Relevanz",
        "Relevanz | Titeltreffer | Datum",
        "Datum: 12.03.2024",
        "vor 3 Tagen",
        "Nordwerft GmbH | 24103 Kiel",
        "0 Koch Jobs in Kiel",
        "0 Koch Jobs in St. Goar ...",
        "17 Stellenangebote gefunden",
        "Foto: Hafenamt",
        "© Hafenamt 2024",
    ],
)
def test_knows_the_lines_of_a_portal(line: str) -> None:
    assert is_debris(line)
    assert is_head_debris(line)


@pytest.mark.parametrize(
    "line",
    [
        "Gehalt",
        "Relevanz hat das für kaum jemanden",
        "Datum und Uhrzeit? Nebensache",
        "3 Jobs in einem Jahr. Das war zu viel.",
        "Beruf, Ort und Zufall",
        "10 km zur Arbeit sind hier normal",
        "Jobs & Gehalt | was bleibt",
        "Video killed the radio star: Medienberufe im Wandel",
        "Fotografen sehen mehr",
    ],
)
def test_leaves_headings_of_articles_alone(line: str) -> None:
    assert not is_debris(line)
    assert not is_head_debris(line)


@pytest.mark.parametrize(
    "line",
    [
        "Nordwerft GmbH",
        "Pflegedienst Sonnenhof e. V.",
        "24103 Kiel",
        "Koch (m/w/d) in Vollzeit",
        "Ausgezeichnet als beste Jobbörse",
        "Wir verwenden Cookies, damit alles läuft. Mehr dazu in den Einstellungen.",
    ],
)
def test_firms_awards_and_banners_are_debris_only_above_an_article(line: str) -> None:
    assert is_head_debris(line)
    assert not is_debris(line)


def test_a_paragraph_about_firms_and_cookies_is_no_debris() -> None:
    text = (
        "Die Nordwerft AG sucht Leute. Wer dort anfängt, bekommt am ersten Tag Cookies und am zweiten Schmirgelpapier. "
    )
    assert not is_head_debris(text * 3)


@pytest.mark.parametrize("text", ["1" * 150 + "x", "10 km + " * 20 + "x", "Datum 1 " * 20 + "x", "1 , " * 45 + "x"])
def test_decides_quickly_on_lines_made_to_be_slow(text: str) -> None:
    started = time.perf_counter()
    assert not is_head_debris(text)
    assert time.perf_counter() - started < 0.5
