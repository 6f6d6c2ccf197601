"""Errors of the chat model."""

from assistant.errors import AssistantError


class ModelError(AssistantError):
    """A chat model that cannot be had: an unknown provider, a missing package or key, a broken prompt."""


class ModelFailed(AssistantError):
    """A chat model that did not answer; the message is the reason as a German clause, without names or keys."""
