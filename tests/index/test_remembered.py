from pathlib import Path

import pytest

from index.build import build_index
from index.embeddings import Embedder
from index.errors import IndexDamaged
from index.home import Home
from index.manifest import FILE_NAME as MANIFEST
from index.remembered import remembered
from index.seal import FILE_NAME as SEAL


def test_nothing_is_remembered_before_the_first_index(home: Home) -> None:
    assert remembered(home) is None


def test_remembers_the_folders_and_that_they_are_no_samples(home: Home, articles: Path, embedder: Embedder) -> None:
    build_index(home, [articles], embedder)
    found = remembered(home)
    assert found
    assert (found.paths, found.sample) == ((articles,), False)


def test_remembers_the_samples_as_samples(sample_home: Path) -> None:
    found = remembered(Home(sample_home))
    assert found
    assert found.sample


def test_remembers_without_the_pointer(home: Home, articles: Path, embedder: Embedder) -> None:
    build_index(home, [articles], embedder)
    (home.path / "CURRENT").unlink()
    found = remembered(home)
    assert found
    assert found.paths == (articles,)


def test_remembers_by_the_seal_where_the_manifest_is_damaged(home: Home, articles: Path, embedder: Embedder) -> None:
    build_index(home, [articles], embedder)
    (home.current() / MANIFEST).write_text("{", encoding="utf-8")
    found = remembered(home)
    assert found
    assert found.paths == (articles,)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"paths": 5}', "{"])
def test_says_so_where_an_index_does_not_tell(home: Home, articles: Path, embedder: Embedder, text: str) -> None:
    build_index(home, [articles], embedder)
    for name in (MANIFEST, SEAL):
        (home.current() / name).write_text(text, encoding="utf-8")
    with pytest.raises(IndexDamaged, match="lotse index ORDNER"):
        remembered(home)
