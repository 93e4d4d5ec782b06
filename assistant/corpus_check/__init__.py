"""Lints a corpus: one module a check, joined by `checking`."""
