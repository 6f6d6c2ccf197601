"""Turn the concepts of work life into a table of stems: python -m index.training.concept_words [OUTPUT]."""

import random
import sys
from collections import defaultdict
from importlib import resources
from pathlib import Path

from index import german
from index.concepts import FILE
from index.training.questions import WORD_SENTENCES
from index.training.sources import Pair

SOURCE = "phrases/konzepte.txt"
QUESTIONS = ("{a}", "{a} {b}", "Gibt es {a}?", "Wie ist das mit {a}?", "Muss man {a}?", "Was ist mit {a} und {b}?")
WORDS_DRAWN = 7
SENTENCE_SHARE = 0.5


def main(arguments: list[str]) -> int:
    """Write the table and print how many stems it has."""
    output = Path(arguments[0]) if arguments else Path(__file__).parents[1] / FILE
    table: dict[str, set[int]] = defaultdict(set)
    for number, words in enumerate(concepts()):
        for word in words:
            table[german.stem(word)].add(number)
    header = "# stem and the numbers of its concepts; made by python -m index.training.concept_words\n"
    rows = (f"{stem}\t{' '.join(map(str, sorted(numbers)))}\n" for stem, numbers in sorted(table.items()))
    output.write_text(header + "".join(rows), encoding="utf-8")
    print(f"{len(table)} stems in {output}")
    return 0


def concept_pairs(each: int, seed: int) -> list[Pair]:
    """Return pairs of a question with words of a concept and a text with others of its words."""
    draw = random.Random(seed)
    return [_pair(words, f"konzept-{at}", draw) for at, words in enumerate(concepts()) for _ in range(each)]


def _pair(words: tuple[str, ...], group: str, draw: random.Random) -> Pair:
    drawn = draw.sample(words, min(len(words), WORDS_DRAWN))
    question = draw.choice(QUESTIONS).replace("{a}", drawn[0]).replace("{b}", drawn[1])
    text = " ".join(drawn[2:])
    if draw.random() < SENTENCE_SHARE:
        text = draw.choice(WORD_SENTENCES)
        for mark, word in zip("abc", drawn[2:], strict=False):
            text = text.replace(f"{{{mark}}}", word)
    return Pair(question, text, group=group)


def concepts() -> list[tuple[str, ...]]:
    """Return the words of each concept."""
    text = resources.files("index.training").joinpath(SOURCE).read_text(encoding="utf-8")
    return [tuple(line.partition(":")[2].split()) for line in text.splitlines() if ":" in line]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
