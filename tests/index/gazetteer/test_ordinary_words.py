"""Questions are full of words; none of them may pass for a profession or a town."""

from collections.abc import Iterator

import pytest

from index.gazetteer import Gazetteer
from index.names.cities import place_key
from index.names.professions import profession_keys

WORDS = """
Arbeit Arbeiten Beruf Berufe Job Jobs Gehalt Gehälter Lohn Löhne Verdienst Geld Euro Monat Jahr Stunde Stunden Woche
Tag Tage Alltag Aufgabe Aufgaben Tätigkeit Weiterbildung Weiterbildungen Fortbildung Kurs Kurse Seminar Schulung Leute
Mensch Menschen Kollege Kollegen Kollegin Kolleginnen Fußball Wetter Leitung Hilfe Meister Geselle Chef Chefin Azubi
Azubis Einsteiger Einsteigerin Anfänger Experte Experten Kunde Kunden Kundin Führung Technik Modell Mutter Vater Frau
Frauen Mann Männer Studium Ausbildung Lehre Schule Hochschule Universität Abschluss Abitur Realschule Zeugnis
Zertifikat Prüfung Praktikum Praktikant Bewerbung Bewerber Stelle Stellen Stellenangebot Anzeige Firma Firmen
Unternehmen Betrieb Betriebe Arbeitgeber Arbeitnehmer Mitarbeiter Mitarbeiterin Team Teams Abteilung Büro Werkstatt
Halle Lager Küche Klinik Praxis Krankenhaus Heim Baustelle Straße Stadt Städte Ort Region Land Markt Arbeitsmarkt
Branche Industrie Handwerk Handel Dienst Schicht Schichten Nacht Nachtschicht Wochenende Urlaub Überstunden Pause
Feierabend Homeoffice Teilzeit Vollzeit Vertrag Tarif Tarifvertrag Zuschlag Zuschläge Zulage Bonus Prämie Trinkgeld
Mindestlohn Steuer Steuern Netto Brutto Rente Karriere Aufstieg Aufstiegschancen Chance Chancen Perspektive
Perspektiven Zukunft Entwicklung Erfahrung Erfahrungen Berufserfahrung Kenntnisse Wissen Fähigkeit Fähigkeiten
Fertigkeiten Eigenschaft Eigenschaften Stärken Schwächen Anforderung Anforderungen Voraussetzung Voraussetzungen
Qualifikation Qualifikationen Skills Skill Werkzeug Werkzeuge Maschine Maschinen Gerät Geräte Software Programm
Programme System Systeme Computer Internet Digitalisierung Automatisierung Projekt Projekte Planung Organisation
Kommunikation Verantwortung Stress Druck Spaß Sinn Vorteil Vorteile Nachteil Nachteile Vergleich Unterschied
Unterschiede Frage Fragen Antwort Antworten Thema Themen Artikel Text Quelle Quellen Absatz Zeile Information
Informationen Beispiel Tipp Tipps Rat Grund Gründe Ziel Ziele Weg Wege Zeit Zeiten Anfang Ende Start Einstieg
Einstiegsgehalt Durchschnitt Durchschnittsgehalt Spanne Höhe Niveau Zahl Zahlen Prozent Viel Mehr Weniger Meist Wie
Was Wer Wo Wann Warum Welche Familie Kind Kinder Eltern Freund Freunde Freundin Patient Patienten Gast Gäste Schüler
Schülerin Student Studenten Studierende Rentner Ausländer Personal Fachkraft Fachkräfte Fachkräftemangel Führungskraft
Führungskräfte Angestellter Angestellte Beschäftigte Selbständige Freiberufler Quereinsteiger Quereinstieg Umschulung
Neuanfang Wechsel Kündigung Probezeit Vorstellungsgespräch Lebenslauf Anschreiben Gespräch Verhandlung
Gehaltsverhandlung Mobilität Bahn Bus Auto Fahrrad Führerschein Wohnung Miete Kosten Leben Gesundheit Sport Musik
Kunst Kultur Politik Recht Natur Umwelt Sicherheit Ordnung Sauberkeit Hygiene Material Produkt Produkte Qualität
Kontrolle Dokumentation Bericht Berichte Besprechung Termin Termine Telefon Mail Nachricht Essen Trinken Kaffee Fisch
Fleisch Brot Kuchen Garten Haus Häuser Dach Wand Holz Metall Farbe Strom Wasser Luft Feuer Erde Welt Sprache Deutsch
Englisch Mathe Mathematik Physik Chemie Biologie Medizin Pflege Erziehung Bildung Forschung Wissenschaft Verwaltung
Behörde Amt Polizei Gericht Bundeswehr Kirche Verein Gewerkschaft Betriebsrat Versicherung Bank Post Verkehr Transport
Logistik Verkauf Einkauf Vertrieb Werbung Marketing Medien Presse Fernsehen Film Buch Bücher Spiel Spiele Hobby Person
Personen Jugend Jugendliche Erwachsene Nachbar Boss Profi Laie Spezialist Manager Leiter Helfer Assistent Vorgesetzter
Wirtschaft Management Rolle Rollen Bereich Bereiche Gebiet Feld Art Form Liste Tabelle Überblick Zusammenfassung
Meinung Gefühl Herz Kopf Hand Hände Auge Rücken Körper Kraft Energie Ruhe Hitze Kälte Lärm Schmutz Gefahr Unfall
Risiko Schutz Kleidung Uniform Schuhe Stand Lauf Bau Zug Plan Sieger Gewinner Zeuge Bürger Fan Zuschauer
""".split()
SMALL = """
verdienen verdient verdiene arbeiten arbeitet lernen lernt machen macht leiten leitet führen planen prüfen kochen koche
pflegen pflegt helfen hilft lehren erziehen beraten verkaufen bauen malen schreiben lesen rechnen fahren fährt bewerben
werden wissen kennen können müssen sollen wollen dürfen gibt braucht brauche suchen sucht finden findet bekommen zahlen
zahlt kosten dauert wechseln aufsteigen kündigen warten raten reden sagen fragen antworten schützen wandern gut besser
schlecht schwer leicht hoch höher niedrig lang kurz viel wenig mehr weniger anstrengend gefährlich sinnvoll spannend
langweilig typisch wichtig nötig möglich direkt aktuell durchschnittlich monatlich jährlich stündlich brutto netto
""".split()


