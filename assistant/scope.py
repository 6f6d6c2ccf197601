"""Which articles a question is about, and what it names that no article covers."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.types import Query, Reason, Slot
from assistant.wording import listing
from index.catalogue import ArticleRow, Catalogue


@dataclass(frozen=True, slots=True)
class Scope:
    """The articles asked about; None means that the question names neither profession nor town."""

    articles: tuple[ArticleRow, ...] | None
    missing: tuple[str, ...] = ()
    """What was named and is not there, such as 'Koch in Essen', when other articles do answer."""
    reason: Reason | None = None


def scope_of(query: Query, catalogue: Catalogue) -> Scope:
    """Find the articles for the professions and towns of a query, or the reason why there are none."""
    if not query.professions and not query.cities:
        return Scope(None)
    professions = [slot for slot in query.professions if slot.standing == "indexed"]
    cities = [slot for slot in query.cities if slot.standing == "indexed"]
    unknown_professions = [slot.names[0] for slot in query.professions if slot.standing != "indexed"]
    unknown_cities = [slot.names[0] for slot in query.cities if slot.standing != "indexed"]
    if query.professions and not professions:
        return Scope((), tuple(unknown_professions), "unknown_profession")
    if query.cities and not cities:
        return Scope((), tuple(unknown_cities), "unknown_city")
    missing = unknown_professions + unknown_cities
    if query.paired and len(professions) == len(cities):
        articles, absent = _pairs(list(zip(professions, cities, strict=True)), catalogue)
    else:
        articles, absent = _articles(professions, cities, catalogue)
    if not articles:
        return Scope((), tuple(missing + absent), "no_article")
    return Scope(tuple(dict.fromkeys(articles)), tuple(missing + absent))


def _articles(
    professions: Sequence[Slot], cities: Sequence[Slot], catalogue: Catalogue
) -> tuple[list[ArticleRow], list[str]]:
    if not professions:
        return catalogue.articles(cities=[name for slot in cities for name in slot.names]), []
    return _pairs([(profession, city) for profession in professions for city in cities or (None,)], catalogue)


def _pairs(pairs: Sequence[tuple[Slot, Slot | None]], catalogue: Catalogue) -> tuple[list[ArticleRow], list[str]]:
    found: list[ArticleRow] = []
    absent: list[str] = []
    for profession, city in pairs:
        articles = _pair(profession, city, catalogue)
        found += articles
        if not articles:
            absent.append(f"{profession.names[0]} in {city.names[0]}" if city else profession.names[0])
    return found, absent


def _pair(profession: Slot, city: Slot | None, catalogue: Catalogue) -> list[ArticleRow]:
    cities = city.names if city else None
    # The field stands in for the person (and the other way round) only where there is no article for what was named:
    # a town may have both, and they are different articles.
    for names in (profession.names, profession.related):
        if names and (articles := catalogue.articles(names, cities)):
            return articles
    return []


def understood_as(query: Query, scope: Scope) -> str:
    """Say how a profession was read that the index does not have by that name."""
    read = {article.profession for article in scope.articles or ()}
    notes = [f"Zu „{goal}“ gibt es keinen eigenen Artikel, erwähnt wird das hier:" for goal in query.goals]
    for slot in query.professions:
        names = [name for name in slot.names if name in read]
        if slot.loose and names:
            notes.append(f"„{slot.surface}“ lese ich hier als {listing(names, 'oder')}.")
        elif slot.related and not names:
            instead = [name for name in slot.related if name in read]
            if instead:
                notes.append(f"Statt „{slot.surface}“ gibt es den Artikel {listing(instead, 'und')}.")
    towns = {article.city for article in scope.articles or ()}
    for slot in query.cities:
        names = [name for name in slot.names if name in towns]
        if slot.loose and names:
            notes.append(f"„{slot.surface}“ lese ich hier als {listing(names, 'oder')}.")
    return "".join(f"{note} " for note in notes)
