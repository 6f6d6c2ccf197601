"""A Chroma server in the place of the embedded store: the same results, and no harm when it dies."""

import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from chroma_servers import CHROMA, Server, guarded
from corpus import write_article
from running import as_plain_user, heeds_permissions, lotse, one_line

from assistant.chain import build_assistant
from assistant.commands.session import sample_folder
from assistant.settings import Settings
from index.build import build_index
from index.chroma_clients import close, connected
from index.chroma_server import ChromaServer, server_from
from index.embeddings import Embedder
from index.errors import IndexLayerError, StoreUnreachable
from index.home import Home
from index.opening import open_index
from index.verify import prove

pytestmark = pytest.mark.skipif(not CHROMA.exists(), reason="chroma is not installed beside Python")

QUERIES = Path(__file__).parents[2] / "assistant" / "evaluation" / "questions" / "sample.jsonl"
KURSE = "Welche Kurse gibt es zur Hygiene?"
PASSWORD = "sesam-oeffne-dich"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("server"))
    yield running
    running.kill()


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    """A server to be killed."""
    running = Server(tmp_path / "server")
    yield running
    running.kill()


def address(server: Server) -> ChromaServer:
    found = server_from({"LOTSE_CHROMA_URL": server.url})
    assert found
    return found


def collections(server: Server) -> set[str]:
    client = connected(address(server), 10)
    try:
        return {collection.name for collection in client.list_collections()}
    finally:
        close(client)


def test_finds_the_same_in_the_same_order_as_the_embedded_store(
    server: Server, sample_home: Path, tmp_path: Path, embedder: Embedder
) -> None:
    home = Home(tmp_path, address(server))
    build_index(home, [sample_folder()], embedder, sample=True)
    assert not (home.current() / "chroma").exists()
    questions = [json.loads(line)["question"] for line in QUERIES.read_text(encoding="utf-8").splitlines()]
    assert len(questions) >= 500
    with closing(open_index(home)) as there, closing(open_index(Home(sample_home))) as here:
        for question in questions:
            vector = embedder.embed_query(question)
            if vector.any():
                found = [chunk for chunk, _ in there.vectors.store.query(vector, 10)]
                assert found == [chunk for chunk, _ in here.vectors.store.query(vector, 10)], question


def test_an_update_copies_what_stays_and_old_collections_go(
    own_server: Server, home: Home, articles: Path, embedder: Embedder
) -> None:
    home = Home(home.path.parent, address(own_server))
    builds = []
    for high in ("2.700", "2.800", "2.900", "3.000"):
        write_article(articles, "Koch", "Kiel", high=high)
        builds.append(build_index(home, [articles], embedder).build)
        prove(home.current(), home.server)
    assert collections(own_server) == {f"lotse-{build}" for build in builds[-2:]}
    (articles / "koch-kiel.txt").unlink()
    report = build_index(home, [articles], embedder)
    assert (report.removed, report.unchanged) == (1, 2)
    with closing(open_index(home)) as index:
        assert sorted(index.vectors.ids()) == sorted(index.catalogue.chunk_ids())
        assert len(index.vectors.ids()) == 8


