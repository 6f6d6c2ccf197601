import os
import socket
import threading
from pathlib import Path

import pytest

from index.errors import ArticleRejected, SourceUnreadable
from index.source_files import MAX_BYTES, read_bytes


def test_reads_a_regular_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Text")
    assert read_bytes(tmp_path / "a.txt") == b"Text"


def test_refuses_a_big_file_without_reading_it(tmp_path: Path) -> None:
    with open(tmp_path / "big.txt", "wb") as file:
        file.truncate(50 * MAX_BYTES)  # sparse: has the size, not the content
    with pytest.raises(ArticleRejected, match="größer als 2 MB"):
        read_bytes(tmp_path / "big.txt")


def test_reads_a_file_of_exactly_the_limit(tmp_path: Path) -> None:
    (tmp_path / "full.txt").write_bytes(b"x" * MAX_BYTES)
    assert len(read_bytes(tmp_path / "full.txt")) == MAX_BYTES


def test_refuses_a_pipe_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(ArticleRejected, match="Pipe"):
        read_bytes(tmp_path / "pipe.txt")


def test_refuses_folders_devices_sockets_and_missing_files(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "s"))
        places = {tmp_path: "Ordner", Path("/dev/zero"): "Gerät", tmp_path / "s": "Socket", tmp_path / "x": "gefunden"}
        for path, named in places.items():
            with pytest.raises(ArticleRejected, match=named):
                read_bytes(path)


def test_refuses_links_that_lead_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(ArticleRejected, match="im Kreis"):
        read_bytes(tmp_path / "a")


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_refuses_an_unreadable_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Text")
    (tmp_path / "a.txt").chmod(0)
    with pytest.raises(ArticleRejected, match="keine Berechtigung"):
        read_bytes(tmp_path / "a.txt")


def test_refuses_names_that_no_file_can_have() -> None:
    with pytest.raises(ArticleRejected, match="Dateiname"):
        read_bytes(Path("a\x00b"))
    with pytest.raises(ArticleRejected, match="zu lang"):
        read_bytes(Path("x" * 5_000))


def test_a_file_that_grows_while_it_is_read_is_left_for_the_next_time(tmp_path: Path) -> None:
    path = tmp_path / "waechst.txt"
    path.write_text("Anfang\n" * 1000, encoding="utf-8")
    seen = threading.Event()

    def grow() -> None:
        with path.open("a", encoding="utf-8", buffering=1) as file:
            while not seen.is_set():
                file.write("weiter\n" * 10)
                if file.tell() > MAX_BYTES // 2:
                    file.truncate(0)

    writer = threading.Thread(target=grow)
    writer.start()
    reasons = set()
    while not reasons:
        try:
            read_bytes(path)
        except SourceUnreadable as error:
            reasons.add(str(error))
    seen.set()
    writer.join()
    assert reasons == {"wird gerade geschrieben"}
    assert read_bytes(path) == path.read_bytes()
