"""Choose the weights: `python -m assistant.tuning --articles ORDNER --questions DATEI … [--out DATEI]`."""

import argparse
from collections.abc import Sequence
from contextlib import ExitStack
from importlib import resources
from pathlib import Path

import numpy as np

from assistant.evidence import SIGNS, chance_by
from assistant.ranking import FILE, NAMES, matrix, softmax
from assistant.tuning.cases import Case, cases_of, open_cases, reordered
from assistant.tuning.fitting import Array, cross_validated, fit_evidence, fit_ranking
from assistant.tuning.materials import index_of, material, written_material
from index.training.written import written_articles

Tables = dict[str, dict[str, Array]]
FOREIGN = 800  # questions on other articles, as examples of what an index does not answer


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, report how good the weights are on questions they were not fitted to, and write them."""
    options = _parser().parse_args(arguments)
    scoped, everywhere = _gathered(options.articles, options.questions)
    print(f"{len(scoped)} Fragen zu genannten Artikeln, {len(everywhere)} ohne Namen")
    ranking, ordered = _ranking(scoped, everywhere)
    evidence = _evidence(ordered)
    options.out.write_text(_toml({"ranking": ranking, "evidence": evidence}), encoding="utf-8")
    print(options.out)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m assistant.tuning", description="Bestimmt die Gewichte.")
    parser.add_argument("--articles", type=Path, required=True, help="Artikel, über die die Fragen gestellt sind")
    parser.add_argument(
        "--questions", type=Path, action="append", default=[], help="Fragensatz (Teil test bleibt außen vor)"
    )
    shipped = Path(str(resources.files("assistant").joinpath(FILE)))
    parser.add_argument("--out", type=Path, default=shipped, help="wohin die Gewichte geschrieben werden")
    return parser


def _gathered(articles: Path, files: Sequence[Path]) -> tuple[list[Case], list[Case]]:
    """Return the cases that name an article or stand in a conversation about one, and those that do not."""
    with ExitStack() as stack:
        written = stack.enter_context(written_material())
        own = material(stack.enter_context(index_of(articles)), files)
        foreign = [one.text for article in written_articles() if not article.is_held_out for one in article.questions]
        found = [case for one in (written, *own) for case in cases_of(one)]
        without = open_cases(written, foreign[:: max(1, len(foreign) // FOREIGN)])
    return [case for case in found if case.kind != "open"], without + [case for case in found if case.kind == "open"]


def _ranking(scoped: Sequence[Case], everywhere: Sequence[Case]) -> tuple[dict[str, Array], list[Case]]:
    """Return the weights of each kind of question, and all cases ordered by weights not fitted to them."""
    tables, ordered = {}, []
    for kind, particular in (("particular", True), ("topical", False)):
        cases = [case for case in scoped if case.particular == particular and any(case.right)]
        tables[kind] = fit_ranking(cases)
        honest = [_ordered(case, weights) for case, weights in cross_validated(cases, fit_ranking)]
        print(
            f"{kind}: {len(cases)} Fragen, richtig auf Rang 1: bisher {_first(cases):.3f}, jetzt {_first(honest):.3f}"
        )
        rest = [case for case in (*scoped, *everywhere) if case.particular == particular and not any(case.right)]
        rest += [case for case in everywhere if case.particular == particular and any(case.right)]
        ordered += honest + [_ordered(case, tables[kind]) for case in rest]
    return tables, ordered


def _ordered(case: Case, weights: Array) -> Case:
    shares = softmax(matrix([hit.features for hit in case.hits]) @ weights)
    return reordered(case, [int(at) for at in np.argsort(-shares, kind="stable")], list(shares))


def _first(cases: Sequence[Case]) -> float:
    return float(np.mean([case.right[0] for case in cases]))


def _evidence(cases: Sequence[Case]) -> dict[str, Array]:
    """Return the weights of evidence for each kind of scope; a town alone is judged like a profession."""
    tables = {}
    for kind, kinds in (("profession", ("profession", "town")), ("open", ("open",))):
        own = [case for case in cases if case.kind in kinds]
        tables[kind] = fit_evidence(own)
        judged = cross_validated(own, fit_evidence)
        chances = [(chance_by(weights, case.query, case.hits[0]), case.right[0]) for case, weights in judged]
        print(f"{kind}: {len(own)} Fragen, {sum(right for _, right in chances)} richtig gefunden; {_trade(chances)}")
    return {"profession": tables["profession"], "town": tables["profession"], "open": tables["open"]}


def _trade(chances: Sequence[tuple[float, bool]]) -> str:
    """Tell what limits cost: right answers kept, and wrong or impossible ones refused."""
    told = []
    for limit in (0.2, 0.3, 0.4, 0.5, 0.6):
        kept = np.mean([chance >= limit for chance, right in chances if right])
        refused = np.mean([chance < limit for chance, right in chances if not right])
        told.append(f"{limit}: {kept:.2f}/{refused:.2f}")
    return "behalten/abgelehnt " + ", ".join(told)


def _toml(parts: Tables) -> str:
    names = {"ranking": NAMES, "evidence": SIGNS}
    lines = ["# Made by python -m assistant.tuning; see docs/quality.md."]
    for part, tables in parts.items():
        for kind, weights in tables.items():
            lines += ["", f"[{part}.{kind}]"]
            lines += [
                f"{name} = {value:.3f}" for name, value in zip(names[part], weights, strict=True) if abs(value) >= 5e-4
            ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
