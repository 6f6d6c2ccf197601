"""What the graph of the vector store must find, and what the proof of a build must notice."""

from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from corpus import write_article

from index.articles import read_article
from index.build import build_index
from index.catalogue import Catalogue
from index.chunks import chunk, context
from index.embeddings import Embedder
from index.errors import IndexDamaged
from index.home import CATALOGUE_FILE, Home
from index.manifest import read_manifest
from index.stores import FolderStores
from index.vectors import VectorStore
from index.verify import verify


def test_paragraphs_by_one_template_are_found_each_by_its_own_vector(tmp_path: Path, embedder: Embedder) -> None:
    texts = []
    for number in range(250):
        article = read_article(write_article(tmp_path, f"Koch {number}", "Bonn"), f"koch-{number}")
        texts += [f"{context(article, piece)}\n{piece.text}" for piece in chunk(article)]
    vectors = embedder.embed_passages(texts)
    with closing(VectorStore.create(tmp_path / "store")) as store:
        ids = [f"c{at}" for at in range(len(texts))]
        store.add(ids, vectors, texts, [{"line": 1}] * len(texts))
        tried = range(0, len(texts), 7)
        found = sum(store.query(vectors[at], 1)[0][1] > 0.999 for at in tried)
    assert found >= 0.97 * len(tried), "with half the neighbours it is 0.8 to 0.9"


def test_the_proof_notices_a_vector_that_is_another_chunks(home: Home, articles: Path, embedder: Embedder) -> None:
    build_index(home, [articles], embedder)
    build, stores = home.current(), FolderStores()
    assert verify(build, stores, read_manifest(build)) == read_manifest(build)
    with closing(Catalogue(build / CATALOGUE_FILE)) as catalogue:
        [row] = catalogue.chunks_by_id(["koch-kiel#p3"])
        other = -catalogue.vectors([row.rowid])
    with closing(stores.open(build)) as store:
        store.delete([row.id])
        store.add([row.id], other.astype(np.float32), [row.text], [{"line": row.line}])
    with pytest.raises(IndexDamaged, match="koch-kiel#p3"):
        verify(build, stores, read_manifest(build))
