from pathlib import Path
from xml.etree import ElementTree

import pytest
from corpus import write_article

from assistant.errors import AssistantError
from assistant.salary_table import TableRow, table
from index.build import build_index
from index.catalogue import SalaryRow
from index.embeddings import Embedder
from index.home import Home
from index.opening import open_index

pytest.importorskip("matplotlib", reason="the extra 'charts' is not installed")

from assistant.chart import MAX_ROWS, described, draw, picture


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> list[SalaryRow]:
    folder = tmp_path_factory.mktemp("articles")
    for number in range(70):
        write_article(folder, f"Koch {chr(65 + number // 26)}{chr(97 + number % 26)}", "Kiel", low=f"2.{100 + number}")
    home = Home(tmp_path_factory.mktemp("home"))
    build_index(home, [folder], embedder)
    index = open_index(home)
    found = index.catalogue.salaries()
    index.close()
    return found


def test_rows_are_sorted_by_amount_and_by_name(rows: list[SalaryRow]) -> None:
    falling = [row.monthly for row in table(rows, "max")]
    assert falling == sorted(falling, key=lambda bounds: (-bounds[1], -bounds[0]))
    rising = [row.monthly[0] for row in table(rows, "min")]
    assert rising == sorted(rising)
    names = [row.profession for row in table(rows, "profession")]
    assert names == sorted(names)
    assert table(rows, "city", ["lead"]) == []


@pytest.mark.parametrize("count", [1, 40])
def test_draws_a_readable_svg_with_labels_and_sources(rows: list[SalaryRow], tmp_path: Path, count: int) -> None:
    path = tmp_path / "gehalt.svg"
    assert draw(table(rows, "max")[:count], path) == count
    root = ElementTree.parse(path).getroot()
    assert root.tag.endswith("svg")
    assert float(str(root.get("height")).removesuffix("pt")) > 15 * count, "every row has room"


def test_draws_a_png(rows: list[SalaryRow], tmp_path: Path) -> None:
    draw(table(rows, "max")[:3], tmp_path / "gehalt.png")
    assert (tmp_path / "gehalt.png").read_bytes().startswith(b"\x89PNG")


def test_says_how_many_there_was_room_for(rows: list[SalaryRow], tmp_path: Path) -> None:
    assert draw(table(rows, "max"), tmp_path / "gehalt.svg") == MAX_ROWS


def test_another_format_and_an_unwritable_place_are_clear_errors(rows: list[SalaryRow], tmp_path: Path) -> None:
    some: list[TableRow] = table(rows, "max")[:2]
    with pytest.raises(AssistantError, match="svg oder"):
        draw(some, tmp_path / "gehalt.pdf")
    with pytest.raises(AssistantError, match="kann nicht geschrieben werden"):
        draw(some, tmp_path / "nirgends" / "gehalt.svg")


def test_the_picture_comes_with_words_that_say_the_same(rows: list[SalaryRow]) -> None:
    some = table(rows, "max")
    assert picture(some[:3]).startswith(b"\x89PNG")
    text = described(some[:2])
    assert all(f"{row.profession}, {row.city}" in text and row.amounts.split(" ")[0] in text for row in some[:2])
    assert described(some).count(";") == MAX_ROWS - 1
