"""Fit what tells the subjects of paragraphs apart: python -m index.training.subjects [OUTPUT].

From the written articles that are not held out: whole paragraphs, and pairs of sentences, for chunks may be short.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from index import german
from index.subjects import CONSTANT, FILE, SUBJECTS, encoded, stem_features, subjects_of
from index.training.linear import fit_linear
from index.training.written import WrittenArticle, held_out, written_articles

PENALTY = 2.0
SENTENCES = 2


def main(arguments: list[str]) -> int:
    """Write the table and report how often the subject of held-out paragraphs is found."""
    output = Path(arguments[0]) if arguments else Path(__file__).parents[1] / FILE
    texts = list(_texts(article for article in written_articles() if not article.is_held_out))
    model = fit_linear([stem_features(text) for text, _ in texts], [subject for _, subject in texts], PENALTY)
    if model.classes != SUBJECTS:
        raise ValueError(f"subjects are {model.classes}, not {SUBJECTS}")
    lines = [f"{stem}\t{encoded(model.weights[:, at])}\n" for at, stem in enumerate(model.features)]
    note = "# stem and one letter for each of SUBJECTS; made by python -m index.training.subjects\n"
    output.write_text("".join([note, f"{CONSTANT}\t{encoded(model.constants)}\n", *lines]), encoding="utf-8")
    print(f"{len(lines)} stems in {output}")
    judged = [
        SUBJECTS[int(np.argmax(subjects_of(paragraph.text)))] == paragraph.topic
        for article in held_out(written_articles())
        for paragraph in article.paragraphs
    ]
    print(f"right subject of held-out paragraphs, without their headings: {np.mean(judged):.3f}")
    return 0


def _texts(articles: Iterable[WrittenArticle]) -> Iterator[tuple[str, str]]:
    for article in articles:
        for paragraph in article.paragraphs:
            yield paragraph.text, paragraph.topic
            spans = german.sentences(paragraph.text)
            for at in range(0, len(spans), SENTENCES):
                last = spans[min(at + SENTENCES, len(spans)) - 1]
                yield paragraph.text[spans[at][0] : last[1]], paragraph.topic


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
