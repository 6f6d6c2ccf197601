"""Answers by a chat model, held to the articles sentence by sentence."""
