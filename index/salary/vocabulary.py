"""German words for the levels of a working life. Alternatives are one word form or short phrase each, as regexes."""

import re
from typing import Literal

from index.salary.lexicon import any_of, words_of

Kind = Literal["entry", "experienced", "lead", "apprentice", "bonus", "general", "other"]

# Strengths: a person or pay noun outweighs a condition, a condition a mere verb, a verb an average
NOUN, CONDITION, VERB, AVERAGE = 4, 3, 2, 1


COUNT = (
    r"(?:\d{1,2}|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|fünfzehn|zwanzig|dreißig|paar|einigen?|mehreren?"
    r"|vielen?|etlichen?)"
)
ORDINAL = r"(?:zweiten|dritten|vierten|fünften|sechsten|siebten|achten|neunten|zehnten|zwanzigsten|\d{1,2}\.)"
PAY = r"(?:gehalt|gehälter|lohn|löhne|verdienst|vergütung|entgelt|bezüge|stufe|niveau|salär|angebot)"
YEARS = r"(?:(?:berufs|dienst)?jahr(?:en?)?)"
SCHOOLING = r"(?:Ausbildung|Prüfung|Lehre|Lehrzeit|Studium|Examen|Abschluss|(?:Gesellen|Abschluss)prüfung|Berufsschule)"
AFTER_WHICH = r"(?:der|dem|einer|einem|deiner|deinem|abgeschlossener|bestandener|dem Ende der|erfolgreicher)"
SCHOOL = r"(?:Berufsschule|Uni|Universität|Hochschule|Schulbank|Fachhochschule|Schule|Ausbildung)"
CERTIFICATE = r"(?:Gesellenbrief|Abschluss|Zeugnis|Diplom|Examen)"

