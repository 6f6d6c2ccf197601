import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from index.articles import parse, read_article
from index.errors import ArticleRejected
from index.types import Article

INTRO = (
    "Wer in Kiel als Bootsbauer anfängt, riecht das Harz schon auf dem Parkplatz. Die Hallen stehen am Wasser, und "
    "der Wind entscheidet mit, ob heute lackiert wird. Nach einer Woche weiß man, welche Planken knarren."
)
TASKS = (
    "Planken hobeln, Laminat schleifen, Beschläge setzen: Der Tag hat mehr Handgriffe als Stunden. Dazwischen ruft der "
    "Eigner an und möchte wissen, ob sein Kahn bis Pfingsten schwimmt. Routine? Nur beim Aufräumen."
)
PAY = (
    "Am Anfang liegt das Gehalt meist zwischen 2.400 € und 2.800 €. Mit Gesellenjahren und einem Händchen für Holz "
    "geht es Richtung 3.300 €, in der Yachtwerft auch darüber. Reich macht einen eher die Aussicht."
)
HEADLINE = "Bootsbauer in Kiel: Zwischen Harz und Hafen"
TITLES = ("Bootsbauer Jobs und Stellenangebote in Kiel", "Beruf Bootsbauer in Kiel")
ARTICLE = (*TITLES, HEADLINE, INTRO, "Was auf der Helling wirklich ansteht", TASKS, "Die Sache mit dem Geld", PAY)


def read(*lines: str, stem: str = "bootsbauer-kiel") -> Article:
    return parse("\n".join(lines), stem, f"/artikel/{stem}.txt", stem)


def reason(*lines: str, stem: str = "bootsbauer-kiel") -> str:
    with pytest.raises(ArticleRejected) as rejection:
        read(*lines, stem=stem)
    return str(rejection.value)


def texts(article: Article) -> list[str]:
    return [article.text_of(paragraph) for paragraph in article.paragraphs]


def headings(article: Article) -> list[str]:
    return [paragraph.heading for paragraph in article.paragraphs]


def numbers_and_lines(article: Article) -> list[tuple[int, int]]:
    return [(paragraph.number, paragraph.line) for paragraph in article.paragraphs]


def test_reads_titles_headline_headings_and_paragraphs() -> None:
    article = read(*ARTICLE)
    assert (article.profession, article.city, article.headline) == ("Bootsbauer", "Kiel", HEADLINE)
    assert texts(article) == [INTRO, TASKS, PAY]
    assert headings(article) == ["", "Was auf der Helling wirklich ansteht", "Die Sache mit dem Geld"]
    assert numbers_and_lines(article) == [(1, 4), (2, 6), (3, 8)]


@pytest.mark.parametrize("caption", ["Foto: Werft am Morgen", "© Hafenamt 2024", "Quelle: eigene Erhebung"])
def test_a_caption_takes_neither_heading_nor_paragraph(caption: str) -> None:
    article = read(*ARTICLE[:5], TASKS, caption, PAY)
    assert texts(article) == [INTRO, TASKS, PAY]
    assert headings(article)[1:] == ["Was auf der Helling wirklich ansteht"] * 2


NAVIGATION = ("Menü", "Startseite › Berufe", "Exakt", "10 km", "+ 25 km", "Exakt / 10 km / 50 km")
REVERSED = "Bootsbauer Kiel Jobs und Stellenangebote"
COUNT = "0 Bootsbauer Jobs in Kiel ..."
CONSENT = "Wir verwenden Cookies, um unsere Seite für Sie zu verbessern. " * 5
JOB_AD = ("Nordwerft GmbH | 24103 Kiel", "• Relevanz", "• Titeltreffer", "• Datum", "Nordwerft GmbH", "24103 Kiel")
FOOTER = (
    "Koch Jobs und Stellenangebote in Lübeck",
    "Beruf Bootsbauer in Kiel",
    "Impressum | Datenschutz",
    "Nach oben",
)
HIDDEN = "<!-- Koch\n Jobs -->\n<script>x = 1\ny = 2</script>"


def above(*lines: str) -> Callable[[str], str]:
    return lambda text: "\n".join((*lines, text))


