"""Does the evidence bear on the question at all? If not, why not."""

from dataclasses import dataclass

from assistant.answering.anchors import names_the_unknown
from assistant.answering.vocabulary import Vocabulary
from assistant.dialogue import Evidence, EvidencePassage, RefusalReason

# Passages looked at together: an answer rests on a few, not on one alone.
PASSAGES_TOGETHER = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """A logistic regression: bears on the question if the weighted sum of its signs is above zero."""

    shared_mass: float
    coverage: float
    similarity: float
    intercept: float


# Fitted on answerable and refusable questions, see docs/decisions/0004-relevance-is-calibrated.md.
_BY_WORDS = Calibration(shared_mass=2.63, coverage=5.037, similarity=0.0, intercept=-4.596)
# Cosines of different models do not compare: one line per model, by the name after the colon; with another
# model, words alone decide.
_BY_MODEL = {
    "multilingual-e5-small-q4": Calibration(
        shared_mass=1.892, coverage=3.227, similarity=55.491, intercept=-50.82
    ),
}


def refusal_reason(evidence: Evidence, *, vocabulary: Vocabulary) -> RefusalReason | None:
    """Tell why a question cannot be answered from its evidence; None if it can.

    Args:
        evidence: what was found, best first.
        vocabulary: weights of terms in the present corpus.
    """
    wanted = vocabulary.wanted_terms(evidence.question.standalone_text)
    if not any(vocabulary.knows(term) and term.isalpha() for term in wanted):
        return RefusalReason.INVALID_QUESTION
    if names_the_unknown(evidence, vocabulary=vocabulary):
        return RefusalReason.NO_SOURCE
    if any(found.is_named for found in evidence.passages):
        return None
    if not evidence.passages or bearing(evidence, vocabulary=vocabulary) <= 0:
        return RefusalReason.OUT_OF_SCOPE
    return None


def bearing(evidence: Evidence, *, vocabulary: Vocabulary) -> float:
    """Return how surely the evidence bears on the question: the log-odds, above zero if it does."""
    calibration = _BY_MODEL.get((evidence.embedder or "").rpartition(":")[2], _BY_WORDS)
    return (
        calibration.shared_mass * shared_mass(evidence, vocabulary=vocabulary)
        + calibration.coverage * best_coverage(evidence, vocabulary=vocabulary)
        + calibration.similarity * (evidence.best_similarity or 0.0)
        + calibration.intercept
    )


def shared_mass(evidence: Evidence, *, vocabulary: Vocabulary) -> float:
    """Return how much of the question its best passages share, in words as rare as can be.

    A word found nowhere else counts 1, a word found everywhere next to nothing; the mean over the passages
    that share most. Passages are taken with their headings and title.
    """
    wanted = vocabulary.wanted_terms(evidence.question.standalone_text)
    masses = sorted((_mass(wanted, found, vocabulary) for found in evidence.passages), reverse=True)
    best = masses[:PASSAGES_TOGETHER]
    return sum(best) / len(best) if best else 0.0


def best_coverage(evidence: Evidence, *, vocabulary: Vocabulary) -> float:
    """Return the largest weighted share of the question's words that one passage holds."""
    wanted = vocabulary.wanted_terms(evidence.question.standalone_text)
    shares = (vocabulary.coverage(wanted, _present(found, vocabulary)) for found in evidence.passages)
    return max(shares, default=0.0)


def _mass(wanted: frozenset[str], found: EvidencePassage, vocabulary: Vocabulary) -> float:
    shared = wanted & _present(found, vocabulary)
    return sum(map(vocabulary.weight, shared)) / vocabulary.most_weight()


def _present(found: EvidencePassage, vocabulary: Vocabulary) -> frozenset[str]:
    headings = " ".join((found.document.title, *found.passage.heading_path))
    return vocabulary.terms(found.passage.text) | vocabulary.terms(headings)
