import pytest

from index.names.professions import profession_keys
from index.names.related import related_keys

BOTH_WAYS = """
Produktionsleiter = Produktionsleitung
IT Organisation = IT-Organisator
IT Organisation = IT-Organisatorin
Lagerarbeiter = Lagerarbeit
Informatiker = Informatik
Küchenhelfer = Küchenhilfe
Küchenhelfer = Helfer Küche
Küchenhilfe = Helfer Küche
Altenpfleger = Altenpflege
Altenpflegerin = Altenpflege
Verkehrsingenieur = Verkehrsingenieurwesen
IT Leiter = IT Leitung
IT Manager = IT-Management
Softwareentwickler = Softwareentwicklung
Berater = Beratung
Gastronom = Gastronomie
Büroreinigung = Büroreinigungskraft
Büroreinigung = Büro Reinigungskraft
Kosmetikerin = Kosmetik
Pfleger = Pflege
Erzieher = Erziehungswesen
Pflegefachkraft = Pflegefachmann
Netzwerkadministrator = Netzwerkadministration
Psychologe = Psychologie
Pädagogin = Pädagogik
Jurist = Jura
Bäcker = Bäckerei
Zahnarzt = Zahnmedizin
Betriebswirt = Betriebswirtschaft
Redakteur = Redaktion
Mikroelektronikingenieur = Ingenieur Mikroelektronik
Techniker Kraftfahrzeugtechnik = Kraftfahrzeugtechniker
Pflegeassistent = Pflegeassistenz
Sportmediziner = Sportmedizin
Ambulanter Pfleger = Ambulante Pflege
Fotograf = Fotografie
Logopädin = Logopädie
Verkäufer = Verkauf
Projektleiterin = Projektleitung
Physiotherapeut = Physiotherapie
Apotheker = Apotheke
Floristin = Floristik
Buchhalter = Buchhaltung
Architekt = Architektur
Bibliothekarin = Bibliothek
"""
PAIRS = [tuple(line.split(" = ")) for line in BOTH_WAYS.strip().splitlines()]


def are_related(asked: str, title: str) -> bool:
    return bool(related_keys(asked) & profession_keys(title).both)


@pytest.mark.parametrize(("person", "field"), PAIRS)
def test_person_and_field_lead_to_each_other(person: str, field: str) -> None:
    assert are_related(person, field)
    assert are_related(field, person)


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("Lohn Gehaltsbuchhalter", "Lohnbuchhaltung"),
        ("Maler und Lackierer", "Maler"),
        ("Maler und Lackierer", "Lackiererin"),
        ("Bäcker/in und Konditor/in", "Konditorin"),
    ],
)
def test_double_titles_lead_to_their_parts(title: str, part: str) -> None:
    assert are_related(title, part)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ausbilder", "Ausbildung"),
        ("Entwickler", "Entwicklung"),
        ("Leiter", "Leitung"),
        ("Lehrer", "Lehre"),
        ("Arbeiter", "Arbeit"),
        ("Techniker", "Technik"),
        ("Maler", "mal"),
        ("IT Manager", "IT"),
        ("Kfz-Mechatroniker", "Mechatroniker"),
        ("Elektroniker für Geräte", "Elektroniker"),
        ("Produktionsleiter", "Produktion"),
        ("Koch", "Küche"),
        ("IT Projektleiter", "IT-Leiter"),
        ("Büro Reinigungskraft", "Bürokraft"),
        ("Techniker Computer", "Computer"),
    ],
)
def test_other_words_are_not_related(one: str, other: str) -> None:
    assert not are_related(one, other)
    assert not are_related(other, one)


def test_own_keys_are_not_among_the_related() -> None:
    assert not related_keys("Produktionsleiter") & profession_keys("Produktionsleiterin").both


def test_nothing_is_related_to_nothing() -> None:
    assert related_keys("") == frozenset()
