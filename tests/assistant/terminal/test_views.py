"""What the chat shows, as pure functions: safe, complete, readable at every width."""

import io
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from rich.console import Console, Group, RenderableType
from rich.segment import Segments

from assistant.chain import Assistant
from assistant.links import PageAddress
from assistant.salary_table import TableRow, table
from assistant.terminal.answer_view import answer_view, quoted
from assistant.terminal.commands.about import pairs
from assistant.terminal.highlights import used_words
from assistant.terminal.look import Look
from assistant.terminal.markdown import markdown
from assistant.terminal.salary_view import chart, salary_list
from assistant.terminal.screen import trimmed
from assistant.terminal.source_view import source_view, surroundings
from assistant.types import Answer, Citation, Place, Salary

HOSTILE = {
    "CSI": "\x1b[31mrot\x1b[2J",
    "OSC 8": "\x1b]8;;http://boese.example\x1b\\Link\x1b]8;;\x1b\\",
    "OSC 52": "\x1b]52;c;aGFsbG8=\x07",
    "title": "\x1b]0;Titel\x07",
    "DCS": "\x1bP+q544e\x1b\\",
    "C1": "\x9b31m\x9d52;c;aGk=\x9c\x90",
    "CR, BEL, BS": "gut\rboese\x07\x08\x0b\x0c\x00",
    "bidi": "\u202egnafna\u202c\u2066x\u2069\u200f",
    "zero width, tags": "a\u200bb\ufeffc\U000e0041",
    "markup": "[/b][red]x[/red][link=http://boese.example]y[/link]",
    "Markdown": "![Bild](http://boese.example/x.png) [Klick](javascript:alert(1)) <img src=x>",
    "half character": "\ud800",
}
OWN_STYLE = re.compile(r"\x1b\[[0-9;]*m")
OWN_LINK = re.compile(r"\x1b\]8;(?:id=\d+)?;(?P<target>[!-~]*)\x1b\\")
RAW = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f\ud800-\udfff]"
)
PAGE = PageAddress("https://example.de/{profession}/{city}/{article}")
LOOK = Look(width=90, page=PAGE)


def printed(shown: RenderableType, width: int = 90) -> str:
    """Return what a terminal that can do everything would get."""
    file = io.StringIO()
    console = Console(
        file=file, force_terminal=True, color_system="truecolor", width=width, markup=False, highlight=False,
        emoji=False, _environ={},
    )  # fmt: skip
    lines = console.render_lines(shown, console.options, pad=False)
    console.print(Segments(trimmed(lines)), end="")
    return file.getvalue()


def plain(shown: RenderableType, width: int = 90) -> str:
    return OWN_STYLE.sub("", OWN_LINK.sub("", printed(shown, width)))


def answer(evil: str = "", **changes: object) -> Answer:
    """Return an answer with everything an answer may have, and evil everywhere."""
    citation = Citation(
        id=1, article=f"koch{evil}", source=f"/artikel/koch{evil}.txt", title=f"Koch{evil} in Kiel{evil}",
        profession=f"Koch{evil}", city=f"Kiel{evil}", heading=f"Geld{evil}", paragraph=3, line=9, start=0, end=5,
        quote=f"Das Einstiegsgehalt{evil} liegt bei 2.300 € bis 2.700 €.", score=1.0, also=(Place(f"koch-2{evil}", 4),),
    )  # fmt: skip
    salary = Salary(f"Koch{evil}", f"Kiel{evil}", "entry", 2300, 2700, False, "month", "EUR", 1)
    other = replace(salary, profession=f"Florist{evil}", min=2500, max=None, open_top=True)
    whole = Answer(
        question="Gehalt?", resolved_question=f"Was verdient ein Koch{evil}?", status="answered",
        answer=f"Es sind 2.300–2.700 €{evil} [1].\n- **fett{evil}** und *schräg*\n# Titel{evil}", citations=(citation,),
        salaries=(salary, other), suggestions=(f"Und in Essen{evil}?",), note=f"Modell aus{evil}.",
    )  # fmt: skip
    return replace(whole, **changes)  # type: ignore[arg-type]


