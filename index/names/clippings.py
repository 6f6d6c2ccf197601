"""Short forms of profession names: abbreviations (MFA), clipped compounds (Prod-Leiter), clipped words (Sani)."""

import re
from functools import lru_cache

from index.german import clean, fold
from index.names.forms import base_form, word_form
from index.names.professions import ProfessionKeys, profession_keys, profession_words

# Abbreviations, nicknames and former titles in common use; each stands for every title given
SHORT_TITLES = {
    "ata": ("Anästhesietechnischer Assistent",),
    "admin": ("Administrator", "Systemadministrator", "Netzwerkadministrator", "IT-Administrator"),
    "bkf": ("Berufskraftfahrer",),
    "brummifahrer": ("Berufskraftfahrer", "Lkw-Fahrer"),
    "bta": ("Biologisch-technischer Assistent",),
    "ceo": ("Geschäftsführer",),
    "cfo": ("Finanzvorstand",),
    "cta": ("Chemisch-technischer Assistent",),
    "cto": ("Technischer Direktor",),
    "dba": ("Datenbankadministrator",),
    "efk": ("Elektrofachkraft",),
    "fami": ("Fachangestellter für Medien- und Informationsdienste",),
    "fiae": ("Fachinformatiker Anwendungsentwicklung",),
    "fisi": ("Fachinformatiker Systemintegration",),
    "gf": ("Geschäftsführer",),
    "guk": ("Gesundheits- und Krankenpfleger",),
    "gukp": ("Gesundheits- und Krankenpfleger",),
    "gkp": ("Gesundheits- und Krankenpfleger",),
    "hep": ("Heilerziehungspfleger",),
    "hiwi": ("Wissenschaftliche Hilfskraft",),
    "hno-arzt": ("Hals-Nasen-Ohren-Arzt",),
    "kfm": ("Kaufmann",),
    "kbm": ("Kaufmann für Büromanagement",),
    "kindergärtner": ("Erzieher",),
    "krankenschwester": ("Krankenpfleger", "Gesundheits- und Krankenpfleger"),
    "krankenpfleger": ("Krankenschwester", "Gesundheits- und Krankenpfleger"),
    "lkw-fahrer": ("Berufskraftfahrer", "Lastkraftwagenfahrer"),
    "lokführer": ("Triebfahrzeugführer", "Lokomotivführer"),
    "lokomotivführer": ("Triebfahrzeugführer",),
    "mfa": ("Medizinischer Fachangestellter",),
    "arzthelfer": ("Medizinischer Fachangestellter",),
    "zahnarzthelfer": ("Zahnmedizinischer Fachangestellter",),
    "mta": ("Medizinisch-technischer Assistent",),
    "mtla": ("Medizinisch-technischer Laboratoriumsassistent",),
    "mtra": ("Medizinisch-technischer Radiologieassistent",),
    "ota": ("Operationstechnischer Assistent",),
    "pa": ("Physician Assistant",),
    "pdl": ("Pflegedienstleiter", "Pflegedienstleitung"),
    "pfk": ("Pflegefachkraft",),
    "pka": ("Pharmazeutisch-kaufmännischer Angestellter",),
    "pm": ("Projektmanager",),
    "po": ("Product Owner",),
    "pta": ("Pharmazeutisch-technischer Assistent",),
    "ra": ("Rechtsanwalt",),
    "refa": ("Rechtsanwaltsfachangestellter",),
    "reno": ("Rechtsanwalts- und Notarfachangestellter",),
    "sifa": ("Fachkraft für Arbeitssicherheit",),
    "sozpäd": ("Sozialpädagoge",),
    "stb": ("Steuerberater",),
    "stfa": ("Steuerfachangestellter",),
    "steuerfachi": ("Steuerfachangestellter",),
    "sysadmin": ("Systemadministrator",),
    "tfa": ("Tiermedizinischer Fachangestellter",),
    "trucker": ("Berufskraftfahrer", "Lkw-Fahrer"),
    "fernfahrer": ("Berufskraftfahrer", "Lkw-Fahrer"),
    "kraftfahrer": ("Berufskraftfahrer",),
    "kfz-schrauber": ("Kfz-Mechatroniker",),
    "autoschrauber": ("Kfz-Mechatroniker",),
    "volljurist": ("Jurist",),
    "putzmann": ("Reinigungskraft",),
    "putze": ("Reinigungskraft",),
    "vfa": ("Verwaltungsfachangestellter",),
    "wbl": ("Wohnbereichsleiter",),
    "wp": ("Wirtschaftsprüfer",),
    "zfa": ("Zahnmedizinischer Fachangestellter",),
    "zmf": ("Zahnmedizinischer Fachangestellter",),
    "putzfrau": ("Reinigungskraft", "Putzhilfe"),
    "reinemachefrau": ("Reinigungskraft", "Putzhilfe"),
    "putzkraft": ("Reinigungskraft", "Putzhilfe"),
    "putzhilfe": ("Reinigungskraft",),
    "raumpfleger": ("Reinigungskraft", "Gebäudereiniger"),
    "automechaniker": ("Kfz-Mechatroniker",),
    "autoschlosser": ("Kfz-Mechatroniker",),
    "kfz-mechaniker": ("Kfz-Mechatroniker",),
    "küchenkraft": ("Küchenhelfer", "Helfer Küche"),
    "spülkraft": ("Küchenhelfer", "Helfer Küche"),
    "tellerwäscher": ("Küchenhelfer", "Helfer Küche"),
    "lagerist": ("Lagerarbeiter", "Fachkraft für Lagerlogistik"),
    "verkaufskraft": ("Verkäufer",),
    "doktor": ("Arzt",),
    "anwalt": ("Rechtsanwalt", "Jurist"),
    "rechtsanwalt": ("Anwalt", "Jurist"),
    "anstreicher": ("Maler", "Maler und Lackierer"),
}
# Clippings in "-i", "-o" and "-a" are made freely; these end so and are words of their own
WHOLE_WORDS = frozenset(
    "auto foto buro info kino video radio studio euro konto disko demo mini taxi profi brutto netto firma thema klima "
    "kamera media data mama papa pizza drama azubi studi".split()
)
# Parts of compounds whose initials make up abbreviations; longer parts first, "fachkraft" is two
PARTS = re.compile(
    r"(hilfs|ober|haupt|berufs|fach|kraft|kranken|alten|gesundheits|pflege|dienst|steuer|rechts|notar|verwaltungs|zahn"
    r"|tier|elektro|medizinisch|technisch|kaufmannisch|anwalts|bereichs|wohn|labor|radiologie|system|projekt|daten"
    r"|angestellt|assistent|assistenz|fahrer|pfleger|leiter|helfer|berater|prufer|manager|mechaniker|techniker)"
)
SEPARATOR = re.compile(r"[-./\s]+")


