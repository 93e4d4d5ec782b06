"""How telling each word is in the present corpus: inverse document frequencies over passages."""

import math
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from assistant.tokens import analyse

# Words that make a sentence a question, or polite, and say nothing of what it is about.
_QUESTION_WORDS = """
    bonjour bonsoir merci svp stp cordialement madame monsieur salut question questions reponse combien quoi
    faut falloir peut peux peuvent pouvons pouvez puis-je pourrait pourrais doit dois doivent devons devez
    devoir faire fait savoir sais savez voudrais voulons veux dire dites dis-moi expliquer explique expliquez
    donner donne-moi existe possible besoin exactement juste vraiment simplement
"""
# Passages and sentences whose terms are remembered: some 100 bytes each.
_TERMS_CACHED = 50_000


class Vocabulary:
    """Weights of terms, counted once per build; read-only afterwards."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Count in how many texts each term stands.

        Args:
            texts: one searched text per passage.
        """
        self._terms = lru_cache(maxsize=_TERMS_CACHED)(_distinct_terms)
        self._frequencies: Counter[str] = Counter()
        self._texts_count = 0
        for text in texts:
            self._frequencies.update(set(analyse(text)))
            self._texts_count += 1

    def terms(self, text: str) -> frozenset[str]:
        """Return the distinct terms of a text; remembered, since passages come back often."""
        return self._terms(text)

    def wanted_terms(self, question: str) -> frozenset[str]:
        """Return the terms that tell what a question is about; all its terms where no other is left."""
        terms = self.terms(question)
        return terms - self.terms(_QUESTION_WORDS) or terms

    def knows(self, term: str) -> bool:
        """Tell whether a term stands anywhere in the corpus."""
        return term in self._frequencies

    def weight(self, term: str) -> float:
        """Return the inverse document frequency of a term, as BM25 has it; unknown terms weigh most.

        Formula: ln(1 + (N - n + 0.5) / (n + 0.5)), Robertson and Spärck Jones.
        """
        count = self._frequencies[term]
        return math.log(1 + (self._texts_count - count + 0.5) / (count + 0.5))

    def most_weight(self) -> float:
        """Return the weight of a term that no text holds: the largest there is."""
        return math.log(1 + (self._texts_count + 0.5) / 0.5)

    def coverage(self, wanted: Iterable[str], present: Iterable[str]) -> float:
        """Return the weighted share, 0 to 1, of the wanted terms that are present; 0 when none is wanted."""
        wanted_terms = set(wanted)
        total = sum(map(self.weight, wanted_terms))
        if not total:
            return 0.0
        return sum(map(self.weight, wanted_terms & set(present))) / total


def _distinct_terms(text: str) -> frozenset[str]:
    return frozenset(analyse(text))
