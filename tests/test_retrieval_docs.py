"""What docs/retrieval.md shows runs, and the retriever gives what it says."""

import asyncio
import re
from pathlib import Path

import pytest
from conftest import REPOSITORY
from readme_blocks import Workplace, blocks

from assistant.langchain_retriever import LotseRetriever, document_of, open_retriever
from index.errors import IndexMissing

PAGE = (REPOSITORY / "docs" / "retrieval.md").read_text(encoding="utf-8")
OPEN = "Welche Kurse gibt es zur Hygiene?"


def test_marked_blocks_run_in_order(tmp_path: Path) -> None:
    workplace = Workplace(tmp_path)
    printed = [workplace.run(block) for block in blocks(PAGE)]
    assert len(printed) == 2
    lines = printed[1].splitlines()
    assert len(lines) == 3 + 2
    assert re.fullmatch(r"\S+#p\d+\S* \d+\.\d+ /\S+\.txt \d+", lines[0])


def test_ids_scores_and_places_are_those_of_the_index(sample_home: Path) -> None:
    retriever = open_retriever(sample_home, k=3)
    found = retriever.invoke(OPEN)
    hits = retriever.assistant.search(OPEN, 3)
    assert found == [document_of(hit) for hit in hits]
    assert len(found) == 3
    scores = [document.metadata["score"] for document in found]
    assert scores == sorted(scores, reverse=True)
    assert set(retriever.assistant.index.catalogue.chunk_ids()) >= {document.id for document in found}
    for document in found:
        place = document.metadata
        text = Path(place["source"]).read_text(encoding="utf-8")
        assert text[place["start"] : place["end"]] == document.page_content
        assert [key for key in place if f"`{key}`" not in PAGE] == []
    retriever.assistant.close()


def test_many_at_once_find_what_one_after_the_other_finds(sample_home: Path) -> None:
    questions = [OPEN, "Was macht ein Erzieher in Essen?", "Wer stellt Mechatroniker ein?"] * 4

    async def all_at_once(retriever: LotseRetriever) -> list[list[str | None]]:
        found = await asyncio.gather(*map(retriever.ainvoke, questions))
        return [[document.id for document in documents] for documents in found]

    retriever = open_retriever(sample_home)
    together = asyncio.run(all_at_once(retriever))
    alone = [[document.id for document in retriever.invoke(question)] for question in questions]
    retriever.assistant.close()
    assert together == alone
    assert all(together)


def test_a_name_without_an_article_finds_nothing(sample_home: Path) -> None:
    retriever = open_retriever(sample_home)
    assert retriever.invoke("Was verdient ein Astronaut in Dortmund?") == []
    retriever.assistant.close()


def test_a_home_without_an_index_is_said_to_have_none(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing):
        open_retriever(tmp_path)


def test_every_option_and_variable_for_models_is_documented() -> None:
    from assistant.settings import Models

    searching = [name for name in Models.__dataclass_fields__ if not name.startswith(("llm", "fusion"))]
    options = {f"--{name.replace('_', '-')}" for name in searching}
    assert [name for name in (*options, "LOTSE_EMBEDDER", "LOTSE_RERANKER") if name not in PAGE] == []
