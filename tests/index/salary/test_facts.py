"""Articles to facts: places, offsets, the article's own names."""

import unicodedata
from typing import Literal

from index.salary import facts_of
from index.types import Article, Paragraph

HEADINGS = ("", "Gehalt und Aussichten")
LINES = (
    "Über den Dächern von Görlitz wird früh gearbeitet.",
    "Es staubt. Für Einsteiger gibt es in Görlitz 2.300 € bis 2.500 €. Während in Köln 3.400 € gezahlt werden, "
    "sind es hier mit Gesellenjahren und Erfahrung rund 2.900 €.",
)


def article(form: Literal["NFC", "NFD"]) -> Article:
    text = unicodedata.normalize(form, "\n".join(LINES))
    paragraphs: list[Paragraph] = []
    start = 0
    for number, line in enumerate(text.split("\n")):
        paragraphs.append(Paragraph(number + 1, number + 4, start, start + len(line), HEADINGS[number]))
        start += len(line) + 1
    return Article("dachdecker-gorlitz", "/a.txt", "Dachdecker", "Görlitz", "Oben", text, tuple(paragraphs))


def test_facts_stand_where_they_say() -> None:
    made = article("NFC")
    entry, experienced = facts_of(made)
    assert made.text[entry.start : entry.end] == "Für Einsteiger gibt es in Görlitz 2.300 € bis 2.500 €."
    assert (entry.paragraph, entry.line, entry.level, entry.min, entry.max) == (2, 5, "entry", 2300, 2500)
    assert (experienced.level, experienced.min, experienced.max) == ("experienced", 2900, 2900)


def test_decomposed_text_gives_the_same_facts_at_its_own_offsets() -> None:
    composed, decomposed = article("NFC"), article("NFD")
    pairs = list(zip(facts_of(composed), facts_of(decomposed), strict=True))
    assert len(pairs) == 2
    for one, other in pairs:
        quote = decomposed.text[other.start : other.end]
        assert unicodedata.normalize("NFC", quote) == composed.text[one.start : one.end]
        assert (one.level, one.min, one.max, one.line) == (other.level, other.min, other.max, other.line)
        assert one.start < other.start


def test_names_of_other_towns_can_be_given() -> None:
    assert [fact.level for fact in facts_of(article("NFC"), others={"Görlitz", "Köln"})] == ["entry", "experienced"]
