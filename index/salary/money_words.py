"""German words around sums of money: pay, costs, bonuses on top, differences."""

import re

from index.salary.lexicon import words_of

DIFFERENCE_NOUN = r"(?:unterschied|differenz|erhöhung|lücke|abstand|zuwachs|steigerung)"
PAY_NOUN = words_of(
    r""
    r"\w*(?:gehalt|gehälter|lohn|löhne|verdienst|vergütung|bezahlung|entgelt|einkommen|salär)(?:e[ns]?|n|s)? "
    r"\w*brutto \w*netto "
    r"\w*(?:bezüge|besoldung|abrechnung|lohnzettel|gehaltszettel)n? konto vertrag median monatsende",
    rf"(?:(?-i:Lohn)|gehalts)(?!\w*{DIFFERENCE_NOUN})\w+",
)
PAY_VERB = words_of(
    r"verdien\w* bekomm\w* bekam\w* erhalt\w* erhält krieg\w* kassier\w* (?:be|ge|aus|hin)?zahl(?:t|en|e|te) "
    r"gezahlt\w* bezahlt\w* vergütet entlohnt überweis\w* überwiesen verhandel\w* heraus herausholen hinaus\w* "
    r"start\w* beginn\w* steig\w* land\w* pendel\w* kletter\w* dümpel\w* rutsch\w* rechne\w* komm\w* drin üblich "
    r"normal realistisch wink\w* erzielen erreich\w* machbar möglich einstellen sprich\w* sprech\w* erwarten "
    r"verlang\w* bewegt bewegen zusammen mindestens fang\w* fäng\w* los sollten? hol\w+ lieg(?:t|en) sieht "
    r"arbeite\w* reich\w* spannen? \w*tarif\w* nenn\w* mittelwert unterschreib\w* biete\w* geboten nachzieh\w* "
    r"lock\w* legen? heißt realität wirklichkeit gibt",
    r"nach Hause",
    r"(?:sind|werden) es",
)
# Verbs that need no noun beside them: whoever gets the sum is paid
STRONG_PAY_VERB = words_of(r"verdien\w* bekomm\w* erhalt\w* erhält drin entlohnt", r"komm\w* auf")
# Beginnings are enough to tell that a heading or the sentence before speaks of pay
MONEY_TALK = re.compile(
    r"geld|gehalt|gehält|lohn|löhn|verdien|bezahl|vergüt|finanz|einkommen|monatsende|entgelt|\bzahlen\b|verhandel|gefeilscht"
    r"|\bbrutto\b",
    re.IGNORECASE,
)
COST = words_of(
    r"\w*mieten? \w*kosten kostet\w* \w*gebühr\w* \w*preis\w* ausrüstung\w* werkzeug\w* maschinen? \w*umsatz\w* "
    r"umsätze\w* \w*budget\w* \w*kapital kredit\w* darlehen\w* \w*schaden \w*schäden straf\w* bußgeld\w* "
    r"\w*förder\w* \w*zuschuss\w* zuschüsse\w* bezuschuss\w* \w*stipendi\w* investition\w* investier\w* "
    r"monatskarte\w* tickets? rechnung\w* kaution\w* versicherung\w* beitr[aä]ge?\w* abgaben (?-i:Steuern?) "
    r"anschaff\w* spende\w* (?-i:Raten?) etat\w* bafög schulden gewinn\w* warenwert\w* material\w* autos? "
    r"wohnung\w* kita(?:platz|beitrag)? benzin sprit strom heizung verschling\w* verschlang frisst fressen "
    r"verschlungen deck(?:t|en) gutschein\w* eigenanteil\w* pauschale\w* erlös\w* einlagen? gespart\w* erspart\w* "
    r"rücklagen?",
    r"zu Buche",
    r"im Wert",
)
BONUS = words_of(
    r"\w*zulagen? \w*zuschl[aä]ge?\w* \w*bonus\w* \w*boni \w*prämien? \w+geld(?:er|es|ern)? \w*sonderzahlung\w* "
    r"\w*einmalzahlung\w* abfindung\w* aufschl[aä]g\w* provision\w* \w*beteiligung\w* \w*zuwendung\w* extras?",
    rf"\w*{DIFFERENCE_NOUN}(?:e[ns]?|n|s)?",
    r"plus von",
)
# Things that are paid for, or that raise the pay: a cost where they are the subject before the figure
THING = words_of(r"\w*kurs(?:e|es|en)? \w*lehrg[aä]ng\w* fernstudium studium führerschein\w*")
# "mit Zulagen sind 3.400 € drin": the bonus is the condition and the figure the whole pay
AS_CONDITION = re.compile(
    r"\b(?:mit|durch|dank|inklusive|inkl\.|samt|einschließlich|ohne|neben)\b[^;:.€\d]{0,60}$", re.IGNORECASE
)
COUNTED_IN = re.compile(
    r"\s(?:nicht |schon |bereits |noch )*"
    r"(?:\w+gerechnet|inklusive|eingeschlossen|inbegriffen|inkludiert|hin oder her)\b"
)
HEDGES = r"(?:rund |etwa |gut |knapp |stolze |satte |bis zu |mindestens )*"
# "eine Maschine für A", "Für A bekommt man …", but "es reicht für A"
PURCHASE = re.compile(rf"(?:^|\b[A-ZÄÖÜ][\w-]+\s)(?:\s?[Ff])ür {HEDGES}$")
PLUS = re.compile(
    r"\b(?:plus|dazu|hinzu|obendrein|außerdem|zuzüglich|zzgl\.|zusätzlich|weitere|obendrauf|noch einmal|nochmals?)"
    r"\s(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
CHANGE_BY = re.compile(rf"\bum {HEDGES}$")
CHANGE = words_of(
    r"steig\w* stieg\w* erhöh\w* wachs\w* wächst wuchs\w* sink\w* klett\w* an(?:ge)?h[eo]b\w* zuleg\w* anzieh\w*"
)
DIFFERENCE = re.compile(
    r"\s(?:(?:brutto|netto|im Monat|pro Monat|monatlich)\s)*"
    r"(?:mehr|weniger|höher|niedriger|darunter|darüber|besser|schlechter|extra|obendrauf|oben ?drauf|drauf|zusätzlich"
    r"|dazu"
    r"|Aufschlag|Abzug|Unterschied|Differenz|(?:unter|über|oberhalb|unterhalb) (?:dem|der|des|Tarif))\b"
)
# Behind a number without a currency: what it counts
UNIT_BEHIND = re.compile(
    r"\s?(?:%|°|km\b|kg\b|m²|qm\b|h\b|t\b|[Pp]rozent|Uhr"
    r"|(?!Brutto|Netto|Tarif|Monat|Euro|Lohn|Gehalt)[A-ZÄÖÜ][\wäöüß]+)"
)
NOUN_BEHIND = re.compile(r"\s(?:(?:brutto|netto|monatliche[rsn]?|im Monat)\s)?(?P<noun>[A-ZÄÖÜ][\w-]+)")
# Before a number without a currency: what it numbers
NUMBERED = re.compile(
    r"\b(?:stufe|gruppe|paragra[fp]h|nummer|nr\.|eg|jahr|seit|halbjahr|postleitzahl|plz|hausnummer|linie|halle|raum|baujahr"
    r"|kapitel|seite|artikel) $",
    re.IGNORECASE,
)
