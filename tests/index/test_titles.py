import unicodedata

import pytest

from index import slugs, titles
from index.lines import Line, content_lines
from index.titles import Naming, town_key

TOWNS = {
    town_key(name): name
    for name in ("Halle (Saale)", "Landau in der Pfalz", "Neustadt in Holstein", "Frankfurt am Main", "Kiel", "Ulm")
}


def lines(*texts: str) -> list[Line]:
    return content_lines("\n".join(texts), [])


@pytest.mark.parametrize(
    ("profession", "city"),
    [
        ("Koch", "Kiel"),
        ("Kfz Mechatroniker", "Mülheim an der Ruhr"),
        ("Arzt", "Halle (Saale)"),
        ("Leiter in der Altenpflege", "Landau in der Pfalz"),
        ("Software Architect", "Frankfurt am Main"),
        ("Winzer", "St. Goar"),
        ("Förster", "Neustadt in Holstein"),
        ("Lohn Gehaltsbuchhalter", "Bad Homburg v. d. Höhe"),
        ("Ingenieur Heizung, Klima, Lüftung", "Saalfeld/Saale"),
    ],
)
def test_reads_profession_and_town_off_the_portal_line(profession: str, city: str) -> None:
    found = titles.from_title_lines(lines(f"{profession} Jobs und Stellenangebote in {city}"), None)
    assert found == Naming(profession, city)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Beruf Koch in Kiel", Naming("Koch", "Kiel")),
        ("Beruf medizinischer Sekretär in Kiel", Naming("medizinischer Sekretär", "Kiel")),
        ("Beruf Winzer in Landau in der Pfalz", Naming("Winzer", "Landau in der Pfalz")),
        ("Beruf Leiter in der Altenpflege in Ulm", Naming("Leiter in der Altenpflege", "Ulm")),
        ("Beruf Arzt in Halle (Saale) | Jobs", Naming("Arzt", "Halle (Saale)")),
    ],
)
def test_splits_the_short_title_at_the_sensible_in(line: str, expected: Naming) -> None:
    assert titles.from_title_lines(lines(line), None) == expected


@pytest.mark.parametrize("addition", [" | Jobbörse", " - Jobbörse", " – jetzt bewerben"])
def test_leaves_out_what_the_portal_adds_to_the_title(addition: str) -> None:
    found = titles.from_title_lines(lines(f"Koch Jobs und Stellenangebote in Bad Ems{addition}"), None)
    assert found == Naming("Koch", "Bad Ems")


@pytest.mark.parametrize("city", ["12345", "K" * 70, "– "])
def test_a_title_without_a_town_is_none(city: str) -> None:
    assert titles.from_title_lines(lines(f"Koch Jobs und Stellenangebote in {city}"), None) is None


def test_the_gazetteer_settles_a_town_with_an_in_before_a_capital() -> None:
    line = lines("Beruf Fischer in Neustadt in Holstein")
    assert titles.from_title_lines(line, TOWNS.get) == Naming("Fischer", "Neustadt in Holstein")


@pytest.mark.parametrize("text", ["Beruf und Familie in Kiel", "Beruf mit Zukunft in Kiel: ein Blick", "Beruf Koch"])
def test_a_heading_about_the_job_is_no_title(text: str) -> None:
    assert titles.from_title_lines(lines(text), None) is None


def test_the_portal_line_wins_over_a_different_short_title() -> None:
    found = titles.from_title_lines(lines("Koch Jobs und Stellenangebote in Ulm", "Beruf Köchin in Kiel"), None)
    assert found == Naming("Koch", "Ulm")


def test_of_several_articles_named_the_one_named_most_often_wins() -> None:
    found = titles.from_title_lines(
        lines(
            "Koch Jobs und Stellenangebote in Ulm",
            "Beruf Koch in Ulm",
            "Kellner Jobs und Stellenangebote in Ulm",
            "Konditor Jobs und Stellenangebote in Ulm",
        ),
        None,
    )
    assert found == Naming("Koch", "Ulm")


def test_title_names_are_composed_and_free_of_odd_blanks_and_marks() -> None:
    decomposed = unicodedata.normalize(
        "NFD", "## \tKöchin\u00a0\u200b Jobs und  Stellenangebote in Mülheim\u202e an der Ruhr"
    )
    assert titles.from_title_lines(lines(decomposed), None) == Naming("Köchin", "Mülheim an der Ruhr")


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Koch in Kiel: Zwischen Topf und Takt", Naming("Koch", "Kiel")),
        ("Zwischen Topf und Takt: Koch in Kiel", Naming("Koch", "Kiel")),
        (
            "Kfz Mechatroniker in Frankfurt am Main – Öl, Bits und Bremsen",
            Naming("Kfz Mechatroniker", "Frankfurt am Main"),
        ),
        ("Warum Koch in Kiel? Ein Versuch", Naming("Koch", "Kiel")),
        ("Koch in Kiel im Jahr 2024", Naming("Koch", "Kiel")),
        ("Zwischen Topf und Takt in Kiel", None),
        ("Viel Wind und wenig Geduld", None),
        ("Wie man in Kiel kocht", None),
    ],
)
def test_reads_the_usual_headline_shapes(headline: str, expected: Naming | None) -> None:
    assert titles.from_headline(headline, None) == expected


