"""The assistant in Slack: adapters that translate, and a pool that answers."""