def row(evil: str = "") -> TableRow:
    return TableRow(
        f"Koch{evil}", f"Kiel{evil}", "entry", 2300, 2700, False, "month", "EUR", evil, "koch", f"/a/koch{evil}.txt",
        3, 9, 0, 5, f"Zitat{evil}",
    )  # fmt: skip


VIEWS: dict[str, Callable[[str], RenderableType]] = {
    "answer": lambda evil: answer_view(answer(evil), LOOK),
    "chart": lambda evil: chart(answer(evil).salaries, LOOK),
    "narrow chart": lambda evil: chart(answer(evil).salaries, replace(LOOK, width=40)),
    "table": lambda evil: salary_list([row(evil)], replace(LOOK, width=200)),
    "list": lambda evil: salary_list([row(evil)], LOOK),
    "plain list": lambda evil: salary_list([row(evil)], Look(plain=True)),
    "pairs": lambda evil: Group(pairs([(evil, evil)], LOOK), pairs([(evil, evil)], Look(width=40))),
    "markdown": lambda evil: markdown(f"{evil} **{evil}** `{evil}`\n1. {evil}\n## {evil}", {1: "file:///a"}.get),
}


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("kind", HOSTILE)
def test_nothing_of_an_article_or_a_file_name_drives_the_terminal(kind: str, view: str) -> None:
    shown = printed(VIEWS[view](HOSTILE[kind]))
    targets = {found["target"] for found in OWN_LINK.finditer(shown)}
    assert [target for target in targets if not target.startswith(("file:///", "https://example.de/")) and target] == []
    left = RAW.search(OWN_STYLE.sub("", OWN_LINK.sub("", shown)))
    assert left is None, f"{left!r}"


def test_markup_of_the_library_is_text_like_any_other() -> None:
    assert "[/b][red]x[/red]" in plain(answer_view(answer(HOSTILE["markup"]), LOOK))


def test_a_link_or_picture_in_markdown_is_shown_with_its_address_and_leads_nowhere() -> None:
    shown = printed(markdown("![Bild](http://boese.example/x.png) und [Klick](http://x.example) [2]", {}.get))
    assert "\x1b]8" not in shown
    assert "Bild (http://boese.example/x.png) und Klick (http://x.example) [2]" in plain(markdown(
        "![Bild](http://boese.example/x.png) und [Klick](http://x.example) [2]", {}.get))  # fmt: skip


def test_an_answer_shows_what_is_said_its_chart_its_sources_and_what_to_ask_next() -> None:
    lines = plain(answer_view(answer(), LOOK)).splitlines()
    assert lines[0] == "Verstanden als: Was verdient ein Koch?"
    assert "Es sind 2.300–2.700 € [1]." in lines
    assert "  • fett und schräg" in lines
    assert any(
        line.startswith("  Koch") and "█" in line and line.endswith("2.300–2.700 € im Monat [1]") for line in lines
    )
    assert any("▒" in line and line.endswith("ab 2.500 € im Monat [1]") for line in lines)
    assert "[1] Koch in Kiel · Geld · Absatz 3, Zeile 9 · koch.txt" in lines
    assert "    ebenso: koch-2, Zeile 4" in lines
    assert "  1 Und in Essen?" in lines
    assert lines[-1] == "Hinweis: Modell aus."
    assert not [line for line in lines if line != line.rstrip()], "a narrower window would wrap blanks into lines"


def test_a_source_leads_to_its_file_and_its_page() -> None:
    shown = printed(answer_view(answer(), LOOK))
    targets = {found["target"] for found in OWN_LINK.finditer(shown)} - {""}
    assert targets == {"file:///artikel/koch.txt", "https://example.de/koch/kiel/koch"}
    without = printed(answer_view(answer(), replace(LOOK, page=None)))
    assert "example.de" not in without


@pytest.mark.parametrize("width", [20, 40, 59, 60, 80, 100])
def test_every_width_holds_every_figure(width: int) -> None:
    look = replace(LOOK, width=width)
    shown = plain(Group(answer_view(answer(), look), salary_list([row()], look)), width)
    assert max(map(len, shown.splitlines())) <= width
    assert shown.count("█") > 2
    assert "2.300–2.700" in re.sub(r"\s+", "", shown)


