"""Understand a question: what is asked, about whom, where, at which level."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.generic import generic_words
from assistant.intents import intents_of, likeliest_subject
from assistant.levels import asks_per_year, extreme_of, is_level_word, level_of, threshold_of
from assistant.normalise import MAX_CHARACTERS, Token, normalise, tokens
from assistant.slots import Found, SlotFinder
from assistant.small_talk import Talk, likely_talk, talk_of
from assistant.spelling import corrected, topic_word
from assistant.topics import asks_clearly, is_cue, modifier_of, topics, topics_of
from assistant.types import Kind, Query
from index import german

SURE_OF_SUBJECT, SURER_OF_SUBJECT = 0.6, 0.7
"""From which share on the likeliest subject takes the place of a vague topic, and of none."""
WANTS_NUMBER = re.compile(
    r"\bwie ?viele?\b|\bwie (?:lange?|hoch|gross|alt|oft|weit)\b|\bhow (?:many|long)\b"
    r"|\bum wie ?viel\b|\bwas kostet\b|\bum welche uhrzeit\b"
)
WANTS_TIME = re.compile(
    r"\bwann\b|\b(?:um|bis|ab) (?:wie ?viel|welche[rn]?) (?:uhr|uhrzeit)\b|\bwie (?:spat|fruh)\b|\bwhen\b"
)
COMPARES = re.compile(
    r"\b(?:mehr|weniger|besser bezahlt|hoher|niedriger|vergleich\w*|gegenuber|unterschied\w*|"
    r"am (?:meisten|wenigsten|besten|schlechtesten)|"
    r"bestbezahlt\w*|rangliste|ranking|top|hochste\w*|niedrigste\w*|versus|vs|oder|compare\w*|best)\b"
)
ENGLISH = frozenset(
    "the what how much many who where which is are was does do did of at for to an a and or me my you about tell "
    "can could there make get as with would i".split()
)
ASKS_WHY = re.compile(r"\b(?:wovon|wonach|warum|weshalb|wieso|woran|wie kommt es)\b")
POINTS_BACK = re.compile(
    r"\b(?:ist|ware|geht|klappt|reicht|stort|schadet|gilt|passt) (?:das|es|dies)\b|\b(?:damit|dafur|trotzdem|dennoch)\b"
)
"""What in a question means the sentence before it: 'Ich spreche kaum Deutsch. Ist das ein Problem?'."""
LISTS = re.compile(
    r"\b(?:welche[nmrs]?|was (?:alles )?fur|was gibts? (?:\w+ ){0,2}fur|wie viele|zu welchen|fur welche|in welchen|"
    r"alle|liste)\b"
    r".{0,30}\b(?:berufe?n?|stadte?n?|stadt|orte?n?|artikeln?|professionen|beitrage?n?|texte?n?|jobs?)\b"
    r"|\b(?:gibt es|gibts|wer von) .{0,20}\b(?:berufe?n?|jobs?)\b"
    r"|\b(?:stadte?n?|orte?n?|berufe?n?)\b.{0,10}\b(?:mit|zu|uber)\b.{0,40}\bartikeln?\b"
    r"|^wer (?:\w+ )?(?:hat|arbeitet|hantiert) (?:\w+ ){0,2}mit\b"
    r"|\bwo (?:kommt|wird|steht|ist|taucht)\b.{1,60}\b(?:vor|erwahnt|genannt|auf|die rede)\b"
    r"|\bgibt es .{0,20}artikel\b|\bwo gibt es\b.{0,20}\bartikel\b|\bwelche artikel\b"
    r"|\bwas (?:weisst|hast) du (?:alles |so )?(?:uber|zu|aus|in)\b"
)


class Understander:
    """Turns the text of a question into a Query."""

    def __init__(self, finder: SlotFinder) -> None:
        """Find names with finder."""
        self._finder = finder

    def understand(self, question: str) -> Query:
        """Understand a question on its own, without the conversation before it."""
        text = normalise(question)
        if not any(char.isalnum() for char in text):
            return Query(text, text, "empty")
        if len(text) > MAX_CHARACTERS:
            return Query(text[:MAX_CHARACTERS], text[:MAX_CHARACTERS], "too_long")
        talk = talk_of(text)
        if talk:
            return Query(text, text, "small_talk", text=text, talk=talk)
        words = tokens(text)
        query = _query(text, words, self._finder.find(text, words, _plain(words)), self._is_word)
        return _with_intent(query)

    def _is_word(self, folded: str) -> bool:
        """Say whether the articles use a word; "gehallt" would be a form of "hallen", but is a slip of "Gehalt"."""
        is_form = not folded.startswith(german.stem(folded))
        return self._finder.is_word(folded) and not (is_form and topic_word(folded))


def _query(text: str, words: Sequence[Token], found: Found, is_word: Callable[[str], bool]) -> Query:
    whole = _read(text, words, found, is_word)
    asking = _asking(text)
    if not asking or not whole.specific:
        return whole
    # What is told beside the question ("Ich bin 31 und zahle Miete. …") gives names and level, not the thing asked for
    inside = frozenset(at for at, word in enumerate(words) if any(start <= word.start < end for start, end in asking))
    core = _read(text, words, replace(found, used=found.used | (frozenset(range(len(words))) - inside)), is_word)
    is_thing = len(core.specific) > 1 or any(word[:1].isupper() for word in core.specific)
    if POINTS_BACK.search(german.fold(" ".join(text[slice(*span)] for span in asking))):
        return whole
    if not is_thing and (core.vague or not core.topics):
        return whole
    return replace(core, level=whole.level, extreme=whole.extreme, threshold=whole.threshold, per_year=whole.per_year)


def _with_intent(query: Query) -> Query:
    """Say how likely it is that a question is small talk or about something else than work."""
    is_named = query.professions or query.cities or (query.topics and not query.vague)
    talk = frozenset[Talk]() if is_named or query.kind != "passages" else likely_talk(query.text)
    if talk:
        return replace(query, kind="small_talk", talk=talk)
    if query.kind != "passages" or not query.vague:
        return query
    likeliest, share = likeliest_subject(intents_of(query.text))
    enough = SURE_OF_SUBJECT if query.topics else SURER_OF_SUBJECT
    if likeliest not in query.topics and share >= enough:
        # "Wann brauchen die Kioske mehr Leute?": "brauchen" is no sure sign of what is asked
        topic = likeliest if likeliest in topics() and (query.topics or likeliest != "salary") else None
        return replace(query, topics=(topic,) if topic else ())
    return query


def _asking(text: str) -> list[german.Span]:
    """Return the sentences that ask, where there are others as well."""
    spans = german.sentences(text)
    asking = [span for span in spans if text[slice(*span)].endswith("?")]
    return asking if 0 < len(asking) < len(spans) else []


def _read(text: str, words: Sequence[Token], found: Found, is_word: Callable[[str], bool]) -> Query:
    folded = german.fold(text)
    free = corrected(
        [_cue(part) for at, word in enumerate(words) if at not in found.used for part in german.words(word.text)],
        is_word,
    )
    named = [part for slot in found.professions for part in german.folded_words(slot.surface)]
    money = [part for part in named if part.endswith(("gehalt", "gehalter", "lohn"))]
    topics = topics_of(free + money, " ".join(free))
    content = [
        part if is_word(german.fold(part)) else topic_word(german.fold(part)) or part
        for at, word in enumerate(words)
        if at not in found.used
        for part in german.words(word.text)
        if _has_content(german.fold(part))
    ]
    # "im Kiosk" says who is meant, and nothing that a paragraph would have to say
    places = frozenset(part for slot in found.professions if slot.loose for part in german.words(slot.surface))
    specific = [
        asked
        for part in content
        for asked in ((part,) if _is_specific(german.fold(part), is_word) else (modifier_of(german.fold(part)),))
        if asked and part not in places
    ]
    level, extreme = level_of(free, folded), extreme_of(free)
    limit = threshold_of(folded, about_pay="salary" in topics)
    query = Query(
        question=text,
        resolved=text,
        kind="passages",
        topics=("salary", *(t for t in topics if t != "salary")) if limit else topics,
        professions=found.professions,
        cities=found.cities,
        paired=found.paired,
        level=level,
        extreme=extreme,
        threshold=limit,
        per_year=asks_per_year(free),
        content=tuple(content),
        specific=tuple(word for word in specific if not word.isdigit()),
        text=_without_names(text, words, found, is_word),
        vague=not asks_clearly(free + money, " ".join(free)),
        wants_number=WANTS_NUMBER.search(folded) is not None,
        wants_time=WANTS_TIME.search(folded) is not None,
    )
    return _with_kind(query, folded)


def _cue(word: str) -> str:
    # folding makes "zählt" (counts) the same as "zahlt" (pays), "ich vertrage" and "du verträgst" the same as contracts
    if word.lower().startswith(("zähl", "zaehl")):
        return "rechnet"
    return "dulde" if word.startswith(("vertrage", "verträg", "vertrug")) else german.fold(word)


def settled(query: Query) -> Query:
    """Drop, once the conversation has been looked at, what was only supposed: vague topics and unheard professions."""
    professions = query.professions
    if query.vague or not query.topics:
        professions = tuple(slot for slot in professions if slot.standing != "unheard")
    if query.vague and not professions:
        return replace(query, topics=(), professions=professions)
    return replace(query, professions=professions)


def _with_kind(query: Query, folded: str) -> Query:
    kind: Kind = "passages"
    compares = COMPARES.search(folded) is not None
    if query.topic == "salary" and not ASKS_WHY.search(folded):
        several = len(query.professions) > 1 or len(query.cities) > 1
        kind = "comparison" if several or query.threshold or compares else "salary"
    elif LISTS.search(folded) and not compares:
        kind = "catalogue"
    return replace(query, kind=kind)


def _plain(words: Sequence[Token]) -> frozenset[int]:
    stop = german.stop_words()
    english = sum(word.folded in ENGLISH for word in words) > 1
    return frozenset(
        at
        for at, word in enumerate(words)
        if (word.folded in stop or (english and word.folded in ENGLISH))
        and not word.text.isupper()
        and not (word.is_capital and at > 0)  # "Den Haag"
    )


def _without_names(text: str, words: Sequence[Token], found: Found, is_word: Callable[[str], bool]) -> str:
    """Return the question without the names, misspelt topic words put right."""
    pieces, at = [], 0
    for position, word in enumerate(words):
        meant = None if is_word(word.folded) else topic_word(word.folded)
        if position in found.used or meant:
            pieces += [text[at : word.start], "" if position in found.used else meant or ""]
            at = word.end
    return " ".join("".join([*pieces, text[at:]]).split())


def _has_content(folded: str) -> bool:
    words = generic_words()
    generic = folded in words or german.stem(folded) in words
    return len(folded) > 1 and folded not in german.stop_words() and not generic


def _is_specific(folded: str, is_word: Callable[[str], bool]) -> bool:
    meant = folded if is_word(folded) else topic_word(folded) or folded
    return not is_cue(meant) and not is_level_word(meant)
