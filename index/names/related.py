"""Names that mean nearly the same: person and field, compound and its parts.

"Produktionsleiter" and "Produktionsleitung", "Küchenhelfer", "Küchenhilfe" and "Helfer Küche" are titles of different
articles, but who asks for one is served by the other if it is the only one. All rules work on endings.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from index.names.forms import word_form
from index.names.professions import keys_of_words, profession_keys, profession_words
from index.names.vocabulary import is_career_word, is_generic

Words = tuple[str, ...]

# Ending of the person, of the field, least length of what stands before: short stems make other words (Maler, mal)
PAIRS = (
    ("iker", "ik", 3),
    ("iker", "ie", 3),
    ("manager", "management", 0),
    ("helfer", "hilfe", 0),
    ("pfleger", "pflege", 0),
    ("arbeiter", "arbeit", 0),
    ("kaufer", "kauf", 0),
    ("mediziner", "medizin", 0),
    ("apotheker", "apotheke", 0),
    ("bibliothekar", "bibliothek", 0),
    ("ingenieur", "ingenieurwesen", 0),
    ("er", "ung", 4),
    ("er", "ungswesen", 5),
    ("er", "erei", 4),
    ("om", "omie", 4),
    ("og", "ogie", 3),
    ("agog", "agogik", 3),
    ("graf", "grafie", 3),
    ("eut", "ie", 4),
    ("urg", "urgie", 3),
    ("opad", "opadie", 2),
    ("jurist", "jura", 0),
    ("ist", "istik", 3),
    ("ist", "ismus", 4),
    ("architekt", "architektur", 0),
    ("or", "ion", 4),
    ("ateur", "ation", 4),
    ("akteur", "aktion", 3),
    ("iteur", "ition", 4),
    ("ent", "enz", 5),
    ("wirt", "wirtschaft", 3),
    ("arzt", "medizin", 3),
    ("ungskraft", "ung", 4),
    ("pflegekraft", "pflege", 0),
    ("pflegefachkraft", "pflege", 0),
    ("fachmann", "fachkraft", 3),
)
# Second parts of compounds that titles also put first: "Küchenhelfer", "Helfer Küche"
HEADS = (
    "helfer leiter arbeiter meister techniker ingenieur verkaufer lehrer mechaniker fahrer fachkraft kraft assistent "
    "berater entwickler planer kaufmann pfleger reiniger elektroniker mechatroniker buchhalter monteur manager "
    "koordinator administrator informatiker therapeut padagog arzt koch trainer sachbearbeiter projektleiter"
).split()
# Of these, the ones that two modifiers share ("Lohn- und Gehaltsbuchhalter"); an "IT Projektleiter" is no "IT-Leiter"
SHARED_HEADS = frozenset("buchhalter pfleger lehrer verkaufer mechaniker techniker".split())
LINKS = ("", "s", "n")
TRADE = re.compile(r"(?:er|or|ist|eur|olog|mann|wirt|arzt|koch|anwalt|assistent)$")
# Of the words in "-er" those that no trade is
THINGS = frozenset(
    "computer leder papier wasser kupfer silber theater zimmer messer container server fenster futter keller kinder "
    "motor labor traktor reaktor sektor faktor muster pulver schiefer ufer zucker alter center koffer feuer steuer "
    "rechner scanner roboter filter".split()
)


@lru_cache(maxsize=4096)
def related_keys(text: str) -> frozenset[str]:
    """Return the keys of names nearly the same in meaning as text; its own keys are not among them."""
    words = profession_words(text)
    if all(is_career_word(word_form(word)) for word in words):
        return frozenset()
    found = {words, *_recomposed(words), *_coordinated(words)}
    found |= {swapped for known in tuple(found) for swapped in _swapped(known)}
    found |= {rebuilt for known in tuple(found) for rebuilt in _recomposed(known)}
    keys = {key for known in found for key in keys_of_words(known).both if not is_career_word(key)}
    return frozenset(keys - profession_keys(text).both)


def _swapped(words: Words) -> Iterator[Words]:
    """Exchange person and field in one word of the name."""
    for at, word in enumerate(words):
        for counterpart in _counterparts(word_form(word)):
            yield (*words[:at], counterpart, *words[at + 1 :])


def _counterparts(form: str) -> Iterator[str]:
    for person, field, least in PAIRS:
        for old, new in ((person, field), (field, person)):
            made = form.removesuffix(old) + new
            if form.endswith(old) and len(form) - len(old) >= least:
                yield made


def _recomposed(words: Words) -> Iterator[Words]:
    """Split 'kuchenhelfer' into 'helfer kuche', join 'helfer kuche' to 'kuchenhelfer'."""
    if len(words) == 1:
        for head, modifier in _split(word_form(words[0])):
            yield from ((head, base) for base in (*_unlinked(modifier), *_fields(words[0], head)))
    elif len(words) == 2:
        for first, other in (words, words[::-1]):
            head = word_form(first)
            if head in HEADS:
                yield from ((f"{other}{link}{head}",) for link in LINKS if len(other) > 3)
                yield from ((person,) for person in _counterparts(word_form(other)) if person.endswith(head))


def _fields(word: str, head: str) -> Iterator[str]:
    # "Kraftfahrzeugtechniker" is also "Techniker Kraftfahrzeugtechnik"
    if head.endswith("iker"):
        yield word_form(word).removesuffix("er")


def _split(form: str) -> Iterator[tuple[str, str]]:
    for head in HEADS:
        modifier = form.removesuffix(head)
        if modifier != form and len(modifier) >= 3:
            yield head, modifier


def _unlinked(modifier: str) -> Iterator[str]:
    for link in LINKS:
        if modifier.endswith(link) and len(modifier) - len(link) >= 3:
            yield modifier.removesuffix(link)


def _coordinated(words: Words) -> Iterator[Words]:
    """Take apart 'Lohn- und Gehaltsbuchhalter' and 'Maler und Lackierer'."""
    forms = [word_form(word) for word in words]
    if len(words) > 1 and all(TRADE.search(form) and form not in THINGS and not is_generic(form) for form in forms):
        yield from ((word,) for word in words)
    elif len(words) == 2 and not TRADE.search(forms[0]):
        yield from ((words[0] + head,) for head, _ in _split(forms[1]) if head in SHARED_HEADS)
