"""`lotse doctor`: what is installed, which index there is, whether it is sound, what to do."""

import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from assistant.commands.streams import show
from assistant.llm.errors import ModelError
from assistant.render import visible
from assistant.settings import Models, Settings
from index.chroma_server import ChromaServer
from index.embeddings import load_embedder, load_recorded
from index.errors import IndexDamaged, IndexLayerError, IndexMissing
from index.gazetteer import Gazetteer
from index.home import Home
from index.hub_models import Runtime
from index.interaction import interaction_model
from index.manifest import REPAIR_HINT, Manifest
from index.reasons import NOT_WRITABLE, reason_of

REQUIRED = (
    "lotse", "chromadb", "langchain", "langchain-core", "numpy", "platformdirs", "prompt_toolkit", "PyStemmer",
    "rapidfuzz", "rich", "safetensors", "tokenizers",
)  # fmt: skip
OPTIONAL = {
    "sentence-transformers": "andere Modelle",
    "torch": "andere Modelle",
    "matplotlib": "Diagramme",
    "slack_bolt": "Slack",
}


def doctor(settings: Settings, *, repair: bool = False) -> int:
    """Print the state of the installation and the index; return 0 only if all is sound."""
    if repair:
        from assistant.commands.repair import repair_index

        repair_index(settings)
    print(f"Python {sys.version.split()[0]}, SQLite {sqlite3.sqlite_version}")
    for package, use in OPTIONAL.items():
        print(f"  {package}: {_version(package) or f'nicht installiert, nur für {use} nötig'}")
    checks: tuple[tuple[str, Callable[[], str]], ...] = (
        ("Pakete", _packages),
        ("Einbettungsmodell", _model),
        ("Lesemodell", _interaction_model),
        ("Namensverzeichnis", _names),
        ("Index", lambda: _index(settings.index_home, settings.models.runtime)),
        *((("Chatmodell", lambda: _chat_model(settings.models)),) if settings.models.llm else ()),
        *((("Reranker", lambda: _reranker(settings.models)),) if settings.models.reranker else ()),
    )
    return 1 if sum(not _passes(title, check) for title, check in checks) else 0


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _passes(title: str, check: Callable[[], str]) -> bool:
    try:
        found = check()
    except IndexLayerError as error:
        told = isinstance(error, IndexMissing) or "lotse " in str(error)
        show(visible(f"✗ {title}: {error}" + ("" if told else f"\n  {REPAIR_HINT}")))
    except ModelError as error:
        show(visible(f"✗ {title}: {error}"))
    except OSError as error:
        show(visible(f"✗ {title}: {error.filename}: {reason_of(error)}"))
    except ModuleNotFoundError as error:
        show(f"✗ {title}: nicht zu prüfen, es fehlt {error.name}")
    else:
        show(visible(f"✓ {title}: {found}"))
        return True
    return False


def _packages() -> str:
    versions = {package: _version(package) for package in REQUIRED}
    missing = [package for package, found in versions.items() if not found]
    if missing:
        raise IndexLayerError(f"es fehlt {', '.join(missing)}. Bitte lotse neu installieren, siehe README.")
    return ", ".join(f"{package} {found}" for package, found in versions.items())


def _chat_model(models: Models) -> str:
    from assistant.llm.opening import open_line

    open_line(models).close()
    return f"{models.llm} ist eingerichtet; gefragt wird es erst bei einer Antwort"


def _model() -> str:
    info = load_embedder().info
    return f"{info.name}, {info.dimension} Dimensionen, Fingerabdruck {info.fingerprint}"


def _interaction_model() -> str:
    return f"{len(interaction_model().weights['embeddings'])} Wortteile"


def _reranker(models: Models) -> str:
    from index.reranking import CrossEncoderScorer

    name = models.reranker or ""
    CrossEncoderScorer(name, models.runtime)
    return name


def _names() -> str:
    with closing(Gazetteer.open()) as gazetteer:
        return f"{len(gazetteer.city_names())} Orte, {len(gazetteer.profession_names())} Berufe"


def _index(home: Home, runtime: Runtime) -> str:
    folder = home.current()
    manifest = _prove(folder, home.server)
    model = load_recorded(manifest.model, runtime).info
    kind = "Beispielartikel" if manifest.sample else "Artikel"
    return (
        f"{manifest.articles} {kind}, {manifest.chunks} Abschnitte, {manifest.salaries} Gehaltsangaben, "
        f"gebaut {manifest.created} mit {model.name} ({model.dimension} Dimensionen), in {folder}"
        f"{_place(manifest, home.server)}"
    )


def _place(manifest: Manifest, server: ChromaServer | None) -> str:
    return f", Vektoren in der Sammlung {manifest.collection} auf {server}" if manifest.store == "server" else ""


def _prove(folder: Path, server: ChromaServer | None) -> Manifest:
    from index.verify import prove

    try:
        return prove(folder, server)
    except IndexDamaged as error:
        if not any(reason in str(error) for reason in NOT_WRITABLE):
            raise
        raise IndexLayerError(
            f"{error} Fragen beantwortet Lotse trotzdem, aus dem Katalog allein; "
            "prüfen kann lotse doctor den Index nur, wo Chroma schreiben kann."
        ) from error
