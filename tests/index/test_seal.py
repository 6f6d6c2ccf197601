"""A build whose files were changed afterwards is not trusted."""

import os
from pathlib import Path

import pytest

from index.build import build_index
from index.embeddings import Embedder
from index.errors import IndexDamaged
from index.home import CATALOGUE_FILE, Home
from index.opening import Index, open_index
from index.seal import FILE_NAME, check_seal
from index.verify import prove


@pytest.fixture
def build(home: Home, articles: Path, embedder: Embedder) -> Path:
    build_index(home, [articles], embedder)
    return home.current()


def overwrite(path: Path, *, keep_time: bool = False) -> None:
    """Change a byte in the middle."""
    status, data = path.stat(), bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)
    if keep_time:
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def test_one_byte_of_the_catalogue_is_damage(build: Path) -> None:
    overwrite(build / CATALOGUE_FILE)
    with pytest.raises(IndexDamaged, match="lotse doctor --repair"):
        Index(build)


def test_a_copy_without_the_times_is_as_good(build: Path) -> None:
    for path in build.rglob("*"):
        os.utime(path)
    check_seal(build, "", thorough=False)
    prove(build)


def test_what_the_times_hide_is_found_by_reading(build: Path) -> None:
    overwrite(build / CATALOGUE_FILE, keep_time=True)
    check_seal(build, CATALOGUE_FILE)
    with pytest.raises(IndexDamaged):
        check_seal(build, CATALOGUE_FILE, thorough=True)
    with pytest.raises(IndexDamaged):
        prove(build)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"files": {"catalogue.sqlite": [1]}}', '{"files": 7}'])
def test_a_seal_that_cannot_be_read_is_damage(build: Path, text: str) -> None:
    (build / FILE_NAME).write_text(text, encoding="utf-8")
    with pytest.raises(IndexDamaged, match="lotse doctor --repair"):
        Index(build)


def test_reading_and_asking_break_no_seal(home: Home, build: Path, embedder: Embedder) -> None:
    index = open_index(home)
    assert index.vectors.query(embedder.embed_query("Kurse"), 3)
    index.close()
    prove(build)


def test_a_build_whose_files_were_changed_is_not_built_upon(
    home: Home, build: Path, articles: Path, embedder: Embedder
) -> None:
    overwrite(build / CATALOGUE_FILE)
    report = build_index(home, [articles], embedder)
    assert report.new == 3, "everything was read anew"
    prove(home.current())
