"""German text analysis: folding, words, stems, character grams, sentences."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import Stemmer

Span = tuple[int, int]
"""Start and end offset in characters; `text[start:end]`."""

WORD = re.compile(r"[^\W_]+")
# "ae" for "ä" and so on, but not in "neue", "Frauen", "Quelle", where the u belongs to another sound
UMLAUT_DIGRAPH = re.compile(r"(?<![aeouq])([aou])e")
INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\U000e0000-\U000e007f]")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
BLANK = re.compile(r"\s")
COMBINED = re.compile(r".[\u0300-\u036f]*", re.DOTALL)
GRAM_SIZE = 4
PARTICIPLE = re.compile(r"ge(?P<verb>\w{3,}?)e?t")
CONJUGATED = re.compile(r"(?<=\w{4})e?t$")
CONTRACTED = re.compile(r"[bdfgkmpt]l$")  # "ich wickle", "ich sammle"
# Stems that only look like participles
NO_PARTICIPLES = frozenset(
    "gehalt gericht gebiet geschaft gewicht gesicht gedicht gewalt geburt gefecht geschlecht gerucht gespenst gestalt "
    "gemut gebot gebet geleit gerat gesamt geschicht".split()
)
NOUN_ENDINGS = ("heit", "keit", "schaft")


def clean(text: str) -> str:
    """Return text in NFC without control, zero-width, bidi and tag characters."""
    return CONTROL.sub("", INVISIBLE.sub("", unicodedata.normalize("NFC", text)))


def fold(text: str) -> str:
    """Lower-case and map umlauts, their ASCII spellings and accents to plain letters: 'Köln', 'Koeln' -> 'koln'."""
    lowered = text.casefold()
    if not lowered.isascii():
        decomposed = unicodedata.normalize("NFKD", lowered)
        lowered = "".join(char for char in decomposed if not unicodedata.combining(char))
    return UMLAUT_DIGRAPH.sub(r"\1", lowered)


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as the analysis reads it: NFC, every white space a plain blank; knows where each character came from."""

    text: str
    offsets: tuple[int, ...]

    def source_span(self, start: int, end: int) -> Span:
        """Map a span of `text` to the span of the original."""
        return self.offsets[start], self.offsets[end]


def reading(original: str) -> Reading:
    """Return the analysis form of original with an offset for each of its characters and for its end."""
    if original.isascii() or unicodedata.is_normalized("NFC", original):
        return Reading(BLANK.sub(" ", original), tuple(range(len(original) + 1)))
    pieces: list[str] = []
    offsets: list[int] = []
    for cluster in COMBINED.finditer(original):
        composed = unicodedata.normalize("NFC", cluster.group())
        pieces.append(composed)
        offsets.extend([cluster.start()] * len(composed))
    return Reading(BLANK.sub(" ", "".join(pieces)), (*offsets, len(original)))


# Texts repeat their words, so folding each once saves a sixth of the time of indexing.
fold_word = lru_cache(maxsize=65_536)(fold)


def words(text: str) -> list[str]:
    """Split text into its words, hyphens and punctuation dropped."""
    return WORD.findall(text)


