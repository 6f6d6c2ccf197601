"""The labelled sentences: how often the extractor is right."""

from pathlib import Path

import pytest

from index.salary.scoring import read_examples, score, total

FILE = Path(__file__).parents[2] / "data" / "salary_sentences.jsonl"
FLOOR = 0.97


@pytest.mark.parametrize("split", ["dev", "test"])
def test_precision_and_recall_reach_the_floor(split: str) -> None:
    examples = [example for example in read_examples(FILE) if example.split == split]
    result = total(examples)
    assert len(examples) >= 100
    assert result.precision >= FLOOR
    assert result.recall >= FLOOR


def test_the_set_has_its_share_of_sentences_without_pay() -> None:
    examples = read_examples(FILE)
    assert len(examples) >= 200
    assert sum(not example.facts for example in examples) >= 80


def test_ids_and_texts_are_unique() -> None:
    examples = read_examples(FILE)
    assert len({example.id for example in examples}) == len({example.text for example in examples}) == len(examples)


def test_a_wrong_level_counts_as_wrong_and_as_missed(tmp_path: Path) -> None:
    record = (
        '{"id": "a", "text": "Einsteiger bekommen 2.300 €.", "heading": "", "family": "x", "split": "dev", "facts": '
        '[{"level": "lead", "min": 2300, "max": 2300, "open_top": false, "period": "month"}]}'
    )
    (tmp_path / "one.jsonl").write_text(record, encoding="utf-8")
    (example,) = read_examples(tmp_path / "one.jsonl")
    assert (score(example).right, score(example).wrong, score(example).missed) == (0, 1, 1)
