"""Learn the vocabulary: German word parts, lower-cased, umlauts and accents folded."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

UNKNOWN = "[UNK]"
ALPHABET = 200
LONGEST_WORD = 64
COUNTED_AT_ONCE = 2_000
# "ae" for "ä" and so on, but not where the vowel before belongs to another sound ("neue", "Frauen", "Quelle")
UMLAUT_DIGRAPH = r"(?<=^[aou]|[^aeouq][aou])e"
# Inflection, feminine forms and "-ung" say little about the topic; without them "Gärtnerinnen" is "Gärtner" and
# "Bezahlung" is "bezahlen". One pass, so that every form of a word ends at the same stem.
ENDING = r"(?<=[a-z]{3})(?:er(?:innen|in|n|s)?|innen|in|ungen|ung|en|em|es|e|n|s)(?![a-z])"


def learn(texts: Sequence[str], size: int) -> Tokenizer:
    """Return a tokenizer of at most `size` parts.

    Parts carry no mark of their place in the word, so the "gehalt" of "Einstiegsgehalt" is the word "Gehalt" and
    shares its vector: compounds are half of the trouble with German, and a mark would double the vocabulary.
    """
    tokenizer = Tokenizer(
        models.WordPiece(unk_token=UNKNOWN, continuing_subword_prefix="", max_input_chars_per_word=LONGEST_WORD)
    )
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.NFKD(),
            normalizers.StripAccents(),
            normalizers.Lowercase(),
            normalizers.Replace("ß", "ss"),
            normalizers.Replace(Regex(UMLAUT_DIGRAPH), ""),
            normalizers.Replace(Regex(ENDING), ""),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    trainer = trainers.WordPieceTrainer(
        vocab_size=size,
        special_tokens=[UNKNOWN],
        continuing_subword_prefix="",
        limit_alphabet=ALPHABET,
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


def document_frequency(tokenizer: Tokenizer, texts: Sequence[str]) -> NDArray[np.float64]:
    """Return for each token the share of texts that hold it, smoothed so that none is zero."""
    found = holders(tokenizer, texts)
    counts = np.zeros(tokenizer.get_vocab_size())
    counts[list(found)] = list(found.values())
    return (counts + 0.5) / (len(texts) + 1.0)


def holders(tokenizer: Tokenizer, texts: Sequence[str]) -> Counter[int]:
    """Count for each token the texts that hold it."""
    found: Counter[int] = Counter()
    for start in range(0, len(texts), COUNTED_AT_ONCE):
        batch = list(texts[start : start + COUNTED_AT_ONCE])
        for encoding in tokenizer.encode_batch_fast(batch, add_special_tokens=False):
            found.update(set(encoding.ids))
    return found
