"""What is known of a question besides its text: what its words stand for, how near it lies to the corpus."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Language(StrEnum):
    """The language that a question is written in."""

    FRENCH = "fr"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionWords:
    """What else the words of a question may be called in the documents; by default nothing else."""

    # Term of the question → groups of terms, each of which may stand for it when all of it is there.
    alternative_groups: Mapping[str, tuple[frozenset[str], ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    # What may stand for words that the documents hardly use, each once: to search with beside the question.
    expansion_text: str = ""
    # Terms of the question that make its sentence and say nothing of its subject.
    empty_terms: frozenset[str] = frozenset()
    language: Language = Language.FRENCH

    def stands_in(self, term: str, present: Container[str]) -> bool:
        """Tell whether a term of the question, or one group that may stand for it, is all present."""
        groups = self.alternative_groups.get(term, ())
        return term in present or any(all(one in present for one in group) for group in groups)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeMargins:
    """How much nearer a question is to the corpus than to questions that it does not answer, in cosine."""

    # By the nearest neighbour on each side.
    nearest: float
    # By all neighbours, the near ones most.
    density: float
    # Share, 0 to 1, of the corpus' questions among the nearest ones of both sides.
    share: float = 0.0