def test_a_server_killed_and_restarted_while_it_is_fed_gets_the_rest(
    own_server: Server, home: Home, tmp_path: Path, embedder: Embedder
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(300):
        write_article(folder, f"Koch {number}", "Bonn")
    home = Home(home.path.parent, address(own_server))
    restarts = []

    def progress(done: int, total: int) -> None:
        if done == total:  # two of three batches were handed over
            own_server.kill()
            restarts.append(threading.Timer(0.3, own_server.start))
            restarts[0].start()

    report = build_index(home, [folder], embedder, progress=progress)
    restarts[0].join()
    assert report.chunks == 1200
    assert prove(home.current(), home.server).chunks == 1200


def test_without_the_server_questions_are_answered_alike_and_no_new_index_is_built(
    own_server: Server, sample_home: Path, tmp_path: Path
) -> None:
    environment = {"LOTSE_CHROMA_URL": own_server.url}
    assert lotse(tmp_path, "index", env=environment).returncode == 0
    with_server = lotse(tmp_path, "ask", KURSE, env=environment)
    assert with_server.stdout == lotse(sample_home, "ask", KURSE).stdout
    own_server.kill()
    without = lotse(tmp_path, "ask", KURSE, env=environment)
    assert (without.returncode, without.stdout) == (0, with_server.stdout)
    for command in (("index", "--rebuild"), ("doctor", "--repair")):
        failed = lotse(tmp_path, *command, env=environment)
        assert failed.returncode == 1
        assert one_line(failed.stderr.split("Beispielartikel ein.\n")[-1])
        assert "antwortet nicht" in failed.stderr
    assert lotse(tmp_path, "doctor", env=environment).returncode == 1
    own_server.start()
    assert lotse(tmp_path, "doctor", env=environment).returncode == 0
    assert lotse(tmp_path, "ask", KURSE).stdout == with_server.stdout, "also where nothing names the server"


def test_questions_go_on_while_the_server_is_killed_and_restarted(
    own_server: Server, home: Home, articles: Path, embedder: Embedder
) -> None:
    settings = Settings(home.path.parent, server=address(own_server))
    build_index(settings.index_home, [articles], embedder)
    question = "Welche Kurse gibt es zur Hygiene?"
    with closing(build_assistant(settings)) as assistant:
        before = assistant.answer(question).answer
        assert assistant.index.vectors.store.ids()
        own_server.kill()
        assert assistant.answer(question).answer == before
        with pytest.raises(StoreUnreachable):
            assistant.index.vectors.store.query(embedder.embed_query(question), 3)
        own_server.start()
        assert assistant.index.vectors.store.query(embedder.embed_query(question), 3), "the same client goes on"
        assert assistant.answer(question).answer == before


def test_two_readers_on_other_machines_take_up_what_one_writer_builds(
    server: Server, tmp_path: Path, articles: Path, embedder: Embedder
) -> None:
    shared = tmp_path / "shared"
    writer = Home(shared, address(server))
    build_index(writer, [articles], embedder)
    readers = [Settings(shared, server=address(server), cache=tmp_path / f"cache{number}") for number in (1, 2)]
    for expected in ("2.000–2.250", "2.000–2.400", "2.000–2.500"):
        write_article(articles, "Florist", "Kiel", low="2.000", high=expected.split("–")[1])
        build_index(writer, [articles], embedder)
        for reader in readers:
            with closing(build_assistant(reader)) as assistant:
                assert expected in assistant.answer("Was verdient ein Florist in Kiel?").answer
                assert "Kammer" in assistant.answer(KURSE).answer
                assert assistant.index.vectors.store.ids()
    assert all(len(list((tmp_path / f"cache{number}").iterdir())) <= 3 for number in (1, 2))
    # what was fetched answers when the share goes away in the middle
    with closing(build_assistant(readers[0])) as assistant:
        shutil.rmtree(shared)
        assert "2.000–2.500" in assistant.answer("Was verdient ein Florist in Kiel?").answer


def test_a_reader_needs_to_write_to_its_cache_alone(
    server: Server, tmp_path: Path, articles: Path, embedder: Embedder
) -> None:
    shared = tmp_path / "shared"
    build_index(Home(shared, address(server)), [articles], embedder)
    for path in (shared, *shared.rglob("*")):
        path.chmod(path.stat().st_mode & ~0o222)
    if not heeds_permissions(shared):
        pytest.skip("this user may write everywhere")
    environment = {"LOTSE_CHROMA_URL": server.url, "LOTSE_CACHE": str(tmp_path / "cache")}
    done = lotse(shared, "ask", KURSE, env=environment, before=as_plain_user)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_catalogue_that_was_damaged_on_its_way_is_not_used(
    server: Server, tmp_path: Path, articles: Path, embedder: Embedder
) -> None:
    home = Home(tmp_path / "shared", address(server), tmp_path / "cache")
    build_index(home, [articles], embedder)
    catalogue = home.current() / "catalogue.sqlite"
    catalogue.write_bytes(catalogue.read_bytes()[:-1] + b"x")
    with pytest.raises(IndexLayerError, match="beschädigt"):
        open_index(home)
    assert list((tmp_path / "cache").iterdir()) == []


def test_header_and_certificate_are_passed_on_and_never_shown(server: Server, tmp_path: Path, articles: Path) -> None:
    certificate, key = tmp_path / "zertifikat.pem", tmp_path / "key.pem"
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)],
        capture_output=True,
        check=False,
    )  # fmt: skip
    if made.returncode:
        pytest.skip("openssl makes no certificate here")
    home = tmp_path / "home"
    with guarded(server, certificate, key, PASSWORD) as port:
        url = f"https://127.0.0.1:{port}"
        whole = {
            "LOTSE_CHROMA_URL": url,
            "LOTSE_CHROMA_HEADERS": f"X-Chroma-Token: {PASSWORD}",
            "LOTSE_CHROMA_CA": str(certificate),
        }
        done = lotse(home, "index", str(articles), env=whole)
        assert done.returncode == 0, done.stderr
        assert lotse(home, "doctor", env=whole).returncode == 0
        assert lotse(home, "ask", KURSE, env=whole).returncode == 0
        wrong_password = lotse(
            home, "index", "--rebuild", env={**whole, "LOTSE_CHROMA_HEADERS": f"X-Chroma-Token: {PASSWORD}-falsch"}
        )
        unknown_issuer = lotse(home, "index", "--rebuild", env={**whole, "LOTSE_CHROMA_CA": ""})
    for failed, reason in ((wrong_password, "lehnt die Anmeldung ab"), (unknown_issuer, "Zertifikat")):
        assert failed.returncode == 1
        assert one_line(failed.stderr)
        assert reason in failed.stderr
        assert PASSWORD not in failed.stdout + failed.stderr


@pytest.mark.parametrize(
    "environment",
    [
        {"LOTSE_CHROMA_URL": "chroma:8000"},
        {"LOTSE_CHROMA_URL": "ftp://chroma"},
        {"LOTSE_CHROMA_URL": "http://"},
        {"LOTSE_CHROMA_URL": "http://chroma:999999"},
        {"LOTSE_CHROMA_URL": "http://chroma/pfad"},
        {"LOTSE_CHROMA_URL": "http://wer:geheim@chroma"},
        {"LOTSE_CHROMA_URL": "http://chroma", "LOTSE_CHROMA_HEADERS": "geheim"},
        {"LOTSE_CHROMA_URL": "http://chroma", "LOTSE_CHROMA_HEADERS": "X-Chroma-Token: gehäim-geheim"},
    ],
)
def test_settings_that_cannot_be_meant_are_told_without_what_is_secret(environment: dict[str, str]) -> None:
    with pytest.raises(IndexLayerError, match="LOTSE_CHROMA_") as error:
        server_from(environment)
    assert "geheim" not in str(error.value)


def test_a_server_shows_its_address_and_not_what_opens_it() -> None:
    found = server_from({"LOTSE_CHROMA_URL": "https://chroma.intern", "LOTSE_CHROMA_HEADERS": "X-Chroma-Token: geheim"})
    assert str(found) == "https://chroma.intern:443"
    assert "geheim" not in repr(found)
    assert found
    assert found.headers == {"X-Chroma-Token": "geheim"}
