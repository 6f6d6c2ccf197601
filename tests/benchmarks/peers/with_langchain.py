"""LangChain's tutorial "Build a RAG app": split by characters, Chroma from documents, similarity search."""

from pathlib import Path

from protocol import Search, run


def build(corpus: Path, store: Path, model: str) -> int:
    from langchain_chroma import Chroma
    from langchain_community.document_loaders import DirectoryLoader, TextLoader
    from langchain_huggingface import HuggingFaceEmbeddings
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    loader = DirectoryLoader(
        str(corpus), glob="*.txt", loader_cls=TextLoader, loader_kwargs={"encoding": "utf-8"}, silent_errors=False
    )
    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200, add_start_index=True)
    chunks = splitter.split_documents(loader.load())
    embeddings = HuggingFaceEmbeddings(model_name=model)
    at_once = 5_000  # Chroma takes no more in one call, and LangChain does not divide them
    database = Chroma.from_documents(chunks[:at_once], embeddings, persist_directory=str(store))
    for at in range(at_once, len(chunks), at_once):
        database.add_documents(chunks[at : at + at_once])
    return len(chunks)


def open_store(store: Path, model: str) -> Search:
    from langchain_chroma import Chroma
    from langchain_huggingface import HuggingFaceEmbeddings

    database = Chroma(persist_directory=str(store), embedding_function=HuggingFaceEmbeddings(model_name=model))

    def search(question: str) -> tuple[str, str]:
        found = database.similarity_search(question)
        return (Path(found[0].metadata["source"]).name, found[0].page_content) if found else ("", "")

    return search


if __name__ == "__main__":
    run(build, open_store)
