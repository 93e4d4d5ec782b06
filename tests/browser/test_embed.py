"""The compact page in a real browser: asking, stopping, starting anew, errors, hostile words."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from assistant.conflicts import Claim, Conflict
from assistant.dialogue import Answer, RelatedDocument, Role, Status
from assistant.domain import Kind, NewerWording, Version
from assistant.errors import IndexMissingError
from assistant.rendering.versions import review_sentence, wording_label
from assistant.settings import Settings
from assistant.texts_fr.typography import typeset
from tests.browser.conftest import PHONE, Serve, Visit
from tests.browser.test_accessibility import (
    BROKEN_REFERENCES,
    LOWEST_CONTRAST,
    REPEATED_IDS,
    SKIPPED_HEADINGS,
    SMALL_TARGETS,
)
from tests.scripted_service import (
    IN_FORCE,
    TODAY,
    ScriptedService,
    answer,
    cite,
    document,
    events_of,
    refusal,
    source,
    statement,
)

pytestmark = pytest.mark.browser

Open = Callable[..., Visit]
QUESTION = "Une convention est-elle obligatoire ?"
ATTACK = '"><img src=x onerror=alert(1)><svg onload=alert(2)><script>alert(3)</script>{{7*7}}${alert(4)}'
LEGAL = ["mentions-legales", "donnees-personnelles", "accessibilite"]


@pytest.fixture
def open_embed(page_url: str, visitor: Callable[..., Visit]) -> Open:
    """Open the compact page by itself."""
    return lambda **options: visitor(f"{page_url}embed", ready="#question", **options)


def ask(page: Page, question: str = QUESTION) -> None:
    page.get_by_role("textbox").fill(question)
    page.keyboard.press("Enter")
    wait_for_end(page)


def wait_for_end(page: Page) -> None:
    page.locator(".exchange[aria-busy=false]").last.wait_for()
    expect(page.locator("#send")).to_be_visible()


def test_answer_has_its_sections_sources_and_marked_words(open_embed: Open, page_url: str) -> None:
    visit = open_embed(viewport=PHONE)
    page = visit.page
    ask(page)
    headings = page.locator(".section:visible h3").all_text_contents()
    assert headings == ["Réponse courte", "Base légale", "En pratique", "Points à vérifier"]
    expect(page.locator(".status")).to_have_text(
        "Réponse sourcée · droit au 22 novembre 2026 · Extraits des documents"
    )
    page.get_by_role("button", name="Source 2").first.click()
    # A globe stands before these words: spans count characters beyond the basic plane as one.
    assert page.locator("mark").all_text_contents() == [
        "Un comité de suivi se réunit au moins une fois par an"
    ]
    page.get_by_role("button", name="Fermer la source 2").click()
    expect(page.get_by_role("button", name="Source 2").first).to_be_focused()
    page.get_by_role("button", name="Voir l’extrait de la source 1").click()
    assert page.locator("#e1-s1 mark").count() == 2
    expect(page.get_by_role("link", name="Ouvrir le texte officiel")).to_have_attribute("target", "_blank")
    netlocs = {urlsplit(url).netloc for url in visit.requests if not url.startswith("data:")}
    assert netlocs == {urlsplit(page_url).netloc}
    stored = "async () => [document.cookie, localStorage.length, sessionStorage.length]"
    assert page.evaluate(stored) == ["", 0, 0]
    assert visit.complaints == []


@pytest.mark.parametrize(
    "version",
    [
        IN_FORCE,
        Version(),
        replace(IN_FORCE, in_force_to=TODAY),
        replace(IN_FORCE, in_force_from=None, in_force_to=TODAY.replace(year=2030, month=5, day=1)),
        replace(IN_FORCE, in_force_from=TODAY.replace(year=2027)),
    ],
    ids=["in-force", "undated", "ended", "ending", "future"],
)
def test_version_reads_as_on_the_main_page(
    open_embed: Open, service: ScriptedService, version: Version
) -> None:
    cited = source(1, document(version=version))
    service.scripts.append(
        events_of(answer(QUESTION, statement("Oui.", cite(cited, "France")), sources=(cited,)))
    )
    page = open_embed().page
    ask(page)
    expected = wording_label(cited.document, on=TODAY, today=None)
    line = page.locator(".source-line").text_content() or ""
    assert line == " · ".join(part for part in ("Code", "CGCT L1115-1", expected) if part)


def test_guide_to_review_reads_as_on_the_main_page(open_embed: Open, service: ScriptedService) -> None:
    newer = (NewerWording(reference="CGCT L1115-1", in_force_from=IN_FORCE.in_force_from or TODAY),)
    cited = source(1, replace(document(kind=Kind.GUIDE), newer_wordings=newer))
    made = answer(QUESTION, statement("Oui.", cite(cited, "France")), sources=(cited,))
    service.scripts.append(events_of(made))
    page = open_embed().page
    ask(page)
    badge = page.locator(".source-line .needs-review")
    expect(badge).to_have_text("à revoir")
    page.locator(".source .opener").click()
    reason = typeset(review_sentence(cited.document) or "")
    expect(page.locator(".card .review")).to_have_text(reason)
    expect(badge).to_have_attribute("title", reason)


def test_next_question_carries_the_conversation_until_it_starts_anew(
    open_embed: Open, service: ScriptedService
) -> None:
    page = open_embed().page
    page.locator("#intro .ask").first.click()
    wait_for_end(page)
    assert (
        service.requests[0].text == "Une convention est-elle obligatoire pour aider une commune étrangère ?"
    )
    expect(page.get_by_role("heading", name="Pour aller plus loin")).to_be_visible()
    page.get_by_role("button", name="Qui signe la convention ?").focus()
    page.keyboard.press("Enter")
    wait_for_end(page)
    expect(page.locator("#e1 .follow-ups")).to_be_hidden()
    expect(page.locator("#e2 .follow-ups")).to_be_visible()
    assert [turn.role for turn in service.requests[1].history] == [Role.USER, Role.ASSISTANT]
    assert service.requests[1].history[1].content.startswith("La convention n’est pas obligatoire")
    expect(page.locator("#e2")).to_be_in_viewport()
    page.get_by_role("button", name="Nouvelle question").click()
    expect(page.locator(".exchange")).to_have_count(0)
    expect(page.locator("#intro")).to_be_visible()
    expect(page.get_by_role("textbox")).to_be_focused()
    ask(page)
    assert service.requests[2].history == ()


def test_statements_come_one_by_one_and_stop_keeps_them(open_embed: Open, service: ScriptedService) -> None:
    service.pause_seconds = 0.3
    page = open_embed().page
    page.get_by_role("textbox").fill(QUESTION)
    page.get_by_role("button", name="Envoyer").click()
    region = page.locator("#announcements")
    expect(region).to_have_text("Question envoyée, recherche en cours.")
    expect(page.get_by_role("textbox")).to_be_focused()
    # The visitor's system asks for stillness.
    assert page.locator(".status").evaluate("e => getComputedStyle(e, '::before').animationName") == "none"
    page.locator(".citation").first.click()
    page.get_by_role("button", name="Arrêter").click()
    expect(page.locator(".status")).to_have_text("Réponse arrêtée à votre demande.")
    expect(region).to_have_text("Réponse arrêtée à votre demande.")
    expect(page.get_by_role("textbox")).to_be_focused()
    expect(page.locator("#e1-s1 mark")).to_be_visible()
    assert 0 < page.locator(".statement").count() < 4
    assert service.was_closed.wait(5)
    service.pause_seconds = 0
    ask(page)
    expect(region).to_have_text("Réponse affichée : 4 phrases, 2 sources.")


def test_shift_enter_starts_a_line_and_blank_is_not_asked(open_embed: Open, service: ScriptedService) -> None:
    page = open_embed().page
    page.get_by_role("textbox").fill("  ")
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Enter")
    assert "\n" in page.get_by_role("textbox").input_value()
    assert service.requests == []


def test_browser_that_reads_no_streams_shows_the_same_answer(open_embed: Open) -> None:
    page = open_embed().page
    page.evaluate("delete window.TextDecoderStream")
    with page.expect_response("**/api/v1/ask") as response:
        ask(page)
    assert response.value.headers["content-type"].startswith("application/json")
    expect(page.locator(".statement")).to_have_count(4)
    page.locator(".citation").first.click()
    expect(page.locator("mark")).to_be_visible()


def test_refusal_says_why_whom_to_ask_and_names_the_nearest(
    open_embed: Open, service: ScriptedService
) -> None:
    service.scripts.append(events_of(refusal(QUESTION)))
    page = open_embed().page
    ask(page)
    expect(page.locator(".status")).to_have_text("Sans réponse · Hors du domaine couvert")
    expect(page.locator(".ending")).to_contain_text("adressez-vous au service de la préfecture")
    expect(page.locator(".nearest li")).to_have_text("Article L. 1115-1 du CGCT")
    expect(page.locator("#announcements")).to_have_text("Pas de réponse : Hors du domaine couvert.")


@pytest.mark.parametrize("statements_before", [0, 2])
def test_error_is_said_in_french_and_keeps_what_was_written(
    open_embed: Open, service: ScriptedService, statements_before: int
) -> None:
    error = IndexMissingError("Aucun index n’a été construit.")
    events = events_of(answer(QUESTION, *(statement(f"Phrase {n}.") for n in range(statements_before))))
    service.scripts.append([*events[:-1], error] if statements_before else [error])
    page = open_embed().page
    ask(page)
    expect(page.locator(".status")).to_have_text("Réponse impossible")
    expect(page.locator(".error")).to_have_text("Aucun index n’a été construit.")
    expect(page.locator(".statement")).to_have_count(statements_before)


def test_too_many_questions_and_a_lost_server_are_said(serve: Serve, visitor: Callable[..., Visit]) -> None:
    url = serve(ScriptedService(), settings=Settings(rate_limit="1/hour"))
    page = visitor(f"{url}embed", ready="#question").page
    ask(page)
    ask(page)
    expect(page.locator("#e2 .error")).to_contain_text("demandes")
    page.route("**/api/v1/ask", lambda route: route.abort())
    ask(page)
    expect(page.locator("#e3 .error")).to_contain_text("Le serveur ne répond pas.")


def hostile_answer() -> Answer:
    bad = document(title=ATTACK, reference=ATTACK, url="javascript:alert(5)", text=f"{ATTACK} fin")
    cited = source(1, bad, locator=ATTACK)
    made = answer(ATTACK, statement(ATTACK, cite(cited, "fin")), sources=(cited,), follow_ups=(ATTACK,))
    conflict = Conflict(about=ATTACK, claims=(Claim(value=ATTACK, source_number=1),), retained=1, why=ATTACK)
    near = RelatedDocument(document_id="x", title=ATTACK)
    return replace(made, conflicts=(conflict,), see_also=(near,), status=Status.PARTIAL)


def test_hostile_words_stay_words(open_embed: Open, service: ScriptedService) -> None:
    service.scripts += [events_of(hostile_answer()), [IndexMissingError(ATTACK)]]
    visit = open_embed()
    page = visit.page
    ask(page, ATTACK)
    page.locator(".citation").first.click()
    expect(page.locator(".passage")).to_have_text(f"{ATTACK} fin")
    expect(page.locator("mark")).to_have_text("fin")
    page.locator(".ending .ask").click()
    wait_for_end(page)
    expect(page.locator("#e2 .error")).to_contain_text("<img src=x")
    assert page.locator("#conversation :is(img, svg, script, a, iframe)").count() == 0
    assert "49" not in page.locator("#conversation").inner_text()
    page.wait_for_timeout(100)
    # What the server refuses, the browser notes; nothing else was said and no dialog opened.
    assert [said for said in visit.complaints if "503" not in said] == []


@pytest.fixture(params=["light", "dark"])
def read(request: pytest.FixtureRequest, open_embed: Open) -> Iterator[Page]:
    """The compact page with an answer and an open source, in both schemes."""
    page = open_embed(viewport=PHONE).page
    page.emulate_media(color_scheme=request.param)
    ask(page)
    page.locator(".citation").first.click()
    yield page


def test_compact_page_is_sound_and_legible(read: Page) -> None:
    for findings in (BROKEN_REFERENCES, REPEATED_IDS, SKIPPED_HEADINGS, SMALL_TARGETS):
        assert read.evaluate(findings) == []
    contrast, text = read.evaluate(LOWEST_CONTRAST)
    assert contrast >= 4.5, text
    for width in (320, 768):
        read.set_viewport_size({"width": width, "height": 640})
        assert read.evaluate("document.documentElement.scrollWidth") <= width
        expect(read.get_by_role("textbox")).to_be_in_viewport()


@pytest.mark.parametrize("path", LEGAL)
def test_legal_page_is_sound_and_legible(page_url: str, visitor: Callable[..., Visit], path: str) -> None:
    visit = visitor(f"{page_url}{path}", viewport={"width": 320, "height": 640}, ready="h1")
    for scheme in ("light", "dark"):
        visit.page.emulate_media(color_scheme=scheme)
        contrast, text = visit.page.evaluate(LOWEST_CONTRAST)
        assert contrast >= 4.5, text
    assert visit.page.evaluate(SKIPPED_HEADINGS) == []
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 320
    assert visit.complaints == []
