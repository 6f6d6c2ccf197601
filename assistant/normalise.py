"""Clean a question before anything looks at it."""

import re
import unicodedata
from dataclasses import dataclass

from index import german

MAX_CHARACTERS = 2_000
# Greek and Cyrillic letters that look like Latin ones: "Gеhalt" with a Cyrillic е means "Gehalt".
LOOKALIKES = str.maketrans(
    "авеіјкмнорстухѕԁɡΑΒΕΖΗΙΚΜΝΟΡΤΥΧАВЕКМНОРСТХІЅαοрν", "abeijkmhopctyxsdgABEZHIKMNOPTYXABEKMHOPCTXISaopv"
)
# What stands inside a word of a question: letters, digits and the marks of gender forms and compounds.
TOKEN = re.compile(r"[^\W_]+(?:(?:[:*_·./’'&+-]|/-|\()+[^\W_]+)*(?:\((?=\b)|\))?")
BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a question at `start:end`; `folded` is its search form."""

    text: str
    start: int
    end: int
    folded: str

    @property
    def is_capital(self) -> bool:
        """Say whether the word begins with a capital letter."""
        return self.text[:1].isupper()


def normalise(question: str) -> str:
    """Return the question in NFKC on one line, without invisible and control characters and look-alike letters."""
    readable = question[: MAX_CHARACTERS * 4].encode("utf-8", "ignore").decode("utf-8")  # lone surrogates are no text
    composed = unicodedata.normalize("NFKC", readable)
    return BLANKS.sub(" ", german.clean(BLANKS.sub(" ", composed))).strip().translate(LOOKALIKES)


def tokens(question: str) -> list[Token]:
    """Split a normalised question into its words."""
    found = []
    for match in TOKEN.finditer(question):
        text, end = match.group(), match.end()
        if text.endswith(")") and "(" not in text:
            text, end = text[:-1], end - 1
        found.append(Token(text, match.start(), end, german.fold(text)))
    return found
