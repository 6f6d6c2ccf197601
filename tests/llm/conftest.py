"""Assistants that speak to a model over HTTP on loopback."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from llm.server import MODEL, Script, Server, serving

from assistant.chain import Assistant, build_assistant
from assistant.settings import Models, Settings

Open = Callable[..., tuple[Assistant, Server]]


@pytest.fixture
def talk(sample_home: Path) -> Iterator[Open]:
    """Open an assistant whose model does what the scripts say; all are closed at the end of the test."""
    with ExitStack() as stack:

        def open_one(
            *scripts: Script, timeout: float = 20.0, trace: Path | None = None, context: int = 4096
        ) -> tuple[Assistant, Server]:
            server = stack.enter_context(serving(*scripts))
            models = Models(
                llm=f"openai:{MODEL}", llm_base_url=f"{server.url}/v1", llm_timeout=timeout, llm_context=context
            )
            assistant = build_assistant(Settings(home=sample_home, models=models, trace=trace))
            stack.callback(assistant.close)
            return assistant, server

        yield open_one