ENTRY_NOUN = words_of(
    r"einstiegs(?!hürd|möglich|chance|barrier|frage|test)\w* \w*einsteiger\w* einstiegs? "
    r"(?:berufs)?anfänger(?!fehler)\w* anfangs \w*absolvent\w* \w*abgänger\w* neulinge?n? frischlinge?n? "
    r"trainees? juniors? berufsstarter\w* starter(?:innen)? (?:berufs|karriere|job)(?:start|einstieg|beginn)\w* "
    r"nachwuchs\w* ausgelernte?[nrs]? unerfahrene?[nr]? frisch(?:gebacken|examiniert)\w* "
    r"assistenz(?:arzt|ärzt)\w* commis",
    rf"(?:anfangs|start|eingangs){PAY}\w*",
    r"junge[nr]? (?:Leute|Kräfte|Menschen|Absolvent\w+|Kolleg\w+|Fachkräfte|Gesell\w+)",
    r"neue[nr]? (?:Kolleg\w+|Kräfte|Leute|Mitarbeiter\w*|Beschäftigte\w*)",
    r"(?:die|den) (?-i:Neuen)",
    r"frisch(?:e[nrm]?)? (?:\w+ )?(?:examiniert|gebacken|ausgebildet|gelernt|geprüft|von|aus|nach|im Beruf)\w*",
    rf"frisch(?:e[nrm]?) (?:\w+ )?{CERTIFICATE}\w*",
)
ENTRY_CONDITION = any_of(
    r"zu(?:m|r) (?:\w+ )?(?:Start|Auftakt|Beginn|Anfang)",
    r"zu Beginn",
    r"beim (?:Start|Beginn|Anfangen)",
    r"am (?:\w+ )?Anfang",
    r"für den (?:Start|Anfang)",
    r"fürs erste",
    rf"(?:die|der|den) ersten (?:\w+ )?(?:{YEARS}|Monaten?|Wochen)",
    r"erste[ns]? (?:\w+ )?(?:berufs|dienst|arbeits)?jahr",
    r"erste[ns]? (?:Stelle|Job|Anstellung|Vertrag|Abrechnung(?:en)?|Gehalt|Lohn|Gehälter|Löhne)",
    rf"nach {AFTER_WHICH} (?:\w+ )?{SCHOOLING}",
    rf"{SCHOOLING}\b[^;.\d€]*\b(?:danach|anschließend)",
    rf"von der (?:\w+ )?{SCHOOL}",
    r"ohne (?:\w+ )?(?:berufs|vor)?(?:erfahrung|praxis|kenntnisse)",
    r"(?:wenig|kaum|geringer) (?:berufs|vor)?(?:erfahrung|praxis)",
    rf"weniger als \w+ {YEARS}(?: (?:berufs)?(?:erfahrung|praxis))?",
    r"unerfahren",
    r"(?:ein|an)(?:steigt|steigen|zusteigen|fängt|fangen|zufangen)",
    r"neu (?:\w+ ){0,3}(?:beginnt|dabei|ist|anfängt|startet|im|kommt|einsteigt)",
    r"gerade (?:erst )?(?:anfängt|beginnt|startet|ausgelernt|loslegt|eingestiegen)",
    r"gerade (?:erst )?(?:\w+ ){1,4}(?:kommt|hat|haben|verlässt)",
    r"gerade erst",
    r"grün hinter den Ohren",
)
ENTRY_VERB = any_of(
    r"startet?n?",
    r"beginn(?:t|en)",
    r"los geht(?:'s|’s| es)?",
    r"losgeht",
    r"geht(?:'s|’s| es)?(?=[^.;]*\blos\b)",
    r"legt(?=[^,;:]*\blos\b)",
    r"steig(?:t|en)(?=[^,;:]*\bein\b)",
    r"f[aä]ng(?:t|en)(?=[^,;:]*\ban\b)",
)
EXPERIENCED_NOUN = words_of(
    r"\w*erfahrung(?!swert|sbericht)\w* berufserfahrene\w* erfahren(?:e[nrms]?|ere[nrs]?) \w*gestandene\w* "
    r"routiniers? routine profis? langjährig\w* langgedient\w* altgedient\w* veteran\w* seniors? "
    r"fach(?:arzt|ärzt)\w* fortgeschrittene\w* könner\w* experten? expertinnen expertise berufspraxis "
    r"praxisjahre\w* praxiserfahrung \w*(?:berufs|dienst)jahre[ns]? dienstalter versierte?[nr]? "
    r"(?:mehr|viel|zehn|lang)jährige[nrms]? spitzenkr[aä]ft\w* eingearbeitete?[nr]?",
    r"alte[nr]? (?:Hasen?|Füchse|Fuchs|Garde)",
    r"(?:die|den) (?-i:Alten)",
    r"(?:sous|demi)[- ]?chef\w*",
    r"bewährte[nr]? Kräfte",
)
EXPERIENCED_CONDITION = words_of(
    r"später jahrelang\w* dranbleibt etabliert\w* bewährt eingearbeitet sattelfest (?:projekt)?verantwortung "
    r"verantwortungsvolle\w*",
    rf"nach (?:\w+ ){{0,3}}{YEARS}",
    r"nach (?:einer|einiger|längerer|gewisser) (?:Weile|Zeit)",
    rf"(?:ab|seit) dem {ORDINAL} {YEARS}",
    rf"im {ORDINAL} (?:berufs|dienst)jahr",
    rf"(?<!vor )(?<!alle )(?<!seit )(?<!den ){COUNT} (?:\w+ )?(?:{YEARS}|Jährchen)(?! alt)",
    r"seit (?:\w+ )?Jahren (?:dabei|im|in)",
    r"(?:viele|lange) Jahre",
    r"mit (?:der Zeit|den Jahren|jedem Jahr|dem Alter|Mitte \w+)",
    r"auf (?:lange Sicht|Dauer)",
    r"länger(?:fristig)? (?:bleibt|dabei|im|in|dranbleibt|arbeitet)",
    r"lang(?:e|er)?\b[^,;:]*\bdabei",
    r"einen Namen gemacht",
    r"(?:end|höchst)(?:gehalt|stufe|vergütung)\w*",
    r"wer (?:\w+ )?(?:lange|länger|bleibt|dranbleibt|durchhält)",
    r"wer\b[^,;:]*\bProjekt\w*",
)
QUALIFIED = words_of(
    r"meister(?:s|n|in|innen|brief\w*|titel\w*|prüfung|abschluss|schule|ebene|stelle\w*|posten)? "
    r"techniker(?:abschluss|schein|schule|prüfung|titel) fachwirt\w* (?:hoch)?spezialisier\w* spezialist\w* "
    r"spezial(?:gebiet|wissen|kenntnis|isten)\w* "
    r"zusatz(?:qualifikation|ausbildung|schein|kenntnis|wissen|lehrgang)\w* \w*(?:fort|weiter)bildung\w* "
    r"(?:weiter|fort)(?:gebildet|bildet|zubilden|bilden|qualifiziert) zertifikat\w* zertifiziert\w* "
    r"zertifizierung\w* aufstiegs\w+ höherqualifiziert\w*",
    r"zu[mr] (?:\w+ ){0,2}(?:Techniker|Fachwirt|Betriebswirt|Meister)\w*",
    r"(?:den|einen|dem|mit|als) (?-i:Techniker|Fachwirt|Meister)",
    r"(?:Abschluss|Prüfung|Schein|Lehrgang) (?:nachholt|nachmacht|macht|ablegt|besteht|draufsetzt)",
)
LED = (
    r"(?:Teams?|Leuten?|Personal|Menschen|Kolleg\w+|Mitarbeiter\w*|Mannschaft|Abteilung|Gruppe|Schicht|Filiale|Station)"
)
LEAD_NOUN = words_of(
    r"führungs(?:kr[aä]ft|position|ebene|verantwortung|rolle|aufgabe|etage|posten|funktion|job|stelle|riege)\w* "
    r"leitungs\w+ \w*leit(?:ung|ungen|er|erin|erinnen|ern|ers) leitende[nr]? leitet personalverantwortung "
    r"ober(?:arzt|ärzt)\w* chef(?:arzt|ärzt|position|posten|sessel|koch|köch|etage|ebene)\w* "
    r"\w+chef(?:s|in|innen)? vorarbeiter\w* polier\w* "
    r"(?:schicht|gruppen|kolonnen|team|geschäfts|betriebs|wach)führer(?:in|innen|n|s)? leads? geschäftsführung "
    r"management(?:s|position\w*|ebene\w*|posten)? direktor\w* vorstand\w*",
    rf"{LED}(?: \w+){{0,3}} (?:an)?(?:führt|übernimmt)",
    rf"führt (?:\w+ ){{0,3}}{LED}",
    r"(?:als|zum|zur) Chef(?:in)?",
    r"team leads?",
    r"an der Spitze",
)
# Words that end like those for leaders and lead nobody
NO_LEADER = re.compile(
    r"(?:beg|an|ein|ab|um|zu|her|rohr|wasser|strom|gas|daten|weiter|über|hin|ver|halb|karriere|gehalts|stufen|ton|druck"
    r"|heizungs|telefon|frei|fern)leit(?:ung|er)\w*$|^leitern?$|^demichef",
    re.IGNORECASE,
)
APPRENTICE = words_of(
    r"(?:lehr|ausbildungs)(?:jahr|vergütung|gehalt|lohn|entgelt|zeit)\w* lehrlinge?n? lehrlings\w+ azubi\w* "
    r"auszubildende\w*",
    r"(?:während|in) der (?:\w+ )?(?:Ausbildung|Lehre|Lehrzeit)",
)
OTHER_PEOPLE = words_of(
    r"werkstudent\w* prakti(?:kum|kums|ka|kant)\w* mini-?job\w* freiberufl\w* (?-i:Selb)(?:st)?ständige[nr]? "
    r"freelancer\w* aushilf\w+ ferienjob\w* honorarkr\w+ (?:zeit|leih)arbeit\w*",
    r"kolleg(?:en?|innen|in) (?:vom|im|(?:aus|von|bei|in) (?:de[rmn]|eine[rm])|nebenan|drüben)",
    r"(?:ein|eine|mein|meine|der|die) (?:Freund|Nachbar|Bekannte|Schwager|Cousin|Bruder|Schwester)\w*",
    r"freunde(?:n|s)? (?:im|in|aus|von)",
    r"(?:andere|benachbarte|verwandte)[nr]? (?:Berufe?n?|Branchen?|Gewerken?|Zünften?)",
)
GENERAL = words_of(
    r"festangestellte\w* \w*durchschnitt\w* mittlere[ns]? median\w* mittelwert",
    r"im (?:Schnitt|Mittel)",
    r"(?:das|die|der|ein) (?:Gehalt|Gehälter|Verdienst|Lohn|Löhne)",
)
# Extra pay for hardship as the condition of a figure
HARD_WORK = (
    r"(?:\w*zulagen?|\w*zuschl[aä]g\w*|nacht\w*|gefahrgut\w*|\w*schicht\w*|wochenend\w*|überstunden|montage"
    r"|fernverkehr)"
)
HARDSHIP = any_of(
    rf"(?:mit|durch|dank|inklusive|samt) (?:\w+(?:-,?| und|,)? ){{0,4}}?{HARD_WORK}", rf"wer\b[^,;:]*\b{HARD_WORK}"
)
ALL_LEVELS = words_of(
    r"sowohl egal alle[nr]?", r"vom? \w+[^,;:]*\bbis", r"gleich ob", r"ob (?:nun )?\w+", r"(?:\w+ )?wie (?:auch )?\w+"
)
END_OF_DEPENDENCE = (
    r"\b(?:zwischen|bei|von|auf|rund|etwa|ab|mit|für|liegt|liegen|sind|werden|kann|können|gibt|reicht|schwankt|bekommt|"
    r"bekommen|verdient|verdienen|bewegt|bewegen)\b|\d"
)
LISTED = r", (?=(?-i:[A-ZÄÖÜ])\w+(?:,| und | oder ))"
# Level words that speak of something else: a dependence, the writer's own experience, something not needed
NOT_THE_LEVEL = any_of(
    rf"(?:je nach|(?:un)?abhängig von|hängt (?:\w+ )?von)\b(?:(?!{END_OF_DEPENDENCE})(?:[^,;:()–]|{LISTED}))*",
    r"je mehr \w+",
    r"dauer(?:t|n) (?:\w+ ){0,3}Jahre",
    r"(?:meiner|unserer|eigener|aller) Erfahrung",
    r"Erfahrung (?:zeigt|lehrt|sagt|hin oder her)",
    r"erfahrungsgemäß",
    r"ohne (?:\w+ )?(?:Leitungs|Führungs|Personal)\w+",
    r"ohne (?:Meister\w*|Zusatz\w+|Weiterbildung|Fortbildung)",
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
