"""Print precision and recall of the salary statements on a labelled file: python -m index.salary FILE.jsonl."""

import argparse
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from index.salary.scoring import Example, key_of, read_examples, score, total


def main() -> None:
    """Read the labelled file named on the command line and print its scores."""
    parser = argparse.ArgumentParser(prog="python -m index.salary", description=__doc__)
    parser.add_argument("file", type=Path, help="labelled sentences, one JSON object a line")
    parser.add_argument("--split", help="only this split")
    parser.add_argument("--errors", action="store_true", help="also print every sentence that is not read as labelled")
    options = parser.parse_args()
    examples = [e for e in read_examples(options.file) if options.split in (None, e.split)]
    for line in _report(examples):
        print(line)
    if options.errors:
        for line in _errors(examples):
            print(line)


def _report(examples: list[Example]) -> Iterator[str]:
    yield f"{'':24}{'texts':>7}{'facts':>7}{'precision':>11}{'recall':>9}"
    yield _row("all", examples)
    for attribute in ("split", "family"):
        yield ""
        ordered = sorted(examples, key=lambda example: str(getattr(example, attribute)))
        for name, group in groupby(ordered, key=lambda example: str(getattr(example, attribute))):
            yield _row(name, list(group))


def _row(name: str, examples: list[Example]) -> str:
    result = total(examples)
    facts = sum(len(example.facts) for example in examples)
    return f"{name:24}{len(examples):7}{facts:7}{result.precision:11.3f}{result.recall:9.3f}"


def _errors(examples: list[Example]) -> Iterator[str]:
    for example in examples:
        result = score(example)
        if result.wrong or result.missed:
            yield f"\n{example.id} [{example.split}] {example.text}"
            yield f"  labelled {list(example.facts)}"
            yield f"  found    {list(map(key_of, example.found()))}"


if __name__ == "__main__":
    main()
