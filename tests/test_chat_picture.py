"""The README's picture of the chat is what the chat shows."""

import re
from html import unescape
from pathlib import Path

from chat_picture import PICTURE, draw

TEXT = re.compile(r"<text[^>]*>(.*?)</text>")


def words(svg: str) -> str:
    return unescape(" ".join(TEXT.findall(svg)))


def test_the_picture_is_what_a_run_shows(tmp_path: Path) -> None:
    assert words(draw(tmp_path)) == words(PICTURE.read_text(encoding="utf-8")), (
        "renew with: python tests/chat_picture.py"
    )


def test_the_picture_loads_nothing() -> None:
    svg = PICTURE.read_text(encoding="utf-8")
    assert re.findall(r"https?://(?!www\.w3\.org/2000/svg)", svg) == []
    assert "@import" not in svg
    assert "<script" not in svg
