"""The records of false premises: what reviewers wrote down, and the sentence that corrects."""

import re
from dataclasses import dataclass

from assistant.dialogue import DraftStatement, Section
from assistant.domain import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedPremise:
    """An error that questions take for granted, and where the corpus corrects it."""

    premise_id: str
    # Ways of taking the error for granted, over folded text; see `wording`.
    patterns: tuple[re.Pattern[str], ...]
    # Words of which the question holds one at least; empty: any question.
    about: tuple[re.Pattern[str], ...]
    # Words that make the same wording right or speak of something else; anywhere in the question.
    unless: tuple[re.Pattern[str], ...]
    # Whether the correction is also the answer to a question that asks if the error is true.
    answers_whether: bool
    # The document that corrects, and words that only one of its quotable sentences holds.
    corrected_by: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A sentence of the corpus that corrects what a question takes for granted."""

    # Id of the reviewed premise, or canonical form of the text whose date is wrong.
    premise_id: str
    document_id: str
    passage_id: str
    # One of the passage's quotable spans.
    span: Span
    # The words of the span, line breaks kept single, as the extractive engine writes them.
    text: str

    def draft(self) -> DraftStatement:
        """Return the correction as the sentence that opens the short answer."""
        return DraftStatement(text=self.text, passage_ids=(self.passage_id,), section=Section.SHORT_ANSWER)
