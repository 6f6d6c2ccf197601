"""Three real articles, where a folder holds them; they are not part of the project."""

import os
from pathlib import Path

import pytest

from index.articles import read_article
from index.salary import facts_of
from index.types import SalaryFact

FOLDER = Path(os.environ.get("LOTSE_REAL_ARTICLES", "real-articles"))
pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="LOTSE_REAL_ARTICLES names no folder with the real articles"
)


def facts(stem: str) -> list[SalaryFact]:
    return facts_of(read_article(FOLDER / f"{stem}.txt", stem))


def told(stem: str) -> list[tuple[str, int | None, int | None, int]]:
    return [(fact.level, fact.min, fact.max, fact.line) for fact in facts(stem)]


def test_it_organisation_dortmund() -> None:
    assert told("it-organisation-dortmund") == [("entry", 3000, 3800, 9), ("experienced", None, 5000, 9)]


def test_it_manager_muelheim() -> None:
    assert told("it-manager-muelheim-an-der-ruhr") == [("unspecified", 4200, 6000, 10)]


def test_it_organisation_muelheim() -> None:
    expected = [("entry", 2800, 3200, 11), ("experienced", 3200, 4100, 11)]
    assert told("it-organisation-muelheim-an-der-ruhr") == expected
