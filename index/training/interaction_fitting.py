"""Fit the interaction model to written articles.

Each question is drawn to the paragraph that answers it, away from the others of its article and of the batch; questions
that an article is silent on are drawn away from all of its paragraphs.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from index.interaction import LONGEST_PASSAGE, LONGEST_QUESTION, token_ids
from index.training.interaction_net import InteractionNet, Pretrained
from index.training.written import WrittenArticle

Report = Callable[[str], None]
Texts = list[list[int]]

REPORTED = 50  # steps between two reports


@dataclass(frozen=True, slots=True)
class Recipe:
    """Every number that decides the model; the defaults made the one that is shipped."""

    epochs: int = 5
    articles: int = 4
    questions: int = 30
    encoder_rate: float = 2e-4
    embedding_rate: float = 1e-3
    head_rate: float = 1e-3
    warm_up: int = 30
    dropped: float = 0.2
    scale: float = 10.0
    silence: float = 0.5
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Numbered:
    """An article in numbered word parts: paragraphs, questions with the paragraph of each, and silent questions."""

    paragraphs: Texts
    questions: list[tuple[list[int], int]]
    silent: Texts


def learned(
    source: Pretrained, articles: Sequence[WrittenArticle], recipe: Recipe, draw: random.Random, report: Report
) -> InteractionNet:
    """Return the network after training."""
    net = InteractionNet(source)
    own = [numbered(article, source.tokenizer) for article in articles]
    rounds = [_batches(draw.sample(own, len(own)), recipe.articles) for _ in range(recipe.epochs)]
    _fit(net, recipe, [batch for batches in rounds for batch in batches], draw, report)
    return net


def _batches(items: Sequence[Numbered], size: int) -> list[Sequence[Numbered]]:
    """Return full batches; what is left over is left out."""
    return [items[at : at + size] for at in range(0, len(items) - size + 1, size)]


def numbered(article: WrittenArticle, tokenizer: Tokenizer) -> Numbered:
    """Number the word parts of an article's texts."""
    paragraphs = token_ids(tokenizer, [article.searched(at) for at in range(len(article.paragraphs))], LONGEST_PASSAGE)
    asked = token_ids(tokenizer, [question.text for question in article.questions], LONGEST_QUESTION)
    silent = token_ids(tokenizer, article.silent, LONGEST_QUESTION)
    places = [question.paragraph for question in article.questions]
    return Numbered(paragraphs, list(zip(asked, places, strict=True)), silent)


def _loss(net: InteractionNet, batch: Sequence[Numbered], recipe: Recipe, draw: random.Random) -> Tensor:
    """Return the loss of questions among the paragraphs of their article, or none, and among all of the batch."""
    chosen = [draw.sample(article.questions, min(recipe.questions, len(article.questions))) for article in batch]
    told = net.encode([text for article in batch for text in article.paragraphs], recipe.dropped)
    asked = net.encode(
        [
            text
            for questions, article in zip(chosen, batch, strict=True)
            for text in (*(one for one, _ in questions), *article.silent)
        ],
        recipe.dropped,
    )
    own, vectors, right, weighed = [], [], [], 0.0
    first, at = 0, 0
    for questions, article in zip(chosen, batch, strict=True):
        size, answered, silent = len(article.paragraphs), len(questions), len(article.silent)
        scores = net.logits(asked[at : at + answered + silent], told[first : first + size])
        scores = torch.cat([scores, scores.new_zeros(len(scores), 1)], 1)  # that none answers is the measure
        gold = torch.tensor([paragraph for _, paragraph in questions] + [size] * silent)
        weights = torch.tensor([1.0] * answered + [recipe.silence] * silent)
        own.append((functional.cross_entropy(scores, gold, reduction="none") * weights).sum())
        weighed += float(weights.sum())
        vectors.append(asked.vectors[at : at + answered])
        right += [first + paragraph for _, paragraph in questions]
        first, at = first + size, at + answered + silent
    everything = recipe.scale * torch.cat(vectors) @ told.vectors.T
    return torch.stack(own).sum() / weighed + functional.cross_entropy(everything, torch.tensor(right))


def _fit(
    net: InteractionNet,
    recipe: Recipe,
    batches: Sequence[Sequence[Numbered]],
    draw: random.Random,
    report: Report,
) -> None:
    """Take a step for each batch, the steps growing at first and then dwindling to nothing."""
    rates = [recipe.embedding_rate, recipe.encoder_rate, recipe.head_rate]
    parts = (net.embeddings, net.encoder, net.head)
    groups = [{"params": part.parameters(), "lr": rate} for part, rate in zip(parts, rates, strict=True)]
    optimiser = torch.optim.Adam(groups)
    net.train()
    seen = []
    for step, batch in enumerate(batches):
        share = min(1.0, (step + 1) / recipe.warm_up) * (1 - step / len(batches))
        for group, rate in zip(optimiser.param_groups, rates, strict=True):
            group["lr"] = rate * share
        optimiser.zero_grad()
        value = _loss(net, batch, recipe, draw)
        value.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        seen.append(float(value.detach()))
        if (step + 1) % REPORTED == 0:
            report(f"Schritt {step + 1} von {len(batches)}, Verlust {np.mean(seen[-REPORTED:]):.3f}")
    net.eval()
