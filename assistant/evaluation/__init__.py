"""Measures retrieval and answers on a file of questions, and reports what it found."""
