"""Words that say too little to name a profession by themselves."""

from functools import lru_cache

from index.names.forms import word_form

# Persons of any trade: a profession only together with other words ("Meister", but "Industriemeister Elektrotechnik")
_PERSONS = (
    "meister meisterin chef leiter leitung leitende helfer hilfe hilfskraft hilfsarbeiter kraft fachkraft "
    "führungskraft nachwuchskraft arbeitskraft aushilfe arbeiter facharbeiter mitarbeiter teammitglied angestellter "
    "bediensteter beschäftigter assistent assistenz gehilfe geselle lehrling azubi auszubildender praktikant trainee "
    "volontär werkstudent student studierender schüler absolvent einsteiger berufseinsteiger quereinsteiger "
    "seiteneinsteiger neueinsteiger wiedereinsteiger umsteiger anfänger berufsanfänger profi experte spezialist "
    "fachmann fachleute könner kenner manager vorgesetzter boss kollege kumpel partner kunde gast bewerber kandidat "
    "arbeitnehmer arbeitgeber unternehmer gründer freiberufler selbständiger selbstständiger freelancer minijobber "
    "leiharbeiter zeitarbeiter teilzeitkraft vollzeitkraft saisonkraft rentner patient nutzer anwender leser besucher "
    "nachbar freund freundin mensch mann frau mutter vater eltern sohn tochter bruder schwester junge mädchen kind "
    "jugendlicher erwachsener leute person personal team chefetage ausländer fachangestellter handwerker akademiker "
    "berufstätiger verdiener ausbilder ansprechpartner teilnehmer interessent laie amateur mitglied vertreter referent "
    "page medium channel double host boy girl general"
)
# What people ask about in every trade; never a trade, not even as the field of one ("Ausbilder" is not "Ausbildung")
_CAREER_WORDS = (
    "arbeit beruf technik führung lehre bildung ausbildung weiterbildung fortbildung schulung erfahrung bewerbung "
    "hilfe leitung entwicklung leistung vertretung ausführung anwendung sicherung wirkung ordnung bedienung aufgabe "
    "gehalt"
)
# Fields so wide that the word alone means no trade in most questions
_WIDE_FIELDS = (
    "beratung betreuung planung prüfung steuerung vermittlung förderung verwaltung handel verkauf einkauf vertrieb "
    "wirtschaft management organisation produktion administration koordination information kommunikation gestaltung "
    "forschung wissenschaft praxis dienst amt handwerk industrie bau sport kunst musik medien kultur politik recht "
    "gesundheit natur umwelt verkehr sprache mode spiel büro text film konzern betrieb firma behörde schule klinik "
    "versorgung erziehung herstellung behandlung bearbeitung überwachung untersuchung reinigung sicherheit moderation "
    "mathematik physik chemie biologie statistik geografie soziologie aufsicht regie programmierung brandschutz "
    "körperpflege hauswirtschaft isolierung gravur requisite lager küche"
)


def is_generic(key: str) -> bool:
    """Say whether a profession key is a person or a field that means no particular trade."""
    return key in _forms(_PERSONS) or key in _forms(_WIDE_FIELDS) or is_career_word(key)


def is_career_word(key: str) -> bool:
    """Say whether a profession key is a word that questions about every trade use."""
    return key in _forms(_CAREER_WORDS)


@lru_cache(maxsize=4)
def _forms(words: str) -> frozenset[str]:
    return frozenset(word_form(word) for word in words.split())
