"""A wheel holds all it needs: built, installed elsewhere, asked there."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from conftest import REPOSITORY

PACKAGES = ("assistant", "index", "prompts")
FILES = ("pyproject.toml", "README.md", "LICENSE", "NOTICE", "cli.py")
QUESTION = "Was verdient ein IT Manager in Mülheim an der Ruhr?"


def pip(*arguments: str) -> None:
    options = ("--no-deps", "--quiet", "--disable-pip-version-check")
    done = subprocess.run(
        [sys.executable, "-m", "pip", arguments[0], *options, *arguments[1:]],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from a copy, so that nothing is left behind in the checkout."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for package in PACKAGES:
        shutil.copytree(REPOSITORY / package, source / package, ignore=shutil.ignore_patterns("__pycache__", "*.new"))
    for name in FILES:
        shutil.copy(REPOSITORY / name, source)
    pip("wheel", "--no-build-isolation", "--wheel-dir", str(target), str(source))
    [built] = target.glob("lotse-*.whl")
    return built


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("elsewhere")
    pip("install", "--no-index", "--target", str(folder), str(wheel))
    return folder


def run(folder: Path, *arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run Python in a folder without the checkout, with the installed wheel first on the path."""
    environment = {**os.environ, "PYTHONPATH": str(folder), "LOTSE_HOME": str(home), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=home,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_every_file_of_the_packages_is_in_the_wheel(wheel: Path) -> None:
    expected = {
        path.relative_to(REPOSITORY).as_posix()
        for package in PACKAGES
        for path in (REPOSITORY / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".new"
    }
    packed = set(zipfile.ZipFile(wheel).namelist())
    assert expected - packed == set()
    kinds = ("index/sample/", "index/model/", "index/gazetteer/gazetteer.sqlite", "index/data/", "prompts/", "cli.py")
    assert [kind for kind in kinds if not any(name.startswith(kind) for name in packed)] == []


def test_the_wheel_holds_no_tests_and_no_index(wheel: Path) -> None:
    packed = zipfile.ZipFile(wheel).namelist()
    assert [
        name for name in packed if name.startswith(("tests/", "docs/")) or name.endswith((".sqlite3", ".bin"))
    ] == []


def test_the_wheel_carries_licence_and_notice(wheel: Path) -> None:
    names = {Path(name).name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/licenses/" in name}
    assert names == {"LICENSE", "NOTICE"}


def test_installed_elsewhere_its_program_answers_from_its_own_articles(elsewhere: Path, tmp_path: Path) -> None:
    done = run(elsewhere, str(elsewhere / "bin" / "lotse"), "ask", "--json", QUESTION, home=tmp_path)
    assert done.returncode == 0, done.stderr
    citation = json.loads(done.stdout)["citations"][0]
    source = Path(citation["source"])
    assert source.is_relative_to(elsewhere)
    assert source.read_text(encoding="utf-8")[citation["start"] : citation["end"]] == citation["quote"]
    assert "4.200" in citation["quote"]


def test_installed_elsewhere_it_is_sound_and_searches_with_its_own_model(elsewhere: Path, tmp_path: Path) -> None:
    assert run(elsewhere, "-m", "cli", "index", home=tmp_path).returncode == 0
    assert run(elsewhere, "-m", "cli", "ask", "Welche Kurse gibt es zur Hygiene?", home=tmp_path).returncode == 0
    done = run(elsewhere, "-m", "cli", "doctor", home=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    code = "import assistant, cli, index; print(*(module.__file__ for module in (assistant, cli, index)))"
    used = run(elsewhere, "-c", code, home=tmp_path).stdout.split()
    assert all(Path(path).is_relative_to(elsewhere) for path in used), used
