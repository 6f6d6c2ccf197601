"""Train the shipped embedding model."""
