"""The sheet in HTML and PDF: made when it is asked for, saved as a file, and fit to be read and printed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from assistant.rendering.sheet_html import sheet_html
from assistant.rendering.sheet_pdf import sheet_pdf
from tests.browser.conftest import PHONE, Serve, Visit
from tests.page.test_answer import hostile_answer
from tests.scripted_service import ScriptedService, events_of, refusal, sample_answer

pytestmark = pytest.mark.browser

Visitor = Callable[..., Visit]
QUESTION = "Quand la convention de coopération entre-t-elle en vigueur ?"
BUILD = ScriptedService().library()[0]


def saved(visit: Visit, name: str, *, within: str = "#present") -> tuple[str, bytes]:
    """Press a button; return name and content of the file that it saves."""
    with visit.page.expect_download() as started:
        visit.page.locator(within).get_by_role("button", name=name).click()
    return started.value.suggested_filename, started.value.path().read_bytes()


def test_both_formats_are_saved_and_the_button_keeps_the_focus(page_url: str, visitor: Visitor) -> None:
    visit = visitor(page_url)
    visit.ask(QUESTION)
    finished = sample_answer(QUESTION)
    assert saved(visit, "Fiche en PDF") == (
        "fiche-2026-11-22-a1.pdf",
        sheet_pdf(finished, BUILD, contact=""),
    )
    expect(visit.page.locator("#announcements")).to_have_text("Fiche de vérification téléchargée.")
    expect(visit.page.get_by_role("button", name="Fiche en PDF")).to_be_focused()
    assert saved(visit, "Fiche en HTML") == (
        "fiche-2026-11-22-a1.html",
        sheet_html(finished, BUILD, contact="").encode("utf-8"),
    )
    # The same once more: only the number of the request has changed.
    assert saved(visit, "Fiche en HTML")[0] == "fiche-2026-11-22-a1.html"
    assert visit.complaints == []


def test_earlier_answer_and_refusal_have_their_own_sheets(
    page_url: str, visitor: Visitor, service: ScriptedService
) -> None:
    service.scripts.append(events_of(refusal("Quel temps fera-t-il ?")))
    visit = visitor(page_url)
    visit.ask("Quel temps fera-t-il ?")
    visit.ask(QUESTION)
    _, earlier = saved(visit, "Fiche en PDF", within="#earlier")
    assert earlier == sheet_pdf(refusal("Quel temps fera-t-il ?"), BUILD, contact="")
    _, present = saved(visit, "Fiche en PDF")
    assert present == sheet_pdf(sample_answer(QUESTION), BUILD, contact="")


def test_sheet_that_does_not_come_is_said(page_url: str, visitor: Visitor) -> None:
    visit = visitor(page_url)
    visit.ask(QUESTION)
    button = visit.page.get_by_role("button", name="Fiche en PDF")
    button.evaluate("button => { button.dataset.makes = '77 pdf'; }")
    button.click()
    expect(visit.page.locator("#announcements")).to_contain_text("n’a pas pu être préparée")


def test_what_carries_the_sheet_is_out_of_sight_and_of_reach(serve: Serve, visitor: Visitor) -> None:
    visit = visitor(serve(ScriptedService()), viewport=PHONE)
    visit.ask(QUESTION)
    saved(visit, "Fiche en PDF")
    for part in ("#wanted-sheet", "#make-sheet", "#made-sheet pre"):
        expect(visit.page.locator(part)).to_be_hidden()
    assert visit.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_hostile_sheet_does_nothing_in_a_browser_and_prints(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "fiche.html"
    file.write_text(sheet_html(hostile_answer(), BUILD, contact=""), encoding="utf-8")
    page = browser.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda line: said.append(line.text))
    page.goto(file.as_uri())
    page.wait_for_timeout(200)
    assert asked == [page.url]
    assert said == []
    assert page.locator("img, svg, script, iframe").count() == 0
    assert page.locator("h1").inner_text() == "Fiche de vérification"
    assert page.pdf(format="A4").startswith(b"%PDF")
    page.close()
