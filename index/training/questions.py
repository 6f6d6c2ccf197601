"""Make career questions and the paragraphs that answer them, out of phrase inventories, professions and towns."""

import random
from dataclasses import dataclass
from pathlib import Path

from index.german import sentences
from index.training.phrases import FILLERS, TOPICS, Aspect, aspects, firms
from index.training.sources import Pair, records, towns

OCCUPATIONS = "esco_occupations_de.jsonl"
FEWEST_SENTENCES, MOST_SENTENCES = 3, 6
LOWEST_PAY, PAY_STEP, PAY_STEPS = 1_900, 100, 20
# How people say of whom they speak, when the question itself does not
INTRODUCTIONS = (
    "{beruf} in {ort}: {frage}",
    "{beruf} {ort} – {frage}",
    "Ich bin {beruf} in {ort}. {frage}",
    "Ich möchte {beruf} werden. {frage}",
    "Es geht um den Beruf {beruf}: {frage}",
    "{frage} ({beruf}, {ort})",
    "{frage} Also als {beruf} in {ort}.",
    "Thema {beruf}. {frage}",
    "Ich überlege, als {beruf} nach {ort} zu gehen. {frage}",
)
# The short way of asking: words alone, as typed into a search field
WORD_QUESTIONS = (
    "{a}",
    "{a} {b}",
    "{a} als {beruf}",
    "{a} und {b} als {beruf}?",
    "Wie ist das mit {a}?",
    "Was ist mit {a} und {b}?",
    "Wie steht es um {a} in {ort}?",
    "Gibt es {a}?",
    "Hat {a} etwas mit {b} zu tun?",
    "Wie wichtig ist {a} als {beruf}?",
    "Erzähl mir etwas über {a}.",
    "{beruf} {ort} {a}",
    "Muss man {a}?",
    "Kann ich {a}, und was ist mit {b}?",
    "Welche Rolle spielt {a}?",
)
WORD_SENTENCES = (
    "Es geht um {a}, {b} und {c}.",
    "Zu {a} gehört auch {b}.",
    "Wer {a} sagt, muss {b} dazusagen.",
    "{a}, {b}, {c}: davon ist ständig die Rede.",
    "Ohne {a} kein {b}.",
    "Zwischen {a} und {b} ist viel Platz.",
    "Über {a} wird geredet, über {b} seltener.",
    "{a}? Ja, und {b} ebenso.",
    "Mal ist es {a}, mal {b}, am Ende {c}.",
    "Das Stichwort heißt {a}.",
)
WORD_SHARE = 0.3
LEADS = (
    "",
    "",
    "",
    "",
    "Hallo, ",
    "Sag mal, ",
    "Weißt du, ",
    "Kurze Frage: ",
    "Mich interessiert: ",
    "Bitte: ",
    "hey ",
)


@dataclass(frozen=True, slots=True)
class Profession:
    """The names of an occupation and sentences on what it does."""

    names: tuple[str, ...]
    duties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Inventory:
    """All that questions and paragraphs are made of."""

    aspects: tuple[Aspect, ...]
    fillers: tuple[str, ...]
    firms: tuple[str, ...]
    professions: tuple[Profession, ...]
    towns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """The profession and town of one made-up article."""

    profession: Profession
    town: str


def read_inventory(data: Path) -> Inventory:
    """Read the phrases of this package, and professions and towns from the data folder."""
    return Inventory(
        aspects=tuple(aspect for topic in TOPICS for aspect in aspects(topic)),
        fillers=aspects(FILLERS)[0].sentences,
        firms=tuple(firms()),
        professions=tuple(_professions(data)),
        towns=tuple(towns(data)),
    )


def career_pairs(inventory: Inventory, count: int, seed: int) -> list[Pair]:
    """Return pairs that name profession and town on both sides.

    The negative is from the same article and another topic, or on the same topic and from another article.
    """
    draw = random.Random(seed)
    return [_career_pair(inventory, draw) for _ in range(count)]


def topic_pairs(inventory: Inventory, count: int, seed: int) -> list[Pair]:
    """Return pairs held together by what is asked alone; the group keeps pairs of one aspect out of one batch."""
    draw = random.Random(seed)
    return [_topic_pair(inventory, draw) for _ in range(count)]


