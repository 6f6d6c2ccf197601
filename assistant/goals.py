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
    """Ask the articles of the conversation about a profession that is not their subject but named in them.

    Nothing changes where the index has articles on the profession, or those of the conversation do not name it: then
    the refusal says so.
    """
    context = context_of(earlier)
    if context is None or query.cities or not query.professions or indexed_names(query.professions):
        return query
    folded = german.fold(query.question)
    surfaces = [slot.surface for slot in query.professions]
    if not all(_is_goal(german.fold(surface), folded) for surface in surfaces):
        return query
    subjects, towns = indexed_names(context.professions), indexed_names(context.cities)
    told_of = {article.rowid for article in catalogue.articles(subjects, towns or None)} if subjects else set()
    words = tuple(word for surface in surfaces for word in german.words(surface))
    if not told_of & {article for article, _ in catalogue.articles_with(german.stems(" ".join(words)))}:
        return query
    return replace(
        query,
        professions=(),
        topics=("training",) if query.vague or not query.topics else query.topics,
        vague=False,
        content=(*query.content, *words),
        specific=(*query.specific, *words),
        text=f"{query.text} {' '.join(surfaces)}",
    )


def _is_goal(surface: str, question: str) -> bool:
    name = re.escape(surface)
    return re.search(rf"\b{name}\b(?: \w+){{0,2}} (?:{REACHES})\b|\b(?:{LEADS_TO}) {name}\b", question) is not None
