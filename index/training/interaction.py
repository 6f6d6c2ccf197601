"""Train the interaction model: `python -m index.training.interaction --data DIR [--out DIR]`."""

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch

from index.interaction import FOLDER, InteractionModel
from index.training.interaction_fitting import Recipe, Report, learned
from index.training.sentence_encoder import pretrained
from index.training.sources import PAIR_SOURCES, heading_pairs
from index.training.storage import save_interaction
from index.training.written import WrittenArticle, held_out, written_articles


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, write the folder, and report on the held-out articles."""
    options = _parser().parse_args(arguments)
    torch.set_num_threads(options.threads)
    began = time.monotonic()

    def report(step: str) -> None:
        print(f"{time.monotonic() - began:6.1f} s  {step}", file=sys.stderr, flush=True)

    train(options.data, Recipe(seed=options.seed), options.out, report)
    print(measured(InteractionModel.load(options.out), held_out(written_articles())))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m index.training.interaction", description="Trainiert das Modell.")
    parser.add_argument("--data", type=Path, required=True, help="Ordner mit den Trainingsdaten")
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1] / FOLDER, help="Ordner des Modells")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    return parser


def train(data: Path, recipe: Recipe, out: Path, report: Report) -> None:
    """Train a model and write it; `report` hears of each step."""
    draw = random.Random(recipe.seed)
    torch.manual_seed(recipe.seed)
    articles = [article for article in written_articles() if not article.is_held_out]
    general = heading_pairs(data, PAIR_SOURCES, recipe.seed)
    source = pretrained([*_texts(articles), *(text for pair in general for text in (pair.question, pair.paragraph))])
    report(f"{len(source.embeddings)} Wortteile, {len(articles)} Artikel")
    net = learned(source, articles, recipe, draw, report)
    save_interaction(out, source.tokenizer, net.arrays())


def _texts(articles: Sequence[WrittenArticle]) -> Iterator[str]:
    for article in articles:
        yield from (article.searched(at) for at in range(len(article.paragraphs)))
        yield from (question.text for question in article.questions)
        yield from article.silent


def measured(model: InteractionModel, articles: Sequence[WrittenArticle]) -> str:
    """Say how often the right paragraph comes first, and how well answered questions are told from silent ones."""
    first, answered, silent = [], [], []
    for article in articles:
        passages = [article.searched(at) for at in range(len(article.paragraphs))]
        for question in article.questions:
            logits = model.logits(question.text, passages)
            first.append(int(np.argmax(logits)) == question.paragraph)
            answered.append(logits.max())
        silent += [model.logits(text, passages).max() for text in article.silent]
    below = np.searchsorted(np.sort(answered), silent) / len(answered)
    return (
        f"{len(first)} Fragen zu zurückgehaltenen Artikeln: richtig auf Rang 1 {np.mean(first):.3f}; "
        f"AUC gegen {len(silent)} unbeantwortete {1 - below.mean():.3f}"
    )


if __name__ == "__main__":
    main()
