"""Count which words speak of which topic: python -m index.training.topic_words DATA_DIR [OUTPUT].

Sources: our own phrase inventories and written articles (all topics), keywords of real articles (facts.csv). What is
kept is a weight per stem and topic, no text. Official descriptions of occupations are left out: they name tools and
subjects of every kind, which then all count as tasks (right topic of held-out paragraphs: 0.80 with them, else 0.95).
"""

import csv
import math
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from index import german
from index.topic_words import FILE, TOPICS, encoded
from index.training.written import written_articles

PHRASES = Path(__file__).parent / "phrases"
INVENTORIES = {
    "anforderungen": "skills",
    "arbeitgeber": "employers",
    "arbeitsmarkt": "market",
    "aufgaben": "tasks",
    "bedingungen": "conditions",
    "gehalt": "salary",
    "region": "local",
    "weiterbildung": "training",
}
KEYWORD_COLUMNS = ("tasks", "skills", "training", "employers")
WORD_FIELD_WEIGHT = 2  # a word listed for a topic counts as if it stood in two sentences
WRITTEN_WEIGHT = 3  # real sentences, where the other sources are keywords and official descriptions
SAMPLE = 20_000  # every topic's counts are scaled to this many words, for there is far more text about tasks
SMOOTHING = 0.5
FEWEST_TEXTS, LEAST_WEIGHT = 2, 0.5

Text = tuple[str, frozenset[str]]
"""A topic and the stems of one short text about it."""


def main(arguments: list[str]) -> int:
    """Write the weights and print how many."""
    data = Path(arguments[0])
    output = Path(arguments[1]) if len(arguments) > 1 else Path(__file__).parents[1] / FILE
    counts: dict[str, Counter[str]] = {topic: Counter() for topic in TOPICS}
    for topic, stems in texts(data):
        if topic in counts:
            counts[topic].update(stems)
    rows = sorted(weights(counts).items())
    header = "# stem and one letter per topic; made by python -m index.training.topic_words; sources: see NOTICE\n"
    lines = (f"{stem}\t{encoded(values)}\n" for stem, values in rows)
    output.write_text(header + "".join(lines), encoding="utf-8")
    print(f"{len(rows)} stems of {sum(map(len, counts.values()))} in {output}")
    return 0


def texts(data: Path) -> Iterator[Text]:
    """Yield the texts of all sources."""
    yield from _inventories()
    yield from _word_fields()
    yield from _kinds_of_employers()
    yield from _keywords(data / "facts.csv")
    yield from _written()


def _inventories() -> Iterator[Text]:
    for name, topic in INVENTORIES.items():
        for line in (PHRASES / f"{name}.txt").read_text(encoding="utf-8").splitlines():
            if line.startswith(("- ", "= ")):  # sentences and headings; "?" marks questions
                yield topic, frozenset(german.stems(line))


def _word_fields() -> Iterator[Text]:
    topic: str | None = None
    for line in (PHRASES / "wortfelder.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            topic = INVENTORIES.get(line[3:].split("/")[0].strip())
        elif topic and not line.startswith("#"):
            for stem in german.stems(line):
                yield from [(topic, frozenset({stem}))] * WORD_FIELD_WEIGHT


def _kinds_of_employers() -> Iterator[Text]:
    for line in (PHRASES / "arten_von_betrieben.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            for stem in german.stems(line):
                yield from [("employers", frozenset({stem}))] * WORD_FIELD_WEIGHT


def _keywords(path: Path) -> Iterator[Text]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for column in KEYWORD_COLUMNS:
                for keyword in row[column].split(";"):
                    for stem in german.stems(keyword):
                        yield column, frozenset({stem})


def _written() -> Iterator[Text]:
    """Yield the paragraphs and questions of the written articles that are not held out."""
    for article in written_articles():
        if article.is_held_out:
            continue
        for paragraph in article.paragraphs:
            for start, end in german.sentences(paragraph.text):
                stems = frozenset(german.stems(paragraph.text[start:end]))
                yield from [(paragraph.topic, stems)] * WRITTEN_WEIGHT
        for question in article.questions:
            stems = frozenset(german.stems(question.text))
            yield from [(article.paragraphs[question.paragraph].topic, stems)] * WRITTEN_WEIGHT


def weights(counts: dict[str, Counter[str]]) -> dict[str, list[float]]:
    """Return for each telling stem how far its log rate in each topic lies above its mean over the topics."""
    totals = {topic: max(1, counter.total()) for topic, counter in counts.items()}
    vocabulary = {stem for counter in counts.values() for stem in counter}
    found = {}
    for stem in vocabulary:
        rates = [math.log(counts[topic][stem] / totals[topic] * SAMPLE + SMOOTHING) for topic in TOPICS]
        mean = sum(rates) / len(rates)
        values = [rate - mean for rate in rates]
        if sum(counter[stem] for counter in counts.values()) >= FEWEST_TEXTS and max(values) >= LEAST_WEIGHT:
            found[stem] = values
    return found


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
