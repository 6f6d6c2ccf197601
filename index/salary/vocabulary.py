"""German words for the levels of a working life. Alternatives are one word form or short phrase each, as regexes."""

import re
from typing import Literal

Kind = Literal["entry", "experienced", "lead", "apprentice", "bonus", "general", "other"]

# Strengths: a person or pay noun outweighs a condition, a condition a mere verb, a verb an average
NOUN, CONDITION, VERB, AVERAGE = 4, 3, 2, 1


def any_of(*alternatives: str) -> re.Pattern[str]:
    """Compile whole words or phrases into one pattern in either case; `(?-i:…)` where a capital tells a noun."""
    return re.compile(rf"\b(?:{'|'.join(alternatives)})\b", re.IGNORECASE)


COUNT = (
    r"(?:\d{1,2}|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|fünfzehn|zwanzig|dreißig|paar|einigen?|mehreren?|"
    r"vielen?|etlichen?|gut zehn|ersten)"
)
ORDINAL = r"(?:zweiten|dritten|vierten|fünften|sechsten|siebten|achten|neunten|zehnten|zwanzigsten|\d{1,2}\.)"
PAY = r"(?:gehalt|gehälter|lohn|löhne|verdienst|vergütung|entgelt|bezüge|stufe|niveau|salär|angebot)"