VARIANTS: dict[str, Callable[[str], str]] = {
    "blank lines": lambda text: "\n\n \n" + text.replace("\n", "\n\n"),
    "indentation": lambda text: text.replace("\n", "\n\t  ").join(("\t", "  ")),
    "no-break space at the edges": lambda text: text.replace("\n", "\u00a0\n\u202f"),
    "zero-width characters at the edges": lambda text: text.replace("\n", "\u200b\n\ufeff"),
    "a second BOM": lambda text: "\ufeff" + text,
    "block tags": lambda text: text.replace(INTRO, f"<p>{INTRO}</p>").replace(TASKS, f"<br/> {TASKS}< /p>"),
    "a fragment after a heading": lambda text: text.replace(PAY, f"< p>\n{PAY}"),
    "title twice": above(*TITLES),
    "title and headline twice": above(*TITLES, HEADLINE),
    "headline twice in a row": lambda text: text.replace(HEADLINE, f"{HEADLINE}\n{HEADLINE}"),
    "menu below the titles": lambda text: text.replace(HEADLINE, "\n".join((*NAVIGATION, HEADLINE))),
    "navigation": above(*NAVIGATION),
    "award and count": above("Ausgezeichnet als beste Jobbörse", REVERSED, COUNT),
    "count below the titles": lambda text: text.replace(HEADLINE, f"{COUNT}\n{HEADLINE}"),
    "consent banner": above(CONSENT),
    "job ads": above(*JOB_AD),
    "footer": lambda text: "\n".join((text, *FOOTER)),
    "front matter": above("---", "titel: Irgendwas", "stand: 2024", "---"),
    "markdown": lambda text: "# " + text.replace(HEADLINE, f"## **{HEADLINE}**\n---"),
    "decomposed umlauts": lambda text: unicodedata.normalize("NFD", text),
    "hidden markup": lambda text: text.replace(INTRO, f"{HIDDEN}\n{INTRO}"),
}


@pytest.mark.parametrize("name", VARIANTS)
def test_reads_the_same_article_through(name: str) -> None:
    text = VARIANTS[name]("\n".join(ARTICLE))
    article = parse(text, "bootsbauer-kiel", "x", "x")
    assert (article.profession, article.city, article.headline) == ("Bootsbauer", "Kiel", HEADLINE)
    assert [unicodedata.normalize("NFC", found) for found in texts(article)] == [INTRO, TASKS, PAY]
    assert headings(article) == ["", "Was auf der Helling wirklich ansteht", "Die Sache mit dem Geld"]
    assert article.text == text
    rows = text.split("\n")
    for paragraph in article.paragraphs:
        assert article.text_of(paragraph) in rows[paragraph.line - 1]


DEBRIS = (
    "Nordwerft GmbH | 24103 Kiel",
    "• Relevanz",
    "• Titeltreffer",
    "• Datum",
    "Segelmacherei Süd AG | 80331 München",
)


@pytest.mark.parametrize(
    "head",
    [
        (HEADLINE,),
        (*DEBRIS, HEADLINE),
        (REVERSED, COUNT, HEADLINE),
        DEBRIS,
        (),
    ],
    ids=["headline", "job ads and headline", "reversed title", "job ads", "nothing"],
)
@pytest.mark.parametrize("stem", ["bootsbauer-kiel", "bootsbauer-kiel-2", "Bootsbauer_Kiel"])
def test_without_title_lines_text_and_file_name_say_who_and_where(head: tuple[str, ...], stem: str) -> None:
    article = read(*head, *ARTICLE[3:], stem=stem)
    assert (article.profession, article.city) == ("Bootsbauer", "Kiel")
    assert texts(article) == [INTRO, TASKS, PAY]
    assert article.headline == (HEADLINE if HEADLINE in head else "Bootsbauer in Kiel")


def test_without_titles_and_a_telling_file_name_the_headline_says_it() -> None:
    article = read(*ARTICLE[2:], stem="artikel-17")
    assert (article.profession, article.city) == ("Bootsbauer", "Kiel")


def test_the_title_lines_win_over_the_file_name() -> None:
    article = read(*ARTICLE, stem="koch-luebeck")
    assert (article.profession, article.city) == ("Bootsbauer", "Kiel")


def test_an_article_without_headline_keeps_its_first_paragraph() -> None:
    article = read(*TITLES, INTRO, "Die Sache mit dem Geld", PAY)
    assert texts(article) == [INTRO, PAY]
    assert article.headline == "Bootsbauer in Kiel"


def test_a_single_sentence_under_the_titles_is_a_paragraph() -> None:
    assert texts(read(*TITLES, "Das Gehalt liegt bei 2.400 €.")) == ["Das Gehalt liegt bei 2.400 €."]


def test_a_headline_of_two_sentences_is_still_the_headline() -> None:
    article = read(*TITLES, "Bootsbauer in Kiel. Das ist kein Beruf für Leute mit Höhenangst.", INTRO, PAY)
    assert article.headline.startswith("Bootsbauer in Kiel. Das")
    assert texts(article) == [INTRO, PAY]


def test_hidden_text_is_no_paragraph_and_said_to_be_left_out() -> None:
    hidden = f'<div style="display: none">{PAY}</div>'
    article = read(*ARTICLE[:6], hidden, "<span>offen und", "sichtbar ist dieser Satz hier unten im Text.</span>")
    assert PAY not in "".join(texts(article))
    assert article.warnings == ("verstecktes HTML ausgelassen",)


