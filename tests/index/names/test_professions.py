import pytest

from index.names.professions import profession_key, profession_keys

# One profession a line, all spellings of it separated by commas
SAME = """
IT-Manager, IT Manager, IT Managerin, IT-Manager:in, IT-Manager*innen, IT-ManagerIn, IT Managern, eines IT-Managers
IT-Organisator, IT-Organisator_innen, IT-Organisatorinnen und IT-Organisatoren, IT-Organisator (m/w/d)
Koch, Köchin, Köche, Köchen, Koeche, Koechin, Köch:in, Köch*innen, Kochs, Koches, als Koch, Köchinnen und Köche
Arzt, Ärztin, Ärzte, Ärzten, Aerztin, Arztes, Ärzt*innen, einer Ärztin, Arzt/Ärztin
Zahnarzt, Zahnärztin, Zahnarzt/-ärztin, Zahnärzte, Zahnärzt:innen
Chefarzt, Chefärztin, Chefärzte, Chefarztes
Rechtsanwalt, Rechtsanwältin, Rechtsanwälte, Rechtsanwälten, Rechtsanwalts, Rechtsanwalt/-anwältin
Kaufmann, Kauffrau, Kaufleute, Kaufmännin, Kaufleuten, Kaufmann/-frau, Kaufmann/Kauffrau, Kaufmanns
Bürokauffrau, Bürokaufmann, Bürokaufleute, Buerokauffrau
Fachmann, Fachfrau, Fachleute, Fachmann/-frau
Restaurantfachmann, Restaurantfachfrau, Restaurantfachleute
Feuerwehrmann, Feuerwehrfrau, Feuerwehrleute
Zimmermann, Zimmerfrau, Zimmerleute
Friseur, Friseurin, Friseuse, Frisör, Frisörin, Friseure, Friseur:innen, Friseurs
Masseur, Masseurin, Masseuse, Masseure
Steward, Stewardess, Stewardessen, Stewards
Pflegefachkraft, Pflegefachkräfte, Pflegefachkräften
Reinigungskraft, Reinigungskräfte, Reinigungskraefte
Jurist, Juristin, Juristen, Juristinnen, bei Juristen, Jurist*in
Florist, Floristin, Floristen, Florist/in, Florist(in), Florist/-in, Florist/Floristin
Ingenieur, Ingenieure, Ingenieuren, Ingenieurin, Ingenieurs, Ingenieur:innen
Redakteur, Redakteurin, Redakteure, Redakteurs
Pädagoge, Pädagogin, Pädagogen, Pädagog:innen, Paedagogin
Psychologe, Psychologin, Psychologen, Psycholog*innen, Psychologe/Psychologin
Logopäde, Logopädin, Logopäden
Biologe, Biologin, Biologen
Stratege, Strategin, Strategen
Mechatroniker, Mechatronikerin, Mechatroniker und Mechatronikerinnen, Mechatronikers, Mechatronikern
Erzieher, Erzieherin, Erzieher/Erzieherin, eines Erziehers, einer Erzieherin, für Erzieherinnen, Erzieher:innen
Lehrer, Lehrerin, Lehrern, LehrerInnen, Lehrer_in
Bäcker, Bäckerin, Baecker, Bäckern, Bäckers
Bauer, Bäuerin, Bauern, Bäuerinnen
Maler, Malerin, Malern
Verkäufer, Verkäuferin, Verkaeuferin, Verkäufern
Krankenschwester, Krankenschwestern
Krankenpfleger, Krankenpflegerin, Krankenpflegern
Notar, Notarin, Notare, Notaren
Sekretär, Sekretärin, Sekretäre
Bibliothekar, Bibliothekarin, Bibliothekare
Offizier, Offizierin, Offiziere
Direktor, Direktorin, Direktoren, Direktors
Moderator, Moderatorin, Moderatoren
Assistent, Assistentin, Assistenten, Assistent*innen
Praktikant, Praktikantin, Praktikanten
Doktorand, Doktorandin, Doktoranden
Architekt, Architektin, Architekten, Architect
Pilot, Pilotin, Piloten
Bote, Botin, Boten
Lotse, Lotsin, Lotsen
Matrose, Matrosin, Matrosen
Gehilfe, Gehilfin, Gehilfen, Gehilf(e/in)
Experte, Expertin, Experten
Landwirt, Landwirtin, Landwirte, Landwirten, Landwirts
Goldschmied, Goldschmiedin, Goldschmiede, Goldschmieds
Hausmeister, Hausmeisterin, Hausmeistern
Zimmerer, Zimmerin, Zimmerer/Zimmerin
Polsterer, Polsterin
Fotograf, Photograph, Fotografin, Fotografen, Photographin
Chirurg, Chirurgin, Chirurgen
Therapeut, Therapeutin, Therapeuten
Diplomat, Diplomatin, Diplomaten
Analyst, Analystin, Analysten
Beamter, Beamtin, Beamte, Beamten, Beamt(er/in)
Angestellter, Angestellte, Angestellten, Angestellte/r, Angestellte:r
Datenschutzbeauftragter, Datenschutzbeauftragte, Datenschutzbeauftragte(r), Datenschutzbeauftragten
Sachverständiger, Sachverständige, Sachverständigen
Gärtner, Gärtnerin, Gaertner, Gärtners
Diakon, Diakonin, Diakone
Coach, Coachin, Coachs
Consultant, Consultants, Consultantin
Hebamme, Hebammen
Küchenhilfe, Küchenhilfen
"""
GROUPS = [[name.strip() for name in line.split(",")] for line in SAME.strip().splitlines()]
SEVERAL_WORDS = [
    ("Elektroniker für Geräte und Systeme", "Elektroniker Systeme Geräte"),
    ("Elektronikerinnen für Geräte und Systeme", "Elektroniker Systeme Geräte"),
    ("Gesundheits- und Krankenpflegerin", "Gesundheits Krankenpfleger"),
    ("Gesundheits- u. Krankenpfleger/in", "Gesundheits Krankenpfleger"),
    ("Kfz-Mechatroniker", "Kfz Mechatroniker"),
    ("KFZ-Mechatronikerin", "Kfz Mechatroniker"),
    ("Kraftfahrzeugmechatroniker", "Kfz-Mechatroniker"),
    ("Büroreinigungskraft", "Büro Reinigungskraft"),
    ("Büro-Reinigungskräfte", "Büroreinigungskraft"),
    ("Webdesignerin", "Web-Designer"),
    ("Produktions-Leiterin", "Produktionsleiter"),
    ("Softwarearchitekt", "Software Architect"),
    ("Mikroelektronik-Ingenieurin", "Ingenieur Mikroelektronik"),
    ("Technischer Leiter", "Technische Leiterin"),
    ("Technische/r Leiter/in", "Technischer Leiter"),
    ("Technische(r) Leiter(in)", "Technischer Leiter"),
    ("Medizinischer Fachangestellter", "Medizinische Fachangestellte"),
    ("eines medizinischen Fachangestellten", "Medizinische Fachangestellte"),
    ("Kaufmännischer Angestellter", "Kaufmännische Angestellte"),
    ("Staatlich anerkannte Erzieherin", "Erzieher"),
    ("examinierte Altenpflegerin", "Altenpfleger"),
    ("Fachinformatiker Fachrichtung Systemintegration", "Fachinformatikerin für Systemintegration"),
    ("Steno- und Phonotypisten/-typistinnen", "Steno- und Phonotypist"),
    ("Experte für Datenschutz", "Expertin Datenschutz"),
    (
        "Technischer Leiter für Bühne, Film und Fernsehen/Technische Leiterin für Bühne, Film und Fernsehen",
        "Technischer Leiter für Bühne, Film und Fernsehen",
    ),
]
DIFFERENT = [
    ("Maler", "Mahler"),
    ("Leiter", "Leitung"),
    ("Krankenschwester", "Krankenpfleger"),
    ("Produktionsleiter", "Projektleiter"),
    ("Fleischer", "Fleisch"),
    ("Reiniger", "Reinigung"),
    ("Personaler", "Personal"),
    ("Mediziner", "Medizin"),
    ("Zimmerer", "Zimmer"),
    ("Steuerer", "Steuer"),
    ("Fischer", "Fisch"),
    ("Wachmann", "Wache"),
    ("AM-Techniker", "Techniker"),
    ("Kaufmann", "Käufer"),
    ("Techniker", "Technik"),
    ("Richter", "Gericht"),
    ("Koch", "kochen"),
    ("Koch", "ich koche"),
    ("Schütze", "schützen"),
    ("Wirt", "Wirtschaft"),
]


