"""Command line: arguments in, text or JSON out, exit codes.

0 answered or done, 1 failed, 2 usage, 3 refused, 4 index busy, 130 interrupted (143 by SIGTERM, 129 by SIGHUP).
"""

import argparse
import os
import re
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from assistant.settings import Models, Settings

FAILED, USAGE, BUSY, INTERRUPTED = 1, 2, 4, 130
STOPPED = 128  # plus the number of the signal, as shells count
GERMAN_MESSAGES = (
    (re.compile(r"the following arguments are required: (.*)"), r"es fehlt: \1"),
    (re.compile(r"unrecognized arguments: (.*)"), r"unbekannt: \1"),
    (re.compile(r"argument (\S+): invalid choice: (\S+) \(choose from (.*)\)"), r"\2 gibt es nicht; möglich ist: \3"),
    (re.compile(r"argument (\S+): expected one argument"), r"\1 braucht eine Angabe"),
    (re.compile(r"argument (\S+): expected (\d+) arguments"), r"\1 braucht \2 Angaben"),
    (re.compile(r"argument (\S+): not allowed with argument (\S+)"), r"\1 und \2 gehen nicht zusammen"),
    (re.compile(r"argument (\S+): invalid .* value: (.*)"), r"\1: \2 geht nicht"),
    (re.compile(r"argument (\S+): (.*)"), r"\1: \2"),
)


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks German."""

    def error(self, message: str) -> NoReturn:
        """Print what is wrong in one line and leave with code 2."""
        for pattern, german in GERMAN_MESSAGES:
            message = pattern.sub(german, message)
        _tell(f"{message}. Hilfe: {self.prog} --help")
        raise SystemExit(USAGE)

    def format_help(self) -> str:
        """Return the help with German titles."""
        text = super().format_help()
        return (
            text.replace("usage:", "Aufruf:")
            .replace("positional arguments:", "Angaben:")
            .replace("options:", "Optionen:")
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    if not _have_streams():
        _tell("Die Standardausgabe ist geschlossen.")
        return FAILED
    try:
        with _signals_as_exits():
            code = _run(_parser().parse_args(arguments))
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
        _parser().error("FRAGE und --jsonl gehen nicht zusammen" if parsed.jsonl else "es fehlt: FRAGE")
    from assistant.settings import settings_from

    settings = settings_from(os.environ, parsed.home, _models(parsed))
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
            from assistant.commands.chat import chat

            return chat(settings)
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

            return doctor(settings)


def _models(parsed: argparse.Namespace) -> "Models":
    from dataclasses import fields

    from assistant.settings import Models

    return Models(**{field.name: getattr(parsed, field.name, None) for field in fields(Models)})


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
    from index.manifest import REBUILD_HINT
    from index.reasons import reason_of

    match error:
        case MemoryError():
            _tell("Der Arbeitsspeicher reicht nicht.")
        case OSError():
            _tell(f"{error.filename or 'Die Ausgabe'}: {reason_of(error)}.")
        case IndexDamaged() if "lotse index" not in str(error):
            _tell(f"{error} {REBUILD_HINT}")
        case _:
            _tell(str(error))
    return BUSY if isinstance(error, IndexBusy) else FAILED


def _tell(message: str) -> None:
    """Write one line to stderr, through the filter that keeps escape sequences from the terminal."""
    from assistant.commands.streams import say

    if sys.stderr is not None:
        say(f"lotse: {message}")


def _path(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError("der Name ist leer")
    return Path(text)


def _parser() -> Parser:
    parser = Parser(prog="lotse", description="Antworten auf Berufsfragen, aus Artikeln belegt.", add_help=False)
    _add_help(parser)
    parser.add_argument("--home", type=_path, metavar="ORDNER", help="Ordner für den Index (sonst LOTSE_HOME)")
    commands = parser.add_subparsers(dest="command", required=True, metavar="BEFEHL", title="Befehle")
    index = _command(commands, "index", "Ordner mit Artikeln einlesen")
    index.add_argument("paths", nargs="*", type=_path, metavar="PFAD", help="Ordner oder Dateien (sonst wie zuletzt)")
    index.add_argument("--json", action="store_true", help="Ergebnis als JSON, mit jeder abgelehnten Datei")
    index.add_argument("--rebuild", action="store_true", help="alles neu einlesen")
    _add_embedder(index)
    ask = _command(commands, "ask", "eine Frage beantworten")
    ask.add_argument("question", nargs="*", metavar="FRAGE", help="die Frage; „-“ liest sie von der Standardeingabe")
    ask.add_argument("--json", action="store_true", help="Antwort als JSON")
    ask.add_argument("--jsonl", action="store_true", help="viele Fragen: eine als JSON je Zeile der Standardeingabe")
    ask.add_argument(
        "--history", action="append", default=[], metavar="FRAGE", help="frühere Frage des Gesprächs (mehrfach möglich)"
    )
    _add_reranker(ask)
    _add_reranker(_command(commands, "chat", "Gespräch im Terminal"))
    _add_salaries(commands)
    _add_slack(commands)
    _add_eval(commands)
    _command(commands, "doctor", "Installation und Index prüfen")
    return parser


def _add_embedder(index: Parser) -> None:
    name = "Einbettungsmodell von sentence-transformers: Name oder Ordner (sonst wie zuletzt; LOTSE_EMBEDDER)"
    index.add_argument("--embedder", metavar="MODELL", help=name)
    index.add_argument("--query-prompt", metavar="TEXT", help="steht vor jeder Frage (sonst laut Modell)")
    index.add_argument("--passage-prompt", metavar="TEXT", help="steht vor jedem Abschnitt (sonst laut Modell)")
    index.add_argument("--batch-size", type=_count, metavar="ZAHL", help="Texte auf einmal (sonst 32)")
    _add_device(index)


def _add_reranker(command: Parser) -> None:
    name = "Cross-Encoder, der die Fundstellen neu ordnet: Name oder Ordner (LOTSE_RERANKER)"
    command.add_argument("--reranker", metavar="MODELL", help=name)
    _add_device(command)


def _add_device(command: Parser) -> None:
    command.add_argument("--device", metavar="GERÄT", help="worauf Modelle rechnen: cpu, cuda, mps (sonst das beste)")


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("eine ganze Zahl ab 1 wird gebraucht")
    return int(text)


def _add_salaries(commands: "argparse._SubParsersAction[Parser]") -> None:
    salaries = _command(commands, "salaries", "Gehaltstabelle, gefiltert und sortiert")
    salaries.add_argument("--profession", action="append", default=[], metavar="BERUF", help="nur dieser Beruf")
    salaries.add_argument("--city", action="append", default=[], metavar="ORT", help="nur dieser Ort")
    levels = ("entry", "experienced", "lead", "unspecified")
    salaries.add_argument("--level", action="append", default=[], choices=levels, help="nur diese Stufe (mehrfach)")
    orders = ("max", "min", "profession", "city")
    salaries.add_argument("--sort", choices=orders, default="profession", help="Reihenfolge")
    form = salaries.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="als JSON")
    form.add_argument("--csv", action="store_true", help="als CSV")
    salaries.add_argument("--chart", type=_path, metavar="DATEI", help="Balkendiagramm als .svg oder .png")


def _add_slack(commands: "argparse._SubParsersAction[Parser]") -> None:
    slack = _command(commands, "slack", "in Slack antworten, bis Strg-C oder SIGTERM")
    slack.add_argument("--http", metavar="HOST:PORT", help="Ereignisse über HTTP statt Socket Mode")
    slack.add_argument("--mentions-only", action="store_true", help="in Kanälen nur auf Erwähnungen antworten")
    slack.add_argument("--workers", type=_count, default=4, metavar="ZAHL", help="Antworten zugleich (sonst 4)")
    slack.add_argument("--queue", type=_count, default=100, metavar="ZAHL", help="Fragen, die warten (sonst 100)")
    slack.add_argument("--manifest", action="store_true", help="Beschreibung der App für Slack ausgeben")
    _add_reranker(slack)


def _add_eval(commands: "argparse._SubParsersAction[Parser]") -> None:
    judge = _command(commands, "eval", "Antworten auf einen Fragensatz beurteilen")
    judge.add_argument("questions", nargs="?", type=_path, metavar="FRAGEN", help="JSONL (sonst die mitgelieferten)")
    judge.add_argument("--split", choices=("dev", "test"), help="nur die Fragen dieses Teils")
    judge.add_argument("--json", action="store_true", dest="as_json", help="Ergebnis als JSON")
    judge.add_argument("--report", type=_path, metavar="DATEI", help="Bericht als eine HTML-Seite")
    judge.add_argument("--junit", type=_path, metavar="DATEI", help="Ergebnis als JUnit-XML")
    judge.add_argument("--trec", type=_path, metavar="ORDNER", help="qrels.txt und run.txt für trec_eval")
    judge.add_argument("--save", type=_path, metavar="DATEI", help="Ergebnis für spätere Vergleiche sichern")
    other = judge.add_mutually_exclusive_group()
    other.add_argument("--baseline", type=_path, metavar="DATEI", help="mit einem gesicherten Ergebnis vergleichen")
    sides = "zwei Einstellungen vergleichen, etwa „“ und „reranker=MODELL“; auch home=ORDNER, embedder=MODELL"
    other.add_argument("--compare", nargs=2, metavar=("A", "B"), help=sides)
    judge.add_argument("--judge", metavar="MODELL", help="Chatmodell (anbieter:modell) mit urteilen lassen")
    judge.add_argument(
        "--gate", action="append", default=[], dest="gates", metavar="SCHRANKE",
        help="etwa „ndcg@10>=0.9“ (mehrfach); verfehlt endet mit 1",
    )  # fmt: skip
    judge.add_argument("--from-feedback", action="store_true", help="Fragensatz aus Rückmeldungen entwerfen (stdout)")
    judge.add_argument("--config", type=_path, metavar="DATEI", help="[tool.lotse.eval] darin (sonst pyproject.toml)")


def _command(commands: "argparse._SubParsersAction[Parser]", name: str, help_text: str) -> Parser:
    parser = commands.add_parser(name, help=help_text, description=help_text, add_help=False)
    _add_help(parser)
    return parser


def _add_help(parser: Parser) -> None:
    parser.add_argument("-h", "--help", action="help", help="diese Hilfe")


if __name__ == "__main__":
    raise SystemExit(main())