@pytest.fixture(scope="module")
def gazetteer() -> Iterator[Gazetteer]:
    opened = Gazetteer.open()
    yield opened
    opened.close()


def real_titles(gazetteer: Gazetteer, word: str) -> list[str]:
    found = gazetteer.professions(profession_keys(word).both)
    return [p.name for professions in found.values() for p in professions if not p.generic and not p.is_field]


def test_the_list_is_long_enough() -> None:
    assert len(set(WORDS)) > 400


def test_no_ordinary_noun_is_a_profession(gazetteer: Gazetteer) -> None:
    assert {word: titles for word in WORDS if (titles := real_titles(gazetteer, word))} == {}


def test_no_ordinary_noun_is_a_field_that_is_not_generic(gazetteer: Gazetteer) -> None:
    found = {word: gazetteer.professions(profession_keys(word).both) for word in WORDS}
    fields = [w for w, hits in found.items() for ps in hits.values() for p in ps if p.is_field and not p.generic]
    assert fields == []


def test_no_ordinary_noun_is_an_unmarked_town(gazetteer: Gazetteer) -> None:
    found = {word: gazetteer.cities([place_key(word)]) for word in WORDS}
    unmarked = [w for w, hits in found.items() for cities in hits.values() if not all(c.ambiguous_word for c in cities)]
    assert unmarked == []


def test_no_ordinary_noun_is_a_misspelt_name(gazetteer: Gazetteer) -> None:
    assert [word for word in WORDS if gazetteer.similar_city(word) or gazetteer.similar_profession(word)] == []


def test_no_verb_or_adjective_is_a_name(gazetteer: Gazetteer) -> None:
    titles = [word for word in SMALL if real_titles(gazetteer, word) and not gazetteer.is_small_word(word)]
    towns = [w for w in SMALL for cities in gazetteer.cities([place_key(w)]).values() if not cities[0].ambiguous_word]
    assert (titles, towns) == ([], [])
