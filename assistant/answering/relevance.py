"""Does the evidence bear on the question at all? If not, why not."""

from assistant.answering.vocabulary import Vocabulary
from assistant.dialogue import Evidence, EvidencePassage, RefusalReason

# Words of the question that a passage must share with it, counted in words as rare as can be: a word found
# nowhere else counts 1, a word found everywhere next to nothing. Measured on questions of every kind over the
# bundled documents: the lowest answerable one had 1.01, 95 % of those about other subjects stay below 0.94.
MIN_SHARED_MASS = 0.95
# Weighted share of the question's words that one passage holds, from which the question is of this corpus
# however common its words are in it. None of those about other subjects passed 0.64.
MIN_COVERAGE = 0.65
# Passages looked at together: an answer rests on a few, not on one alone.
PASSAGES_TOGETHER = 3


def refusal_reason(evidence: Evidence, *, vocabulary: Vocabulary) -> RefusalReason | None:
    """Tell why a question cannot be answered from its evidence; None if it can.

    Args:
        evidence: what was found, best first.
        vocabulary: weights of terms in the present corpus.
    """
    wanted = vocabulary.wanted_terms(evidence.question.standalone_text)
    if not any(vocabulary.knows(term) and term.isalpha() for term in wanted):
        return RefusalReason.INVALID_QUESTION
    if any(found.is_named for found in evidence.passages):
        return None
    is_covered = best_coverage(evidence, vocabulary=vocabulary) >= MIN_COVERAGE
    if is_covered or shared_mass(evidence, vocabulary=vocabulary) >= MIN_SHARED_MASS:
        return None
    return RefusalReason.OUT_OF_SCOPE


def shared_mass(evidence: Evidence, *, vocabulary: Vocabulary) -> float:
    """Return how much of the question its best passages share, in words as rare as can be.

    The mean over the passages that share most; passages are taken with their headings and title.
    """
    wanted = vocabulary.wanted_terms(evidence.question.standalone_text)
    masses = sorted((_mass(wanted, found, vocabulary) for found in evidence.passages), reverse=True)
    best = masses[:PASSAGES_TOGETHER]
    return sum(best) / len(best) if best else 0.0


def best_coverage(evidence: Evidence, *, vocabulary: Vocabulary) -> float:
    """Return the largest weighted share of the question's words that one passage holds."""
    wanted = vocabulary.wanted_terms(evidence.question.standalone_text)
    return max(
        (vocabulary.coverage(wanted, _present(found, vocabulary)) for found in evidence.passages), default=0.0
    )


def _mass(wanted: frozenset[str], found: EvidencePassage, vocabulary: Vocabulary) -> float:
    shared = wanted & _present(found, vocabulary)
    return sum(map(vocabulary.weight, shared)) / vocabulary.most_weight()


def _present(found: EvidencePassage, vocabulary: Vocabulary) -> frozenset[str]:
    headings = " ".join((found.document.title, *found.passage.heading_path))
    return vocabulary.terms(found.passage.text) | vocabulary.terms(headings)
