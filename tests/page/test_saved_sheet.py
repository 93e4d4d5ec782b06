"""A sheet that the page asks the server for."""

from base64 import b64decode
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from assistant.dialogue import Answer
from assistant.errors import OutputError
from assistant.page.saved_sheet import saved_sheet_html, unsaved_sheet_html
from assistant.page.view import AnswerView, Conversation
from assistant.rendering.sheet_html import sheet_html
from assistant.rendering.sheet_pdf import sheet_pdf
from tests.rendering.sheets import BUILD, disagreeing
from tests.scripted_service import TODAY, events_of, sample_answer


def viewed(finished: Answer, *, number: int) -> AnswerView:
    view = AnswerView(number=number, question=finished.question.text, as_of=TODAY)
    return view.over(BUILD).after(events_of(finished)[-1])


def conversation() -> Conversation:
    running = AnswerView(number=9, question="?", as_of=TODAY)
    return Conversation(
        views=(viewed(sample_answer("Une ?"), number=2), viewed(disagreeing(), number=3), running)
    )


def held(wanted: str) -> tuple[bytes, str]:
    pre = BeautifulSoup(saved_sheet_html(wanted, conversation(), contact="la mairie"), "html.parser").pre
    assert pre.has_attr("hidden")
    assert pre["data-wanted"] == wanted
    return b64decode(pre.text, validate=True), pre["data-type"]


def test_page_is_given_the_sheet_of_the_exchange_it_asks_for() -> None:
    sheet, media_type = held("3 pdf 1")
    assert sheet == sheet_pdf(disagreeing(), BUILD, contact="la mairie")
    assert media_type == "application/pdf"
    sheet, media_type = held("2 html 14")
    assert sheet.decode("utf-8") == sheet_html(sample_answer("Une ?"), BUILD, contact="la mairie")
    assert media_type == "text/html;charset=utf-8"


@pytest.mark.parametrize(
    "wanted", ["", "1 pdf 1", "9 pdf 1", "3 docx 1", "3 pdf", "3 pdf 1 ", "٣ pdf 1", "../3 pdf 1", "9" * 50]
)
def test_anything_else_is_refused_in_french(wanted: str) -> None:
    with pytest.raises(OutputError, match="n’a pas pu être préparée"):
        saved_sheet_html(wanted, conversation(), contact="")


def test_answer_over_an_unknown_index_has_no_sheet() -> None:
    views = tuple(replace(view, build=None) for view in conversation().views)
    with pytest.raises(OutputError):
        saved_sheet_html("3 pdf 1", Conversation(views=views), contact="")


def test_failure_is_held_as_text() -> None:
    pre = BeautifulSoup(unsaved_sheet_html('"><script>', reason="Trop tard."), "html.parser").pre
    assert (pre["data-wanted"], pre["data-failed"], pre.text) == ('"><script>', "Trop tard.", "")
