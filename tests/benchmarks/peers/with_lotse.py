"""Lotse, its answers composed from the articles: the passage is the first that the answer cites."""

from pathlib import Path

from protocol import Search, run


def build(corpus: Path, store: Path, model: str) -> int:
    from index.build import build_index
    from index.embeddings import load_embedder
    from index.home import Home

    return build_index(Home(store), [corpus], load_embedder()).chunks


def open_store(store: Path, model: str) -> Search:
    from assistant.chain import build_assistant
    from assistant.settings import Settings

    assistant = build_assistant(Settings(store))

    def search(question: str) -> tuple[str, str]:
        citations = assistant.answer(question).citations
        return (Path(citations[0].source).name, citations[0].quote) if citations else ("", "")

    return search


if __name__ == "__main__":
    run(build, open_store)
