"""Haystack's tutorials: converter, splitter, embedder and writer into the in-memory store, saved to a file."""

from pathlib import Path

from protocol import Search, run


def build(corpus: Path, store: Path, model: str) -> int:
    from haystack import Pipeline
    from haystack.components.converters import TextFileToDocument
    from haystack.components.preprocessors import DocumentSplitter
    from haystack.components.writers import DocumentWriter
    from haystack.document_stores.in_memory import InMemoryDocumentStore
    from haystack_integrations.components.embedders.sentence_transformers import SentenceTransformersDocumentEmbedder

    documents = InMemoryDocumentStore()
    pipeline = Pipeline()
    pipeline.add_component("converter", TextFileToDocument())
    pipeline.add_component("splitter", DocumentSplitter(split_by="word", split_length=150, split_overlap=50))
    pipeline.add_component("embedder", SentenceTransformersDocumentEmbedder(model=model, progress_bar=False))
    pipeline.add_component("writer", DocumentWriter(documents))
    for one, other in (("converter", "splitter"), ("splitter", "embedder"), ("embedder", "writer")):
        pipeline.connect(one, other)
    pipeline.run({"converter": {"sources": sorted(corpus.glob("*.txt"))}})
    store.mkdir(parents=True)
    documents.save_to_disk(str(store / "documents.json"))
    return documents.count_documents()


def open_store(store: Path, model: str) -> Search:
    from haystack import Pipeline
    from haystack.components.retrievers.in_memory import InMemoryEmbeddingRetriever
    from haystack.document_stores.in_memory import InMemoryDocumentStore
    from haystack_integrations.components.embedders.sentence_transformers import SentenceTransformersTextEmbedder

    documents = InMemoryDocumentStore.load_from_disk(str(store / "documents.json"))
    pipeline = Pipeline()
    pipeline.add_component("embedder", SentenceTransformersTextEmbedder(model=model, progress_bar=False))
    pipeline.add_component("retriever", InMemoryEmbeddingRetriever(documents))
    pipeline.connect("embedder.embedding", "retriever.query_embedding")

    def search(question: str) -> tuple[str, str]:
        found = pipeline.run({"embedder": {"text": question}})["retriever"]["documents"]
        return (Path(found[0].meta["file_path"]).name, found[0].content) if found else ("", "")

    return search


if __name__ == "__main__":
    run(build, open_store)
