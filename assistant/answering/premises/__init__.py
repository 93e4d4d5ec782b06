"""Finds what a question takes for granted and the corpus denies, with the sentence that corrects it."""
