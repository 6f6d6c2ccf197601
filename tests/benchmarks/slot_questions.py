"""Ask 300 questions that name profession and town.

    python tests/benchmarks/slot_questions.py [CORPUS] [--articles 1500] [--questions 300]

CORPUS is a folder with CORPUS.truth.jsonl beside it (see corpus.py); without it one is made. Each question is asked in
the masculine, the feminine and with a colon; the answers must be the same. Prints the share of right answers (figures
or keywords there, right file and line cited, no other article cited) and the time per question.
"""

import argparse
import json
import random
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

import corpus

from assistant.chain import Assistant, build_assistant
from assistant.settings import Settings
from assistant.types import Answer
from assistant.wording import amount
from index.build import build_index
from index.embeddings import load_embedder
from index.home import Home

QUESTIONS = {
    "entry": ("Was verdient ein {} in {} am Anfang?", "Wie hoch ist das Einstiegsgehalt als {} in {}?"),
    "experienced": ("Was verdient ein {} in {} mit Berufserfahrung?", "Wie viel bekommt ein erfahrener {} in {}?"),
    "skills": ("Welche Fähigkeiten braucht ein {} in {}?", "Was sollte man als {} in {} mitbringen?"),
    "training": ("Welche Weiterbildung gibt es für {} in {}?", "Wie kann sich ein {} in {} fortbilden?"),
}
LINES = {"entry": "salary_line", "experienced": "salary_line", "skills": "skills_line", "training": "training_line"}
FORMS = ("{}in", "{}:in")


@dataclass(frozen=True, slots=True)
class Case:
    """A question with what its answer must hold."""

    kind: str
    pattern: str
    truth: dict[str, Any]

    def ask(self, assistant: Assistant, profession: str) -> Answer:
        return assistant.answer(self.pattern.format(profession, self.truth["city"]))

    def is_right(self, answer: Answer) -> bool:
        expected = [amount(v) if isinstance(v, int) else v for v in self.truth[self.kind]]
        places = {(Path(citation.source).name, citation.line) for citation in answer.citations}
        return (
            all(value in answer.answer for value in expected)
            and (self.truth["file"], self.truth[LINES[self.kind]]) in places
            and {file for file, _ in places} == {self.truth["file"]}
        )


def cases(truths: Sequence[dict[str, Any]], count: int, seed: int = 5) -> list[Case]:
    rng = random.Random(seed)
    kinds = list(QUESTIONS)
    chosen = rng.sample(list(truths), min(count, len(truths)))
    return [Case(kinds[at % 4], rng.choice(QUESTIONS[kinds[at % 4]]), truth) for at, truth in enumerate(chosen)]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, nargs="?")
    parser.add_argument("--articles", type=int, default=1500)
    parser.add_argument("--questions", type=int, default=300)
    parsed = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder = parsed.corpus or Path(temporary) / "corpus"
        if parsed.corpus is None:
            corpus.main([str(folder), "--articles", str(parsed.articles)])
        lines = Path(f"{str(folder).rstrip('/')}.truth.jsonl").read_text(encoding="utf-8").splitlines()
        home = Path(temporary) / "home"
        report = build_index(Home(home), [folder], load_embedder())
        print(f"{report.articles} articles, {report.chunks} chunks indexed in {report.seconds:.1f} s")
        assistant = build_assistant(Settings(home=home))
        try:
            measure(assistant, cases([json.loads(line) for line in lines], parsed.questions))
        finally:
            assistant.close()
    return 0


def measure(assistant: Assistant, asked: Sequence[Case]) -> None:
    right, total, same, forms = Counter[str](), Counter[str](), 0, 0
    times = []
    for case in asked:
        started = perf_counter()
        answer = case.ask(assistant, case.truth["profession"])
        times.append(perf_counter() - started)
        total[case.kind] += 1
        right[case.kind] += case.is_right(answer)
        if case.truth["profession"].endswith("er"):
            for form in FORMS:
                forms += 1
                same += case.ask(assistant, form.format(case.truth["profession"])).answer == answer.answer
    for kind in QUESTIONS:
        print(f"{kind}: {right[kind]} of {total[kind]} right")
    times.sort()
    print(f"all: {right.total()} of {total.total()} right ({right.total() / total.total():.3f})")
    print(f"other gender forms: {same} of {forms} answers the same")
    median, p95 = (1000 * times[len(times) * share // 100] for share in (50, 95))
    print(f"time per question: median {median:.1f} ms, p95 {p95:.1f} ms")


if __name__ == "__main__":
    raise SystemExit(main())
