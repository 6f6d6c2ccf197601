import os
import shutil
import threading
from pathlib import Path

import numpy as np
import pytest
from corpus import write_article

from index.build import BuildReport, build_index
from index.embeddings import Embedder
from index.errors import IndexBusy, IndexDamaged, IndexLayerError, IndexMissing, IndexVersionMismatch, IndexWriteFailed
from index.home import CHROMA_FOLDER, Home
from index.manifest import FILE_NAME, FORMAT_VERSION, read_manifest
from index.opening import open_index
from index.vectors import VectorStore


def counts(report: BuildReport) -> tuple[int, int, int, int]:
    return report.new, report.changed, report.unchanged, report.removed


def professions(home: Home) -> list[str]:
    index = open_index(home)
    try:
        return [article.title for article in index.catalogue.articles()]
    finally:
        index.close()


def test_builds_an_index_whose_catalogue_and_chroma_agree(home: Home, articles: Path, embedder: Embedder) -> None:
    report = build_index(home, [articles], embedder)
    assert counts(report) == (3, 0, 0, 0)
    index = open_index(home)
    assert sorted(index.catalogue.chunk_ids()) == sorted(index.vectors.ids())
    assert index.manifest.chunks == report.chunks == 12
    assert index.manifest.salaries == 3
    index.close()


def test_every_chunk_is_a_slice_of_its_article(home: Home, articles: Path, embedder: Embedder) -> None:
    build_index(home, [articles], embedder)
    index = open_index(home)
    for article in index.catalogue.articles():
        text = Path(article.source).read_text(encoding="utf-8")
        for chunk in index.catalogue.chunks_of([article.rowid]):
            assert text[chunk.start : chunk.end] == chunk.text
            assert text.split("\n")[chunk.line - 1].strip() == chunk.text
    index.close()


def test_second_run_changes_nothing_and_keeps_the_build(home: Home, articles: Path, embedder: Embedder) -> None:
    first = build_index(home, [articles], embedder)
    second = build_index(home, [articles], embedder)
    assert counts(second) == (0, 0, 3, 0)
    assert second.build == first.build


def test_an_update_writes_what_changed_and_drops_what_is_gone(home: Home, articles: Path, embedder: Embedder) -> None:
    build_index(home, [articles], embedder)
    write_article(articles, "Koch", "Kiel", low="2.600", high="3.100")
    (articles / "florist-kiel.txt").unlink()
    write_article(articles, "Friseur", "Essen")
    report = build_index(home, [articles], embedder)
    assert counts(report) == (1, 1, 1, 1)
    assert professions(home) == ["Friseur in Essen", "Koch in Essen", "Koch in Kiel"]
    index = open_index(home)
    [row] = index.catalogue.salaries(["Koch"], ["Kiel"])
    assert (row.fact.min, row.fact.max) == (2600, 3100)
    assert sorted(index.catalogue.chunk_ids()) == sorted(index.vectors.ids())
    index.close()


def test_a_small_change_extends_the_last_build(home: Home, tmp_path: Path, embedder: Embedder) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(12):
        write_article(folder, f"Koch{chr(97 + number)}", "Kiel")
    build_index(home, [folder], embedder)
    write_article(folder, "Kocha", "Kiel", high="3.000")
    build_index(home, [folder], embedder)
    assert read_manifest(home.current()).replaced == 4, "one article of four chunks was replaced in place"
    index = open_index(home)
    [row] = index.catalogue.salaries(["Kocha"])
    assert row.fact.max == 3000
    assert sorted(index.catalogue.chunk_ids()) == sorted(index.vectors.ids())
    index.close()


def test_extended_and_fresh_builds_count_the_same(home: Home, tmp_path: Path, embedder: Embedder) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(12):
        write_article(folder, f"Koch{chr(97 + number)}", "Kiel")
    build_index(home, [folder], embedder)
    write_article(folder, "Kochb", "Kiel", high="3.000")
    (folder / "kochc-kiel.txt").unlink()
    build_index(home, [folder], embedder)
    fresh = Home(tmp_path / "fresh")
    build_index(fresh, [folder], embedder)
    one, other = open_index(home).catalogue, open_index(fresh).catalogue
    assert one.statistics == other.statistics
    words = ["einstiegsgehalt", "kammer", "kurs", "kochb"]
    assert one.term_frequencies(words) == other.term_frequencies(words)
    assert one.gram_frequencies(["_koc", "ocha", "ochc"]) == other.gram_frequencies(["_koc", "ocha", "ochc"])
    one.close()
    other.close()


