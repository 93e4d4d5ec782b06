"""The terms that tell what a question is about, and how much of them a passage holds."""

from collections.abc import Container
from dataclasses import dataclass
from typing import Self

from assistant.answering.vocabulary import Vocabulary
from assistant.dialogue import Question
from assistant.question_words import QuestionWords

# How much more a term of a follow-up weighs than one of the question before it.
_ADDED_WEIGHT = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionTerms:
    """What a question asks for, with the weight of each term in the present corpus."""

    terms: frozenset[str]
    words: QuestionWords
    vocabulary: Vocabulary
    # Terms that a follow-up adds to the question before it: they are what is asked now.
    added: frozenset[str] = frozenset()

    @classmethod
    def of(cls, question: Question, *, vocabulary: Vocabulary) -> Self:
        """Take the terms of a question, without those that only make its sentence where others are left."""
        wanted = vocabulary.wanted_terms(question.standalone_text)
        told = wanted - question.words.empty_terms
        added = vocabulary.wanted_terms(question.text) if question.leans_on_history else frozenset[str]()
        return cls(terms=told or wanted, words=question.words, vocabulary=vocabulary, added=added)

    def mass(self, present: Container[str], *, stand_in_share: float = 1.0) -> float:
        """Return the summed weight of the terms that are present.

        Args:
            present: terms of a passage, a sentence or a title.
            stand_in_share: what counts of a term for which only other words stand, 0 to 1.
        """
        return sum(self._share(term, present, stand_in_share) * self._weight(term) for term in self.terms)

    def coverage(self, present: Container[str], *, stand_in_share: float = 1.0) -> float:
        """Return the weighted share, 0 to 1, of the terms that are present; 0 when none is wanted."""
        total = sum(map(self._weight, self.terms))
        return self.mass(present, stand_in_share=stand_in_share) / total if total else 0.0

    def _share(self, term: str, present: Container[str], stand_in_share: float) -> float:
        if term in present:
            return 1.0
        return stand_in_share if self.words.stands_in(term, present) else 0.0

    def _weight(self, term: str) -> float:
        return self.vocabulary.weight(term) * (_ADDED_WEIGHT if term in self.added else 1.0)
