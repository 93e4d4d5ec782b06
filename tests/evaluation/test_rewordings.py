import random

import pytest

from assistant.tokens import fold
from tests.benchmarks.floors import RewordingFloors, read_floors
from tests.benchmarks.inverted_order import inverted
from tests.benchmarks.rewording_rules import Rule, rewordings, with_slip
from tests.benchmarks.rewordings import Reworded, answerable_cases, likeness


def reworded(*, before: tuple[str, ...], now: tuple[str, ...], is_right: bool = True) -> Reworded:
    return Reworded(case_id="q", rule=Rule.ORDER, text="?", cited_before=before, cited=now, is_right=is_right)


@pytest.mark.parametrize(
    ("asked", "turned"),
    [
        ("La convention est-elle obligatoire ?", "Est-ce que la convention est obligatoire ?"),
        ("Puis-je accepter ?", "Est-ce que je peux accepter ?"),
        ("Que faut-il voter ?", "Qu'est-ce qu'il faut voter ?"),
        ("Que risque la commune ?", "Qu'est-ce que la commune risque ?"),
        ("Qui signe la convention ?", "Qui est-ce qui signe la convention ?"),
        ("Et pour les déchets ?", "Pour les déchets, alors ?"),
        ("Nous partons demain. Bonne idée ?", "Bonne idée ? Nous partons demain."),
        ("En 2025, quel taux s'appliquait ?", "Quel taux s'appliquait en 2025 ?"),
    ],
)
def test_questions_are_turned_round(asked: str, turned: str) -> None:
    assert inverted(asked, random.Random(0)) == turned


def test_every_rule_rewords_the_same_way_for_the_same_seed() -> None:
    asked = "Une convention avec une autorité étrangère est-elle nécessaire depuis la loi n° 2014-773 ?"
    once = dict(rewordings(asked, seed="q1"))
    assert list(once) == list(Rule)
    assert once == dict(rewordings(asked, seed="q1"))
    assert once[Rule.CAPITALS].isupper()
    assert once[Rule.ACCENTS].lower() == fold(asked).replace("n°", "n°")
    assert fold(asked) in fold(once[Rule.COURTESY])


def test_a_slip_changes_one_word_and_no_number_or_reference() -> None:
    asked = "La délibération vise l'article L. 1115-1 et la loi n° 2014-773 du 7 juillet 2014"
    for seed in range(40):
        slipped = with_slip(asked, random.Random(seed))
        changed = [one for one, other in zip(asked.split(), slipped.split(), strict=True) if one != other]
        assert changed == ["délibération"]


def test_likeness_counts_equal_sets_first_documents_and_overlap() -> None:
    found = likeness(
        [
            reworded(before=("a", "b"), now=("b", "a")),
            reworded(before=("a", "b"), now=("a",), is_right=False),
            reworded(before=(), now=()),
            reworded(before=("a",), now=()),
        ]
    )
    assert (found.n, found.same, found.opens_the_same, found.right) == (4, 0.5, 0.5, 0.75)
    assert found.overlap == pytest.approx((1 + 0.5 + 1 + 0) / 4)


def test_held_questions_are_not_reworded() -> None:
    cases = answerable_cases(ids="")
    assert {case.split for case in cases} == {"tuned"}
    assert any(isinstance(group, RewordingFloors) for group in read_floors())