def test_another_folder_replaces_the_first(home: Home, articles: Path, tmp_path: Path, embedder: Embedder) -> None:
    build_index(home, [articles], embedder)
    other = tmp_path / "other"
    other.mkdir()
    write_article(other, "Maler", "Bonn")
    report = build_index(home, [other], embedder)
    assert professions(home) == ["Maler in Bonn"]
    assert counts(report)[0] == 1


def test_rejects_files_by_name_and_indexes_the_rest(home: Home, articles: Path, embedder: Embedder) -> None:
    (articles / "leer.txt").write_text("", encoding="utf-8")
    (articles / "bild.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    (articles / "notiz.txt").write_text("Milch, Brot, Eier\n", encoding="utf-8")
    (articles / "tabelle.xlsx").write_bytes(b"PK")
    os.mkfifo(articles / "rohr.txt")
    (articles / "hinaus.txt").symlink_to("/etc/passwd")
    report = build_index(home, [articles], embedder)
    assert report.new == 3
    rejected = {Path(note.source).name: note.reason for note in report.rejected}
    assert rejected.keys() == {"leer.txt", "bild.txt", "notiz.txt", "tabelle.xlsx", "rohr.txt", "hinaus.txt"}
    assert all(rejected.values())


def test_a_rejected_file_does_not_make_every_run_a_new_build(home: Home, articles: Path, embedder: Embedder) -> None:
    (articles / "leer.txt").write_text("", encoding="utf-8")
    first = build_index(home, [articles], embedder)
    second = build_index(home, [articles], embedder)
    assert second.build == first.build
    assert len(second.rejected) == 1


def test_only_rejected_files_is_an_error_and_keeps_the_old_index(
    home: Home, articles: Path, tmp_path: Path, embedder: Embedder
) -> None:
    build_index(home, [articles], embedder)
    empty = tmp_path / "empty"
    empty.mkdir()
    (empty / "notiz.txt").write_text("Milch", encoding="utf-8")
    with pytest.raises(IndexLayerError, match="Kein Artikel"):
        build_index(home, [empty], embedder)
    assert len(professions(home)) == 3


def test_a_missing_folder_is_an_error_and_keeps_the_old_index(home: Home, articles: Path, embedder: Embedder) -> None:
    build_index(home, [articles], embedder)
    with pytest.raises(IndexLayerError, match="gibt es nicht"):
        build_index(home, [articles / "nirgends"], embedder)
    assert len(professions(home)) == 3


def test_same_file_name_in_two_folders_gives_two_stable_ids(home: Home, tmp_path: Path, embedder: Embedder) -> None:
    one, two = tmp_path / "eins", tmp_path / "zwei"
    for folder, city in ((one, "Kiel"), (two, "Bonn")):
        folder.mkdir()
        shutil.move(write_article(folder, "Koch", city), folder / "koch.txt")
    build_index(home, [one, two], embedder)
    index = open_index(home)
    before = {article.source: article.id for article in index.catalogue.articles()}
    index.close()
    assert len(set(before.values())) == 2
    (one / "neu.txt").write_text(
        (one / "koch.txt").read_text(encoding="utf-8").replace("Kiel", "Ulm"), encoding="utf-8"
    )
    build_index(home, [one, two], embedder)
    index = open_index(home)
    after = {article.source: article.id for article in index.catalogue.articles()}
    index.close()
    assert before.items() <= after.items()


def test_a_second_writer_is_told_who_holds_the_lock(home: Home, articles: Path, embedder: Embedder) -> None:
    with home.locked(), pytest.raises(IndexBusy, match=str(os.getpid())):
        build_index(home, [articles], embedder)


def test_an_interrupted_build_leaves_the_old_index_and_no_rubbish(
    home: Home, articles: Path, embedder: Embedder
) -> None:
    build_index(home, [articles], embedder)
    before = home.current()
    write_article(articles, "Maler", "Bonn")

    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_index(home, [articles], embedder, progress=interrupt)
    assert home.current() == before
    assert [path.name for path in home.path.iterdir() if path.is_dir()] == [before.name]
    assert len(professions(home)) == 3


def test_keeps_the_previous_build_and_removes_older_ones(home: Home, articles: Path, embedder: Embedder) -> None:
    names = []
    for high in ("3.000", "3.100", "3.200"):
        write_article(articles, "Koch", "Kiel", high=high)
        names.append(build_index(home, [articles], embedder).build)
    assert {path.name for path in home.path.iterdir() if path.is_dir()} == set(names[1:])


def test_a_build_of_another_format_is_refused_with_the_command_that_mends_it(
    home: Home, articles: Path, embedder: Embedder
) -> None:
    build_index(home, [articles], embedder)
    manifest = home.current() / FILE_NAME
    manifest.write_text(
        manifest.read_text(encoding="utf-8").replace(f'"format_version": {FORMAT_VERSION}', '"format_version": 99'),
        encoding="utf-8",
    )
    with pytest.raises(IndexVersionMismatch, match="lotse index --rebuild"):
        open_index(home)
    assert counts(build_index(home, [articles], embedder))[0] == 3


def test_no_index_and_a_lost_pointer_are_told_apart(home: Home, articles: Path, embedder: Embedder) -> None:
    with pytest.raises(IndexMissing):
        open_index(home)
    build_index(home, [articles], embedder)
    (home.path / "CURRENT").unlink()
    with pytest.raises(IndexDamaged, match="CURRENT"):
        open_index(home)


def test_a_truncated_catalogue_is_damage_not_an_empty_answer(home: Home, articles: Path, embedder: Embedder) -> None:
    build_index(home, [articles], embedder)
    catalogue = home.current() / "catalogue.sqlite"
    catalogue.write_bytes(catalogue.read_bytes()[:100])
    with pytest.raises(IndexDamaged):
        open_index(home)


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_read_only_home_is_one_clear_error(tmp_path: Path, articles: Path, embedder: Embedder) -> None:
    (tmp_path / "fest").mkdir(mode=0o500)
    with pytest.raises(IndexWriteFailed, match="kann nicht geschrieben werden"):
        build_index(Home(tmp_path / "fest"), [articles], embedder)


def test_a_file_where_the_home_should_be_is_one_clear_error(tmp_path: Path, articles: Path, embedder: Embedder) -> None:
    (tmp_path / "datei").write_text("", encoding="utf-8")
    with pytest.raises(IndexWriteFailed, match="kann nicht geschrieben werden"):
        build_index(Home(tmp_path / "datei"), [articles], embedder)


def test_readers_keep_their_build_while_a_new_one_is_switched_in(
    home: Home, articles: Path, embedder: Embedder
) -> None:
    build_index(home, [articles], embedder)
    reader = open_index(home)
    write_article(articles, "Koch", "Kiel", high="3.300")
    build_index(home, [articles], embedder)
    assert reader.catalogue.salaries(["Koch"], ["Kiel"])[0].fact.max == 2700
    assert len(reader.vectors.ids()) == 12
    reader.close()
    fresh = open_index(home)
    assert fresh.catalogue.salaries(["Koch"], ["Kiel"])[0].fact.max == 3300
    fresh.close()


def test_the_catalogue_serves_many_threads(home: Home, articles: Path, embedder: Embedder) -> None:
    build_index(home, [articles], embedder)
    index = open_index(home)
    found: list[int] = []

    def read() -> None:
        found.extend(len(index.catalogue.articles()) for _ in range(20))

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    index.close()
    assert found == [3] * 160


def test_the_chroma_store_can_be_opened_by_any_client(home: Home, articles: Path, embedder: Embedder) -> None:
    import chromadb

    build_index(home, [articles], embedder)
    store = VectorStore.open(home.current() / CHROMA_FOLDER)
    store.close()
    client = chromadb.PersistentClient(str(home.current() / CHROMA_FOLDER))
    collection = client.get_collection("articles", embedding_function=None)
    found = collection.get(where={"$and": [{"city": "Essen"}, {"paragraph": 3}]}, include=["metadatas", "documents"])
    assert found["metadatas"] is not None
    assert found["documents"] is not None
    assert found["metadatas"][0]["profession"] == "Koch"
    assert "2.400 € und 2.900 €" in found["documents"][0]
    vector = embedder.embed_query("Einstiegsgehalt in Essen")
    assert np.isclose(np.linalg.norm(vector), 1.0)
    client.clear_system_cache()
