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

CHUNKS_TO_PROVE = 5
SELF_SIMILARITY = 0.98  # the catalogue keeps vectors at half precision


def verify(build: Path, stores: Stores, draft: Manifest) -> Manifest:
    """Return the draft with its counts filled in; raise IndexDamaged where catalogue and Chroma disagree."""
    with closing(Catalogue(build / CATALOGUE_FILE)) as catalogue, closing(stores.open(build)) as store:
        _same_ids(catalogue, store)
        _finds_itself(catalogue, store)
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


def _finds_itself(catalogue: Catalogue, store: VectorStore) -> None:
    ids = sorted(catalogue.chunk_ids())
    step = max(1, len(ids) // CHUNKS_TO_PROVE)
    for chunk in catalogue.chunks_by_id(ids[::step]):
        vector = catalogue.vectors([chunk.rowid])[0]
        if not vector.any():
            continue  # a text without a known token has no direction to be found by
        hits = store.query(vector, 1)
        if not hits or hits[0][1] < SELF_SIMILARITY:
            raise IndexDamaged(f"Der Abschnitt {chunk.id} findet sich in Chroma nicht selbst.")
