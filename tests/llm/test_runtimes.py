"""Other protocols and a real runtime: Ollama's way of speaking, and `transformers serve` with weights of our own."""

from importlib.util import find_spec
from pathlib import Path

import pytest
from llm.server import MODEL, says_in_ollama, serving
from llm.test_answers import TASKS
from llm.tiny_runtime import serving_model, write_model

from assistant.chain import build_assistant
from assistant.settings import Models, Settings

FALSE = "Er verdient 9.900 € im Monat [2]."


def test_speaks_to_ollama(sample_home: Path) -> None:
    with serving(says_in_ollama(f"Im Kern ist das Schnittstellenarbeit [1]. {FALSE}")) as server:
        models = Models(llm=f"ollama:{MODEL}", llm_base_url=server.url, llm_context=5000)
        assistant = build_assistant(Settings(sample_home, models))
        answer = assistant.answer(TASKS)
        assistant.close()
    assert answer.answer == "Im Kern ist das Schnittstellenarbeit [1]."
    assert answer.answerer == f"ollama:{MODEL}"
    [request] = server.requests
    assert server.complaints == []
    assert "tools" not in request or not request["tools"]
    options = request["options"]
    assert (options["num_ctx"], options["num_predict"], options["temperature"]) == (5000, 800, 0)


@pytest.mark.skipif(not find_spec("fastapi"), reason="transformers serve needs fastapi")
def test_speaks_to_a_real_runtime(sample_home: Path, tmp_path: Path) -> None:
    reply = "Im Kern ist das Schnittstellenarbeit [1]. Er verdient 9.900 € monatlich [2]. Irgendwo plant man Budgets ."
    folder = write_model(tmp_path / "model", reply)
    with serving_model(folder) as address:
        models = Models(llm=f"openai:{folder}", llm_base_url=address)
        assistant = build_assistant(Settings(sample_home, models))
        *pieces, answer = assistant.stream(TASKS)
        assistant.close()
    assert pieces == ["Im Kern ist das Schnittstellenarbeit [1].", " Irgendwo plant man Budgets [2]."]
    assert answer.answerer == f"openai:{folder}"  # type: ignore[union-attr]
    assert "1 Satz" in answer.note  # type: ignore[union-attr]
