"""Resolve a follow-up: what a question leaves out is taken from the conversation, and the result is shown."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.types import Kind, Query, Slot
from assistant.wording import QUESTIONS, question_about
from index import german

OPENS_FOLLOW_UP = re.compile(
    r"^(?:(?:ok|okay|danke|gut|super|aha|ach so|alles klar|und|aber|oder|auch|dann)[,.!]* )*"
    r"(?:und|aber|oder|auch|dann|gilt das|stimmt das|ist das|wie siehts?|wie ist es|wie steht|was ist mit|and|"
    r"what about)\b"
)
MOVES = re.compile(
    r"^(?:und |aber |ok(?:ay)? |dann )*(?:wie sieht?s|wie sieht es|wie ist es|wie steht(?: es|s)|was ist mit)\b"
    r"(?!.*\b(?:mit|bei|um) \w)|\b(?:und|aber|oder|also) (?:dort|da|hier|in der stadt)$"
)
"""How the same is asked of another town or profession: "Wie sieht's in Wiesbaden aus?", "Ich ziehe fort, und dort?"."""
QUALIFIES = re.compile(r"(?:und|aber|oder) (?:mit|als|bei) (?!we[mnr]\b|was\b|wie\b|welche)")
"""How a question about pay goes on to another case: 'Und mit Zusatzqualifikation?'."""
POINTS_TO_PLACE = re.compile(r"\b(?:dort|da|hier|ebenda|dieser stadt|diesem ort|der stadt|daselbst|there)\b")
POINTS_TO_PROFESSION = re.compile(
    r"\b(?:er|sie|der (?:denn|da|so|am)|ihn|ihm|ihr|diese[rmns]?|de[mn] (?:beruf|job)|they|he|she)\b"
)
POINTS_TO_BOTH = re.compile(r"\b(?:beiden?r?|der zwei|den zwei|die zwei|both|of the two)\b")
SHORT = 4  # words; "Mit Erfahrung?", "In Kiel?"


def resolve(query: Query, earlier: Sequence[Query]) -> Query:
    """Fill what query leaves out from the questions before it, oldest first."""
    context = context_of(earlier)
    if context is None or query.kind in ("small_talk", "empty", "too_long"):
        return query
    folded = german.fold(query.question)
    moves = bool(query.professions or query.cities) and MOVES.search(" ".join(german.words(folded))) is not None
    elliptic = moves or OPENS_FOLLOW_UP.search(folded) is not None or _is_short(query)
    professions = _professions(query, context, folded, elliptic)
    cities = _cities(query, context, folded, elliptic)
    both = _last_two(earlier) if POINTS_TO_BOTH.search(folded) else None
    professions, cities = both or (professions, cities)
    qualifies = context.topic == "salary" and QUALIFIES.match(folded) is not None
    own_topics = () if elliptic and (query.vague or qualifies) else query.topics
    topics = own_topics or (context.topics if elliptic and (moves or qualifies or not query.specific) else query.topics)
    if (professions, cities, topics) == (query.professions, query.cities, query.topics):
        return query
    same_topic = not own_topics or own_topics == context.topics
    keeps_level = elliptic and same_topic and not query.extreme and not qualifies
    level = query.level or (context.level if keeps_level else None)
    paired = query.paired if both is None else len(professions) == len(cities) > 1
    merged = replace(query, professions=professions, cities=cities, topics=topics, level=level, paired=paired)
    if merged.topic == "salary" and query.kind == "salary" and len(professions) + len(cities) > 2:
        merged = replace(merged, kind="comparison")
    if not own_topics and topics and query.kind == "passages":
        text = f"{context.text} {query.text}"
        content = (*context.content, *query.content)
        merged = replace(merged, kind=_kind(context, merged), content=content, text=text)
    return replace(merged, resolved=_in_full(merged))


def context_of(earlier: Sequence[Query]) -> Query | None:
    """Return the last question that was about something, itself resolved."""
    context: Query | None = None
    for query in earlier:
        resolved = resolve(query, [context] if context else [])
        if resolved.kind not in ("small_talk", "empty", "too_long") and (
            resolved.professions or resolved.cities or resolved.topics
        ):
            context = resolved
    return context


def _last_two(earlier: Sequence[Query]) -> tuple[tuple[Slot, ...], tuple[Slot, ...]] | None:
    """Return the professions and the towns of the last two things spoken of: 'in welcher von beiden?'; None if none."""
    spoken = (context_of(earlier[: at + 1]) for at in range(len(earlier)))
    subjects = dict.fromkeys((query.professions, query.cities) for query in spoken if query)
    if len(subjects) < 2:
        return None
    (professions, cities), (later_professions, later_cities) = list(subjects)[-2:]
    return _united(professions, later_professions), _united(cities, later_cities)


def _united(slots: Sequence[Slot], later: Sequence[Slot]) -> tuple[Slot, ...]:
    return tuple({slot.names: slot for slot in (*slots, *later)}.values())


def _is_short(query: Query) -> bool:
    return len(query.question.split()) <= SHORT and not query.topics and query.kind == "passages" and not query.specific


def _professions(query: Query, context: Query, folded: str, elliptic: bool) -> tuple[Slot, ...]:
    if query.professions or query.kind == "catalogue":
        return query.professions
    about_something = bool(query.topics) or elliptic or POINTS_TO_PROFESSION.search(folded) is not None
    # "Welche Kurse gibt es in Kiel?" stands on its own; "Und in Kiel?", "Was muss sie dort können?" do not
    stands_alone = query.cities and not elliptic and not POINTS_TO_PROFESSION.search(folded)
    asks_which = re.search(r"\bwelche[rnms]? beruf|\bwelche jobs|\bwer verdient", folded) is not None
    return context.professions if about_something and not stands_alone and not asks_which else ()


def _cities(query: Query, context: Query, folded: str, elliptic: bool) -> tuple[Slot, ...]:
    if query.cities:
        return query.cities
    if POINTS_TO_PLACE.search(folded):
        return context.cities
    if query.kind == "catalogue" or re.search(r"\bwo\b|\bwelche[rnms]? (?:stadt|ort)", folded):
        return ()
    # a whole question about another profession starts afresh: the town is not carried over
    if query.professions and not elliptic:
        return ()
    about_something = bool(query.topics) or elliptic or POINTS_TO_PROFESSION.search(folded) is not None
    return context.cities if about_something else ()


def _kind(context: Query, merged: Query) -> Kind:
    if merged.topic == "salary" and context.kind in ("salary", "comparison"):
        return "salary"
    return context.kind if context.kind != "catalogue" else "passages"


def _in_full(query: Query) -> str:
    """Phrase the resolved question so that it can be read without the conversation."""
    profession = " oder ".join(slot.names[0] for slot in query.professions)
    city = " und ".join(slot.names[0] for slot in query.cities)
    if profession and query.topic in QUESTIONS and not query.specific:
        return question_about(query.topic, profession, city or None, query.level)
    about = " in ".join(part for part in (profession, city) if part)
    return f"{query.question.rstrip(' ?.!')} ({about})?"