def _career_pair(inventory: Inventory, draw: random.Random) -> Pair:
    place, aspect = _place(inventory, draw), draw.choice(inventory.aspects)
    if draw.random() < 0.5:
        others = [other for other in inventory.aspects if other.topic != aspect.topic]
        negative = _paragraph(inventory, draw.choice(others), place, draw)
    else:
        negative = _paragraph(inventory, aspect, _place(inventory, draw), draw)
    return Pair(
        _named_question(aspect, place, draw),
        _named(_paragraph(inventory, aspect, place, draw), place, draw),
        _named(negative, place, draw) if draw.random() < 0.3 else negative,
    )


def _topic_pair(inventory: Inventory, draw: random.Random) -> Pair:
    aspect = draw.choice(inventory.aspects)
    place = _place(inventory, draw)
    question = _filled(_question_pattern(aspect, draw), inventory, place, draw)
    negative = draw.choice([other for other in inventory.aspects if other.topic != aspect.topic])
    return Pair(
        draw.choice(LEADS) + question,
        _paragraph(inventory, aspect, place, draw),
        _paragraph(inventory, negative, place, draw),
        aspect.name,
    )


def _place(inventory: Inventory, draw: random.Random) -> Place:
    return Place(draw.choice(inventory.professions), draw.choice(inventory.towns))


def _question_pattern(aspect: Aspect, draw: random.Random) -> str:
    if aspect.words and draw.random() < WORD_SHARE:
        return _with_words(draw.choice(WORD_QUESTIONS), aspect, draw)
    return draw.choice(aspect.questions)


def _with_words(pattern: str, aspect: Aspect, draw: random.Random) -> str:
    for mark, word in zip("abc", draw.sample(aspect.words, 3), strict=True):
        pattern = pattern.replace(f"{{{mark}}}", word)
    return pattern


def _named_question(aspect: Aspect, place: Place, draw: random.Random) -> str:
    pattern = _question_pattern(aspect, draw)
    name = draw.choice(place.profession.names)
    if "{beruf}" not in pattern:
        pattern = draw.choice(INTRODUCTIONS).replace("{frage}", pattern)
    return draw.choice(LEADS) + pattern.replace("{beruf}", name).replace("{ort}", place.town)


def _named(paragraph: str, place: Place, draw: random.Random) -> str:
    """Make sure that the paragraph names its profession, as a heading or in passing."""
    if any(name in paragraph for name in place.profession.names):
        return paragraph
    return f"{draw.choice(place.profession.names)} in {place.town}. {paragraph}"


def _paragraph(inventory: Inventory, aspect: Aspect, place: Place, draw: random.Random) -> str:
    count = draw.randint(FEWEST_SENTENCES, min(MOST_SENTENCES, len(aspect.sentences)))
    chosen = draw.sample(aspect.sentences, count)
    if aspect.words:
        chosen += [_with_words(draw.choice(WORD_SENTENCES), aspect, draw) for _ in range(draw.randint(0, 2))]
    chosen.insert(draw.randint(0, count), draw.choice(inventory.fillers))
    if aspect.headings and draw.random() < 0.4:
        chosen.insert(0, draw.choice(aspect.headings) + ".")
    return " ".join(_filled(sentence, inventory, place, draw) for sentence in chosen)


def _filled(pattern: str, inventory: Inventory, place: Place, draw: random.Random) -> str:
    pay = [LOWEST_PAY + PAY_STEP * step for step in sorted(draw.sample(range(PAY_STEPS), 4))]
    amounts = dict(zip("abcd", (f"{amount // 1000}.{amount % 1000:03d}" for amount in pay), strict=True))
    while "{firma}" in pattern:
        pattern = pattern.replace("{firma}", draw.choice(inventory.firms), 1)
    name = draw.choice(place.profession.names)
    return pattern.format(beruf=name, ort=place.town, tun=draw.choice(place.profession.duties), **amounts)


def _professions(data: Path) -> list[Profession]:
    found = []
    for record in records(data / OCCUPATIONS):
        names, description = str(record["label"]).split("/"), str(record["description"])
        duties = tuple(description[start:end] for start, end in sentences(description))
        if duties:
            found.append(Profession(tuple(names), duties))
    return found
