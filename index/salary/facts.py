"""From an article to its salary facts, with offsets into the source file."""

from collections.abc import Iterator

from index.german import reading
from index.salary.foreign import Others
from index.salary.statements import Statement, statements
from index.types import Article, Paragraph, SalaryFact


def facts_of(article: Article, *, others: Others = ()) -> list[SalaryFact]:
    """Return the salary facts of an article in reading order; `others` as in `statements`."""
    return [fact for paragraph in article.paragraphs for fact in _facts_in(article, paragraph, others)]


def _facts_in(article: Article, paragraph: Paragraph, others: Others) -> Iterator[SalaryFact]:
    read = reading(article.text_of(paragraph))
    found = statements(
        read.text, paragraph.heading, professions=(article.profession,), cities=(article.city,), others=others
    )
    for statement in found:
        start, end = read.source_span(statement.start, statement.end)
        yield _fact(paragraph, statement, paragraph.start + start, paragraph.start + end)


def _fact(paragraph: Paragraph, statement: Statement, start: int, end: int) -> SalaryFact:
    return SalaryFact(
        paragraph=paragraph.number,
        line=paragraph.line,
        start=start,
        end=end,
        level=statement.level,
        min=statement.min,
        max=statement.max,
        open_top=statement.open_top,
        period=statement.period,
        currency=statement.currency,
        qualifier=statement.qualifier,
    )
