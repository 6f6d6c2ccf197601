import pytest

from index.names.clippings import clipped_forms, expand_abbreviation, matches_clipping


@pytest.mark.parametrize(
    ("word", "title"),
    [
        ("Prod-Leiter", "Produktionsleiter"),
        ("Prod.-Leiterin", "Produktionsleiter"),
        ("Proj-Leiter", "Projektleiter"),
        ("Kfz-Mech", "Kfz-Mechatroniker"),
        ("Reha", "Rehabilitationstherapeut"),
        ("Sani", "Sanitäter"),
        ("Mechi", "Mechatroniker"),
        ("Physio", "Physiotherapeutin"),
        ("Ergo", "Ergotherapeut"),
        ("Elektro", "Elektroniker"),
        ("MFA", "Medizinische Fachangestellte"),
        ("mfa", "Medizinischer Fachangestellter"),
        ("ZFA", "Zahnmedizinische Fachangestellte"),
        ("TFA", "Tiermedizinische Fachangestellte"),
        ("PTA", "Pharmazeutisch-technischer Assistent"),
        ("OTA", "Operationstechnischer Assistent"),
        ("RFA", "Rechtsanwaltsfachangestellte"),
        ("BKF", "Berufskraftfahrer"),
        ("PDL", "Pflegedienstleitung"),
        ("GUKP", "Gesundheits- und Krankenpfleger"),
        ("Admin", "Netzwerkadministrator"),
        ("Arzthelferin", "Medizinische Fachangestellte"),
        ("Putzfrau", "Reinigungskraft"),
        ("PO", "Product Owner"),
    ],
)
def test_short_forms_match_their_title(word: str, title: str) -> None:
    assert matches_clipping(word, title)


@pytest.mark.parametrize(
    ("word", "title"),
    [
        ("EDV", "Einzelhandelsverkäufer"),
        ("USA", "Umschulungsassistent"),
        ("NRW", "Netzwerker"),
        ("BAG", "Bauarbeitsgehilfe"),
        ("DAX", "Datenexperte"),
        ("MFA", "Zahnmedizinische Fachangestellte"),
        ("PR", "Programmierer"),
        ("po", "Product Owner"),
        ("Büro", "Bürokaufmann"),
        ("Auto", "Automechaniker"),
        ("Koch", "Kochassistent"),
        ("Pflege", "Pflegefachkraft"),
        ("Lager", "Lagerist"),
        ("Azubi", "Azubibetreuer"),
        ("Prod-Leiter", "Projektleiter"),
        ("IT-Leiter", "Produktionsleiter"),
        ("", "Produktionsleiter"),
        ("MFA", ""),
    ],
)
def test_other_words_match_no_title(word: str, title: str) -> None:
    assert not matches_clipping(word, title)


def test_short_forms_of_a_title_are_listed() -> None:
    assert {"mfa", "arzthelfer"} <= clipped_forms("Medizinische Fachangestellte")
    assert clipped_forms("Astronaut") == frozenset()


def test_abbreviations_are_spelt_out() -> None:
    assert expand_abbreviation("MFA") == ("Medizinischer Fachangestellter",)
    assert expand_abbreviation("Azubi") == ()
    assert expand_abbreviation("") == ()
