"""`lotse doctor --repair`: from a damaged index to one that answers."""

import shutil
from pathlib import Path

import pytest
from corpus import write_article
from running import builds, lotse, one_line

from index.build import build_index
from index.embeddings import Embedder
from index.home import CATALOGUE_FILE, POINTER, Home

KIEL = "Was verdient ein Koch in Kiel?"


@pytest.fixture
def own(tmp_path: Path, articles: Path, embedder: Embedder) -> Path:
    """A home with two builds, of 2.700 € and of 3.000 €."""
    home = tmp_path / "home"
    for high in ("2.700", "3.000"):
        write_article(articles, "Koch", "Kiel", low="2.300", high=high)
        build_index(Home(home), [articles], embedder)
    return home


def pay(home: Path) -> str:
    return lotse(home, "ask", KIEL).stdout.split(" € im Monat")[0].rsplit(" ", 1)[-1]


def test_a_lost_pointer_is_found_again(own: Path) -> None:
    (own / "index" / POINTER).unlink()
    before = builds(own)
    done = lotse(own, "doctor", "--repair")
    assert done.returncode == 0, done.stdout
    assert (pay(own), builds(own)) == ("2.300–3.000", before), "nothing had to be read anew"


def test_a_damaged_build_is_replaced_by_the_one_before_and_brought_up_to_date(own: Path) -> None:
    (Home(own).current() / CATALOGUE_FILE).write_bytes(b"")
    done = lotse(own, "doctor", "--repair")
    assert done.returncode == 0, done.stdout
    assert pay(own) == "2.300–3.000"


def test_without_the_folders_the_build_before_answers(own: Path, articles: Path) -> None:
    shutil.rmtree(articles)
    (Home(own).current() / CATALOGUE_FILE).write_bytes(b"")
    done = lotse(own, "doctor", "--repair")
    assert done.returncode == 0, done.stdout
    assert "gibt es nicht" in done.stderr
    assert pay(own) == "2.300–2.700"


def test_without_a_sound_build_everything_is_read_anew(own: Path) -> None:
    for build in builds(own):
        (own / "index" / build / CATALOGUE_FILE).write_bytes(b"")
    assert lotse(own, "doctor", "--repair").returncode == 0
    assert pay(own) == "2.300–3.000"


def test_without_build_and_folders_one_line_asks_for_them(own: Path, articles: Path) -> None:
    shutil.rmtree(articles)
    for build in builds(own):
        (own / "index" / build / CATALOGUE_FILE).write_bytes(b"")
    done = lotse(own, "doctor", "--repair")
    assert done.returncode == 1
    assert one_line(done.stderr.split("neu ein.\n")[-1])
    assert str(articles) in done.stderr


def test_a_sound_index_is_left_alone(own: Path) -> None:
    before = builds(own)
    done = lotse(own, "doctor", "--repair")
    assert (done.returncode, builds(own)) == (0, before)
    assert "nichts zu reparieren" in done.stderr


def test_no_index_is_told_and_a_busy_one_left_alone(own: Path, tmp_path: Path) -> None:
    assert "lotse index ORDNER" in lotse(tmp_path / "leer", "doctor", "--repair").stdout
    with Home(own).locked():
        assert lotse(own, "doctor", "--repair").returncode == 4
