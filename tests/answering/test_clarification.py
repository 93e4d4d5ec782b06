from dataclasses import replace
from datetime import date

import pytest

from assistant.answering.clarification import clarification_for
from assistant.dialogue import Clarification, EvidencePassage, Filters
from assistant.domain import Kind
from tests.records import document, evidence, found, question


def article(reference: str) -> EvidencePassage:
    of = document(reference.lower().replace(" ", "-"), kind=Kind.CODE, reference=reference)
    return found("Le conseil délibère.", of=of)


# One rule for communes, another for départements.
TWO_BODIES = (article("CGCT L2121-29"), article("CGCT L3211-1"))
COUNTRY_SHEET = found("Le ministère approuve.", of=document("mali", kind=Kind.COUNTRY))


def asked_back(text: str, *passages: EvidencePassage) -> Clarification | None:
    return clarification_for(evidence(*passages, asked=question(text)))


@pytest.mark.parametrize(
    "text",
    ["Pouvons-nous signer une convention ?", "Notre collectivité peut-elle aider une commune étrangère ?"],
)
def test_kind_of_body_is_asked_where_the_law_differs_by_it(text: str) -> None:
    assert asked_back(text, *TWO_BODIES) is Clarification.BODY


@pytest.mark.parametrize(
    "text",
    [
        "Notre petite commune peut-elle signer une convention ?",
        "On nous demande si les départements délibèrent : le faut-il ?",
        "En tant que région, que pouvons-nous signer ?",
        "Pouvons-nous signer une convention ? Une association",
        "Le conseil délibère-t-il sur la convention ?",
    ],
)
def test_body_is_not_asked_when_it_is_said_or_nobody_asks_for_himself(text: str) -> None:
    assert asked_back(text, *TWO_BODIES) is None


def test_body_is_not_asked_where_one_rule_holds_for_all() -> None:
    text = "Pouvons-nous signer une convention ?"
    assert asked_back(text, article("CGCT L1115-1"), article("CGCT L2121-29")) is None
    assert asked_back(text) is None


def test_country_is_asked_where_the_partner_is_bound_by_its_own_law() -> None:
    text = "Notre partenaire doit-il demander l'accord de son gouvernement ?"
    assert asked_back(text) is Clarification.COUNTRY
    assert asked_back("Notre partenaire signe-t-il le premier ?") is None


@pytest.mark.parametrize(
    "text",
    [
        "Notre ville jumelle au Mali doit-elle demander l'accord de son gouvernement ?",
        "Notre partenaire malien doit-il demander l'accord de son gouvernement ?",
        "Notre partenaire Bamako doit-il demander l'accord de son gouvernement ?",
    ],
)
def test_country_is_not_asked_when_it_is_said(text: str) -> None:
    # Neither is anything else: a question on the partner does not depend on the asker's kind of body.
    assert asked_back(text, *TWO_BODIES) is None


def test_country_is_not_asked_when_what_was_found_is_about_one() -> None:
    text = "Notre ville jumelle au mali doit-elle demander l'accord de son état ?"
    assert asked_back(text, COUNTRY_SHEET) is None


def test_capital_of_an_institution_is_no_country() -> None:
    text = "Notre partenaire doit-il demander l'accord de son État ou de la France ?"
    assert asked_back(text) is Clarification.COUNTRY


def test_year_is_asked_where_the_day_is_past_and_not_said() -> None:
    assert asked_back("Que disait l'ancienne loi sur les conventions ?") is Clarification.DATE
    assert asked_back("Que fallait-il transmettre au préfet à l’époque ?") is Clarification.DATE


@pytest.mark.parametrize(
    "text",
    [
        "Que disait l'ancienne loi de 1992 ?",
        "À l'époque, en mars 2010, que fallait-il transmettre au préfet ?",
    ],
)
def test_year_is_not_asked_when_it_is_said(text: str) -> None:
    assert asked_back(text) is None


def test_year_is_not_asked_when_a_filter_gives_the_day() -> None:
    asked = replace(
        question("Que disait l'ancienne loi sur les conventions ?"), filters=Filters(on_date=date(2010, 1, 1))
    )
    assert clarification_for(evidence(asked=asked)) is None
