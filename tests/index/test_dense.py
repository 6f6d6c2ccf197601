import shutil
from pathlib import Path

import numpy as np
import pytest

from index.embeddings import Embedder
from index.errors import IndexDamaged
from index.home import CHROMA_FOLDER
from index.opening import Index


@pytest.fixture
def copy(sample_home: Path, tmp_path: Path) -> Path:
    """The build of the samples, to be treated badly."""
    [build] = (path for path in (sample_home / "index").iterdir() if path.is_dir())
    return shutil.copytree(build, tmp_path / build.name)


def test_finds_the_same_without_chroma(copy: Path, embedder: Embedder) -> None:
    vector = embedder.embed_query("Weiterbildung und Kurse für den Verkauf")
    index = Index(copy)
    with_chroma = index.vectors.query(vector, 10)
    index.close()
    (copy / CHROMA_FOLDER / "chroma.sqlite3").write_bytes(b"kaputt")
    without = Index(copy)
    with pytest.raises(IndexDamaged):
        without.vectors.ids()
    found = without.vectors.query(vector, 10)
    without.close()
    assert [chunk for chunk, _ in found] == [chunk for chunk, _ in with_chroma]
    np.testing.assert_allclose([value for _, value in found], [value for _, value in with_chroma], atol=2e-3)


def test_gives_all_chunks_where_more_are_asked_for(copy: Path, embedder: Embedder) -> None:
    shutil.rmtree(copy / CHROMA_FOLDER)
    index = Index(copy)
    found = index.vectors.query(embedder.embed_query("Schicht"), 10_000)
    assert sorted(chunk for chunk, _ in found) == sorted(index.catalogue.chunk_ids())
    assert [value for _, value in found] == sorted((value for _, value in found), reverse=True)
    index.close()
