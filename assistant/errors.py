"""Errors of the assistant layer."""


class AssistantError(Exception):
    """Base of all errors of the assistant; the message is one German line."""
