"""Finds passages that say different things of the same thing, and which of them is retained."""
