"""The retriever as LangChain knows it, to take elsewhere: questions in, Documents with ids and scores out."""

from pathlib import Path
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.chain import Assistant, build_assistant
from assistant.settings import Models, Settings
from assistant.types import Hit


class LotseRetriever(BaseRetriever):
    """Finds the chunks that answer a German question: those of the articles it names, or of all.

    A question about a profession or town without an article finds nothing, as it should.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    assistant: Assistant
    k: int = 4

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, **kwargs: Any
    ) -> list[Document]:
        return [document_of(hit) for hit in self.assistant.search(query, self.k)]


def open_retriever(home: Path, k: int = 4, models: Models | None = None) -> LotseRetriever:
    """Open the index under home for searching; raise IndexMissing where there is none.

    What is open is closed with `retriever.assistant.close()`.
    """
    return LotseRetriever(assistant=build_assistant(Settings(home, models or Models())), k=k)


def document_of(hit: Hit) -> Document:
    """Return a hit as a Document; its id is the chunk's id, here, in Chroma and in the catalogue."""
    chunk, article = hit.chunk, hit.chunk.article
    metadata = {
        "article": article.id,
        "source": article.source,
        "title": article.title,
        "profession": article.profession,
        "city": article.city,
        "heading": chunk.heading,
        "paragraph": chunk.paragraph,
        "line": chunk.line,
        "start": chunk.start,
        "end": chunk.end,
        "score": round(hit.score, 4),
        "also": [{"article": chunk.article.id, "line": chunk.line} for chunk in hit.also],
    }
    return Document(id=chunk.id, page_content=chunk.text, metadata=metadata)
