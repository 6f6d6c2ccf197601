"""LlamaIndex's starter example: documents of a folder into a VectorStoreIndex, kept on disk."""

from pathlib import Path

from protocol import Search, run


def _use(model: str) -> None:
    """Set the model; LlamaIndex's own class for Hugging Face models takes none without a greatest length (0.8.0)."""
    from llama_index.core import Settings
    from llama_index.core.embeddings import BaseEmbedding
    from sentence_transformers import SentenceTransformer

    loaded = SentenceTransformer(model, device="cpu")

    class Shipped(BaseEmbedding):
        def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
            found: list[list[float]] = loaded.encode(texts).tolist()
            return found

        def _get_text_embedding(self, text: str) -> list[float]:
            return self._get_text_embeddings([text])[0]

        def _get_query_embedding(self, query: str) -> list[float]:
            return self._get_text_embedding(query)

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return self._get_text_embedding(query)

    Settings.llm = None
    Settings.embed_model = Shipped()


def build(corpus: Path, store: Path, model: str) -> int:
    from llama_index.core import SimpleDirectoryReader, VectorStoreIndex

    _use(model)
    index = VectorStoreIndex.from_documents(SimpleDirectoryReader(str(corpus)).load_data())
    index.storage_context.persist(persist_dir=str(store))
    return len(index.docstore.docs)


def open_store(store: Path, model: str) -> Search:
    from llama_index.core import StorageContext, load_index_from_storage

    _use(model)
    retriever = load_index_from_storage(StorageContext.from_defaults(persist_dir=str(store))).as_retriever()

    def search(question: str) -> tuple[str, str]:
        found = retriever.retrieve(question)
        return (found[0].metadata["file_name"], found[0].get_content()) if found else ("", "")

    return search


if __name__ == "__main__":
    run(build, open_store)
