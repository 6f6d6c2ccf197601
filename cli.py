"""Command line: arguments in, text or JSON out, exit codes.

0 answered or done, 1 failed, 2 usage, 3 refused, 4 index busy, 130 interrupted (143 by SIGTERM, 129 by SIGHUP).
"""

import argparse
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

from assistant.commands.arguments import parser

if TYPE_CHECKING:
    from assistant.settings import Models, Settings

FAILED, BUSY, INTERRUPTED = 1, 4, 130
STOPPED = 128  # plus the number of the signal, as shells count


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    if not _have_streams():
        _tell("Die Standardausgabe ist geschlossen.")
        return FAILED
    try:
        with _signals_as_exits():
            code = _run(parser().parse_args(arguments))
            sys.stdout.flush()
    except KeyboardInterrupt:
        if sys.stderr.isatty():
            print(file=sys.stderr)  # the terminal shows ^C at the beginning of the line
        _tell("Abgebrochen.")
        return INTERRUPTED
    except BrokenPipeError:
        # the reader has seen enough (| head); what Python would flush at exit goes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except _known_errors() as error:
        return _failed(error)
    return code


def _have_streams() -> bool:
    """Replace closed streams by empty ones and say whether there is a stdout to answer to."""
    open_for_answers = sys.stdout is not None
    # in this order, so that no file of the index is opened under the number of a standard stream
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: SIM115
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")  # a terminal that cannot show "ü" still gets the rest
    return open_for_answers


@contextmanager
def _signals_as_exits() -> Iterator[None]:
    """Let SIGTERM and SIGHUP end the program as Ctrl-C does, so that a half-written build is removed."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def leave(number: int, _: FrameType | None) -> NoReturn:
        _tell("Beendet.")
        raise SystemExit(STOPPED + number)

    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)}
    for number, handler in before.items():
        if handler != signal.SIG_IGN:  # as under nohup
            signal.signal(number, leave)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _run(parsed: argparse.Namespace) -> int:
    if parsed.command == "ask" and bool(parsed.question) == parsed.jsonl:
        parser().error("FRAGE und --jsonl gehen nicht zusammen" if parsed.jsonl else "es fehlt: FRAGE")
    from assistant.settings import settings_from

    settings = settings_from(os.environ, parsed.home, _models(parsed), getattr(parsed, "trace", None))
    match parsed.command:
        case "index":
            from assistant.commands.index import index

            return index(settings, parsed.paths, as_json=parsed.json, rebuild=parsed.rebuild)
        case "ask":
            from assistant.commands.ask import ask, ask_batch

            if parsed.jsonl:
                return ask_batch(settings)
            return ask(settings, " ".join(parsed.question), parsed.history, as_json=parsed.json)
        case "chat":
            return _chat(parsed, settings)
        case "salaries":
            from assistant.commands.salaries import Selection, salaries

            selection = Selection(parsed.profession, parsed.city, parsed.level, parsed.sort)
            return salaries(settings, selection, as_json=parsed.json, as_csv=parsed.csv, chart=parsed.chart)
        case "slack":
            from assistant.commands.slack import Wanted, slack

            return slack(
                settings, Wanted(parsed.http, parsed.mentions_only, parsed.workers, parsed.queue, parsed.manifest)
            )
        case "eval":
            return _evaluate(parsed, settings)
        case _:
            from assistant.commands.doctor import doctor

            return doctor(settings, repair=parsed.repair)


def _models(parsed: argparse.Namespace) -> "Models":
    from dataclasses import fields

    from assistant.settings import Models

    return Models(
        **{field.name: getattr(parsed, field.name) for field in fields(Models) if hasattr(parsed, field.name)}
    )


def _chat(parsed: argparse.Namespace, settings: "Settings") -> int:
    from assistant.commands.chat import Opening, chat, delete_kept, list_kept

    if parsed.list:
        return list_kept(settings)
    if parsed.delete:
        return delete_kept(settings, parsed.delete)
    return chat(settings, Opening(plain=parsed.plain, resumed=parsed.resumed))


def _evaluate(parsed: argparse.Namespace, settings: "Settings") -> int:
    from dataclasses import fields

    from assistant.commands.evaluate import Wanted, evaluate

    return evaluate(settings, Wanted(**{field.name: getattr(parsed, field.name) for field in fields(Wanted)}))


def _known_errors() -> tuple[type[Exception], ...]:
    from assistant.errors import AssistantError
    from index.errors import IndexLayerError

    return AssistantError, IndexLayerError, OSError, MemoryError


def _failed(error: Exception) -> int:
    from index.errors import IndexBusy, IndexDamaged
    from index.manifest import REPAIR_HINT
    from index.reasons import reason_of

    match error:
        case MemoryError():
            _tell("Der Arbeitsspeicher reicht nicht.")
        case OSError():
            _tell(f"{error.filename or 'Die Ausgabe'}: {reason_of(error)}.")
        case IndexDamaged() if "lotse " not in str(error):
            _tell(f"{error} {REPAIR_HINT}")
        case _:
            _tell(str(error))
    return BUSY if isinstance(error, IndexBusy) else FAILED


def _tell(message: str) -> None:
    """Write one line to stderr, through the filter that keeps escape sequences from the terminal."""
    from assistant.commands.streams import say

    if sys.stderr is not None:
        say(f"lotse: {message}")


if __name__ == "__main__":
    raise SystemExit(main())