def folded_words(text: str) -> list[str]:
    """Return the words of text, folded."""
    return [fold_word(word) for word in WORD.findall(text)]


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """Load the folded function words that carry no search meaning."""
    text = resources.files("index").joinpath("data/stopwords.txt").read_text(encoding="utf-8")
    return frozenset(fold(line) for line in text.splitlines() if line and not line.startswith("#"))


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("german", 0)  # its own cache is not made for several threads; `stem` has one


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Stem one word with Snowball, take off what conjugation adds and fold the result.

    Snowball leaves "putzt", "geputzt" and "tapeziert" as they are, which are "putzen" and "tapezieren".
    """
    return _unconjugated(fold(_stemmer().stemWord(word.lower())))


def _unconjugated(stemmed: str) -> str:
    if stemmed.endswith(NOUN_ENDINGS):
        return stemmed
    if stemmed.endswith("iert"):
        return stemmed.removesuffix("ert")
    if stemmed.endswith("eln"):
        return stemmed.removesuffix("n")
    if CONTRACTED.search(stemmed):
        return f"{stemmed[:-1]}el"
    participle = PARTICIPLE.fullmatch(stemmed)
    if participle and stemmed not in NO_PARTICIPLES:
        return participle["verb"]
    return CONJUGATED.sub("", stemmed)


def stems(text: str) -> list[str]:
    """Return the stems of the content words of text, in order."""
    stop = stop_words()
    return [stem(word) for word in words(text) if fold_word(word) not in stop]


def grams(folded_word: str) -> list[str]:
    """Return the character 4-grams of a folded word with its borders marked; short words are one gram."""
    padded = f"_{folded_word}_"
    if len(padded) <= GRAM_SIZE:
        return [padded]
    return [padded[at : at + GRAM_SIZE] for at in range(len(padded) - GRAM_SIZE + 1)]


# Words after which a full stop does not end a sentence. Those that often do end one ("usw.", "etc.") are left out:
# they only continue when a lower-case word follows, which the splitter checks anyway.
ABBREVIATIONS = frozenset(
    "z b d h u a o i s v m w e n g t bzw ca ggf evtl inkl exkl zzgl bspw vgl nr str abs dr prof dipl ing mag "
    "min max mind mtl monatl jährl std tel abt allg bes ehem einschl entspr gem ges insb jr sr jh hr fr hrsg "
    "kfm techn sog st tägl urspr verh wg zz zzt geb gegr aufl bd kap sen jun ev kath nördl südl östl westl "
    "mio mrd tsd".split()
)
BEFORE_NUMBER = frozenset({"art"})  # "Art. 12 GG", but "auf diese Art. Danach"
CONTEXT_CHARS = 60  # seen around a mark; without a bound a long text costs the square of its length
SENTENCE_END = re.compile(r"(?:(?<![.!?])[.!?]++|…)[\"'“”»«’)\]]*+(?=\s)")
LAST_WORD = re.compile(r"([^\W_]+)$")


def sentences(text: str) -> list[Span]:
    """Split text into sentences and return their spans, outer white space left out.

    Full stops of German abbreviations ("z. B.", "ggf.", "ca."), of initials and of ordinal numbers do not end one.
    """
    spans: list[Span] = []
    start = 0
    for match in SENTENCE_END.finditer(text):
        if _ends_sentence(text, match):
            _append_stripped(spans, text, start, match.end())
            start = match.end()
    _append_stripped(spans, text, start, len(text))
    return spans


def _append_stripped(spans: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    right = start + len(piece.rstrip())
    if left < right:
        spans.append((left, right))


def _ends_sentence(text: str, mark: re.Match[str]) -> bool:
    following = text[mark.end() : mark.end() + CONTEXT_CHARS].lstrip()
    opener = following.lstrip("\"'„“”»«‚‘’([–—- ")
    if opener and opener[0].islower():
        return False
    if mark.group()[0] != "." or mark.group().startswith(".."):
        return True
    word = LAST_WORD.search(text, max(0, mark.start() - CONTEXT_CHARS), mark.start())
    if word is None:
        return True
    if word.group().isdigit():
        return not _is_ordinal(word.group(), opener)
    if word.group().lower() in BEFORE_NUMBER:
        return not opener[:1].isdigit()
    return word.group().lower() not in ABBREVIATIONS or not opener


def _is_ordinal(digits: str, following: str) -> bool:
    # "im 2. Lehrjahr", but "Wir sind 5. Das reicht.": a function word opens a new sentence, a noun goes on
    next_word = WORD.match(following)
    return len(digits) <= 2 and next_word is not None and fold(next_word.group()) not in stop_words()
