"""Which words of a quote the answer used, so that the eye finds them."""

import re
from collections.abc import Sequence

from assistant.citations import FIGURE
from assistant.types import Answer
from index import german
from index.german import Span

NUMBER = rf"(?:{FIGURE.pattern})(?:,\d+)?"
AMOUNT = re.compile(rf"{NUMBER}(?:\s?[–-]\s?{NUMBER})?(?:\s?(?:€|Euro\b|CHF\b))?")
SHORTENED = 200  # characters from which on a quote that stands in the answer anyway is cut to the sentences used
GAP = " … "


def used_words(answer: Answer, quote: str) -> list[Span]:
    """Return the spans of a quote that carry the answer: amounts that it gives and words that it shares.

    An answer in the article's own words shares them all; what counts then are the words of the question.
    """
    said = answer.resolved_question if quote in answer.answer else f"{answer.resolved_question} {answer.answer}"
    stems = set(german.stems(said))
    stop = german.stop_words()
    words = [
        found.span()
        for found in german.WORD.finditer(quote)
        if german.fold_word(found.group()) not in stop and german.stem(found.group()) in stems
    ]
    figures = set(FIGURE.findall(answer.answer))
    amounts = [found.span() for found in AMOUNT.finditer(quote) if figures & set(FIGURE.findall(found.group()))]
    outside = [span for span in words if not any(start <= span[0] < end for start, end in amounts)]
    return sorted(amounts + outside)


def shortened(answer: Answer, quote: str, used: Sequence[Span]) -> list[Span]:
    """Return the spans of a quote to show: the whole, or of a long one that stands in the answer what was used."""
    if len(quote) <= SHORTENED or quote not in answer.answer:
        return [(0, len(quote))]
    sentences = german.sentences(quote)
    chosen = [span for span in sentences if any(span[0] <= start < span[1] for start, _ in used)]
    return chosen or sentences[:1]