@pytest.mark.parametrize("names", GROUPS, ids=lambda names: names[0])
def test_all_forms_of_a_title_share_a_key(names: list[str]) -> None:
    keys = profession_keys(names[0])
    assert [name for name in names if not keys.both & profession_keys(name).both] == []


def test_titles_of_different_trades_share_no_key() -> None:
    firsts = [profession_keys(names[0]).both for names in GROUPS]
    assert len(frozenset().union(*firsts)) == sum(map(len, firsts))


@pytest.mark.parametrize(("one", "other"), SEVERAL_WORDS)
def test_order_connectors_and_joints_do_not_matter(one: str, other: str) -> None:
    assert profession_keys(one).both & profession_keys(other).both


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_other_words_keep_other_keys(one: str, other: str) -> None:
    assert not profession_keys(one).both & profession_keys(other).both


def test_keys_of_a_title_in_several_words() -> None:
    keys = profession_keys("Gesundheits- und Krankenpflegerin")
    assert (keys.bag, keys.joined) == ("gesundheit krankenpfleger", "gesundheitskrankenpfleger")
    assert profession_key("Gesundheits- und Krankenpflegerin") == keys.bag


@pytest.mark.parametrize("text", ["", " ", "der", "und für", "🙂", "(m/w/d)", "staatlich geprüft", "\u200b"])
def test_text_without_a_title_has_no_key(text: str) -> None:
    assert profession_keys(text).both == frozenset()


def test_decomposed_umlauts_and_invisible_characters_change_nothing() -> None:
    assert profession_keys("Ko\u0308ch\u200bin") == profession_keys("Köchin")


def test_capitals_throughout_change_nothing() -> None:
    assert profession_keys("ELEKTRONIKER FÜR GERÄTE") == profession_keys("Elektroniker für Geräte")
