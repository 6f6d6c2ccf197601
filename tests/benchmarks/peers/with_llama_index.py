"""LlamaIndex's starter example: documents of a folder into a VectorStoreIndex, kept on disk."""

from pathlib import Path

from protocol import Search, run


def _use(model: str) -> None:
    from llama_index.core import Settings
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding

    Settings.llm = None
    Settings.embed_model = HuggingFaceEmbedding(model_name=model)


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