def expand_abbreviation(word: str) -> tuple[str, ...]:
    """Return the titles that a common abbreviation or nickname stands for, or nothing."""
    # In small letters "po" and "pa" are no titles
    if len(word) == 2 and not word.isupper():
        return ()
    key = profession_keys(word).joined
    # "IT-Chef" is what people call the "IT-Leiter"
    led = key.removesuffix("chef")
    return _short_titles().get(key) or ((f"{led}leiter",) if len(led) > 1 and led != key else ())


def clipped_forms(text: str) -> frozenset[str]:
    """Return the keys of the common abbreviations and nicknames of a profession."""
    keys = profession_keys(text)
    return frozenset(short for short, titles in _short_titles().items() if _among(keys, titles))


def matches_clipping(question_word: str, profession: str) -> bool:
    """Say whether the word, as written in a question, is a short form of the profession.

    True for a common abbreviation, for initials in capitals (every word of the title gives its first letter, further
    parts of compounds may: ZFA, BKF), for a compound with a clipped first part (Prod-Leiter) and for a clipping of at
    least four letters in -i, -o or -a (Sani, Physio, Reha).
    """
    word = clean(question_word).strip()
    title = tuple(word_form(part) for part in profession_words(profession))
    return bool(title) and (
        _among(profession_keys(profession), expand_abbreviation(word))
        or (word.isupper() and _are_initials(fold(word), title))
        or _is_clipped_compound(word, title)
        or _is_clipped_word(base_form(word), title)
    )


@lru_cache(maxsize=1)
def _short_titles() -> dict[str, tuple[str, ...]]:
    return {profession_keys(short).joined: titles for short, titles in SHORT_TITLES.items()}


def _among(keys: ProfessionKeys, titles: tuple[str, ...]) -> bool:
    return any(keys.both & profession_keys(title).both for title in titles)


def _are_initials(letters: str, title: tuple[str, ...]) -> bool:
    """Match letters against the initials of all parts; only inner parts may be left out, the last part never."""
    parts = [(part, at == 0) for word in title for at, part in enumerate(_parts(word))]
    # Two letters fit too many titles: those are only known from the table
    if not 3 <= len(letters) <= 5:
        return False
    needed = "".join(re.escape(part[0]) + ("" if first else "?") for part, first in parts[:-1])
    return re.fullmatch(needed + re.escape(parts[-1][0][0]), letters) is not None


def _parts(word: str) -> list[str]:
    return [part for part in PARTS.split(word) if len(part) > 2] or [word]


def _is_clipped_compound(word: str, title: tuple[str, ...]) -> bool:
    pieces = [base_form(piece) for piece in SEPARATOR.split(word) if piece]
    if len(pieces) < 2 or min(map(len, pieces)) < 3:
        return False
    if len(pieces) == len(title):
        return all(part.startswith(piece) for part, piece in zip(title, pieces, strict=True))
    start, end, whole = "".join(pieces[:-1]), word_form(pieces[-1]), "".join(title)
    return whole.startswith(start) and whole.endswith(end) and len(end) > 3 and len(start) + len(end) < len(whole)


def _is_clipped_word(word: str, title: tuple[str, ...]) -> bool:
    if not 4 <= len(word) <= 7 or word[-1] not in "ioa" or word in WHOLE_WORDS:
        return False
    # The i of "Mechi" is added, that of "Sani" stands in the title
    stems = (word, word[:-1]) if word[-1] == "i" and len(word) > 4 else (word,)
    return any(part.startswith(stems) and len(part) > len(word) + 1 for part in title)
