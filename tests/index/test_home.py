"""Builds side by side: their order, who may delete them, and what a signal at the worst moment leaves."""

import os
import shutil
from pathlib import Path

import pytest
from corpus import write_article

from index.build import build_index
from index.embeddings import Embedder
from index.errors import IndexTaken
from index.home import BUILD_NAME, POINTER, Home
from index.opening import Index, open_index

FUTURE = "2099-12-31T23-59-59-ffff"


def build_names(home: Home) -> list[str]:
    return sorted(path.name for path in home.path.iterdir() if path.is_dir())


def edition(articles: Path, home: Home, embedder: Embedder, high: str) -> Path:
    write_article(articles, "Koch", "Kiel", high=high)
    return home.path / build_index(home, [articles], embedder).build


@pytest.mark.parametrize("future", [FUTURE, "9999-12-31T23-59-59-ffff", "2099-02-31T99-99-99-ffff"])
def test_a_clock_that_was_set_back_does_not_make_the_newest_build_an_old_one(
    home: Home, articles: Path, embedder: Embedder, future: str
) -> None:
    first = edition(articles, home, embedder, "3.000")
    first.rename(home.path / future)  # built when the clock was wrong
    (home.path / POINTER).write_text(future + "\n", encoding="utf-8")
    second = edition(articles, home, embedder, "3.100")
    assert BUILD_NAME.fullmatch(second.name)
    assert home.current() == second
    third = edition(articles, home, embedder, "3.200")
    assert build_names(home) == sorted((second.name, third.name)), "the one before the last is gone, whatever its name"
    if future == FUTURE:
        assert home.finished_builds() == [third, second]


def test_builds_of_one_second_keep_their_order(home: Home) -> None:
    home.path.mkdir(parents=True)
    builds = [home.new_build() for _ in range(5)]
    assert sorted(builds) == builds


def test_a_build_that_a_reader_has_open_is_not_deleted_under_it(home: Home, articles: Path, embedder: Embedder) -> None:
    read = edition(articles, home, embedder, "3.000")
    reader = open_index(home)
    for high in ("3.100", "3.200", "3.300"):
        edition(articles, home, embedder, high)
    assert read.exists()
    assert len(build_names(home)) == 3
    assert len(reader.vectors.ids()) == 12, "also what is opened only now"
    reader.close()
    last = edition(articles, home, embedder, "3.400")
    assert not read.exists()
    assert last.name in build_names(home)
    assert len(build_names(home)) == 2


def test_two_new_builds_between_reading_the_pointer_and_opening_are_no_error(
    home: Home, articles: Path, embedder: Embedder
) -> None:
    first, second = edition(articles, home, embedder, "3.000"), edition(articles, home, embedder, "3.100")
    shutil.rmtree(first)
    answers = [first, second, second]

    class Overtaken(Home):
        """Names the build that was in use a moment ago, once."""

        def current(self) -> Path:
            return answers.pop(0)

    index = open_index(Overtaken(home.path.parent))
    assert index.folder == second
    index.close()


def test_ctrl_c_after_the_switch_leaves_the_new_build_in_use(home: Home, articles: Path, embedder: Embedder) -> None:
    edition(articles, home, embedder, "3.000")

    class Interrupted(Home):
        """Is interrupted when the pointer has been replaced."""

        def switch(self, build: Path) -> None:
            super().switch(build)
            raise KeyboardInterrupt

    write_article(articles, "Koch", "Kiel", high="3.100")
    with pytest.raises(KeyboardInterrupt):
        build_index(Interrupted(home.path.parent), [articles], embedder)
    index = open_index(home)
    assert index.catalogue.salaries(["Koch"], ["Kiel"])[0].fact.max == 3100
    index.close()


def test_a_half_deleted_build_is_no_finished_one(home: Home, articles: Path, embedder: Embedder) -> None:
    build = edition(articles, home, embedder, "3.000")
    (build / "manifest.json").unlink()
    (home.path / POINTER).unlink()
    assert home.finished_builds() == []
    home.clear_leftovers()
    assert build_names(home) == []


def test_the_build_in_use_is_never_a_leftover(home: Home, articles: Path, embedder: Embedder) -> None:
    build = edition(articles, home, embedder, "3.000")
    (build / "manifest.json").unlink()
    home.clear_leftovers()
    assert build.exists()


def test_the_samples_do_not_replace_an_index_that_came_first(
    home: Home, articles: Path, tmp_path: Path, embedder: Embedder
) -> None:
    build = edition(articles, home, embedder, "3.000")
    other = tmp_path / "samples"
    other.mkdir()
    write_article(other, "Maler", "Bonn")
    with pytest.raises(IndexTaken):
        build_index(home, [other], embedder, sample=True)
    assert home.current() == build


@pytest.mark.parametrize("name", ["mit Blank", "Bücher & Söhne", "100%23?#", "a'b\"c", "nfd-ä"])
def test_a_home_of_any_name(tmp_path: Path, articles: Path, embedder: Embedder, name: str) -> None:
    home = Home(tmp_path / name)
    build_index(home, [articles], embedder)
    write_article(articles, "Maler", "Bonn")
    build_index(home, [articles], embedder)
    index = Index(home.current())
    assert len(index.vectors.ids()) == 16
    assert len(index.catalogue.articles()) == 4
    index.close()
    assert os.listdir(tmp_path / name) == ["index"]
