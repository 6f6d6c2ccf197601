"""Train the embedding model: `python -m index.training --data DIR --out DIR`."""

import argparse
import os
import sys
import time
from dataclasses import replace
from pathlib import Path


def main(arguments: list[str] | None = None) -> None:
    """Train, write the model folder, and measure it on each file of questions named."""
    options = _parser().parse_args(arguments)
    _limit_threads(options.threads)

    from index.static_model import StaticModel, fingerprint
    from index.training import storage
    from index.training.measure import measured
    from index.training.recipe import Recipe, train

    began = time.monotonic()

    def report(step: str) -> None:
        print(f"{time.monotonic() - began:6.1f} s  {step}", file=sys.stderr, flush=True)

    model = train(options.data, replace(Recipe(), seed=options.seed), report)
    storage.save(options.out, model.tokenizer, model.rows)
    written = StaticModel.load(options.out)
    print(f"{options.out}: {fingerprint(options.out)}")
    for path in options.measure:
        for line in measured(written, path):
            print(line)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m index.training", description="Trainiert das Einbettungsmodell.")
    parser.add_argument("--data", type=Path, required=True, help="Ordner mit den Trainingsdaten")
    parser.add_argument("--out", type=Path, required=True, help="Ordner, in den das Modell geschrieben wird")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--measure", type=Path, action="append", default=[], help="Datei mit Fragen zum Messen")
    return parser


def _limit_threads(count: int) -> None:
    """Hold torch and the tokenizer to so many threads; has to happen before they are imported."""
    os.environ["OMP_NUM_THREADS"] = os.environ["RAYON_NUM_THREADS"] = str(count)
    os.environ["TOKENIZERS_PARALLELISM"] = "true" if count > 1 else "false"


if __name__ == "__main__":
    main()
