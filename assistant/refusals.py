"""Refusals: what is missing, and what there is instead."""

from collections.abc import Sequence

from assistant.scope import Scope
from assistant.suggestions import examples, instead, nearest
from assistant.topics import topics
from assistant.types import Answer, Query, Reason
from assistant.wording import counted, listing
from index.catalogue import Catalogue

MAX_NAMED = 5


def refusal(query: Query, reason: Reason, catalogue: Catalogue, scope: Scope | None = None) -> Answer:
    """Refuse for a reason, saying what is there instead."""
    suggestions = () if reason == "too_long" else instead(query, catalogue)
    if reason in ("off_topic", "empty"):
        suggestions = examples(catalogue)
    return Answer(
        question=query.question,
        resolved_question=query.resolved,
        status="refused",
        answer=_text(query, reason, catalogue, scope),
        reason=reason,
        suggestions=suggestions,
    )


def _text(query: Query, reason: Reason, catalogue: Catalogue, scope: Scope | None) -> str:
    missing = listing(list(scope.missing), "oder") if scope else ""
    if reason == "unknown_profession":
        return f"Zum Beruf {missing} liegt mir kein Artikel vor.{_there(query, catalogue)}"
    if reason == "unknown_city":
        region = any(slot.region for slot in query.cities)
        what = f"Für {missing} als Ganzes" if region else f"Zu {missing}"
        return f"{what} liegt mir kein Artikel vor.{_elsewhere(query, catalogue)}"
    if reason == "no_article":
        return f"Zu {missing} liegt mir kein Artikel vor.{_elsewhere(query, catalogue)}{_there(query, catalogue)}"
    if reason == "no_evidence":
        return _silent(query, scope)
    if reason == "too_long":
        return "Die Frage ist zu lang: bitte höchstens 2.000 Zeichen."
    if reason == "empty":
        return "Das ist keine Frage, die ich lesen kann. Frag mich etwas zu Beruf, Gehalt, Aufgaben oder Weiterbildung."
    return (
        "Dazu kann ich nichts sagen: Ich beantworte Fragen zu Berufen, also zu Gehalt, Aufgaben, Anforderungen, "
        "Weiterbildung und Arbeitsmarkt."
    )


def _there(query: Query, catalogue: Catalogue) -> str:
    """Name the professions that the town asked about does have."""
    cities = [name for slot in query.cities if slot.standing == "indexed" for name in slot.names]
    if not cities:
        count = catalogue.statistics.professions
        return "" if query.cities else f" Der Index kennt {counted(count, 'anderen Beruf', 'andere Berufe')}."
    professions = sorted({article.profession for article in catalogue.articles(cities=cities)})
    return f" Zu {listing(cities)} gibt es: {_some(professions)}."


def _elsewhere(query: Query, catalogue: Catalogue) -> str:
    """Name the towns that have the profession asked about."""
    professions = [name for slot in query.professions if slot.standing == "indexed" for name in slot.names]
    if not professions:
        cities = sorted({article.city for article in nearest(query, catalogue)})
        return f" Artikel gibt es zum Beispiel zu: {_some(cities)}."
    cities = sorted({article.city for article in catalogue.articles(professions=professions)})
    return f" Über {listing(professions)} gibt es Artikel zu: {_some(cities)}."


def _silent(query: Query, scope: Scope | None) -> str:
    label = next((topics()[name].label for name in query.topics), None)
    about = f"zum Thema {label}" if label else "zu dieser Frage"
    # what an article says on pay may be that it depends
    pay = query.topic == "salary"
    says, say, nothing = ("nennt", "nennen", "keine Zahl, die") if pay else ("sagt", "sagen", "nichts, was")
    articles = scope.articles if scope else None
    if articles and len(articles) == 1:
        return f"Der Artikel „{articles[0].title}“ {says} {about} {nothing} die Frage beantwortet."
    if articles:
        return f"Die {len(articles)} passenden Artikel {say} {about} {nothing} die Frage beantwortet."
    return f"Die Artikel {say} {about} {nothing} die Frage beantwortet."


def _some(names: Sequence[str]) -> str:
    more = len(names) - MAX_NAMED
    shown = list(names[:MAX_NAMED])
    return f"{', '.join(shown)} und {more} weitere" if more > 0 else listing(shown)
