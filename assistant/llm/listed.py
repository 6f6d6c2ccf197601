"""Counts that a sentence makes itself: "drei Dinge: A, B und C", "beide", "zwei Artikel nennen"."""

import re

from assistant.llm.numbers import Number

ITEM_BORDER = re.compile(r",\s(?:und\s|sowie\s)?|\s(?:und|sowie|oder)\s")
ARTICLES = re.compile(r"\s(?:Artikeln?|Quellen|Abschnitten?|Texten?)\b")
FEW = 10


def counts_what_follows(number: Number, sentence: str, sources: int) -> bool:
    """Say whether a number counts what the sentence lists behind its colon, or the articles that it draws on."""
    if number.code or number.unit or number.value > FEW:
        return False
    if ARTICLES.match(sentence, number.end):
        return number.value == sources
    _, colon, listed = sentence[number.end :].partition(":")
    return bool(colon) and len(ITEM_BORDER.split(listed.strip(" .!"))) == number.value
