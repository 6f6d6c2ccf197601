"""The arguments of all commands, as argparse reads them; in German."""

import argparse
import re
from pathlib import Path
from typing import NoReturn

from assistant.commands.streams import say

USAGE = 2
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
        say(f"lotse: {message}. Hilfe: {self.prog} --help")
        raise SystemExit(USAGE)

    def format_help(self) -> str:
        """Return the help with German titles."""
        text = super().format_help()
        return (
            text.replace("usage:", "Aufruf:")
            .replace("positional arguments:", "Angaben:")
            .replace("options:", "Optionen:")
        )


def _path(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError("der Name ist leer")
    return Path(text)


def parser() -> Parser:
    """Return the parser of the whole command line."""
    whole = Parser(prog="lotse", description="Antworten auf Berufsfragen, aus Artikeln belegt.", add_help=False)
    _add_help(whole)
    whole.add_argument("--home", type=_path, metavar="ORDNER", help="Ordner für den Index (sonst LOTSE_HOME)")
    commands = whole.add_subparsers(dest="command", required=True, metavar="BEFEHL", title="Befehle")
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
    _add_llm(ask)
    _add_reranker(ask)
    _add_chat(commands)
    _add_salaries(commands)
    _add_slack(commands)
    _add_eval(commands)
    doctor = _command(commands, "doctor", "Installation und Index prüfen")
    doctor.add_argument("--repair", action="store_true", help="einen beschädigten Index wieder herstellen")
    return whole


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


def _add_llm(command: Parser) -> None:
    name = "Chatmodell, das die Antworten schreibt, als anbieter:modell; „“ ohne (LOTSE_LLM)"
    command.add_argument("--llm", metavar="MODELL", help=name)
    command.add_argument("--trace", type=_path, metavar="DATEI", help="hält als JSONL fest, wie jede Antwort entstand")


def _add_device(command: Parser) -> None:
    command.add_argument("--device", metavar="GERÄT", help="worauf Modelle rechnen: cpu, cuda, mps (sonst das beste)")


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("eine ganze Zahl ab 1 wird gebraucht")
    return int(text)


def _add_chat(commands: "argparse._SubParsersAction[Parser]") -> None:
    chat = _command(commands, "chat", "Gespräch im Terminal")
    chat.add_argument("--plain", action="store_true", help="nur Text: ohne Farben, Balken und Menüs, für Screenreader")
    kept = chat.add_mutually_exclusive_group()
    kept.add_argument(
        "--continue", nargs="?", type=_count, const=0, dest="resumed", metavar="NUMMER",
        help="ein Gespräch fortsetzen (sonst das letzte)",
    )  # fmt: skip
    kept.add_argument("--list", action="store_true", help="aufbewahrte Gespräche nennen")
    kept.add_argument("--delete", metavar="NUMMER", help="ein aufbewahrtes Gespräch löschen, mit „alle“ alle")
    _add_llm(chat)
    _add_reranker(chat)


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
    _add_llm(slack)
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
    sides = "zwei Einstellungen vergleichen, etwa „“ und „llm=MODELL“; auch home=ORDNER, embedder=, reranker=MODELL"
    other.add_argument("--compare", nargs=2, metavar=("A", "B"), help=sides)
    _add_llm(judge)
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
