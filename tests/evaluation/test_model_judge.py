"""A model as judge: asked once for each answer, counted, never a gate."""

from importlib.util import find_spec
from pathlib import Path

import pytest
from evaluation.cases import answer, citation, judged, place, question, refused, report
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage

from assistant.evaluation.errors import EvaluationError
from assistant.evaluation.gates import parse_gates
from assistant.evaluation.model_judge import load_model, opinions
from assistant.evaluation.page import page
from assistant.evaluation.terminal import said_of

YES, NO = "BEANTWORTET: ja\nBELEGT: ja", "Beantwortet: nein\nBelegt: Ja."
JUDGEMENTS = [
    judged(question("good"), answer("2.300 € [1]", citation()), place()),
    judged(question("doubted"), answer("2.700 € [1]", citation()), place()),
    judged(question("bad", values=(9999,)), answer("2.300 bis 2.700 € [1]", citation()), place()),
    judged(question("strange"), answer("Bis 2.700 € [1]", citation()), place()),
    judged(question("refused"), refused(), place()),
    judged(question("due", answerable=False), answer("Ja.")),
]


def model(*replies: str) -> GenericFakeChatModel:
    """Reply with these in turn, and fail when asked once more."""
    return GenericFakeChatModel(messages=iter([AIMessage(reply) for reply in replies]))


def test_counts_opinions_and_names_those_that_differ(tmp_path: Path) -> None:
    said = opinions(JUDGEMENTS, model(YES, NO, YES, "Schwer zu sagen."), "fake:model", tmp_path)
    assert (said.read, said.unreadable, said.answers, said.supported) == (3, 1, 2, 3)
    assert said.against == ("doubted", "bad")


def test_an_answer_is_asked_about_once(tmp_path: Path) -> None:
    first = opinions(JUDGEMENTS, model(YES, NO, YES, "?"), "fake:model", tmp_path)
    assert opinions(JUDGEMENTS, model(), "fake:model", tmp_path) == first
    with pytest.raises(EvaluationError, match="fake:other: das Modell antwortet nicht"):
        opinions(JUDGEMENTS, model(), "fake:other", tmp_path)


def test_is_told_beside_the_metrics_and_is_no_gate(tmp_path: Path) -> None:
    said = opinions(JUDGEMENTS, model(YES, NO, YES, "?"), "fake:model", tmp_path)
    text = said_of(said)
    assert "66,7 % beantworten die Frage, 100,0 % sind ganz belegt; 1 Urteile unlesbar" in text
    assert "(2): doubted, bad" in text
    assert "Modellurteil" in page(report(JUDGEMENTS, opinions=said))
    assert "Modellurteil" not in page(report(JUDGEMENTS))
    with pytest.raises(EvaluationError, match="gibt es nicht"):
        parse_gates(["judge>=0.5"])


@pytest.mark.parametrize("name", ["unsinn", "nix:modell"])
def test_a_provider_that_langchain_does_not_know_is_explained(name: str) -> None:
    with pytest.raises(EvaluationError, match=f"{name}: LangChain kennt den Anbieter nicht"):
        load_model(name)


@pytest.mark.skipif(bool(find_spec("langchain_mistralai")), reason="langchain-mistralai is installed")
def test_a_missing_package_is_named() -> None:
    with pytest.raises(EvaluationError, match="fehlt ein Paket: langchain-mistralai"):
        load_model("mistralai:x")
