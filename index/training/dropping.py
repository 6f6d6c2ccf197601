"""Leave words out of made-up texts, so that the model learns words and not the sentences of the inventories."""

import random
from collections.abc import Sequence
from dataclasses import replace

from index.training.sources import Pair


def with_words_dropped(pairs: Sequence[Pair], share: float, seed: int) -> list[Pair]:
    """Return the pairs with about that share of the words gone from question and paragraph."""
    draw = random.Random(seed)
    return [
        replace(
            pair,
            question=_thinned(pair.question, share, draw),
            paragraph=_thinned(pair.paragraph, share, draw),
        )
        for pair in pairs
    ]


def _thinned(text: str, share: float, draw: random.Random) -> str:
    kept = [word for word in text.split() if draw.random() >= share]
    return " ".join(kept) or text
