"""Does the evidence bear on the question at all? If not, why not."""

from dataclasses import astuple, dataclass
from operator import mul

from assistant.answering.anchors import names_the_unknown
from assistant.answering.follow_up import own_words
from assistant.answering.question_terms import QuestionTerms
from assistant.answering.vocabulary import Vocabulary
from assistant.dialogue import Evidence, EvidencePassage, RefusalReason

# Passages looked at together: an answer rests on a few, not on one alone.
PASSAGES_TOGETHER = 3
# Passages of which one has to hold what a follow-up adds.
_PASSAGES_FOR_ADDED = 6
# What counts of a word of the question that the passages say in other words.
STAND_IN_SHARE = 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What tells whether the evidence bears on a question, or the weights of it; see the functions below."""

    shared_mass: float
    coverage: float
    unknown_share: float
    similarity: float = 0.0
    scope_nearest: float = 0.0
    scope_density: float = 0.0
    scope_share: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """A logistic regression: bears on the question if the weighted sum of its signs is above zero."""

    weights: Signs
    intercept: float


# Fitted on answerable and refusable questions, see docs/decisions/0004-relevance-is-calibrated.md.
_BY_WORDS = Calibration(
    weights=Signs(shared_mass=2.324, coverage=3.695, unknown_share=-2.834), intercept=-4.038
)
# Cosines of different models do not compare: a calibration per model, by the name after the colon, without
# questions outside to compare with and with them; with another model, words alone decide.
_BY_MODEL = {
    "multilingual-e5-small-q4": (
        Calibration(
            weights=Signs(shared_mass=1.855, coverage=2.321, unknown_share=-2.268, similarity=52.498),
            intercept=-48.623,
        ),
        Calibration(
            weights=Signs(
                shared_mass=1.126,
                coverage=1.893,
                unknown_share=-1.981,
                similarity=27.494,
                scope_nearest=29.892,
                scope_density=68.107,
                scope_share=3.357,
            ),
            intercept=-28.128,
        ),
    ),
}


def refusal_reason(evidence: Evidence, *, vocabulary: Vocabulary) -> RefusalReason | None:
    """Tell why a question cannot be answered from its evidence; None if it can.

    Args:
        evidence: what was found, best first.
        vocabulary: weights of terms in the present corpus.
    """
    wanted = QuestionTerms.of(evidence.question, vocabulary=vocabulary)
    if not any(_is_understood(term, wanted) for term in wanted.terms):
        return RefusalReason.INVALID_QUESTION
    if names_the_unknown(evidence, vocabulary=vocabulary):
        return RefusalReason.NO_SOURCE
    if not tells_what_is_added(evidence, vocabulary=vocabulary):
        return RefusalReason.NO_SOURCE
    if evidence.corrections or any(found.is_named for found in evidence.passages):
        return None
    if not evidence.passages or bearing(evidence, vocabulary=vocabulary) <= 0:
        return RefusalReason.OUT_OF_SCOPE
    return None


def tells_what_is_added(evidence: Evidence, *, vocabulary: Vocabulary) -> bool:
    """Tell whether one of the first passages holds a word that a follow-up adds to the question before it.

    What is found for the question before it answers no follow-up: « et pour son passeport ? »
    """
    if not evidence.question.leans_on_history:
        return True
    words = evidence.question.words
    asked = {term for term in vocabulary.terms(own_words(evidence.question.text)) if term.isalpha()}
    first = [_present(found, vocabulary) for found in evidence.passages[:_PASSAGES_FOR_ADDED]]
    return not asked or any(words.stands_in(term, present) for term in asked for present in first)


def bearing(evidence: Evidence, *, vocabulary: Vocabulary) -> float:
    """Return how surely the evidence bears on the question: the log-odds, above zero if it does."""
    calibration = _calibration_for(evidence)
    signs: tuple[float, ...] = astuple(signs_of(evidence, vocabulary=vocabulary))
    weights: tuple[float, ...] = astuple(calibration.weights)
    total: float = sum(map(mul, weights, signs))
    return total + calibration.intercept


def _calibration_for(evidence: Evidence) -> Calibration:
    by_model = _BY_MODEL.get((evidence.embedder or "").rpartition(":")[2])
    if by_model is None:
        return _BY_WORDS
    alone, with_margins = by_model
    return alone if evidence.scope is None else with_margins


def signs_of(evidence: Evidence, *, vocabulary: Vocabulary) -> Signs:
    """Return the signs of some evidence; those of vectors are 0 where there are none."""
    return Signs(
        shared_mass=shared_mass(evidence, vocabulary=vocabulary),
        coverage=best_coverage(evidence, vocabulary=vocabulary),
        unknown_share=unknown_share(evidence, vocabulary=vocabulary),
        similarity=evidence.best_similarity or 0.0,
        scope_nearest=evidence.scope.nearest if evidence.scope else 0.0,
        scope_density=evidence.scope.density if evidence.scope else 0.0,
        scope_share=evidence.scope.share if evidence.scope else 0.0,
    )


def shared_mass(evidence: Evidence, *, vocabulary: Vocabulary) -> float:
    """Return how much of the question its best passages share, in words as rare as can be.

    A word found nowhere else counts 1, a word found everywhere next to nothing; the mean over the passages
    that share most. Passages are taken with their headings and title.
    """
    wanted = QuestionTerms.of(evidence.question, vocabulary=vocabulary)
    masses = sorted((_mass(wanted, found) for found in evidence.passages), reverse=True)
    best = masses[:PASSAGES_TOGETHER]
    return sum(best) / len(best) if best else 0.0


def best_coverage(evidence: Evidence, *, vocabulary: Vocabulary) -> float:
    """Return the largest weighted share of the question's words that one passage holds."""
    wanted = QuestionTerms.of(evidence.question, vocabulary=vocabulary)
    shares = (
        wanted.coverage(_present(found, vocabulary), stand_in_share=STAND_IN_SHARE)
        for found in evidence.passages
    )
    return max(shares, default=0.0)


def unknown_share(evidence: Evidence, *, vocabulary: Vocabulary) -> float:
    """Return the weighted share, 0 to 1, of the question's words that no document holds, nor the glossary."""
    wanted = QuestionTerms.of(evidence.question, vocabulary=vocabulary)
    known = [
        term for term in wanted.terms if vocabulary.knows(term) or term in wanted.words.alternative_groups
    ]
    return 1 - wanted.coverage(known)


def _is_understood(term: str, wanted: QuestionTerms) -> bool:
    is_known = wanted.vocabulary.knows(term) or term in wanted.words.alternative_groups
    return is_known and term.isalpha()


def _mass(wanted: QuestionTerms, found: EvidencePassage) -> float:
    shared = wanted.mass(_present(found, wanted.vocabulary), stand_in_share=STAND_IN_SHARE)
    return shared / wanted.vocabulary.most_weight()


def _present(found: EvidencePassage, vocabulary: Vocabulary) -> frozenset[str]:
    headings = " ".join((found.document.title, *found.passage.heading_path))
    return vocabulary.terms(found.passage.text) | vocabulary.terms(headings)
