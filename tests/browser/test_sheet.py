"""The sheet: saved from the page as a file, and harmless in the least careful viewer."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from playwright.sync_api import Browser, Page, expect

from assistant.answer_events import AnswerFinished
from assistant.application import Application
from assistant.dialogue import AskRequest
from assistant.rendering.sheet import sheet_markdown
from tests.browser.conftest import Serve, Visit
from tests.scripted_service import ScriptedService, events_of, refusal, sample_answer

pytestmark = pytest.mark.browser

Visitor = Callable[..., Visit]
QUESTION = "Quand la convention de coopération entre-t-elle en vigueur ?"
BUTTON = "Télécharger la fiche"
CONTACT = "la mairie"
# Whatever of it comes alive says so in the page's own window, or asks for an address.
ATTACKS = (
    "<img src=x onerror=\"window.ran='img'\">",
    r"\<img src=x onerror=window.ran='escaped'>",
    "<svg onload=\"window.ran='svg'\"><script>window.ran='script'</script></svg>",
    "<iframe srcdoc=\"<script>parent.ran='frame'</script>\"></iframe>",
    "[lien](javascript:window.ran='link')",
    "<javascript:window.ran='auto'>",
    "![image](https://ailleurs.example/image.png)",
    "{{constructor.constructor('window.ran=1')()}} ${window.ran=2} <%= 7*7 %>",
)
DEFINITIONS = "[1]: javascript:window.ran='definition'\n[lien]: javascript:window.ran='definition'"
RULE = "La convention de coopération entre en vigueur dès sa transmission au préfet"


def saved(page: Page, *, by: Callable[[], None]) -> tuple[str, str]:
    """Return name and text of the file that an action downloads."""
    with page.expect_download() as started:
        by()
    path = started.value.path()
    return started.value.suggested_filename, path.read_text(encoding="utf-8")


def test_button_saves_the_sheet_of_the_answer(
    serve: Serve, visitor: Visitor, application: Application
) -> None:
    visit = visitor(serve(application))
    visit.ask(QUESTION)
    button = visit.page.get_by_role("button", name=BUTTON)
    name, text = saved(visit.page, by=button.click)
    *_, last = application.answer(AskRequest(text=QUESTION))
    assert isinstance(last, AnswerFinished)
    build, _ = application.library()
    assert text == sheet_markdown(last.answer, build, contact="")
    assert re.fullmatch(r"fiche-\d{4}-\d\d-\d\d-[0-9a-f]{8}\.md", name)
    for expected in (QUESTION, "22 novembre 2026", f"> {RULE}.", "9 juillet 2014", build.build_id):
        assert expected in text
    assert "<https://www.legifrance.gouv.fr/>" in text
    expect(visit.page.locator("#announcements")).to_have_text("Fiche de vérification téléchargée.")
    assert visit.complaints == []


def test_sheet_is_saved_with_the_keyboard_and_keeps_the_focus(page_url: str, visitor: Visitor) -> None:
    visit = visitor(page_url)
    visit.ask(QUESTION)
    button = visit.page.get_by_role("button", name=BUTTON)
    visit.page.get_by_role("button", name="Copier avec les références").focus()
    visit.page.keyboard.press("Tab")
    expect(button).to_be_focused()
    _, text = saved(visit.page, by=lambda: visit.page.keyboard.press("Enter"))
    assert text == sheet_markdown(sample_answer(QUESTION), ScriptedService().library()[0], contact="")
    expect(button).to_be_focused()
    assert visit.complaints == []


def test_refusal_is_saved_too_and_an_earlier_answer_still_is(
    page_url: str, visitor: Visitor, service: ScriptedService
) -> None:
    service.scripts.append(events_of(refusal("Quel temps fera-t-il ?")))
    visit = visitor(page_url)
    visit.ask("Quel temps fera-t-il ?")
    build, _ = service.library()
    first = sheet_markdown(refusal("Quel temps fera-t-il ?"), build, contact="")
    assert saved(visit.page, by=visit.page.get_by_role("button", name=BUTTON).click)[1] == first
    visit.ask(QUESTION)
    earlier = visit.page.locator("#earlier").get_by_role("button", name=BUTTON)
    assert saved(visit.page, by=earlier.click)[1] == first


@pytest.fixture(scope="module")
def hostile_sheet(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The sheet that `assistant ask --sheet` writes over a hostile document, for a hostile question."""
    folder = tmp_path_factory.mktemp("hostile")
    corpus = folder / "corpus"
    corpus.mkdir()
    hostile = "\n\n".join(f"{RULE} : {attack}." for attack in ATTACKS)
    (corpus / "convention.txt").write_text(f"{hostile}\n\n{DEFINITIONS}\n", encoding="utf-8")
    title = "'" + " ".join(ATTACKS).replace("'", "''") + "'"
    url = "https://exemple.fr/><svg/onload=window.ran='url'>"
    sidecar = (
        f'id: convention\ntitle: {title}\nkind: guide\njurisdiction: FR\nreference: {title}\nurl: "{url}"\n'
    )
    (corpus / "convention.txt.yaml").write_text(sidecar, encoding="utf-8")
    run = [sys.executable, "-m", "assistant"]
    index = ["--index", str(folder / "index")]
    file = folder / "fiche.md"
    asked = f"{QUESTION} {' '.join(ATTACKS)}"
    subprocess.run([*run, "index", "--corpus", str(corpus), *index], check=True, capture_output=True)
    subprocess.run([*run, "ask", asked, "--sheet", str(file), *index], check=True, capture_output=True)
    return file.read_text(encoding="utf-8")


def viewed(sheet: str) -> str:
    """Render as the least careful viewer would: raw HTML and every address let through, no policy."""
    viewer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    viewer.validateLink = lambda _url: True  # type: ignore[method-assign]
    return f"<!DOCTYPE html><html lang=fr><meta charset=utf-8><body>{viewer.render(sheet)}</body></html>"


def opened(browser: Browser, html: str, folder: Path) -> tuple[Page, list[str]]:
    """Open a page from a file; return it with what it asks for."""
    file = folder / "fiche.html"
    file.write_text(html, encoding="utf-8")
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.route("https://**", lambda route: route.abort())
    page.goto(file.as_uri())
    page.wait_for_timeout(300)
    return page, asked


def test_viewer_of_this_test_lets_every_attack_through(browser: Browser, tmp_path: Path) -> None:
    page, asked = opened(browser, viewed("\n\n".join(ATTACKS)), tmp_path)
    assert page.evaluate("window.ran") is not None
    assert "https://ailleurs.example/image.png" in asked
    assert page.locator("a[href^='javascript:']").count() == 2
    page.close()


def test_hostile_sheet_does_nothing_when_it_is_viewed(
    hostile_sheet: str, browser: Browser, tmp_path: Path
) -> None:
    page, asked = opened(browser, viewed(hostile_sheet), tmp_path)
    assert page.evaluate("window.ran === undefined")
    assert asked == [page.url]
    assert page.locator("img, svg, iframe, script, object, embed").count() == 0
    schemes = page.locator("a").evaluate_all("links => links.map(one => one.protocol)")
    assert set(schemes) == {"https:"}
    # Every attack stands there as words: in the passage, in the title, in the question.
    quoted = page.locator("blockquote").first.inner_text()
    assert all(attack in quoted for attack in (*ATTACKS, *DEFINITIONS.splitlines()))
    assert all(attack in page.locator("li").first.inner_text() for attack in ATTACKS)
    assert all(attack in page.locator("p").first.inner_text() for attack in ATTACKS)
    page.close()
