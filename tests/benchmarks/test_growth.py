"""The arithmetic of the growth benchmark, on figures that grow by a known law."""

from dataclasses import fields
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest


@pytest.fixture
def growth(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(Path(__file__).parent))  # where the script itself finds corpus and questions
    return import_module("growth")


def row(growth: ModuleType, chunks: int, **values: float) -> Any:
    given = {field.name: 1.0 for field in fields(growth.Figures)}
    return growth.Figures(**{**given, "articles": chunks // 6, "chunks": chunks, **values})


def test_a_slope_is_the_exponent(growth: ModuleType) -> None:
    small, large = (row(growth, n, open_p50_ms=n**0.5, build_peak_mb=3.0 * n) for n in (6_000, 600_000))
    found = growth.slopes([small, large])
    assert (found["open_p50_ms"], found["build_peak_mb"], found["slot_p50_ms"]) == pytest.approx((0.5, 1.0, 0.0))


def test_a_projection_carries_the_last_line_on(growth: ModuleType) -> None:
    rows = [
        row(growth, n, build_chunks_per_s=1_000.0, update_share=0.1, bytes_per_chunk=5_000.0, open_p50_ms=n**0.5)
        for n in (6_000, 60_000, 600_000)
    ]
    found = growth.projected(rows, 6_000_000)
    assert found.build_hours == pytest.approx(6_000 / 3600)
    assert found.update_hours == pytest.approx(600 / 3600)
    assert found.disk_gb == pytest.approx(30)
    assert found.open_p50_ms == pytest.approx(6_000_000**0.5)
    assert "| disk_gb | 30.0 |" in growth.projections([found])
