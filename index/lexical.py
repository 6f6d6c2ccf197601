"""What is counted about a chunk for lexical search, at indexing and at asking alike."""

from collections import Counter
from dataclasses import dataclass

from index import german

ANALYSER_VERSION = 1


@dataclass(frozen=True, slots=True)
class Analysis:
    """The lexical view of a chunk: stems per field for full-text search, what is counted of its grams for the score.

    `grams` are the different 4-grams with blanks between, `length` is how many there are with repetitions.
    """

    title: str
    heading: str
    body: str
    grams: str
    length: int


def analyse(title: str, heading: str, body: str) -> Analysis:
    """Analyse a chunk's fields; the grams cover heading and body, whose words a question may take up in part."""
    counts = gram_counts(f"{heading} {body}")
    return Analysis(
        title=" ".join(german.stems(title)),
        heading=" ".join(german.stems(heading)),
        body=" ".join(german.stems(body)),
        grams=" ".join(counts),
        length=counts.total(),
    )


def gram_counts(text: str) -> Counter[str]:
    """Count the 4-grams of the folded content words of text."""
    stop = german.stop_words()
    counts: Counter[str] = Counter()
    for word in german.words(text):
        folded = german.fold_word(word)
        if folded not in stop:
            counts.update(german.grams(folded))
    return counts
