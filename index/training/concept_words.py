"""Turn the concepts of work life into a table of stems: python -m index.training.concept_words [OUTPUT]."""

import sys
from collections import defaultdict
from importlib import resources
from pathlib import Path

from index import german
from index.concepts import FILE

SOURCE = "phrases/konzepte.txt"


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


def concepts() -> list[tuple[str, ...]]:
    """Return the words of each concept."""
    text = resources.files("index.training").joinpath(SOURCE).read_text(encoding="utf-8")
    return [tuple(line.partition(":")[2].split()) for line in text.splitlines() if ":" in line]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
