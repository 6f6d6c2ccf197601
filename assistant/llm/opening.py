"""Open a chat model by LangChain's 'provider:model'."""

import os
import re
from typing import TYPE_CHECKING, Any

from assistant.llm.calls import Limits, Line
from assistant.llm.errors import ModelError
from assistant.settings import Models

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

PACKAGE = re.compile(r"langchain-[\w-]+")
EXTRAS = {"langchain-openai": "pip install 'lotse[openai]'", "langchain-ollama": "pip install 'lotse[ollama]'"}
SAYS_WHEN_FINISHED = frozenset({"openai", "ollama"})
KEYS = {"openai": "OPENAI_API_KEY"}
REPLY_SHARE, LONGEST_REPLY = 4, 800  # a quarter of what the model takes in is for the reply, but not more tokens


def open_line(models: Models) -> Line:
    """Open the chat model that is named; raise ModelError where that cannot be."""
    name = models.llm or ""
    provider = name.partition(":")[0]
    limits = Limits(
        seconds=models.llm_timeout,
        tokens=min(LONGEST_REPLY, models.llm_context // REPLY_SHARE),
        says_when_finished=provider in SAYS_WHEN_FINISHED,
    )
    return Line(_load(name, _options(provider, models, limits)), limits)


def _options(provider: str, models: Models, limits: Limits) -> dict[str, Any]:
    address = {"base_url": models.llm_base_url} if models.llm_base_url else {}
    if provider == "ollama":
        # Ollama takes in little by default and silently forgets the beginning of what is longer
        sizes = {"num_ctx": models.llm_context, "num_predict": limits.tokens}
        # its client has no way to be closed through LangChain, so that none of its connections may stay open
        client = {"timeout": limits.seconds, "headers": {"Connection": "close"}}
        return {"temperature": 0, **sizes, **address, "client_kwargs": client}
    if address and provider in KEYS and not os.environ.get(KEYS[provider]):
        address["api_key"] = "none"  # servers of one's own want no key, their client does
    # tries are counted here for all providers alike, so that they share one time limit
    return {"temperature": 0, "timeout": limits.seconds, "max_retries": 0, "max_tokens": limits.tokens, **address}


def _load(name: str, options: dict[str, Any]) -> "BaseChatModel":
    from langchain.chat_models import init_chat_model

    try:
        model: BaseChatModel = init_chat_model(name, **options)
    except ImportError as error:
        package = PACKAGE.search(str(error))
        missing = package.group() if package else "die LangChain-Anbindung des Anbieters"
        how = EXTRAS.get(missing, f"pip install {missing}" if package else "")
        raise ModelError(f"Für --llm {name} fehlt ein Paket: {missing}. {how}".rstrip()) from error
    except Exception as error:  # providers refuse with errors of their own, whose words may hold a key
        raise ModelError(_refused(name, error)) from error
    return model


def _refused(name: str, error: Exception) -> str:
    provider = name.partition(":")[0]
    if "api_key" in str(error).lower() or "credentials" in str(error).lower():
        key = KEYS.get(provider, "die Umgebungsvariable des Anbieters")
        return f"Für --llm {name} fehlt der Schlüssel: {key} setzen."
    if isinstance(error, ValueError) and "provider" in str(error).lower():
        return f"--llm {name}: LangChain kennt den Anbieter nicht. Form: anbieter:modell"
    return f"--llm {name} ist nicht zu öffnen ({type(error).__name__})."