def test_the_words_that_carry_the_answer_are_marked() -> None:
    one = answer(answer="Es sind 2.300–2.700 € im Jahr [1].", resolved_question="Was verdient ein Koch am Einstieg?")
    quote = "Beim Einstieg sind 2.300–2.700 € üblich, nach 12 Monaten mehr, sagt der Koch."
    assert [quote[start:end] for start, end in used_words(one, quote)] == ["Einstieg", "2.300–2.700 €", "Koch"]


def test_of_an_answer_in_the_words_of_the_article_the_words_of_the_question_are_marked() -> None:
    quote = "Der Koch beginnt früh und rührt lange."
    one = answer(answer=f"{quote} [1]", resolved_question="Wann beginnt der Tag?")
    assert [quote[start:end] for start, end in used_words(one, quote)] == ["beginnt"]


def test_a_long_quote_that_the_answer_gives_anyway_is_cut_to_what_was_asked() -> None:
    long = f"Erst steht hier etwas ganz anderes{' und noch mehr' * 12}."
    quote = f"{long} Die Aufgaben sind vielfältig. Danach kommt Schluss."
    citation = replace(answer().citations[0], quote=quote)
    one = answer(answer=f"{quote} [1]", resolved_question="Welche Aufgaben?", citations=(citation,))
    assert quoted(one, citation).plain == "„… Die Aufgaben sind vielfältig. …“"
    short = replace(citation, quote="Die Aufgaben sind vielfältig. Danach kommt Schluss.")
    assert quoted(one, short).plain == "„Die Aufgaben sind vielfältig. Danach kommt Schluss.“"


def test_a_star_within_a_word_stays() -> None:
    text = "Mechatroniker*innen und Kolleg*innen, 3 * 4 * 5, **fett**, *schräg*."
    assert plain(markdown(text, {}.get)).strip() == "Mechatroniker*innen und Kolleg*innen, 3 * 4 * 5, fett, schräg."


def test_the_quote_is_marked_in_its_paragraph_between_its_neighbours() -> None:
    article = "Titel\nErster.\n\nDavor.\nGeld\nHier steht das Zitat darin.\n\nDanach.\nSpäter."
    start = article.index("das Zitat")
    lines = surroundings(article, start, start + len("das Zitat"), [2, 4, 6, 8, 9])
    assert [(line.number, line.content, line.marked) for line in lines] == [
        (4, "Davor.", None),
        (5, "Geld", None),
        (6, "Hier steht das Zitat darin.", (11, 20)),
        (8, "Danach.", None),
    ]


def test_a_quote_over_two_lines_marks_both() -> None:
    lines = surroundings("eins\nzwei", 2, 7, [1, 2])
    assert [(line.number, line.marked) for line in lines] == [(1, (2, 4)), (2, (0, 2))]


def test_a_source_of_the_sample_is_shown_with_the_quote_marked(sample_assistant: Assistant) -> None:
    citation = sample_assistant.answer("Was verdient ein Mechatroniker in Leipzig?").citations[0]
    catalogue = sample_assistant.index.catalogue
    marked = "\x1b[1;4mBeim Einstieg sind 2.400–2.800 € im Monat üblich.\x1b[0m"
    assert marked in printed(source_view(citation, catalogue, replace(LOOK, width=200)), 200)
    assert ">>Beim Einstieg sind 2.400–2.800 € im Monat üblich.<<" in plain(
        source_view(citation, catalogue, Look(plain=True)), 2000
    )


def test_a_source_that_was_changed_or_is_gone_says_so(sample_assistant: Assistant) -> None:
    citation = sample_assistant.answer("Was verdient ein Mechatroniker in Leipzig?").citations[0]
    catalogue = sample_assistant.index.catalogue
    changed = plain(source_view(replace(citation, quote="Früher stand hier das."), catalogue, LOOK))
    assert "seither geändert" in changed
    assert "„Früher stand hier das.“" in changed
    assert "nicht mehr im Index" in plain(source_view(replace(citation, article="fort"), catalogue, LOOK))


def test_all_salaries_of_the_sample_fit_every_width(sample_assistant: Assistant) -> None:
    rows = table(sample_assistant.index.catalogue.salaries(), "max")
    for width in (40, 60, 80, 100, 160):
        shown = plain(salary_list(rows, replace(LOOK, width=width)), width)
        assert max(map(len, shown.splitlines())) <= width
        assert shown.count("█") >= len(rows)
