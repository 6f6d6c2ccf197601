"""Keys of profession names: one key for all spellings, gender forms and inflections of the same name."""

import re
from dataclasses import dataclass
from functools import lru_cache

from index.german import clean
from index.names.forms import base_form, word_form

GENDER_NOTE = re.compile(r"\(?(?<!\w)[mwfdx](?:\s?[/|,]\s?(?:[mwfdx]|gn|divers)){1,3}(?!\w)\)?", re.IGNORECASE)
# "IT-Manager:in", "Manager*innen", "Manager(in)", "Beamt(er/in)", "Angestellte/r", "Kaufmann/-frau"
GENDER_MARK = re.compile(
    r"(?<=\w)(?:[:*_·]|\s?/\s?-?|\(-?|-(?=in(?:nen)?(?!\w)))(?:(?:er|e)/)?(?:in(?:nen)?|frau(?:en)?|mann|männin|leute|er|r|n|e)\)?(?!\w)",
    re.IGNORECASE,
)
WORD = re.compile(r"(?P<continued>/\s?-)?(?P<word>[^\W_]+)")

CONNECTORS = frozenset(
    "fur und oder in im an am auf aus bei beim von vom zu zum zur mit der die das des dem den ein eine einer eines "
    "einem einen als u sowie bzw bereich fachrichtung schwerpunkt fachgebiet fachbereich spezialisierung".split()
)
# Said of trained people of any trade; the trade is the same without
QUALIFIERS = frozenset(
    "staatlich staatl anerkannt anerk gepruft gepr examiniert gelernt ausgebildet zugelassen diplomiert approbiert "
    "zertifiziert".split()
)
LONG_FORMS = (("kraftfahrzeug", "kfz"), ("lastkraftwagen", "lkw"), ("lastwagen", "lkw"), ("personenkraftwagen", "pkw"))


@dataclass(frozen=True, slots=True)
class ProfessionKeys:
    """Two keys of one name; names are the same if they share either.

    `bag` holds the normal forms of the words, sorted, one blank between them: the order and the small words do not
    matter. `joined` is the name written as one word: it does not matter where a compound is split.
    Both are empty for a text without a word that could name a profession.
    """

    bag: str
    joined: str

    @property
    def both(self) -> frozenset[str]:
        """Return the keys as a set, without empty ones."""
        return frozenset(key for key in (self.bag, self.joined) if key)


@lru_cache(maxsize=16_384)
def profession_keys(text: str) -> ProfessionKeys:
    """Return the keys of a profession's name in any spelling."""
    return keys_of_words(profession_words(text))


def profession_key(text: str) -> str:
    """Return the order-insensitive key alone."""
    return profession_keys(text).bag


def keys_of_words(words: tuple[str, ...]) -> ProfessionKeys:
    """Build the keys from base forms in the order of the name."""
    forms = {word_form(word): word for word in reversed(words)}
    ordered = [word for word in words if forms[word_form(word)] is word]
    if not ordered:
        return ProfessionKeys("", "")
    joined = "".join([*ordered[:-1], word_form(ordered[-1])])
    return ProfessionKeys(" ".join(sorted(forms)), _shortened(joined))


def profession_words(text: str) -> tuple[str, ...]:
    """Return the base forms of the words that make up a name; gender marks, articles and connectors are gone.

    A pair form ("Erzieher und Erzieherin", "Zahnarzt/-ärztin") gives each word once.
    """
    plain = GENDER_MARK.sub("", GENDER_NOTE.sub(" ", clean(text)))
    words: list[str] = []
    for match in WORD.finditer(plain):
        word = base_form(match["word"])
        # "AM-Techniker": a connector in capitals is an abbreviation, unless all is in capitals
        carries = _carries_meaning(word) or (match["word"].isupper() and not plain.isupper())
        if carries and not _repeats(words, word, match["continued"] is not None):
            words.append(word)
    return tuple(words)


def _carries_meaning(word: str) -> bool:
    return word not in CONNECTORS and word not in QUALIFIERS


def _repeats(words: list[str], word: str, continued: bool) -> bool:
    form = word_form(word)
    if any(word_form(earlier) == form for earlier in words):
        return True
    return continued and bool(words) and word_form(words[-1]).endswith(form)


def _shortened(joined: str) -> str:
    for long, short in LONG_FORMS:
        joined = joined.replace(long, short)
    return joined
