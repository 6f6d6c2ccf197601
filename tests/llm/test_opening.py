"""A model is opened by provider and name; whatever is missing is said in one line before the first question."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from assistant.chain import build_assistant
from assistant.llm.errors import ModelError
from assistant.llm.opening import open_line
from assistant.settings import Models, Settings, SettingsError, settings_from


@pytest.mark.parametrize("name", ["unsinn", "nix:modell"])
def test_an_unknown_provider_is_explained(name: str) -> None:
    with pytest.raises(ModelError, match=f"--llm {name}: LangChain kennt den Anbieter nicht. Form: anbieter:modell"):
        open_line(Models(llm=name))


@pytest.mark.skipif(bool(find_spec("langchain_mistralai")), reason="langchain-mistralai is installed")
def test_a_missing_package_is_named_with_the_way_to_get_it() -> None:
    with pytest.raises(ModelError, match=r"fehlt ein Paket: langchain-mistralai\. pip install langchain-mistralai"):
        open_line(Models(llm="mistralai:x"))


def test_a_missing_key_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(ModelError, match="fehlt der Schlüssel: OPENAI_API_KEY setzen"):
        open_line(Models(llm="openai:x"))


def test_a_model_that_cannot_be_had_is_found_when_the_assistant_is_opened(sample_home: Path) -> None:
    with pytest.raises(ModelError):
        build_assistant(Settings(sample_home, Models(llm="unsinn")))


def test_the_reply_gets_a_quarter_of_what_the_model_takes_in() -> None:
    models = Models(llm="ollama:x", llm_base_url="http://127.0.0.1:9", llm_context=2048, llm_timeout=7)
    line = open_line(models)
    assert (line.limits.tokens, line.limits.seconds) == (512, 7)
    line.close()


def test_the_command_line_comes_before_the_environment() -> None:
    environment = {"LOTSE_LLM": "ollama:a", "LOTSE_LLM_BASE_URL": "http://b", "LOTSE_LLM_TIMEOUT": "9.5"}
    models = settings_from(environment).models
    assert (models.llm, models.llm_base_url, models.llm_timeout) == ("ollama:a", "http://b", 9.5)
    assert settings_from(environment, models=Models(llm="openai:c")).models.llm == "openai:c"
    assert settings_from(environment, models=Models(llm="")).models.llm is None
    assert settings_from({}).models.llm is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LOTSE_LLM_TIMEOUT", "bald"),
        ("LOTSE_LLM_TIMEOUT", "0"),
        ("LOTSE_LLM_CONTEXT", "100"),
        ("LOTSE_LLM_CONTEXT", "nan"),
    ],
)
def test_a_number_that_cannot_be_used_is_refused(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"{name}={value} geht nicht"):
        settings_from({name: value})
