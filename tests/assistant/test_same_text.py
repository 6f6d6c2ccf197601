"""A paragraph that several articles hold is one hit, and its citation names every place."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from corpus import write_article

from assistant.chain import Assistant, build_assistant
from assistant.citations import GateError, check
from assistant.render import to_object, to_text
from assistant.settings import Settings
from assistant.types import Place
from index.build import build_index
from index.embeddings import Embedder
from index.home import Home

QUESTION = "Welche Kurse gibt es zur Hygiene?"


@pytest.fixture
def assistant(home: Home, articles: Path, embedder: Embedder) -> Iterator[Assistant]:
    """An assistant over three articles, all of which end with the same paragraph about training."""
    build_index(home, [articles], embedder)
    assistant = build_assistant(Settings(home.path.parent))
    yield assistant
    assistant.close()


def test_is_found_once_with_the_other_chunks_that_hold_it(assistant: Assistant) -> None:
    hits = assistant.search(QUESTION, 10)
    texts = [hit.chunk.text for hit in hits]
    assert len(texts) == len(set(texts))
    [hit] = [hit for hit in hits if "Hygiene" in hit.chunk.text]
    places = {hit.chunk.article.id, *(chunk.article.id for chunk in hit.also)}
    assert places == {"koch-kiel", "koch-essen", "florist-kiel"}
    assert all(chunk.text == hit.chunk.text for chunk in hit.also)


def test_its_citation_names_the_other_places(assistant: Assistant) -> None:
    answer = assistant.answer(QUESTION)
    [citation] = answer.citations
    assert len(citation.also) == 2
    for place in citation.also:
        text = assistant.index.catalogue.article_text(place.article)
        assert citation.quote in text.split("\n")[place.line - 1]
        assert f"ebenso: {place.article}, Zeile {place.line}" in to_text(answer)
    [shown] = json.loads(json.dumps(to_object(answer)))["citations"]
    assert shown["also"] == [{"article": place.article, "line": place.line} for place in citation.also]


def test_the_line_is_that_of_the_quote_where_a_chunk_holds_several_paragraphs(
    home: Home, tmp_path: Path, embedder: Embedder
) -> None:
    folder = tmp_path / "kurz"
    folder.mkdir()
    short = ["Zum Lernen", "Abends läuft ein Kurs.", "Morgens lehrt ein Meister die Hygiene der Küche."]
    for city, before in (("Kiel", 0), ("Essen", 2)):
        file = write_article(folder, "Koch", city)
        lines = file.read_text(encoding="utf-8").splitlines()
        more = ["Davor", f"In {city} ist vieles anders, als man denkt, und manches gar nicht. " * 6] if before else []
        file.write_text("\n".join([*lines[:9], *more, *short, ""]), encoding="utf-8")
    build_index(home, [folder], embedder)
    assistant = build_assistant(Settings(home.path.parent))
    citations = assistant.answer("Wer lehrt die Hygiene der Küche?").citations
    assistant.close()
    [citation] = [citation for citation in citations if "Meister" in citation.quote]
    lines = {"koch-kiel": 12, "koch-essen": 14}
    assert citation.line == lines.pop(citation.article)
    assert citation.also == tuple(Place(*rest) for rest in lines.items())


def test_a_place_that_does_not_hold_the_quote_does_not_pass_the_gate(assistant: Assistant) -> None:
    answer = assistant.answer(QUESTION)
    [citation] = answer.citations
    wrong = replace(citation, also=(Place(citation.also[0].article, 1),))
    with pytest.raises(GateError, match="Zeile 1"):
        check(replace(answer, citations=(wrong,)), assistant.index.catalogue)
