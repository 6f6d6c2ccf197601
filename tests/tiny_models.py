"""Models of a few kilobytes with random weights, in the folders that sentence-transformers reads."""

from collections.abc import Mapping
from pathlib import Path

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789.,:?€"
SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
HIDDEN, LAYERS, LONGEST = 32, 2, 64


def write_embedder(
    folder: Path, prompts: Mapping[str, str] | None = None, default: str | None = None, seed: int = 0
) -> Path:
    """Write a two-layer Transformer with mean pooling and return its folder."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel

    base = folder.with_name(f"{folder.name}-base")
    BertModel(_config(BertConfig, seed)).save_pretrained(base)
    _write_tokenizer(base)
    modules = [Transformer(str(base), max_seq_length=LONGEST), Pooling(HIDDEN)]
    model = SentenceTransformer(modules=modules, prompts=dict(prompts or {}), default_prompt_name=default, device="cpu")
    model.save(str(folder))
    return folder


def write_reranker(folder: Path, labels: int = 1) -> Path:
    """Write a two-layer cross-encoder as transformers saves one and return its folder."""
    from transformers import BertConfig, BertForSequenceClassification

    config = _config(BertConfig, seed=0)
    config.num_labels = labels
    BertForSequenceClassification(config).save_pretrained(folder)
    _write_tokenizer(folder)
    return folder


def _config(kind, seed: int):  # type: ignore[no-untyped-def]
    import torch

    torch.manual_seed(seed)
    return kind(
        vocab_size=len(_vocabulary()),
        hidden_size=HIDDEN,
        num_hidden_layers=LAYERS,
        num_attention_heads=2,
        intermediate_size=2 * HIDDEN,
        max_position_embeddings=2 * LONGEST,
        initializer_range=0.5,  # larger than usual, so that different texts get different vectors
    )


def _vocabulary() -> list[str]:
    return [*SPECIAL, *LETTERS, *(f"##{letter}" for letter in LETTERS)]


def _write_tokenizer(folder: Path) -> None:
    from transformers import BertTokenizerFast

    (folder / "vocab.txt").write_text("\n".join(_vocabulary()) + "\n", encoding="utf-8")
    BertTokenizerFast(str(folder / "vocab.txt"), do_lower_case=True).save_pretrained(folder)
