"""One normal form for all inflected and gendered forms of a word in a profession's name.

The forms are keys, not words: "Pädagogin", "Pädagoge" and "Pädagogen" all become "padagog". Rules work on endings, so
that they hold for compounds and for names that no list knows.
"""

import re
from functools import lru_cache

from index.german import fold

# Endings of words for persons that take "-in" and a plural in "-e" or "-en". Words in "-er" have rules of their own.
PERSON_ENDINGS = (
    r"(?:ist|yst|ent|ant|and|ast|at|ath|et|ekt|ot|og|urg|graf|of|om|out|aut|eut|opad|iv|al|an|on|or|eur|(?<!w)ar|ier"
    r"|kompars|pantomim|konsul|clown|stitut|viz|coach|chef|boss|metz|schmied|vogt|knecht|strateg|kolleg|matros"
    r"|arzt|anwalt|koch|wirt|hirt|wart|bot|gehilf|expert|lots|gesell|beamt|vormund|bischof)"
)
SHORT_PERSONS = frozenset("arzt koch wirt bot hirt lots chef pot oler".split())
# Weak verbs in "-ern": the man is a "Zimmerer", the woman a "Zimmerin"
DOUBLE_ER = re.compile(r"(?:zimmer|polster|steuer|kletter|forder|wander|zauber|liefer)$")
# Written with "-e" in the singular, so that the ending is none of a compound's linking letters
WEAK = re.compile(r"(olog|agog|opad|urg|strateg|kolleg|matros|kompars|pantomim|bot|gehilf|expert|lots|gesell)e$")

MAN = re.compile(r"(?<=..)(?:frau(?:en)?|leuten?|mann(?:es|s|ern?|in(?:nen)?)?)$")
FEMALE = re.compile(rf"^(\w*(?:er|{PERSON_ENDINGS}))in(?:nen)?$")
INFLECTED_ER = re.compile(r"^(\w{3,}er)[ns]$")
INFLECTED_PERSON = re.compile(rf"^(\w*{PERSON_ENDINGS})(?:en?|(?<!man)n)$")
STRONG_GENITIVE = re.compile(r"^(\w*(?:arzt|anwalt|koch|wirt|schmied|rat|vorstand))es$")
KRAFT = re.compile(r"kraften?$")
FIELD_PLURAL = re.compile(r"(ung|hilfe|assistenz|schaft|amme|dame)e?n$")
# "Gesundheits-", "des Beraters", "Consultants": an s after a consonant carries no meaning in a name
FINAL_S = re.compile(r"^(\w{3,}[bdfghklmnprt](?<!lot)(?<!kompar))s$")
IRREGULAR = (
    (re.compile(r"frisor(?:e|en|s)?$"), "friseur"),
    (re.compile(r"(?:eusen?|eusinnen)$"), "eur"),
    (re.compile(r"stewardess(?:en)?$"), "steward"),
    (re.compile(r"hostess(?:en)?$"), "host"),
    (re.compile(r"woman$"), "man"),
    (re.compile(r"schutzin(?:nen)?$"), "schutze"),
)
# The cook's umlaut is all that tells "Köche" from "ich koche" once a text is folded
COOK = re.compile(r"k(?:ö|oe)ch(?:e|en|in|innen)?$")

ADJECTIVE = re.compile(
    r"^(\w{3,}(?:(?<!fle)isch|lich|iert|(?<!st)(?<!mod)ell|iv|kundig|standig|willig|fahig|artig|jahrig"
    r"|(?:sozi|digit|glob|region|kommun|medi|zentr|natur)al"
    r"|(?<!w)(?<!sp)(?<!bl)(?<!kal)(?<!vers)(?<!abs)end))e[rnms]?$"
)
PARTICIPLE = re.compile(
    r"^(\w*(?:angestellt|beamt|beauftragt|bevollmachtigt|bedienstet|beschaftigt|abgeordnet|verordnet|vorgesetzt|gefreit"
    r"|gepruft|anerkannt|ausgebildet|gelernt|zugelassen|befugt|berechtigt|gelehrt|gesandt|ambulant|angehorig|national"
    r"|privat|mobil|allgemein|erst|zweit|dritt))e[rnms]?$"
)


@lru_cache(maxsize=65_536)
def word_form(word: str) -> str:
    """Return the normal form of one word of a profession's name."""
    return _noun_form(base_form(word))


@lru_cache(maxsize=65_536)
def base_form(word: str) -> str:
    """Return the word folded, in the masculine singular; linking letters of compounds stay ('gesundheits')."""
    form = _respelt(fold(COOK.sub("koch", word.casefold())))
    return _adjective_form(WEAK.sub(r"\1", _masculine(form)))


def _respelt(form: str) -> str:
    # Photograph and Fotograf, Architect and Architekt, Software Director and Direktor
    form = form.replace("ph", "f").replace("ct", "kt")
    for pattern, regular in IRREGULAR:
        form = pattern.sub(regular, form)
    return form


def _masculine(form: str) -> str:
    form = MAN.sub("mann", form)
    female = FEMALE.match(form)
    if female is None or not _is_stem(female.group(1)):
        return form
    stem = female.group(1)
    return stem + "er" if DOUBLE_ER.search(stem) else stem


def _adjective_form(form: str) -> str:
    match = ADJECTIVE.match(form) or PARTICIPLE.match(form)
    return match.group(1) if match else form


def _noun_form(form: str) -> str:
    form = FIELD_PLURAL.sub(r"\1", KRAFT.sub("kraft", form))
    for pattern in (INFLECTED_ER, STRONG_GENITIVE, FINAL_S):
        match = pattern.match(form)
        if match:
            return match.group(1)
    return _singular_person(form)


def _singular_person(form: str) -> str:
    match = INFLECTED_PERSON.match(form)
    if match is None:
        return form
    # "kochen" is the verb, see COOK
    return match.group(1) if _is_stem(match.group(1)) and match.group(1) != "koch" else form


def _is_stem(stem: str) -> bool:
    # Below five letters ordinary words would lose their ending ("warten", "raten", "beginnen")
    return len(stem) > 4 or stem in SHORT_PERSONS
