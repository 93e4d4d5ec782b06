"""What is one thing and what is another: the sentences that disagree, and those that only look so."""

from datetime import date

import pytest

from assistant.answering.disagreements.comparing import Disagreement, compare
from assistant.answering.disagreements.stated import scope_of
from assistant.answering.disagreements.values import ValueKind
from assistant.domain import Kind
from tests.answering.disagreements.finders import LATER, THIOLLIERE, Shelf, version

ASKED = "Combien la ville de Brest a-t-elle versé au fonds pour le port de Saponé ?"
GIVEN = "La ville de Brest a versé 20 000 euros au fonds pour le port de Saponé."


def compared(
    one: str, other: str, *, asked: str = ASKED, first: object = None, **fields: object
) -> Disagreement | None:
    """Compare two sentences; `first` is the day on which the first was checked, `fields` are the second's."""
    shelf = Shelf()
    shelf.add("La loi tient en un article.", name="loi", kind=Kind.STATUTE, reference=THIOLLIERE)
    some, others = shelf.stated(one, checked_on=first), shelf.stated(other, **fields)
    words = shelf.words()
    return compare(some, others, asked=scope_of(asked, words=words), words=words)


def test_two_amounts_of_one_thing_disagree() -> None:
    found = compared(GIVEN, GIVEN.replace("20 000 euros", "25 k€"))
    assert found is not None
    assert (found.kind, found.unit) == (ValueKind.AMOUNT, "€")
    assert (found.value_of_one, found.value_of_other) == ("20 000 euros", "25 k€")


def test_disagreement_may_be_told_the_other_way_round() -> None:
    found = compared(GIVEN, GIVEN.replace("20 000", "25 000"))
    assert found is not None
    turned = found.turned()
    assert (turned.one, turned.value_of_one) == (found.other, "25 000 euros")
    assert turned.turned() == found


@pytest.mark.parametrize("amount", ["20 000 €", "vingt mille euros", "20 k€"])
def test_one_value_written_otherwise_agrees(amount: str) -> None:
    assert compared(GIVEN, GIVEN.replace("20 000 euros", amount)) is None


def test_two_amounts_of_two_things_agree() -> None:
    other = "Une association de pêcheurs a payé 300 euros son nouveau ponton."
    assert compared(GIVEN, other) is None


def test_two_years_are_two_things() -> None:
    one, other = "En 2022, " + GIVEN, "En 2023, " + GIVEN.replace("20 000", "25 000")
    assert compared(one, other) is None


def test_year_of_a_law_limits_no_value() -> None:
    one = "Sur le fondement de la loi n° 2007-147, " + GIVEN
    other = "En 2023, " + GIVEN.replace("20 000", "25 000")
    assert compared(one, other) is not None


def test_two_levels_are_two_things() -> None:
    one = "Le département a versé 20 000 euros au fonds pour le port de Saponé."
    other = "La région a versé 25 000 euros au fonds pour le port de Saponé."
    assert compared(one, other) is None


def test_part_and_whole_are_two_things() -> None:
    assert compared(GIVEN, GIVEN.replace("20 000 euros", "15 000 euros hors frais")) is None
    assert compared(GIVEN, GIVEN.replace("20 000 euros", "50 000 euros cumulés")) is None


def test_outside_the_country_is_no_part() -> None:
    one = GIVEN.replace("port", "port hors de France")
    assert compared(one, one.replace("20 000", "25 000")) is not None


def test_example_below_a_maximum_agrees_with_it() -> None:
    one = GIVEN.replace("20 000", "jusqu'à 30 000")
    assert compared(one, GIVEN) is None
    assert compared(one, GIVEN.replace("20 000", "40 000")) is not None


def test_figure_told_rounded_agrees_with_the_exact_one() -> None:
    one = GIVEN.replace("20 000 euros", "près de 2 millions d'euros")
    assert compared(one, GIVEN.replace("20 000 euros", "1 950 000 euros")) is None
    assert compared(one, GIVEN.replace("20 000 euros", "1 250 000 euros")) is not None


def test_figure_without_decimals_agrees_with_the_one_that_has_them() -> None:
    one = "La sélection du fonds pour le port de Saponé a retenu 66 % des dossiers."
    assert compared(one, one.replace("66 %", "66,3 %")) is None
    assert compared(one.replace("66 %", "66,3 %"), one.replace("66 %", "67,3 %")) is not None


