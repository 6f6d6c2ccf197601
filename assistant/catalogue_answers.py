"""Answers about the index itself: which professions, towns and articles there are, and where a word occurs."""

import re
from collections.abc import Sequence

from assistant.citations import Citations
from assistant.drafts import Draft
from assistant.passages import cite, title_passage
from assistant.types import Query
from assistant.wording import counted, listing
from index import german
from index.catalogue import ArticleRow, Catalogue, ChunkRow

MAX_LISTED = 25
FEW, FEW_SHARE = 6, 0.05
"""In up to so many articles, or such a share of them, a word is rare enough to be what is asked for."""
MOST_FOREIGN = 0.3
ASKS_HOW_MANY = re.compile(r"\bwie ?viele\b")
ASKS_FOR_TOWNS = re.compile(r"\b(?:stadte?n?|orte?n?|wo)\b")


def catalogue_answer(query: Query, articles: Sequence[ArticleRow] | None, catalogue: Catalogue) -> Draft | None:
    """Answer from the catalogue of articles, None being all of them; return None where nothing fits."""
    if query.specific:
        found = next((d for words in _searched(query) if (d := _occurrences(words, articles, catalogue))), None)
        if found or _nouns(query) or articles is None:
            return found
    folded = german.fold(query.question)
    for_towns = bool(query.professions) or (not query.cities and ASKS_FOR_TOWNS.search(folded) is not None)
    if articles is None:
        return _overview(for_towns, catalogue)
    if not articles:
        return None
    citations = Citations()
    shown = articles[:MAX_LISTED]
    names = [
        f"{article.city if for_towns else article.profession} {citations.mark(title_passage(catalogue, article))}"
        for article in shown
    ]
    subject = listing(sorted({a.profession if for_towns else a.city for a in articles}))
    text = f"{'Über' if for_towns else 'Zu'} {subject} gibt es {counted(len(articles), 'Artikel', 'Artikel')}: "
    rest = f" und {len(articles) - MAX_LISTED} weitere" if len(articles) > MAX_LISTED else ""
    return Draft(f"{text}{listing(names) if not rest else ', '.join(names) + rest}.", citations.all())


def mentions(query: Query, catalogue: Catalogue) -> Draft | None:
    """List the few articles that have all the things named in a question about work: 'Wo nützt mir Vietnamesisch?'."""
    nouns = _nouns(query)
    if not nouns or query.foreign > MOST_FOREIGN:
        return None
    stems = german.stems(" ".join(nouns))
    few = max(FEW, int(FEW_SHARE * catalogue.statistics.articles))
    return _occurrences(nouns, None, catalogue) if 0 < len(catalogue.articles_with(stems)) <= few else None


def _overview(for_towns: bool, catalogue: Catalogue) -> Draft:
    names = catalogue.cities() if for_towns else catalogue.professions()
    kind = ("Ort", "Orte") if for_towns else ("Beruf", "Berufe")
    rest = f" und {len(names) - MAX_LISTED} weitere" if len(names) > MAX_LISTED else ""
    shown = ", ".join(names[:MAX_LISTED]) + rest
    return Draft(
        f"Der Index kennt {counted(len(names), *kind)} in {catalogue.statistics.articles} Artikeln: {shown}.", ()
    )


def _nouns(query: Query) -> tuple[str, ...]:
    return tuple(word for word in query.specific if word[:1].isupper())


def _searched(query: Query) -> list[tuple[str, ...]]:
    """Return the words to look for, then the nouns among them: 'Wo nützt es, dass ich Vietnamesisch spreche?'."""
    nouns = _nouns(query)
    return [query.specific, nouns] if nouns and nouns != query.specific else [query.specific]


def _occurrences(words: Sequence[str], articles: Sequence[ArticleRow] | None, catalogue: Catalogue) -> Draft | None:
    """List every article that has all the words, each with the sentence that does."""
    stems = sorted(catalogue.term_frequencies(german.stems(" ".join(words))))
    found = catalogue.articles_with(stems)
    if articles is not None:
        wanted = {article.rowid for article in articles}
        found = [(article, chunk) for article, chunk in found if article in wanted]
    if not found:
        return None
    citations = Citations()
    lines = []
    chunks = {chunk.rowid: chunk for chunk in catalogue.chunks([chunk for _, chunk in found[:MAX_LISTED]])}
    for chunk in (chunks[rowid] for _, rowid in found[:MAX_LISTED]):
        start, end = _sentence_with(chunk, set(stems))
        passage = cite(catalogue, chunk.article, start, end)
        if passage:
            lines.append(f"- {chunk.article.title}: {' '.join(passage.quote.split())} {citations.mark(passage)}")
    opening = f"„{' '.join(words)}“ kommt in {counted(len(found), 'Artikel', 'Artikeln')} vor:"
    if len(found) > MAX_LISTED:
        lines.append(f"Dazu kommen {len(found) - MAX_LISTED} weitere.")
    return Draft("\n".join([opening, *lines]), citations.all())


def _sentence_with(chunk: ChunkRow, stems: set[str]) -> german.Span:
    spans = german.sentences(chunk.text)
    best = max(spans, key=lambda span: len(stems & set(german.stems(chunk.text[slice(*span)]))))
    return chunk.start + best[0], chunk.start + best[1]
