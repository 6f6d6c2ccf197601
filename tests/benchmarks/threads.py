"""Ask from many threads at once: python tests/benchmarks/threads.py [--threads 16] [--questions 50].

Every thread asks the questions of the shipped set in an order of its own. The answers must be those that one thread
got, and the rate of all together must not fall behind that of one, as it does where they wait for locks.
"""

import argparse
import json
import random
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from importlib import resources
from pathlib import Path
from threading import Barrier

from assistant.chain import Assistant, build_assistant
from assistant.commands.session import sample_folder
from assistant.render import to_object
from assistant.settings import Settings
from index.build import build_index
from index.embeddings import load_embedder
from index.home import Home


def shipped_questions(count: int, seed: int = 3) -> list[str]:
    text = resources.files("assistant.evaluation").joinpath("questions/sample.jsonl").read_text(encoding="utf-8")
    questions = [json.loads(line)["question"] for line in text.splitlines() if line.strip()]
    return random.Random(seed).sample(questions, count)


def essence(assistant: Assistant, question: str) -> str:
    answer = to_object(assistant.answer(question))
    answer.pop("timings_ms")
    return json.dumps(answer, ensure_ascii=False, sort_keys=True)


def ask_at_once(assistant: Assistant, questions: Sequence[str], threads: int) -> tuple[list[dict[str, str]], float]:
    """Return each thread's answers, by question, and the seconds that it took."""
    ready = Barrier(threads + 1)

    def ask(seed: int) -> dict[str, str]:
        order = random.Random(seed).sample(list(questions), len(questions))
        ready.wait()
        return {question: essence(assistant, question) for question in order}

    with ThreadPoolExecutor(threads) as pool:
        jobs = [pool.submit(ask, seed) for seed in range(threads)]
        ready.wait()
        started = time.perf_counter()
        answers = [job.result() for job in jobs]
        return answers, time.perf_counter() - started


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--threads", type=int, default=16)
    parser.add_argument("--questions", type=int, default=50)
    parsed = parser.parse_args(arguments)
    questions = shipped_questions(parsed.questions)
    with tempfile.TemporaryDirectory() as folder:
        build_index(Home(Path(folder)), [sample_folder()], load_embedder(), sample=True)
        with closing(build_assistant(Settings(Path(folder)))) as assistant:
            # the first round opens everything, from all threads at once
            first, _ = ask_at_once(assistant, questions, parsed.threads)
            [alone], one = ask_at_once(assistant, questions, 1)
            together, many = ask_at_once(assistant, questions, parsed.threads)
    differing = sum(answers != alone for answers in (*first, *together))
    asked = parsed.threads * len(questions)
    print(f"1 thread, {len(questions)} questions: {len(questions) / one:.0f} answers/s")
    print(f"{parsed.threads} threads, {asked} questions: {asked / many:.0f} answers/s")
    print(f"threads with other answers than one alone: {differing} of {2 * parsed.threads}")
    return 1 if differing else 0


if __name__ == "__main__":
    raise SystemExit(main())
