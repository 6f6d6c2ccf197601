"""Let the Slack bot soak: python tests/benchmarks/slack_soak.py [EVENTS [THREADS]]; 1 where one is lost or doubled."""

import logging
import os
import sys
import tempfile
from pathlib import Path

EVENTS, THREADS, RESTARTS, SEED = 2_000, 20, 3, 7


def main() -> int:
    """Run and print the figures."""
    sys.path.append(str(Path(__file__).resolve().parents[1]))
    from slackbot.soak import Soak

    from assistant.commands.session import sample_folder
    from index.build import build_index
    from index.embeddings import load_embedder
    from index.home import Home

    events, threads = (int(given) for given in [*sys.argv[1:], *(EVENTS, THREADS)[len(sys.argv) - 1 :]])
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder, "index")
        build_index(Home(index), [sample_folder()], load_embedder(), sample=True)
        done = Soak(index, Path(folder, "bot"), events, threads, RESTARTS, SEED).run()
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores")
    print(
        f"{done.events} events in {threads} threads, {done.deliveries} deliveries, {done.faults} faults injected, "
        f"{done.connections} connections, {done.restarts} restarts"
    )
    print(f"lost {done.lost}, double {done.double}, out of order {done.disordered}, reported {done.reported}")
    print(f"{done.seconds:.1f} s, {done.events / done.seconds:.0f} answers/s")
    print(f"acknowledged after: median {done.ack(0.5) * 1000:.0f} ms, 99 % {done.ack(0.99) * 1000:.0f} ms")
    return 1 if done.lost or done.double or done.disordered or done.reported else 0


if __name__ == "__main__":
    raise SystemExit(main())