ENTRY_NOUN = any_of(
    r"einstiegs(?!hürd|möglich|chance|barrier|frage|test)\w*",
    r"\w*einsteiger\w*",
    r"(?:berufs)?anfänger(?!fehler)\w*",
    rf"(?:anfangs|start|eingangs){PAY}\w*",
    r"anfangs",
    r"\w*absolvent\w*",
    r"\w*abgänger\w*",
    r"neulinge?n?",
    r"frischlinge?n?",
    r"trainees?",
    r"juniors?",
    r"einstiegs?",
    r"(?:berufs|karriere|job)(?:start|einstieg|beginn)\w*",
    r"berufsstarter\w*",
    r"starter(?:innen)?",
    r"nachwuchs\w*",
    r"junge[nr]? (?:Leute|Kräfte|Menschen|Absolvent\w+|Kolleg\w+|Fachkräfte|Gesell\w+)",
    r"neue[nr]? (?:Kolleg\w+|Kräfte|Leute|Mitarbeiter\w*|Beschäftigte\w*)",
    r"(?:die|den) (?-i:Neuen)",
    r"ausgelernte?[nrs]?",
    r"frisch(?:e[nrm]?)? (?:\w+ )?(?:examiniert|gebacken|ausgebildet|gelernt|geprüft|von|aus|nach|im Beruf|Gesellenbrief|Abschluss|Zeugnis|Diplom|Examen)\w*",
    r"frisch(?:gebacken|examiniert)\w*",
    r"assistenz(?:arzt|ärzt)\w*",
    r"commis",
    r"unerfahrene?[nr]?",
)
ENTRY_CONDITION = any_of(
    r"zu(?:m|r) (?:\w+ )?(?:Start|Auftakt|Beginn|Anfang)",
    r"zu Beginn",
    r"beim (?:Start|Beginn|Anfangen)",
    r"am (?:\w+ )?Anfang",
    r"für den (?:Start|Anfang)",
    r"fürs erste",
    r"(?:die|der|den) ersten (?:\w+ )?(?:(?:Berufs|Dienst)?jahren?|Monaten?|Wochen)",
    r"erste[ns]? (?:\w+ )?(?:Berufs|Dienst|Arbeits)?jahr",
    r"erste[ns]? (?:Stelle|Job|Anstellung|Vertrag|Abrechnung(?:en)?|Gehalt|Lohn|Gehälter|Löhne)",
    r"nach (?:der|dem|abgeschlossener|bestandener|dem Ende der|erfolgreicher) (?:\w+ )?(?:Ausbildung|Lehre|Lehrzeit|Studium|Examen|Abschluss|(?:Gesellen|Abschluss)prüfung|Berufsschule)",
    r"(?:Ausbildung|Lehre|Lehrzeit|Studium|Abschluss)\b[^;.\d€]*\b(?:danach|anschließend)",
    r"von der (?:\w+ )?(?:Berufsschule|Uni|Universität|Hochschule|Schulbank|Fachhochschule|Schule|Ausbildung)",
    r"ohne (?:\w+ )?(?:Berufs|Vor)?(?:erfahrung|praxis|kenntnisse)",
    r"(?:noch )?unerfahren",
    r"(?:ein|an)(?:steigt|steigen|zusteigen|fängt|fangen|zufangen)",
    r"neu (?:\w+ ){0,3}(?:beginnt|dabei|ist|anfängt|startet|im|kommt|einsteigt)",
    r"gerade (?:erst )?(?:anfängt|beginnt|startet|ausgelernt|loslegt|eingestiegen)",
    r"gerade (?:erst )?(?:\w+ ){1,4}(?:kommt|hat|verlässt)",
    r"grün hinter den Ohren",
)
ENTRY_VERB = any_of(
    r"starte[nt]?",
    r"startet",
    r"beginn(?:t|en)",
    r"los geht(?:'s|’s| es)?",
    r"losgeht",
    r"geht(?:'s|’s| es)?(?=[^.;]*\blos\b)",
    r"legt(?=[^,;:]*\blos\b)",
    r"steig(?:t|en)(?=[^,;:]*\bein\b)",
    r"f[aä]ng(?:t|en)(?=[^,;:]*\ban\b)",
)
EXPERIENCED_NOUN = any_of(
    r"\w*erfahrung(?!swert|sbericht)\w*",
    r"berufserfahrene\w*",
    r"erfahren(?:e[nrms]?|ere[nrs]?)",
    r"\w*gestandene\w*",
    r"alte[nr]? (?:Hasen?|Füchse|Fuchs|Garde)",
    r"(?:die|den) (?-i:Alten)",
    r"routiniers?",
    r"routine",
    r"profis?",
    r"langjährig\w*",
    r"langgedient\w*",
    r"altgedient\w*",
    r"veteran\w*",
    r"seniors?",
    r"fach(?:arzt|ärzt)\w*",
    r"sous[- ]?chef\w*",
    r"demi[- ]?chef\w*",
    r"fortgeschrittene\w*",
    r"könner\w*",
    r"experten?",
    r"expertinnen",
    r"expertise",
    r"berufspraxis",
    r"praxisjahre\w*",
    r"\w*(?:berufs|dienst)jahre[ns]?",
    r"dienstalter",
    r"versierte?[nr]?",
    r"(?:mehr|viel|zehn|lang)jährige[nrms]?",
    r"spitzenkr[aä]ft\w*",
    r"praxiserfahrung",
    r"eingearbeitete?[nr]?",
    r"bewährte[nr]? Kräfte",
)
EXPERIENCED_CONDITION = any_of(
    r"nach (?:\w+ ){0,3}(?:Berufs|Dienst)?jahren",
    r"nach (?:einer|einiger|längerer|gewisser) (?:Weile|Zeit)",
    rf"(?:ab|seit) dem {ORDINAL} (?:Berufs|Dienst)?jahr",
    rf"im {ORDINAL} (?:Berufs|Dienst)jahr",
    rf"(?<!vor )(?<!alle )(?<!seit )(?<!den ){COUNT} (?:\w+ )?(?:Jahren?|Jährchen|Berufsjahren?)(?! alt)",
    r"seit (?:\w+ )?Jahren (?:dabei|im|in)",
    r"(?:viele|lange) Jahre",
    r"jahrelang\w*",
    r"später",
    r"mit (?:der Zeit|den Jahren|jedem Jahr|dem Alter|Mitte \w+)",
    r"auf (?:lange Sicht|Dauer)",
    r"länger(?:fristig)? (?:bleibt|dabei|im|in|dranbleibt|arbeitet)",
    r"länger\b[^,;:]*\bdabei",
    r"wer (?:\w+ )?(?:lange|länger|bleibt|dranbleibt|durchhält)",
    r"dranbleibt",
    r"etabliert\w*",
    r"bewährt",
    r"eingearbeitet",
    r"sattelfest",
    r"(?:Projekt)?verantwortung",
    r"verantwortungsvolle\w*",
    r"wer\b[^,;:]*\bProjekt\w*",
)
QUALIFIED = any_of(
    r"meister(?:s|n|in|innen|brief\w*|titel\w*|prüfung|abschluss|schule|ebene|stelle\w*|posten)?",
    r"techniker(?:abschluss|schein|schule|prüfung|titel)",
    r"zu[mr] (?:\w+ ){0,2}(?:Techniker|Fachwirt|Betriebswirt|Meister)\w*",
    r"(?:den|einen|dem) (?-i:Techniker|Fachwirt|Meister)",
    r"(?:Abschluss|Prüfung|Schein|Lehrgang) (?:nachholt|nachmacht|macht|ablegt|besteht|draufsetzt)",
    r"fachwirt\w*",
    r"(?:hoch)?spezialisier\w*",
    r"spezialist\w*",
    r"spezial(?:gebiet|wissen|kenntnis|isten)\w*",
    r"zusatz(?:qualifikation|ausbildung|schein|kenntnis|wissen|lehrgang)\w*",
    r"\w*(?:fort|weiter)bildung\w*",
    r"(?:weiter|fort)(?:gebildet|bildet|zubilden|bilden|qualifiziert)",
    r"zertifikat\w*",
    r"zertifiziert\w*",
    r"zertifizierung\w*",
    r"aufstiegs\w+",
    r"höherqualifiziert\w*",
)
LEAD_NOUN = any_of(
    r"führungs(?:kr[aä]ft|position|ebene|verantwortung|rolle|aufgabe|etage|posten|funktion|job|stelle|riege)\w*",
    r"leitungs\w+",
    r"\w*leit(?:ung|ungen|er|erin|erinnen|ern|ers)",
    r"leitende[nr]?",
    r"leitet",
    r"personalverantwortung",
    r"(?:Team|Teams|Leuten?|Personal|Menschen|Kolleg\w+|Mitarbeiter\w*|Mannschaft|Abteilung|Gruppe|Schicht|Filiale|Station)(?: \w+){0,3} (?:an)?(?:führt|übernimmt)",
    r"führt (?:\w+ ){0,3}(?:Team|Abteilung|Leute|Gruppe|Mannschaft|Mitarbeiter)\w*",
    r"ober(?:arzt|ärzt)\w*",
    r"chef(?:arzt|ärzt|position|posten|sessel|koch|köch|etage|ebene)\w*",
    r"\w+chef(?:s|in|innen)?",
    r"(?:als|zum|zur) Chef(?:in)?",
    r"vorarbeiter\w*",
    r"polier\w*",
    r"\w*führer(?:in|innen|n|s)?(?= |,|:|$)",
    r"leads?",
    r"team ?leads?",
    r"geschäftsführ\w*",
    r"management(?:s|position\w*|ebene\w*|posten)?",
    r"direktor\w*",
    r"vorstand\w*",
    r"(?:an|bis an) der Spitze",
)
# Words that end like those for leaders and lead nobody
NO_LEADER = re.compile(
    r"(?:beg|an|ein|ab|um|zu|her|rohr|wasser|strom|gas|daten|weiter|über|hin|ver|halb|karriere|gehalts|stufen|ton|druck|"
    r"heizungs|telefon|frei|fern)leit(?:ung|er)\w*$|^leitern?$|^demichef|senioren|"
    r"^(?!(?:schicht|gruppen|kolonnen|team|geschäfts|betriebs|wach)führer)\w*führer",
    re.IGNORECASE,
)
APPRENTICE = any_of(
    r"(?:lehr|ausbildungs)(?:jahr|vergütung|gehalt|lohn|entgelt|zeit)\w*",
    r"lehrlinge?n?",
    r"lehrlings\w+",
    r"azubi\w*",
    r"auszubildende\w*",
    r"(?:während|in) der (?:\w+ )?(?:Ausbildung|Lehre|Lehrzeit)",
)
OTHER_PEOPLE = any_of(
    r"werkstudent\w*",
    r"prakti(?:kum|kums|ka|kant)\w*",
    r"mini-?job\w*",
    r"freiberufl\w*",
    r"(?-i:Selb)(?:st)?ständige[nr]?",
    r"freelancer\w*",
    r"aushilf\w+",
    r"ferienjob\w*",
    r"honorarkr\w+",
    r"kolleg(?:en?|innen|in) (?:vom|im|(?:aus|von|bei|in) (?:de[rmn]|eine[rm])|nebenan|drüben)\b",
    r"(?:zeit|leih)arbeit\w*",
    r"(?:ein|eine|mein|meine|der|die) (?:Freund|Nachbar|Bekannte|Schwager|Cousin|Bruder|Schwester)\w*",
    r"freunde(?:n|s)? (?:im|in|aus|von)",
    r"(?:andere|benachbarte|verwandte)[nr]? (?:Berufe?n?|Branchen?|Gewerken?|Zünften?)",
)
GENERAL = any_of(
    r"festangestellte\w*",
    r"\w*durchschnitt\w*",
    r"im (?:Schnitt|Mittel)",
    r"mittlere[ns]?",
    r"median\w*",
    r"(?:das|die|der|ein) (?:Gehalt|Gehälter|Verdienst|Lohn|Löhne)",
)
# Extra pay for hardship as the condition of a figure
HARDSHIP = any_of(
    r"(?:mit|durch|dank|inklusive|samt) (?:\w+(?:-,?| und|,)? ){0,4}?(?:\w*zulagen?|\w*zuschl[aä]g\w*|Nacht\w+|Gefahrgut\w*|Schicht\w+|Wochenend\w+|Überstunden)",
    r"wer\b[^,;:]*\b(?:nacht\w*|wochenend\w*|Gefahrgut\w*|\w*schicht(?:en|dienst)?|Montage|Überstunden|Fernverkehr)",
)
ALL_LEVELS = any_of(
    r"vom? \w+[^,;:]*\bbis\b",
    r"von \w+ bis",
    r"ob \w+[^,;:]*\b(?:oder|ob)",
    r"sowohl",
    r"egal",
    r"gleich ob",
    r"ob (?:nun )?\w+",
    r"alle[nr]?",
    r"(?:\w+ )?wie (?:auch )?\w+",
)
# Level words that speak of something else: a dependence, the writer's own experience, something not needed
NOT_THE_LEVEL = re.compile(
    r"\b(?:[Jj]e nach|(?:un)?abhängig von|[Hh]ängt (?:\w+ )?von)\b(?:(?!\b(?:zwischen|bei|von|auf|rund|etwa|ab|mit)\b|\d)[^,;:()–])*"
    r"|\b[Jj]e mehr \w+|\b[Dd]auer(?:t|n) (?:\w+ ){0,3}Jahre\b|\b(?:meiner|unserer|eigener|aller) Erfahrung\b|\bErfahrung (?:zeigt|lehrt|sagt|hin oder her)\b"
    r"|\b[Ee]rfahrungsgemäß\b|\b[Oo]hne (?:\w+ )?(?:Leitungs|Führungs|Personal)\w+"
    r"|\b[Oo]hne (?:Meister\w*|Zusatz\w+|Weiterbildung|Fortbildung)|\b(?:nicht|weniger) (?:von der |an der )?Erfahrung\b"
)

TABLE: tuple[tuple[Kind, int, re.Pattern[str]], ...] = (
    ("entry", NOUN, ENTRY_NOUN),
    ("entry", CONDITION, ENTRY_CONDITION),
    ("entry", VERB, ENTRY_VERB),
    ("experienced", NOUN, EXPERIENCED_NOUN),
    ("experienced", NOUN, EXPERIENCED_CONDITION),
    ("experienced", CONDITION, QUALIFIED),
    ("lead", NOUN, LEAD_NOUN),
    ("apprentice", NOUN, APPRENTICE),
    ("other", NOUN, OTHER_PEOPLE),
    ("bonus", AVERAGE, HARDSHIP),
    ("general", AVERAGE, GENERAL),
)
