"""The HTML page, read as text and opened in a browser."""

import base64
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from evaluation.cases import answer, citation, found, judged, place, question, refused, report
from evaluation.devtools import Page, browser

from assistant.evaluation.comparison import compare
from assistant.evaluation.gates import GateResult
from assistant.evaluation.metrics import Tally
from assistant.evaluation.page import page
from assistant.evaluation.records import Record, records_of
from assistant.evaluation.report import Report

HOSTILE = "<script>alert(1)</script>\x1b[31m & \"'</details>$title"
ASKED = "Was verdient ein Koch in Ulm?"
ADDRESS = re.compile(r"""(?:src|href|action|data)\s*=\s*["']?+(?!data:,)|url\(|@import|https?://""")


@pytest.fixture(scope="module")
def result() -> Report:
    judgements = [
        judged(question("koch-1", category="salary", values=(2300,)), answer("2.300 € [1]", citation()), place()),
        judged(
            question(
                "koch-2", category="salary", question="Was verdient ein Koch in Ulm?", values=(9999,), note="Notiz!"
            ),
            answer("Man bekommt 2.300 € [1].", citation(article="koch-ulm")),
            place(),
            found=found("koch-ulm#p1", "koch-kiel#p1"),
        ),
        judged(question("aus-1", category="refusal", answerable=False, reason="off_topic"), refused("off_topic")),
        judged(question("aus-2", category="refusal", question=HOSTILE, answerable=False), answer(f"Ja: {HOSTILE}")),
    ]
    made = report(judgements, gates=(GateResult("passed>=0.9", "es sind 0.5000"), GateResult("must_not>=0")))
    new = records_of(made.evaluation)
    old = {**new, "koch-2": replace(new["koch-2"], passed=True, tallies={"passed": Tally(1, 1)})}
    old["aus-1"] = Record(new["aus-1"].fingerprint, False, {"passed": Tally(0, 1)})
    return replace(made, comparison=compare(old, new, made.evaluation.clusters))


def test_needs_nothing_but_itself(result: Report) -> None:
    text = page(result)
    assert ADDRESS.search(text) is None
    assert "default-src 'none'" in text


def test_shows_of_a_failure_all_that_is_needed_to_understand_it(result: Report) -> None:
    [row] = [row for row in page(result).split("<tr ") if "koch-2" in row]
    for part in (
        ASKED, "Zahl fehlt: 9.999", "keine der Goldstellen belegt", "Man bekommt 2.300 €",
        "[1] koch-ulm, Zeile 3", "koch-kiel, Zeile 3", "1. koch-ulm, Zeile 3", "2. koch-kiel, Zeile 3", "Notiz!",
    ):  # fmt: skip
        assert part in row


def test_foreign_text_stays_text(result: Report) -> None:
    text = page(result)
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "\x1b" not in text
    assert text.count("<details>") == text.count("</details>")


def test_names_gates_and_comparison(result: Report) -> None:
    text = page(result)
    assert "passed&gt;=0.9 verfehlt: es sind 0.5000" in text
    assert "1 behoben, 1 kaputt gegangen" in text
    assert "zu wenige, um es zu sagen" in text


def test_charts_have_a_bar_for_every_metric(result: Report) -> None:
    text = page(result)
    metrics = text[text.index('aria-label="Kennzahlen"') : text.index("als Tabelle")]
    assert metrics.count("<rect") == len(result.evaluation.summary.overall)


@pytest.fixture(scope="module")
def opened(result: Report, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    path = browser()
    if path is None:
        pytest.skip("needs Chromium: apt-get install chromium")
    folder = tmp_path_factory.mktemp("page")
    (folder / "bericht.html").write_text(page(result), encoding="utf-8")
    with Page(path, folder / "profile") as shown:
        shown.open((folder / "bericht.html").as_uri())
        yield shown


def shown_rows(opened: Page) -> list[str]:
    script = (
        "[...document.querySelectorAll('#rows tbody tr')].filter(r => r.offsetHeight).map(r => r.cells[0].innerText)"
    )
    return sorted(opened.run(script))


def choose(opened: Page, field: str, value: str) -> None:
    opened.run(
        f"""{{ const field = document.getElementById({field!r}); field.value = {value!r};
        field.dispatchEvent(new Event("input", {{bubbles: true}})); }}"""
    )


def test_in_a_browser_the_filter_works(opened: Page) -> None:
    assert shown_rows(opened) == ["aus-1", "aus-2", "koch-1", "koch-2"]
    choose(opened, "verdict", "failed")
    assert shown_rows(opened) == ["aus-2", "koch-2"]
    choose(opened, "category", "salary")
    assert shown_rows(opened) == ["koch-2"]
    assert opened.run("document.getElementById('count').textContent") == "1 von 4"
    choose(opened, "category", "")
    choose(opened, "verdict", "")
    choose(opened, "search", "KOCH ulm")
    assert shown_rows(opened) == ["koch-2"]
    choose(opened, "search", "")
    choose(opened, "verdict", "broken")
    assert shown_rows(opened) == ["koch-2"]
    choose(opened, "verdict", "fixed")
    assert shown_rows(opened) == ["aus-1"]
    choose(opened, "verdict", "")


def test_in_a_browser_failures_unfold(opened: Page) -> None:
    seen = "document.querySelector('#rows dl').checkVisibility()"
    assert not opened.run(seen)
    opened.run("document.getElementById('unfold').click()")
    assert opened.run(seen)
    opened.run("document.getElementById('unfold').click()")
    assert not opened.run(seen)


def test_in_a_browser_the_charts_can_be_seen(opened: Page) -> None:
    assert opened.run("[...document.querySelectorAll('svg')].every(s => s.getBoundingClientRect().height > 50)")
    assert opened.run("document.querySelectorAll('svg').length") == 3
    picture = base64.b64decode(opened.send("Page.captureScreenshot")["data"])
    assert picture.startswith(b"\x89PNG")


def test_in_a_browser_nothing_fails_and_no_request_leaves_the_page(opened: Page) -> None:
    opened.run("1")  # whatever was on its way has arrived by then
    assert opened.named("Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled") == []
    addresses = [sent["request"]["url"] for sent in opened.named("Network.requestWillBeSent")]
    assert [address for address in addresses if address.startswith("file:") and address.endswith("bericht.html")]
    assert [address for address in addresses if not address.startswith(("file:", "data:"))] == []
    assert len(addresses) <= 2  # the page and its empty icon


def test_the_browser_would_have_told(opened: Page, tmp_path: Path) -> None:
    """A page that does what it must not is noticed: the tests above can fail."""
    path = browser()
    assert path
    (tmp_path / "x.html").write_text("<img src='http://127.0.0.1:9/x.png'><script>oops()</script>")
    with Page(path, tmp_path / "profile") as bad:
        bad.open((tmp_path / "x.html").as_uri())
        assert bad.named("Runtime.exceptionThrown")
        assert any(sent["request"]["url"].startswith("http:") for sent in bad.named("Network.requestWillBeSent"))
