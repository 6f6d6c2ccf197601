"""Article files: from a path to an Article with its paragraphs, or to the reason why it is none."""

from collections.abc import Sequence
from pathlib import Path

from index import markup, outline, slugs, titles
from index.debris import is_debris, is_head_debris
from index.decoding import decode
from index.errors import ArticleRejected
from index.german import fold
from index.lines import Line, content_lines
from index.source_files import read_bytes
from index.titles import CityName, Naming
from index.types import Article

MIN_PROSE_CHARS = 120
SURELY_PROSE_CHARS = 200


def read_article(path: Path, article_id: str, city_name: CityName | None = None) -> Article:
    """Read one article file, or raise ArticleRejected with a German reason (without the path)."""
    return article_of(read_bytes(path), path, article_id, city_name)


def article_of(data: bytes, path: Path, article_id: str, city_name: CityName | None = None) -> Article:
    """Read an article from the bytes of the file at path."""
    source = str(path.absolute())
    if not _is_encodable(source):
        raise ArticleRejected("Dateiname ist kein gültiges UTF-8")
    decoded = decode(data)
    return parse(decoded.text, path.stem, source, article_id, decoded.warnings, city_name)


def parse(
    text: str,
    file_stem: str,
    source: str,
    article_id: str,
    warnings: Sequence[str] = (),
    city_name: CityName | None = None,
) -> Article:
    """Read an article from decoded text; `file_stem` helps where the title lines are missing."""
    if markup.is_document(text):
        raise ArticleRejected("HTML statt Text")
    hidden = markup.hidden_spans(text)
    lines = content_lines(text, hidden)
    titled = _titled(lines, city_name)
    naming = titled or _inferred(lines, file_stem, city_name)
    headline, body = _split_headline(lines, naming)
    paragraphs = outline.paragraphs(body)
    if not paragraphs:
        raise ArticleRejected("kein Absatz gefunden")
    if not titled:
        warnings = (*warnings, f"ohne Titelzeilen, gelesen als „{naming.profession} in {naming.city}“")
    if hidden:
        warnings = (*warnings, "verstecktes HTML ausgelassen")
    return Article(
        id=article_id,
        source=source,
        profession=naming.profession,
        city=naming.city,
        headline=headline or f"{naming.profession} in {naming.city}",
        text=text,
        paragraphs=paragraphs,
        warnings=tuple(warnings),
    )


def _is_encodable(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _titled(lines: Sequence[Line], city_name: CityName | None) -> Naming | None:
    """Read the title lines; those above the text count before those that may link to other articles below it."""
    prose_at = _prose_start(lines)
    naming = titles.from_title_lines(lines[:prose_at], city_name) or titles.from_title_lines(lines, city_name)
    if titles.pairs(lines[prose_at:]) - {naming}:
        raise ArticleRejected("mehrere Artikel in einer Datei")
    return naming


def _inferred(lines: Sequence[Line], file_stem: str, city_name: CityName | None) -> Naming:
    """Find profession and town without title lines, or reject the text."""
    head = lines[: _prose_start(lines)]
    if len(head) == len(lines):
        raise ArticleRejected("kein Artikel: keine Titelzeile und kein Fließtext")
    own = [line.text for line in lines if not is_head_debris(line.text) and not titles.is_title(line.text)]
    witness = slugs.Witness("\n".join(own))
    # The file name is the portal's own name of the article. The lines above the text may come from job ads for other
    # places; of those, the reversed title and the count repeat the search, a headline is free in what it calls the job.
    naming = (
        slugs.from_words(slugs.slug_words(file_stem), witness, city_name)
        or slugs.from_words(_reversed_title_words(head), witness, city_name)
        or titles.from_count_line(head, city_name)
        or _from_headlines(head, lines[len(head) :], city_name)
    )
    if naming is None:
        raise ArticleRejected("kein Artikel: Beruf und Ort nicht erkennbar")
    return naming


def _prose_start(lines: Sequence[Line]) -> int:
    """Return the index of the first line of running text."""
    return next((at for at, line in enumerate(lines) if _is_prose(line.text)), len(lines))


def _is_prose(text: str) -> bool:
    if len(text) < MIN_PROSE_CHARS or is_head_debris(text) or titles.is_title(text):
        return False
    return len(text) >= SURELY_PROSE_CHARS or text.endswith((".", "!", "?", "…"))


def _reversed_title_words(head: Sequence[Line]) -> tuple[str, ...]:
    matches = (titles.REVERSED_TITLE.fullmatch(line.text) for line in head if titles.is_title(line.text))
    return next((slugs.slug_words(match["rest"]) for match in matches if match), ())


def _from_headlines(head: Sequence[Line], body: Sequence[Line], city_name: CityName | None) -> Naming | None:
    """Trust a headline only where the text goes on about the same profession and town."""
    witness = slugs.Witness("\n".join(line.text for line in body))
    namings = (titles.from_headline(line.text, city_name) for line in head if not is_head_debris(line.text))
    return next((naming for naming in namings if naming and _confirms(witness, naming)), None)


def _confirms(witness: slugs.Witness, naming: Naming) -> bool:
    return witness.mentions(naming.profession.split()) and witness.mentions(naming.city.split()[:1])


def _split_headline(lines: Sequence[Line], naming: Naming) -> tuple[str, list[Line]]:
    """Leave out what stands above the headline, and portal lines further down; return headline and body."""
    prose_at = _prose_start(lines)
    title_end = max((at + 1 for at, line in enumerate(lines[:prose_at]) if titles.is_title(line.text)), default=0)
    is_above = is_debris if title_end else is_head_debris
    above = [line for line in lines[title_end:prose_at] if not is_above(line.text) and not titles.is_title(line.text)]
    body = [line for line in lines[prose_at:] if not is_debris(line.text) and not titles.is_title(line.text)]
    if not title_end:
        # without title lines the headline is the line that names the job; what is left above it is unknown debris
        named = next((at for at, line in enumerate(above) if _names(line.text, naming)), None)
        above = above[named:] if named is not None else []
    rest = [*above, *body]
    if rest and outline.is_headline(rest[0], rest[1:]):
        return rest[0].text, [line for line in rest[1:] if line.text != rest[0].text]
    return "", rest


def _names(text: str, naming: Naming) -> bool:
    folded = fold(text)
    return fold(naming.city.split()[0]) in folded or fold(naming.profession) in folded
