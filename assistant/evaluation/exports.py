"""Files for other programs: qrels and run for trec_eval, JUnit XML for a CI server."""

from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

from assistant.evaluation.asking import Outcome
from assistant.evaluation.errors import EvaluationError
from assistant.evaluation.judging import Judgement
from assistant.evaluation.places import Gold
from assistant.evaluation.report import Report
from assistant.evaluation.retrieval import qrels, run
from assistant.render import visible

RUN_NAME = "lotse"
BLANK_IN_NAME = str.maketrans(" \t", "__")  # fields are divided by blanks


def write_trec(folder: Path, outcomes: Sequence[Outcome], gold: Gold) -> None:
    """Write qrels.txt and run.txt into a folder, made where it is missing."""
    if folder.exists() and not folder.is_dir():
        raise EvaluationError(f"{folder}: kein Ordner.")
    folder.mkdir(parents=True, exist_ok=True)
    judgements = [f"{q.query_id} 0 {q.doc_id.translate(BLANK_IN_NAME)} {q.relevance}\n" for q in qrels(gold)]
    ranked = []
    rank: dict[str, int] = {}
    for hit in run(outcomes, gold):
        rank[hit.query_id] = rank.get(hit.query_id, 0) + 1
        name = hit.doc_id.translate(BLANK_IN_NAME)
        ranked.append(f"{hit.query_id} Q0 {name} {rank[hit.query_id]} {hit.score} {RUN_NAME}\n")
    (folder / "qrels.txt").write_text("".join(judgements), encoding="utf-8")
    (folder / "run.txt").write_text("".join(ranked), encoding="utf-8")


def junit(report: Report) -> str:
    """Return the report as JUnit XML: a suite for each category, and one for the gates."""
    root = ElementTree.Element("testsuites", name="lotse eval")
    for category in sorted(report.evaluation.summary.categories):
        group = [j for j in report.evaluation.judgements if j.outcome.question.category == category]
        suite = _suite(root, category, len(group), sum(not judgement.passed for judgement in group))
        for judgement in group:
            _case(suite, judgement)
    if report.gates:
        missed = sum(not gate.is_held for gate in report.gates)
        suite = _suite(root, "Schranken", len(report.gates), missed)
        for gate in report.gates:
            case = ElementTree.SubElement(suite, "testcase", classname="Schranken", name=visible(gate.gate))
            if not gate.is_held:
                ElementTree.SubElement(case, "failure", message=visible(gate.reason))
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _suite(root: ElementTree.Element, name: str, tests: int, failures: int) -> ElementTree.Element:
    return ElementTree.SubElement(
        root, "testsuite", name=visible(name), tests=str(tests), failures=str(failures), errors="0"
    )


def _case(suite: ElementTree.Element, judgement: Judgement) -> None:
    question, answer = judgement.outcome.question, judgement.outcome.answer
    case = ElementTree.SubElement(
        suite,
        "testcase",
        classname=visible(question.category),
        name=visible(question.id),
        time=f"{judgement.outcome.milliseconds / 1000:.4f}",
    )
    if judgement.faults:
        message = visible("; ".join(judgement.faults))
        failure = ElementTree.SubElement(case, "failure", message=message)
        failure.text = visible(f"Frage: {question.question}\nAntwort: {answer.answer}")
