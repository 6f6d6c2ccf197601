"""Gold places: found in the index, or an error with file and line."""

from pathlib import Path

import pytest
from corpus import write_article

from assistant.evaluation.errors import QuestionSetError
from assistant.evaluation.places import resolve
from assistant.evaluation.questions import parse
from index.build import build_index
from index.embeddings import Embedder
from index.home import Home
from index.opening import open_index


def set_with(article: str, line: int) -> str:
    return f'{{"id": "a", "question": "Wer?", "gold": [{{"article": "{article}", "line": {line}}}]}}'


@pytest.fixture
def two_folders(tmp_path: Path, embedder: Embedder) -> Home:
    """An index with a file name that two folders share, the one saying something else than the other."""
    home = Home(tmp_path / "home")
    for folder, low in (("nord", "2.300"), ("sued", "2.500")):
        (tmp_path / folder).mkdir()
        write_article(tmp_path / folder, "Koch", "Kiel" if folder == "nord" else "Ulm", low=low).rename(
            tmp_path / folder / "koch.txt"
        )
    build_index(home, [tmp_path / "nord", tmp_path / "sued"], embedder)
    return home


def test_finds_the_paragraph_of_a_line(home: Home, articles: Path, embedder: Embedder) -> None:
    build_index(home, [articles], embedder)
    index = open_index(home)
    gold = resolve(parse(set_with("koch-kiel.txt", 8), "f"), index.catalogue)
    index.close()
    [place] = gold["a"]
    assert place.article == "koch-kiel"
    assert place.document.startswith("koch-kiel#p")
    assert "2.300 € und 2.700 €" in place.text


@pytest.mark.parametrize(
    ("article", "line", "told"),
    [
        ("baecker-kiel.txt", 4, "f:1: den Artikel „baecker-kiel.txt“ hat der Index nicht"),
        ("koch-kiel.txt", 7, "f:1: in Zeile 7 von „koch-kiel.txt“ beginnt kein Absatz"),
        ("koch-kiel.txt", 999, "f:1: in Zeile 999 von „koch-kiel.txt“ beginnt kein Absatz"),
    ],
)
def test_a_place_that_the_index_does_not_have_is_an_error(
    home: Home, articles: Path, embedder: Embedder, article: str, line: int, told: str
) -> None:
    build_index(home, [articles], embedder)
    index = open_index(home)
    with pytest.raises(QuestionSetError) as caught:
        resolve(parse(set_with(article, line), "f"), index.catalogue)
    index.close()
    assert str(caught.value).startswith(told)


def test_a_name_that_two_folders_share_needs_its_folder(two_folders: Home) -> None:
    index = open_index(two_folders)
    with pytest.raises(QuestionSetError, match="gibt es mehrfach"):
        resolve(parse(set_with("koch.txt", 8), "f"), index.catalogue)
    [place] = resolve(parse(set_with("sued/koch.txt", 8), "f"), index.catalogue)["a"]
    index.close()
    assert "2.500" in place.text