@pytest.mark.parametrize("line", ["0 Koch Jobs in Kiel ...", "0 Koch Jobs in Kiel gefunden", "12 Koch Jobs in Kiel"])
def test_reads_the_result_count(line: str) -> None:
    assert titles.from_count_line(lines(line), None) == Naming("Koch", "Kiel")


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("it-manager-muelheim-an-der-ruhr", "it manager muelheim an der ruhr"),
        ("koch-k%C3%B6ln", "koch köln"),
        (unicodedata.normalize("NFD", "Bäcker_Köln"), "bäcker köln"),
        ("arzt-halle-(saale)-2", "arzt halle saale"),
        ("koch kiel - Kopie", "koch kiel"),
        ("%%%", ""),
    ],
)
def test_splits_file_names_into_words(stem: str, expected: str) -> None:
    assert " ".join(slugs.slug_words(stem)) == expected


def naming(stem: str, text: str, *, known: bool = False) -> Naming | None:
    return slugs.from_words(slugs.slug_words(stem), slugs.Witness(text), TOWNS.get if known else None)


@pytest.mark.parametrize("stem", ["baecker-koeln", "bäcker-köln", "b%C3%A4cker-k%C3%B6ln", "ba\u0308cker-ko\u0308ln"])
def test_a_file_name_in_any_spelling_takes_the_spelling_of_the_text(stem: str) -> None:
    assert naming(stem, "Wer als Bäcker in Köln beginnt, steht früh auf.") == Naming("Bäcker", "Köln")


@pytest.mark.parametrize(
    ("stem", "text", "expected"),
    [
        (
            "it-manager-muelheim-an-der-ruhr",
            "Ein IT-Manager in Mülheim lebt.",
            Naming("IT-Manager", "Mülheim an der Ruhr"),
        ),
        ("arzt-halle-saale", "Der Arzt lernt viel in Halle (Saale) und bleibt.", Naming("Arzt", "Halle (Saale)")),
        ("arzt-halle-saale", "Der Arzt lernt viel in Halle und bleibt.", Naming("Arzt", "Halle")),
        ("helfer-kueche-ulm", "Küchenhilfe in Ulm zu sein ist laut.", Naming("Helfer Küche", "Ulm")),
        (
            "reinigungskraft-teilzeit-ulm",
            "Reinigungskraft in Ulm, das heißt früh raus.",
            Naming("Reinigungskraft Teilzeit", "Ulm"),
        ),
        ("verkaeuferin-ulm", "Verkäufer in Ulm stehen viel.", Naming("Verkäuferin", "Ulm")),
        ("kaufmann-ulm", "Käufer gibt es in Ulm genug, aber der Kaufmannsberuf zählt.", Naming("Kaufmann", "Ulm")),
        ("koch-kiel", "Kiel. Nicht Lübeck. Der Koch weiß das.", Naming("Koch", "Kiel")),
        ("lehrer-fuer-musik-ulm", "Lehrerinnen für Musik gibt es auch in Ulm.", Naming("Lehrer für Musik", "Ulm")),
    ],
)
def test_splits_a_file_name_with_the_text_as_witness(stem: str, text: str, expected: Naming) -> None:
    assert naming(stem, text) == expected


def test_the_gazetteer_gives_the_official_name() -> None:
    assert naming("arzt-halle-saale", "Ein Arzt an der Saale.", known=True) == Naming("Arzt", "Halle (Saale)")
    assert naming("winzer-landau-in-der-pfalz", "Der Winzer hat Zeit.", known=True) == Naming(
        "Winzer", "Landau in der Pfalz"
    )


@pytest.mark.parametrize("known", [True, False])
def test_a_file_name_that_the_text_does_not_confirm_names_nothing(known: bool) -> None:
    assert naming("einkauf-kiel", "Milch und Brot, dazu Äpfel aus Ulm.", known=known) is None
    assert naming("artikel-17", "Der Koch kocht in Kiel.", known=known) is None
    assert naming("", "Der Koch kocht in Kiel.", known=known) is None
