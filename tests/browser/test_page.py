"""The page in a real browser: asking, reading, checking a source, stopping, copying."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from assistant.errors import IndexMissingError
from tests.browser.conftest import PHONE, WIDE, Serve, Visit
from tests.scripted_service import ScriptedService, answer, cite, document, events_of, source, statement

pytestmark = pytest.mark.browser

Visitor = Callable[..., Visit]
QUESTION = "Une convention est-elle obligatoire ?"
ATTACK = '"><img src=x onerror=alert(1)><script>alert(2)</script>'


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.className"))


def is_in_view(page: Page, selector: str) -> bool:
    return bool(
        page.locator(selector).first.evaluate(
            "e => { const r = e.getBoundingClientRect();"
            " return r.top >= 0 && r.bottom <= innerHeight && r.left >= 0 && r.right <= innerWidth }"
        )
    )


def tab_to(page: Page, selector: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"{selector} cannot be reached with Tab")


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_question_answer_and_source_with_the_keyboard_alone(
    page_url: str, visitor: Visitor, viewport: dict[str, int]
) -> None:
    visit = visitor(page_url, viewport=viewport)
    page = visit.page
    page.keyboard.press("Tab")
    assert focused(page) == "skip-link"
    page.keyboard.press("Enter")
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    visit.wait_for_answer(QUESTION)

    page.locator(".status").first.evaluate("e => { e.tabIndex = -1; e.focus() }")
    tab_to(page, ".citation")
    tab_to(page, ".citation")
    page.keyboard.press("Enter")
    assert focused(page) == "e1-s1"
    marks = page.locator("#e1-s1 mark").all_text_contents()
    assert marks == ["l’objet des actions envisagées et le montant prévisionnel des engagements financiers"]
    assert is_in_view(page, "#e1-s1 mark")
    page.keyboard.press("Escape")
    assert page.locator(".card:visible").count() == 0
    assert page.evaluate("document.activeElement === document.querySelectorAll('.citation')[1]")
    assert visit.complaints == []


def test_spans_count_characters_beyond_the_basic_plane(page_url: str, visitor: Visitor) -> None:
    visit = visitor(page_url)
    visit.ask(QUESTION)
    visit.page.get_by_role("button", name="Source 2").first.click()
    assert visit.page.locator("#e1-s2 mark").all_text_contents() == [
        "Un comité de suivi se réunit au moins une fois par an"
    ]


def test_close_button_gives_the_focus_back(page_url: str, visitor: Visitor) -> None:
    visit = visitor(page_url)
    visit.ask(QUESTION)
    visit.page.get_by_role("button", name="Voir l’extrait de la source 2").click()
    visit.page.get_by_role("button", name="Fermer la source 2").click()
    assert focused(visit.page) == "e1-s2-open"


def test_statements_appear_one_by_one_and_an_open_source_stays_open(
    page_url: str, visitor: Visitor, service: ScriptedService
) -> None:
    service.pause_seconds = 0.4
    visit = visitor(page_url)
    page = visit.page
    page.locator("#question textarea").fill(QUESTION)
    page.keyboard.press("Enter")
    page.locator(".citation").first.click()
    assert page.locator(".statement").count() < 4
    visit.wait_for_answer(QUESTION)
    assert page.locator(".statement").count() == 4
    expect(page.locator("#e1-s1-card")).to_be_visible()
    assert page.locator("#e1-s1 mark").count() == 1
    assert focused(page) == "e1-s1"


def test_stop_ends_the_answer_and_keeps_what_was_written(
    page_url: str, visitor: Visitor, service: ScriptedService
) -> None:
    service.pause_seconds = 0.5
    visit = visitor(page_url)
    page = visit.page
    page.locator("#question textarea").fill(QUESTION)
    page.keyboard.press("Enter")
    page.locator(".statement").first.wait_for()
    page.get_by_role("button", name="Arrêter").click()
    expect(page.locator(".status")).to_have_text("Réponse arrêtée à votre demande.")
    expect(page.get_by_role("button", name="Arrêter")).to_be_disabled()
    assert service.was_closed.wait(5)
    page.wait_for_timeout(800)
    assert 0 < page.locator(".statement").count() < 4
    service.pause_seconds = 0
    visit.ask("Et ensuite ?")
    expect(page.locator("#earlier .exchange")).to_have_count(1)


def test_examples_and_follow_ups_ask_their_question(
    page_url: str, visitor: Visitor, service: ScriptedService
) -> None:
    visit = visitor(page_url)
    page = visit.page
    example = page.locator("#examples .ask").nth(2)
    text = (example.text_content() or "").replace("\N{NO-BREAK SPACE}", " ")
    example.click()
    visit.wait_for_answer(text)
    expect(page.locator("#examples")).to_be_hidden()
    expect(page.get_by_role("heading", name="Pour aller plus loin")).to_be_visible()
    page.get_by_role("button", name="Qui signe la convention ?").focus()
    page.keyboard.press("Enter")
    visit.wait_for_answer("Qui signe la convention ?")
    expect(page.locator("#earlier .follow-ups")).to_be_hidden()
    expect(page.locator("#present .follow-ups")).to_be_visible()
    assert [request.text for request in service.requests] == [text, "Qui signe la convention ?"]
    page.get_by_role("button", name="Effacer").click()
    expect(page.locator(".exchange")).to_have_count(0)
    expect(page.locator("#examples")).to_be_visible()


def test_answer_in_brief_stays_so_when_another_comes(page_url: str, visitor: Visitor) -> None:
    visit = visitor(page_url)
    page = visit.page
    visit.ask(QUESTION)
    sections = page.locator("#e1 .section:visible h3")
    button = page.locator("#e1").get_by_role("button", name="En bref")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_be_focused()
    expect(sections).to_have_text(["Réponse courte"])
    visit.ask("Et ensuite ?")
    expect(page.locator("#earlier #e1 .brief")).to_have_attribute("aria-pressed", "true")
    expect(sections).to_have_text(["Réponse courte"])
    expect(page.locator("#e2 .section:visible")).to_have_count(4)
    page.locator("#e1 .brief").press("Space")
    expect(sections).to_have_count(4)
    page.locator("#e2 .brief").click()
    page.get_by_role("button", name="Effacer").click()
    expect(page.locator(".exchange")).to_have_count(0)
    visit.ask(QUESTION)
    expect(page.locator("#e1 .brief")).to_have_attribute("aria-pressed", "false")
    assert visit.complaints == []


def test_closing_a_source_in_brief_gives_the_focus_to_what_is_seen(page_url: str, visitor: Visitor) -> None:
    visit = visitor(page_url)
    visit.ask(QUESTION)
    visit.page.locator(".to-check .citation").last.click()
    visit.page.get_by_role("button", name="En bref").click()
    visit.page.keyboard.press("Escape")
    assert focused(visit.page) == "e1-s2-open"


def test_shift_enter_starts_a_new_line_and_length_is_bounded(page_url: str, visitor: Visitor) -> None:
    page = visitor(page_url).page
    box = page.locator("#question textarea")
    box.fill("un")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("deux")
    assert box.input_value() == "un\ndeux"
    assert box.get_attribute("maxlength") == "4000"
    assert page.locator(".exchange").count() == 0


def test_copy_takes_the_answer_with_its_references(page_url: str, visitor: Visitor) -> None:
    visit = visitor(page_url)
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.ask(QUESTION)
    visit.page.get_by_role("button", name="Copier avec les références").click()
    expect(visit.page.locator("#announcements")).to_have_text("Réponse copiée avec ses références.")
    copied = visit.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"Question : {QUESTION}")
    assert "[1] Article L. 1115-1" in copied


def test_copy_works_where_the_browser_gives_no_clipboard(page_url: str, visitor: Visitor) -> None:
    visit = visitor(page_url)
    visit.page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    visit.ask(QUESTION)
    visit.page.get_by_role("button", name="Copier avec les références").click()
    expect(visit.page.locator("#announcements")).to_have_text("Réponse copiée avec ses références.")


def test_start_and_end_are_announced(page_url: str, visitor: Visitor, service: ScriptedService) -> None:
    service.pause_seconds = 0.2
    visit = visitor(page_url)
    region = visit.page.locator("#announcements")
    assert region.get_attribute("aria-live") == "polite"
    visit.page.locator("#question textarea").fill(QUESTION)
    visit.page.keyboard.press("Enter")
    expect(region).to_have_text("Question envoyée, recherche en cours.")
    expect(region).to_have_text("Réponse affichée : 4 phrases, 2 sources.")


def test_english_browser_reads_french_and_nothing_leaves_the_origin(page_url: str, visitor: Visitor) -> None:
    visit = visitor(page_url)
    visit.ask(QUESTION)
    page = visit.page
    assert page.evaluate("document.documentElement.lang") == "fr"
    assert page.title() == "Assistant coopération décentralisée"
    buttons = page.locator("#buttons button").all_text_contents()
    assert [text.strip() for text in buttons] == ["Envoyer", "Arrêter", "Effacer"]
    english = {"Submit", "Clear", "Loading", "Settings", "Built with Gradio", "Error", "Textbox"}
    assert not english & set(page.locator("body").inner_text().split("\n"))
    origin = urlsplit(page_url).netloc
    assert {urlsplit(url).netloc for url in visit.requests if not url.startswith("data:")} == {origin}
    assert visit.complaints == []


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_nothing_scrolls_sideways(page_url: str, visitor: Visitor, width: int) -> None:
    visit = visitor(page_url, viewport={"width": width, "height": 740})
    visit.ask(QUESTION)
    visit.page.locator(".citation").first.click()
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width


def test_hostile_words_stay_words(page_url: str, visitor: Visitor, service: ScriptedService) -> None:
    bad = document(title=ATTACK, reference=ATTACK, url="javascript:alert(3)", text=f"{ATTACK} ${{alert(4)}}")
    cited = source(1, bad, locator=ATTACK)
    service.scripts.append(events_of(answer(ATTACK, statement(ATTACK, cite(cited, "img")), sources=(cited,))))
    visit = visitor(page_url)
    visit.ask(ATTACK)
    page = visit.page
    page.locator(".citation").click()
    assert page.locator("#e1-s1 mark").text_content() == "img"
    assert page.locator("#e1-s1 .passage").text_content() == f"{ATTACK} ${{alert(4)}}"
    assert page.locator(".exchange :is(img, script, a)").count() == 0
    assert visit.complaints == []


def test_two_visitors_do_not_see_each_other(
    page_url: str, visitor: Visitor, service: ScriptedService
) -> None:
    first, second = visitor(page_url), visitor(page_url)
    first.ask("Question du premier ?")
    second.ask("Question du second ?")
    assert second.page.get_by_text("Question du premier ?").count() == 0
    assert service.requests[-1].history == ()


def test_page_without_an_index_says_the_mend(serve: Serve, visitor: Visitor) -> None:
    service = ScriptedService()
    service.library_error = IndexMissingError("Aucun index n’a été construit.")
    service.scripts.append([IndexMissingError("Aucun index n’a été construit.")])
    visit = visitor(serve(service))
    expect(visit.page.locator(".not-ready code")).to_have_text("assistant index")
    visit.ask(QUESTION)
    expect(visit.page.locator(".error")).to_have_text("Aucun index n’a été construit.")
