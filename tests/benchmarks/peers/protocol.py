"""What each system is asked to do: build a store from a folder of articles, open it, and find passages.

    python ADAPTER build CORPUS STORE MODEL
    python ADAPTER ask STORE MODEL < questions.json

The first prints {"seconds", "chunks"}, the second {"hits", "milliseconds"} for a JSON list of questions, a hit being
the file and the text of the best passage. Only the standard library: it runs in every system's environment.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

Search = Callable[[str], tuple[str, str]]
"""From a question to the file name and the text of the best passage, both empty where nothing is found."""


def run(build: Callable[[Path, Path, str], int], open_store: Callable[[Path, str], Search]) -> None:
    """Do what the command line asks. `build` takes corpus, store and model and returns the number of chunks."""
    task, *arguments = sys.argv[1:]
    started = time.perf_counter()
    if task == "build":
        corpus, store, model = arguments
        chunks = build(Path(corpus), Path(store), model)
        print(json.dumps({"chunks": chunks, "seconds": time.perf_counter() - started}))
        return
    store, model = arguments
    questions = json.load(sys.stdin)
    search = open_store(Path(store), model)
    hits, taken = [], []
    for question in questions:
        asked = time.perf_counter()
        hits.append(search(question))
        taken.append(1000 * (time.perf_counter() - asked))
    print(json.dumps({"hits": hits, "milliseconds": taken}))
