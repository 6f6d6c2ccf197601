"""Make pairs out of plain text: a few words of a sentence, asked as a question, find the paragraph they stand in."""

import random
from collections.abc import Sequence

from index.german import sentences, words
from index.training.sources import Pair

# How German questions open: the model has to learn that these words say nothing about the place of the answer.
FRAMES = (
    "Was ist {}?",
    "Was sind {}?",
    "Was bedeutet {}?",
    "Was macht {}?",
    "Was passiert, wenn {}?",
    "Was hat {} getan?",
    "Wer hat {}?",
    "Wer war {}?",
    "Wer ist {}?",
    "Wen betrifft {}?",
    "Wem gehört {}?",
    "Wessen {} ist das?",
    "Wann {}?",
    "Wann wurde {}?",
    "Seit wann gibt es {}?",
    "In welchem Jahr war {}?",
    "Wo {}?",
    "Wo befindet sich {}?",
    "Wohin geht {}?",
    "Woher kommt {}?",
    "Wie {}?",
    "Wie heißt {}?",
    "Wie wird {} genannt?",
    "Wie viele {} gibt es?",
    "Wie viel {} sind es?",
    "Wie hoch ist {}?",
    "Wie lange dauert {}?",
    "Wie oft {}?",
    "Wie funktioniert {}?",
    "Warum {}?",
    "Weshalb ist {} so?",
    "Wozu dient {}?",
    "Wofür braucht man {}?",
    "Womit {}?",
    "Welche {} gab es?",
    "Welcher {} ist gemeint?",
    "Welches {} hatte das?",
    "Welchen {} gibt es?",
    "In welcher {} liegt das?",
    "Zu welchem {} gehört das?",
    "Unter welchem Namen ist {} bekannt?",
    "Darf man {}?",
    "Muss ich {}?",
    "Kann man {}?",
    "Gibt es {}?",
    "Hat {}?",
    "Ist {}?",
    "Welche Art von {}?",
    "Mit wem {}?",
    "Nach wem ist {} benannt?",
)
SHORTEST_PARAGRAPH = 120
FEWEST_WORDS, MOST_WORDS = 3, 9
KEPT_SENTENCE = 0.8  # natural questions repeat the words of the answer more often than not


def cloze_questions(paragraphs: Sequence[str], per_paragraph: int, seed: int) -> list[Pair]:
    """Return pairs of a made-up question and the paragraph whose words it uses; one in five loses that sentence."""
    draw = random.Random(seed)
    pairs = []
    for paragraph in dict.fromkeys(paragraphs):
        spans = sentences(paragraph) if len(paragraph) >= SHORTEST_PARAGRAPH else []
        for start, end in draw.sample(spans, min(per_paragraph, len(spans))):
            question = _question(paragraph[start:end], draw)
            if question:
                keep = draw.random() < KEPT_SENTENCE or len(spans) == 1
                pairs.append(Pair(question, paragraph if keep else paragraph[:start] + paragraph[end:]))
    return pairs


def _question(sentence: str, draw: random.Random) -> str:
    found = words(sentence)
    if len(found) < FEWEST_WORDS:
        return ""
    size = draw.randint(FEWEST_WORDS, min(MOST_WORDS, len(found)))
    kept = sorted(draw.sample(range(len(found)), size))
    return draw.choice(FRAMES).format(" ".join(found[at] for at in kept))
