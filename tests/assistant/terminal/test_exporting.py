import json
import re
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from assistant.terminal.exporting import to_html, to_json, to_markdown
from assistant.types import Answer, Citation

EVIL = (
    "![Bild](http://boese.example/x.png) [Klick](http://boese.example) <script>alert(1)</script> http://boese.example "
    "**fett** `code` &lt; \x1b[31m\x9b\u202e\x07\r # kein Titel"
)
RAW = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]")


def turn(evil: str) -> Answer:
    citation = Citation(1, "a", f"/a/{evil}", evil, evil, evil, evil, 3, 9, 0, 5, f"1. {evil}\n- {evil}", 1.0)
    return Answer(f"# {evil}", evil, "answered", f"- {evil} [1]\n\n1. {evil}", citations=(citation,))


def test_markdown_links_loads_and_formats_nothing_of_an_article() -> None:
    text = to_markdown([turn(EVIL)])
    assert not RAW.search(text)
    page = MarkdownIt("gfm-like", {"linkify": False, "html": True}).render(text)
    assert set(re.findall(r"<(\w+)", page)) <= {"h1", "h2", "p", "blockquote", "br"}


def test_html_has_no_elements_but_its_own() -> None:
    page = to_html([turn(EVIL)])
    assert not RAW.search(page)
    found: set[str] = set()

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.add(tag)
            assert {name for name, _ in attrs} <= {"lang", "charset", "http-equiv", "content", "class", "value"}

    Reader().feed(page)
    assert found == {"html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "ol", "li", "blockquote"}
    assert "default-src 'none'" in page


def test_json_holds_the_answer_objects_with_nothing_unseen() -> None:
    text = to_json([turn(EVIL), turn("gut")])
    assert not RAW.search(text)
    first, second = json.loads(text)
    assert first["citations"][0]["title"] == EVIL
    assert second["schema"] == 1


@pytest.mark.parametrize("form", [to_markdown, to_html])
def test_words_and_places_are_there(form: type[str]) -> None:
    text = form([turn("Mechatroniker*innen")])  # type: ignore[arg-type]
    assert "Zeile 9" in text
    assert "innen" in text