def test_sentence_that_states_both_values_agrees_with_each() -> None:
    both = "La ville de Brest a versé 20 000 euros puis 25 000 euros au fonds pour le port de Saponé."
    assert compared(GIVEN, both) is None


@pytest.mark.parametrize(
    "put_aside",
    [
        "C'est une erreur : la ville de Brest a versé 25 000 euros au fonds pour le port de Saponé.",
        "La ville de Brest a versé 20 000 euros et non 25 000 euros au fonds pour le port de Saponé.",
        "On lit que la ville de Brest a versé 25 000 euros au fonds pour le port de Saponé.",
    ],
)
def test_value_named_to_be_put_aside_disagrees_with_nothing(put_aside: str) -> None:
    assert compared(GIVEN, put_aside) is None


def test_name_that_only_begins_like_a_doubt_puts_nothing_aside() -> None:
    one = "La ville de Brest a versé 20 000 euros à la Croix-Rouge pour le port de Saponé."
    assert compared(one, one.replace("20 000", "25 000")) is not None


def test_documents_checked_on_one_day_were_read_together() -> None:
    other = GIVEN.replace("20 000", "25 000")
    assert compared(GIVEN, other, first=LATER, checked_on=LATER) is None
    assert compared(GIVEN, other, first=LATER, checked_on=date(2019, 3, 1)) is not None


def test_law_of_another_country_is_another_thing() -> None:
    other = GIVEN.replace("20 000", "25 000")
    assert compared(GIVEN, other, jurisdiction="SN") is None
    assert compared(GIVEN, other, jurisdiction="EU") is not None


def test_successive_wordings_are_two_things() -> None:
    other = GIVEN.replace("20 000", "25 000")
    ended = version(date(2007, 2, 6), date(2014, 7, 9))
    shelf = Shelf()
    some = shelf.stated(GIVEN, version=version(date(2014, 7, 9), None))
    others = shelf.stated(other, version=ended)
    words = shelf.words()
    assert compare(some, others, asked=scope_of(ASKED, words=words), words=words) is None


def test_one_passage_does_not_disagree_with_itself() -> None:
    shelf = Shelf()
    some = shelf.stated(GIVEN)
    words = shelf.words()
    assert compare(some, some, asked=scope_of(ASKED, words=words), words=words) is None


def test_two_days_of_a_known_text_disagree_whatever_else_is_said() -> None:
    one = "La loi n° 2007-147 du 2 février 2007 récrit le code."
    found = compared(one, "Il faut attendre 2008 et la loi Thiollière pour agir.", asked="La loi ?")
    assert found is not None
    assert (found.kind, found.value_of_one, found.value_of_other) == (
        ValueKind.ACT_DATE,
        "2 février 2007",
        "2008",
    )


def test_rule_and_its_contrary_disagree() -> None:
    one = "La convention avec la ville de Saponé est obligatoire pour le port."
    other = "La convention avec la ville de Saponé est facultative pour le port."
    found = compared(one, other, asked="La convention est-elle obligatoire ?")
    assert found is not None
    assert found.kind is ValueKind.RULE


def test_possibility_alone_disagrees_with_no_ban_that_nobody_asked_about() -> None:
    one = "La convention avec la ville de Saponé peut porter sur le port."
    other = "La convention avec la ville de Saponé est interdite pour le port."
    assert compared(one, other, asked="Que porte la convention ?") is None


def test_authority_only_named_disagrees_with_nothing() -> None:
    one = "Le préfet et la ville de Brest parlent du fonds pour le port de Saponé."
    other = "Le ministre et la ville de Brest parlent du fonds pour le port de Saponé."
    assert compared(one, other, asked="Qui parle du fonds ?") is None


def test_authority_that_acts_disagrees_with_another() -> None:
    one = "La convention du port de Saponé est approuvée par le préfet."
    other = "La convention du port de Saponé est approuvée par le ministre."
    found = compared(one, other, asked="Qui approuve la convention ?")
    assert found is not None
    assert (found.kind, found.unit) == (ValueKind.AUTHORITY, "approuver")
