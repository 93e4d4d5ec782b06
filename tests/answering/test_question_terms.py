from dataclasses import replace

import pytest

from assistant.answering.question_terms import QuestionTerms
from assistant.answering.vocabulary import Vocabulary
from assistant.question_words import QuestionWords
from tests.records import question

VOCABULARY = Vocabulary(["Le préfet contrôle la convention.", "La convention lie les communes."])
(PREFET,) = VOCABULARY.terms("préfet")
(CONVENTION,) = VOCABULARY.terms("convention")


def terms_of(text: str, words: QuestionWords) -> QuestionTerms:
    return QuestionTerms.of(replace(question(text), words=words), vocabulary=VOCABULARY)


def test_words_of_grammar_tell_nothing_unless_nothing_else_is_there() -> None:
    words = QuestionWords(empty_terms=VOCABULARY.terms("convention"))
    assert terms_of("préfet convention", words).terms == {PREFET}
    assert terms_of("convention", words).terms == {CONVENTION}


def test_a_term_told_in_other_words_counts_its_share() -> None:
    (maire,) = VOCABULARY.terms("maire")
    words = QuestionWords(alternative_groups={maire: (frozenset({PREFET}),)})
    asked = terms_of("maire", words)
    assert asked.coverage({maire}) == pytest.approx(1)
    assert asked.coverage({PREFET}) == pytest.approx(1)
    assert asked.coverage({PREFET}, stand_in_share=0.7) == pytest.approx(0.7)
    assert asked.coverage({CONVENTION}) == 0


def test_rarer_terms_weigh_more() -> None:
    asked = terms_of("préfet convention", QuestionWords())
    assert asked.coverage({PREFET}) > asked.coverage({CONVENTION})
    assert asked.mass({PREFET, CONVENTION}) == pytest.approx(
        VOCABULARY.weight(PREFET) + VOCABULARY.weight(CONVENTION)
    )


def test_a_question_without_terms_is_covered_by_nothing() -> None:
    assert terms_of("?", QuestionWords()).coverage({PREFET}) == 0
