import pytest

from assistant.answering.vocabulary import Vocabulary

TEXTS = [
    "La convention est transmise au préfet.",
    "La convention précise son objet.",
    "Le jumelage unit deux communes.",
]


@pytest.fixture
def vocabulary() -> Vocabulary:
    return Vocabulary(TEXTS)


def test_rarer_terms_weigh_more_and_unknown_ones_most(vocabulary: Vocabulary) -> None:
    (convention,), (jumelage,), (unknown,) = map(vocabulary.terms, ("convention", "jumelage", "blanquette"))
    assert vocabulary.weight(convention) < vocabulary.weight(jumelage) < vocabulary.weight(unknown)
    assert vocabulary.weight(unknown) == vocabulary.most_weight()
    assert vocabulary.knows(convention)
    assert not vocabulary.knows(unknown)


def test_coverage_is_a_weighted_share(vocabulary: Vocabulary) -> None:
    wanted = vocabulary.terms("convention jumelage")
    assert vocabulary.coverage(wanted, wanted) == 1
    assert vocabulary.coverage(wanted, vocabulary.terms("autre chose")) == 0
    assert vocabulary.coverage(wanted, vocabulary.terms("jumelage")) > 0.5
    assert vocabulary.coverage(frozenset(), wanted) == 0


def test_question_words_are_not_what_a_question_is_about(vocabulary: Vocabulary) -> None:
    asked = "Bonjour, combien de communes peut-on unir par un jumelage, svp ?"
    assert vocabulary.wanted_terms(asked) == vocabulary.terms("communes unir jumelage")
    assert vocabulary.wanted_terms("Combien ?") == vocabulary.terms("combien")


def test_empty_corpus_weighs_nothing_but_does_not_fail() -> None:
    empty = Vocabulary([])
    assert empty.coverage(empty.terms("convention"), frozenset()) == 0