def test_a_tag_named_in_a_sentence_hides_nothing() -> None:
    line = "Im Betrieb sagt keiner <script> oder <!--, aber alle meinen es, wenn der Rechner wieder einmal streikt."
    article = read(*ARTICLE, line)
    assert texts(article)[-1] == line
    assert article.warnings == ()


def test_two_articles_in_one_file_are_refused() -> None:
    other = ("Koch Jobs und Stellenangebote in Ulm", "Beruf Koch in Ulm", "Koch in Ulm: Dampf", TASKS)
    assert "mehrere Artikel" in reason(*ARTICLE, *other)


def test_names_that_were_not_written_in_title_lines_are_reported() -> None:
    assert read(*ARTICLE).warnings == ()
    assert read(*ARTICLE[2:]).warnings == ("ohne Titelzeilen, gelesen als „Bootsbauer in Kiel“",)


def test_headings_are_composed_while_the_text_stays_as_it_is() -> None:
    decomposed = unicodedata.normalize("NFD", "\n".join((*TITLES, HEADLINE, INTRO, "Schöne Töne übers Geld", PAY)))
    article = parse(decomposed, "x", "x", "x")
    assert article.text == decomposed
    assert headings(article)[1] == "Schöne Töne übers Geld"
    assert unicodedata.is_normalized("NFC", article.headline)


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        (("Milch", "Brot", "Äpfel"), "kein Fließtext"),
        (TITLES, "kein Absatz"),
        ((*TITLES, HEADLINE), "kein Absatz"),
        ((*TITLES, HEADLINE, "Ein Versprechen ohne Text"), "kein Absatz"),
        (("---", "titel: nichts", "---"), "kein Fließtext"),
        (("<!DOCTYPE html>", "<html><body>", *ARTICLE, "</body></html>"), "HTML"),
        (tuple(f"<div><p>{line}</p></div>" for line in ARTICLE * 2), "HTML"),
        (("# Lotse", "Installation", "Dieses Paket liest Texte ein und gibt sie wieder aus. " * 6), "nicht erkennbar"),
        (("import os", "def main():", "    return os.environ.get('HOME') or '/tmp' " * 6), "nicht erkennbar"),
        (
            ("Urlaub in Kiel: Meer", "Dort ist es windig, und die Fähre fährt nach Norden hinaus. " * 6),
            "nicht erkennbar",
        ),
    ],
)
def test_refuses_what_is_no_article(lines: tuple[str, ...], named: str) -> None:
    assert named in reason(*lines, stem="notizen")


def test_a_shopping_list_named_like_an_article_is_none() -> None:
    assert "kein Fließtext" in reason("Einkauf für Samstag", "Milch", "Brot", stem="einkauf-kiel")


def test_reads_a_file_and_knows_where_it_came_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bootsbauer-kiel.txt").write_bytes("\r\n".join(ARTICLE).encode("cp1252"))
    monkeypatch.chdir(tmp_path)
    article = read_article(Path("bootsbauer-kiel.txt"), "bootsbauer-kiel")
    assert article.source == str(tmp_path / "bootsbauer-kiel.txt")
    assert texts(article) == [INTRO, TASKS, PAY]
    assert article.warnings == ("nicht UTF-8, als Windows-1252 gelesen",)


def test_refuses_a_file_name_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / b"bootsbauer-\xff.txt".decode(errors="surrogateescape")
    path.write_text("\n".join(ARTICLE), encoding="utf-8")
    with pytest.raises(ArticleRejected, match="Dateiname"):
        read_article(path, "x")


SHARED_ARTICLES = Path(__file__).resolve().parents[2].parent / "shared" / "articles"
REAL = {
    "it-manager-muelheim-an-der-ruhr": ("IT Manager", "Mülheim an der Ruhr", [4, 6, 8, 10, 12, 14]),
    "it-organisation-dortmund": ("IT Organisation", "Dortmund", [4, 6, 8, 9, 11, 12, 14]),
    "it-organisation-muelheim-an-der-ruhr": ("IT Organisation", "Mülheim an der Ruhr", [4, 5, 7, 9, 11, 12, 14, 16]),
}


@pytest.mark.skipif(not SHARED_ARTICLES.is_dir(), reason="needs the publisher's articles beside the checkout")
@pytest.mark.parametrize("name", REAL)
def test_reads_the_publishers_articles(name: str) -> None:
    profession, city, lines = REAL[name]
    article = read_article(SHARED_ARTICLES / f"{name}.txt", name)
    assert (article.profession, article.city) == (profession, city)
    assert numbers_and_lines(article) == list(enumerate(lines, start=1))
    untitled = parse("\n".join(article.text.split("\n")[2:]), name, "x", name)
    assert (untitled.profession, untitled.city, untitled.headline) == (profession, city, article.headline)
    assert [paragraph.line + 2 for paragraph in untitled.paragraphs] == lines
