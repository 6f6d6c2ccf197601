"""Training of the interaction model on a network of a few kilobytes: it learns, and runs the same without torch."""

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="torch ist nicht installiert")

import torch
from tokenizers import Tokenizer, models, pre_tokenizers

from index.interaction import LONGEST_PASSAGE, WINDOWS, InteractionModel, token_ids
from index.training.interaction_fitting import Recipe, learned, numbered
from index.training.interaction_net import InteractionNet, Pretrained
from index.training.storage import save_interaction
from index.training.written import WrittenArticle, WrittenParagraph, WrittenQuestion

WORDS = "Nachlass Rabatt Urlaub Ferien Lohn Geld Hund Kantine frei haben wir gibt es viel wenig und oder".split()
SIZE, INNER = 12, 6
PASSAGES = ("es gibt Nachlass", "wir haben Urlaub und frei", "viel Lohn")
ARTICLE = WrittenArticle(
    "Koch",
    "Halle",
    tuple(WrittenParagraph("conditions", "", text) for text in PASSAGES),
    (WrittenQuestion("gibt es Rabatt", 0), WrittenQuestion("Ferien", 1), WrittenQuestion("wenig Geld", 2)),
    ("Hund oder Kantine", "haben wir Hund"),
)
SMALL = Recipe(epochs=40, articles=1, encoder_rate=3e-3, embedding_rate=3e-2, head_rate=3e-3, dropped=0.0)


def source() -> Pretrained:
    """Return a network of random weights over whole words."""
    pieces = ["<unk>", "<s>", "</s>", "▁Koch", "▁in", "▁Halle.", *(f"▁{word}" for word in WORDS)]
    tokenizer = Tokenizer(models.Unigram([(piece, -1.0) for piece in pieces], unk_id=0))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always", split=False)
    draw = np.random.default_rng(0)

    def matrix(*shape: int) -> np.ndarray:
        return (draw.standard_normal(shape) / shape[0] ** 0.5).astype(np.float32)

    count = len(WINDOWS)
    wide, seen = INNER * count, SIZE + INNER * count
    weights = {"input": matrix(SIZE, wide), "output": matrix(seen, SIZE)}
    weights |= {"input_bias": matrix(wide), "output_bias": matrix(SIZE)}
    weights |= {"input_gain": np.ones(wide, np.float32), "output_gain": np.ones(seen, np.float32)}
    weights |= {"input_shift": matrix(wide), "output_shift": matrix(seen)}
    for at, (window, _) in enumerate(WINDOWS):
        for layer in ("first", "second"):
            weights |= {f"{layer}_{at}": matrix(window * INNER, INNER), f"{layer}_bias_{at}": matrix(INNER)}
    weights |= {f"deep_{at}": matrix(SIZE, SIZE) for at in range(6)}
    return Pretrained(tokenizer, matrix(len(pieces), SIZE), weights)


def trained(recipe: Recipe = SMALL) -> tuple[Tokenizer, InteractionNet]:
    torch.manual_seed(0)
    start = source()
    return start.tokenizer, learned(start, [ARTICLE], recipe, random.Random(0), lambda step: None)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> InteractionModel:
    folder = tmp_path_factory.mktemp("model")
    tokenizer, net = trained()
    save_interaction(folder, tokenizer, net.arrays())
    return InteractionModel.load(folder)


def told() -> list[str]:
    return [ARTICLE.searched(at) for at in range(len(PASSAGES))]


@pytest.mark.parametrize("question", ARTICLE.questions)
def test_questions_find_their_paragraph(model: InteractionModel, question: WrittenQuestion) -> None:
    logits = model.logits(question.text, told())
    assert np.argmax(logits) == question.paragraph
    assert logits.max() > 0


@pytest.mark.parametrize("question", ARTICLE.silent)
def test_silent_questions_find_none(model: InteractionModel, question: str) -> None:
    assert model.logits(question, told()).max() < 0


def test_training_repeats_itself() -> None:
    brief = replace(SMALL, epochs=2)
    first, second = (trained(brief)[1].arrays() for _ in range(2))
    assert all(np.array_equal(first[name], second[name]) for name in first)


def test_numpy_gives_what_torch_gives(tmp_path: Path) -> None:
    start = source()
    net = InteractionNet(start).eval()
    with torch.no_grad():
        for weights in net.head.values():
            weights += 0.3 * torch.randn(weights.shape, generator=torch.Generator().manual_seed(1))
    save_interaction(tmp_path, start.tokenizer, net.arrays())
    model = InteractionModel.load(tmp_path)
    questions = [question.text for question in ARTICLE.questions]
    with torch.no_grad():
        asked = net.encode(token_ids(start.tokenizer, questions, LONGEST_PASSAGE))
        expected = net.logits(asked, net.encode(token_ids(start.tokenizer, told(), LONGEST_PASSAGE)))
    found = np.array([model.logits(question, told()) for question in questions])
    assert found == pytest.approx(expected.numpy(), abs=0.15)  # stored as whole numbers from -127 to 127


def test_texts_are_numbered_with_their_beginning_and_end() -> None:
    own = numbered(ARTICLE, source().tokenizer)
    assert all(text[0] == 1 and text[-1] == 2 for text in own.paragraphs)
    assert [place for _, place in own.questions] == [0, 1, 2]
    assert len(own.silent) == 2
