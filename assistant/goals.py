"""Professions that are named as where one can get to: 'Kann ich danach den Techniker machen?'."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.follow_ups import context_of
from assistant.slots import indexed_names
from assistant.types import Query
from index import german
from index.catalogue import Catalogue

REACHES = r"werden|machen|schaffen|aufsteigen|bringen|hocharbeiten|weiterbilden|fortbilden|umschulen|become"
LEADS_TO = r"zum|zur|zu einem|zu einer"


def with_goals(query: Query, earlier: Sequence[Query], catalogue: Catalogue) -> Query:
    """Ask the articles of the town named, else of the conversation, about a profession that they only mention.

    Nothing changes where the index has articles on the profession, or the articles do not mention it: then the refusal
    says so.
    """
    if not query.professions or indexed_names(query.professions):
        return query
    folded = german.fold(query.question)
    surfaces = [slot.surface for slot in query.professions]
    if not all(_is_goal(german.fold(surface), folded) for surface in surfaces):
        return query
    context = None if query.cities else context_of(earlier)
    subjects = indexed_names(context.professions) if context else ()
    towns = indexed_names(context.cities if context else query.cities)
    if query.cities and not towns:
        return query
    told_of = {article.rowid for article in catalogue.articles(subjects or None, towns or None)}
    words = tuple(word for surface in surfaces for word in german.words(surface))
    if not told_of & {article for article, _ in catalogue.articles_with(german.stems(" ".join(words)))}:
        return query
    return replace(
        query,
        professions=(),
        goals=tuple(surfaces),
        topics=("training",) if query.vague or not query.topics else query.topics,
        vague=False,
        content=(*query.content, *words),
        specific=(*query.specific, *words),
        text=f"{query.text} {' '.join(surfaces)}",
    )


def _is_goal(surface: str, question: str) -> bool:
    name = re.escape(surface)
    return re.search(rf"\b{name}\b(?: \w+){{0,4}} (?:{REACHES})\b|\b(?:{LEADS_TO}) {name}\b", question) is not None
