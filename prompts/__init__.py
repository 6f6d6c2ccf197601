"""Prompts for chat models, as data."""
