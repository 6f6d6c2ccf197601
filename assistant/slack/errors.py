"""Errors of the Slack bot, each one German line."""

from assistant.errors import AssistantError


class SlackError(AssistantError):
    """The bot cannot start or go on; says what to do."""
