"""Prove a build before it is put to use."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

from index.catalogue import Catalogue
from index.chroma_server import ChromaServer
from index.errors import IndexDamaged
from index.layout import CATALOGUE_FILE
from index.manifest import REPAIR_HINT, Manifest, read_manifest
from index.seal import check_seal
from index.stores import Stores, stores_of
from index.vectors import VectorStore

CHUNKS_TO_PROVE = 20
SHARE_TO_FIND = 0.8
SELF_SIMILARITY = 0.98  # the catalogue keeps vectors at half precision


def verify(build: Path, stores: Stores, draft: Manifest) -> Manifest:
    """Return the draft with its counts filled in; raise IndexDamaged where catalogue and Chroma disagree."""
    with closing(Catalogue(build / CATALOGUE_FILE)) as catalogue, closing(stores.open(build)) as store:
        _same_ids(catalogue, store)
        _finds_themselves(catalogue, store)
        counts = catalogue.statistics
    return replace(draft, articles=counts.articles, chunks=counts.chunks, salaries=counts.salaries)


def prove(build: Path, server: ChromaServer | None = None) -> Manifest:
    """Read a finished build to the end and return its manifest; raise an IndexLayerError where it is not sound."""
    manifest = read_manifest(build)
    stores = stores_of(manifest.store, server)
    check_seal(build, "", thorough=True)  # first: Chroma takes the process down with some damaged files
    with closing(Catalogue(build / CATALOGUE_FILE)) as catalogue:
        catalogue.check()
    stores.check(build)
    if verify(build, stores, manifest) != manifest:
        raise IndexDamaged(f"Das Manifest in {build} nennt andere Zahlen als der Katalog. {REPAIR_HINT}")
    return manifest


def _same_ids(catalogue: Catalogue, store: VectorStore) -> None:
    expected, found = set(catalogue.chunk_ids()), set(store.ids())
    if expected != found:
        raise IndexDamaged(
            f"Katalog und Chroma stimmen nicht überein: {len(expected - found)} Abschnitte fehlen in Chroma, "
            f"{len(found - expected)} sind dort zu viel."
        )


def _finds_themselves(catalogue: Catalogue, store: VectorStore) -> None:
    """Try some chunks: Chroma must have the catalogue's vectors, and its search must find most of them by those.

    Not all: the search is approximate, and one paragraph among hundreds that are nearly the same may be missed.
    """
    ids = sorted(catalogue.chunk_ids())
    chosen = catalogue.chunks_by_id(ids[:: max(1, len(ids) // CHUNKS_TO_PROVE)])
    vectors = {chunk.id: catalogue.vectors([chunk.rowid])[0] for chunk in chosen}
    stored = store.vectors(list(vectors))
    found = tried = 0
    for chunk, vector in vectors.items():
        if not vector.any():
            continue  # a text without a known token has no direction to be found by
        if chunk not in stored or float(stored[chunk] @ vector) < SELF_SIMILARITY:
            raise IndexDamaged(f"Der Abschnitt {chunk} hat in Chroma einen anderen Vektor.")
        tried += 1
        found += any(similarity >= SELF_SIMILARITY for _, similarity in store.query(vector, 1))
    if found < tried * SHARE_TO_FIND:
        raise IndexDamaged(f"Die Vektorsuche findet von {tried} Abschnitten nur {found} wieder.")
