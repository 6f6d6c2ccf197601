"""Rounding to whole numbers and the folder that is written."""

from pathlib import Path

import numpy as np
import pytest

from index.static_model import StaticModel
from index.training.storage import quantised, save
from index.training.vocabulary import learn

ROWS = np.random.default_rng(1).standard_normal((300, 16)).astype(np.float32)


def test_rounding_moves_no_number_by_more_than_half_a_step() -> None:
    numbers, factors = quantised(ROWS)
    assert numbers.dtype == np.int8
    assert np.all(np.abs(numbers * factors[:, None] - ROWS) <= factors[:, None] * 0.5001)


def test_a_row_of_zeros_stays_one() -> None:
    numbers, factors = quantised(np.zeros((2, 4), dtype=np.float32))
    assert not numbers.any()
    assert not factors.any()


def test_what_is_written_can_be_loaded_and_the_model_card_stays(tmp_path: Path) -> None:
    target = tmp_path / "modell"
    target.mkdir()
    (target / "README.md").write_text("Karte", encoding="utf-8")
    tokenizer = learn(["gehalt und ausbildung in aachen"] * 5, 100)
    rows = ROWS[: tokenizer.get_vocab_size()]
    save(target, tokenizer, rows)
    save(target, tokenizer, rows)
    loaded = StaticModel.load(target)
    assert loaded.rows == pytest.approx(rows, abs=0.02)
    assert (target / "README.md").read_text(encoding="utf-8") == "Karte"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["modell"]
