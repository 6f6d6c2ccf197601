"""Haystack's "Get started": whole documents in the in-memory store, searched by words (BM25), without vectors."""

from pathlib import Path

from protocol import Search, run


def build(corpus: Path, store: Path, model: str) -> int:
    from haystack.components.converters import TextFileToDocument
    from haystack.document_stores.in_memory import InMemoryDocumentStore

    documents = InMemoryDocumentStore()
    documents.write_documents(TextFileToDocument().run(sources=sorted(corpus.glob("*.txt")))["documents"])
    store.mkdir(parents=True)
    documents.save_to_disk(str(store / "documents.json"))
    return documents.count_documents()


def open_store(store: Path, model: str) -> Search:
    from haystack.components.retrievers.in_memory import InMemoryBM25Retriever
    from haystack.document_stores.in_memory import InMemoryDocumentStore

    retriever = InMemoryBM25Retriever(InMemoryDocumentStore.load_from_disk(str(store / "documents.json")))

    def search(question: str) -> tuple[str, str]:
        found = retriever.run(query=question)["documents"]
        return (Path(found[0].meta["file_path"]).name, found[0].content) if found else ("", "")

    return search


if __name__ == "__main__":
    run(build, open_store)
