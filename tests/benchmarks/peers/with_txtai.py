"""txtai's introduction: an Embeddings database over texts with their content, a text being a file."""

from pathlib import Path

from protocol import Search, run


def build(corpus: Path, store: Path, model: str) -> int:
    from txtai import Embeddings

    embeddings = Embeddings(path=model, method="sentence-transformers", content=True)
    texts = [{"text": path.read_text(encoding="utf-8"), "file": path.name} for path in sorted(corpus.glob("*.txt"))]
    embeddings.index(texts)
    embeddings.save(str(store))
    return len(texts)


def open_store(store: Path, model: str) -> Search:
    from txtai import Embeddings

    embeddings = Embeddings()
    embeddings.load(str(store))

    def search(question: str) -> tuple[str, str]:
        quoted = question.replace("'", "''")
        found = embeddings.search(f"SELECT text, file FROM txtai WHERE similar('{quoted}') LIMIT 3")
        return (found[0]["file"], found[0]["text"]) if found else ("", "")

    return search


if __name__ == "__main__":
    run(build, open_store)
