"""`lotse doctor`: what is installed, which index there is, whether it is sound, what to do."""

import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from importlib.metadata import PackageNotFoundError, version

from assistant.settings import Settings
from index.embeddings import load_embedder
from index.errors import IndexLayerError, IndexMissing
from index.gazetteer import Gazetteer
from index.home import CATALOGUE_FILE, CHROMA_FOLDER, Home
from index.opening import open_index

PACKAGES = ("lotse", "chromadb", "langchain", "langchain-core", "sentence-transformers", "torch", "tokenizers", "numpy")
OPTIONAL = frozenset({"sentence-transformers", "torch"})


def doctor(settings: Settings) -> int:
    """Print the state of the installation and the index; return 0 only if all is sound."""
    print(f"Python {sys.version.split()[0]}, SQLite {sqlite3.sqlite_version}")
    for package in PACKAGES:
        print(f"  {package}: {_version(package)}")
    checks: tuple[tuple[str, Callable[[], str]], ...] = (
        ("Einbettungsmodell", _model),
        ("Namensverzeichnis", _names),
        ("Index", lambda: _index(Home(settings.home))),
    )
    return 1 if sum(not _passes(title, check) for title, check in checks) else 0


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "nicht installiert (nicht nötig für das mitgelieferte Modell)" if package in OPTIONAL else "FEHLT"


def _passes(title: str, check: Callable[[], str]) -> bool:
    try:
        print(f"✓ {title}: {check()}")
    except IndexMissing as error:
        print(f"✗ {title}: {error}")
        return False
    except IndexLayerError as error:
        print(f"✗ {title}: {error}\n  Neu aufbauen mit: lotse index --rebuild")
        return False
    return True


def _model() -> str:
    info = load_embedder().info
    return f"{info.name}, {info.dimension} Dimensionen, Fingerabdruck {info.fingerprint}"


def _names() -> str:
    with closing(Gazetteer.open()) as gazetteer:
        return f"{len(gazetteer.city_names())} Orte, {len(gazetteer.profession_names())} Berufe"


def _index(home: Home) -> str:
    from index.verify import verify

    with closing(open_index(home)) as index:
        manifest, folder = index.manifest, index.folder
        index.catalogue.check()
    proven = verify(folder / CATALOGUE_FILE, folder / CHROMA_FOLDER, manifest)
    if proven != manifest:
        raise IndexLayerError(f"Das Manifest in {folder} nennt andere Zahlen als der Katalog.")
    if manifest.model != load_embedder(manifest.model.name).info:
        raise IndexLayerError("Der Index wurde mit einem anderen Einbettungsmodell gebaut.")
    kind = "Beispielartikel" if manifest.sample else "Artikel"
    return (
        f"{manifest.articles} {kind}, {manifest.chunks} Abschnitte, {manifest.salaries} Gehaltsangaben, "
        f"gebaut {manifest.created}, in {folder}"
    )
