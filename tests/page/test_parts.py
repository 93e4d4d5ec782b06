"""What an exchange shows of questions asked at once, and the buttons under it."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from assistant.dialogue import Answer, Clarification, Section, Status
from assistant.page.answer import exchanges_html
from assistant.page.view import AnswerView
from tests.scripted_service import (
    TODAY,
    answer,
    answer_in_parts,
    cite,
    document,
    events_of,
    refusal,
    sample_answer,
    source,
    statement,
)

SIGNED, PAID = "Qui signe la convention ?", "Qui paie le voyage du maire ?"


def shown(finished: Answer) -> BeautifulSoup:
    view = AnswerView(number=1, question=finished.question.text, as_of=TODAY).after(events_of(finished)[-1])
    return BeautifulSoup(exchanges_html((view,), contact=""), "html.parser")


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def in_sections(*sections: Section) -> Answer:
    article = source(1, document())
    told = (statement("Oui.", cite(article, "conventions"), section=one) for one in sections)
    return answer("?", *told, sources=(article,))


def test_each_question_heads_its_statements_and_no_section_is_named() -> None:
    soup = shown(answer_in_parts(SIGNED, PAID))
    blocks = [tag for tag in soup.select(".section") if not tag.has_attr("hidden")]
    headings = [plain(tag.text) for block in blocks for tag in block.select("h3")]
    assert headings == [SIGNED, PAID]
    assert [len(block.select(".statement")) for block in blocks] == [4]


def test_question_without_a_source_is_said_under_its_own_words() -> None:
    finished = replace(answer_in_parts(SIGNED), status=Status.PARTIAL, unanswered=(PAID,))
    ending = shown(finished).select_one(".ending")
    assert plain(ending.select_one("h3.part").text) == PAID
    assert plain(ending.select_one("h3.part + p.partial").text) == (
        "Aucun document indexé ne répond à cette partie de la question."
    )
    assert "n’a pas pu être vérifiée" not in ending.text


def test_what_the_answer_depends_on_is_asked_back_once() -> None:
    asked = shown(replace(sample_answer("?"), clarification=Clarification.COUNTRY)).select(".clarification")
    assert [plain(tag.text) for tag in asked] == [
        "Pour préciser : dans quel pays se trouve votre partenaire ?"
    ]
    assert not shown(sample_answer("?")).select(".clarification")


def test_answer_that_says_more_than_its_short_answer_can_be_shown_in_brief() -> None:
    buttons = shown(in_sections(Section.SHORT_ANSWER, Section.TO_CHECK)).select(".actions .brief")
    assert [(button.name, button["type"], button["aria-pressed"], button.text) for button in buttons] == [
        ("button", "button", "false", "En bref")
    ]
    assert buttons[0]["data-shortens"] == "e1"


@pytest.mark.parametrize(
    "finished",
    [
        in_sections(Section.SHORT_ANSWER, Section.SHORT_ANSWER),
        in_sections(Section.LEGAL_BASIS, Section.IN_PRACTICE),
        answer_in_parts(SIGNED, PAID),
        refusal("?"),
    ],
    ids=["short-alone", "no-short", "parts", "refusal"],
)
def test_nothing_to_leave_out_means_no_button(finished: Answer) -> None:
    assert not shown(finished).select(".brief")
