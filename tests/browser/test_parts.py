"""Both pages in a real browser: questions asked at once, conflicts, what is asked back, in brief."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from assistant.conflicts import Claim, Conflict
from assistant.dialogue import Answer, Clarification, Status
from tests.browser.conftest import Visit
from tests.browser.test_accessibility import (
    BROKEN_REFERENCES,
    LOWEST_CONTRAST,
    REPEATED_IDS,
    SKIPPED_HEADINGS,
    SMALL_TARGETS,
)
from tests.scripted_service import ScriptedService, answer_in_parts, events_of, sample_answer

pytestmark = pytest.mark.browser

Visitor = Callable[..., Visit]


def partial() -> Answer:
    in_parts = answer_in_parts("Qui signe ?", "Qui paie ?")
    return replace(in_parts, status=Status.PARTIAL, unanswered=("Où ?",), rejected_count=1)


def disagreeing() -> Answer:
    claims = (Claim(value="deux mois", source_number=1), Claim(value="trois mois", source_number=2))
    conflict = Conflict(about="Le délai", claims=claims, retained=1, why="Le code prime.")
    return replace(sample_answer("Quel délai ?"), conflicts=(conflict,), clarification=Clarification.DATE)


def ask(page: Page, finished: Answer, service: ScriptedService) -> None:
    service.scripts.append(events_of(finished))
    count = page.locator(".exchange").count()
    page.get_by_role("textbox").fill(finished.question.text)
    page.keyboard.press("Enter")
    expect(page.locator(".exchange[aria-busy=false]")).to_have_count(count + 1)


@pytest.fixture
def embed(page_url: str, visitor: Visitor) -> Page:
    """The compact page."""
    return visitor(f"{page_url}embed", ready="#question").page


def test_questions_asked_at_once_have_a_block_each(embed: Page, service: ScriptedService) -> None:
    ask(embed, partial(), service)
    expect(embed.locator(".part")).to_have_text(["Qui signe ?", "Qui paie ?", "Où ?"])
    expect(embed.locator(".section:visible")).to_have_count(2)
    expect(embed.locator(".section:visible").last.locator(".statement")).to_have_count(2)
    expect(embed.locator(".ending .partial")).to_contain_text(
        ["Aucun document indexé", "pas pu être vérifiée"]
    )
    expect(embed.locator(".brief")).to_have_count(0)


def test_conflict_opens_its_sources_and_what_is_left_open_is_asked(
    embed: Page, service: ScriptedService
) -> None:
    ask(embed, disagreeing(), service)
    embed.locator(".conflict").get_by_role("button", name="Source 2").press("Enter")
    expect(embed.locator("#e1-s2 .passage")).to_be_visible()
    expect(embed.locator(".clarification")).to_contain_text("de quelle année parlez-vous")


def test_answer_in_brief_stays_so_when_another_comes(embed: Page, service: ScriptedService) -> None:
    ask(embed, disagreeing(), service)
    embed.get_by_role("button", name="En bref").press("Enter")
    expect(embed.locator(".section:visible h3")).to_have_text(["Réponse courte"])
    ask(embed, partial(), service)
    expect(embed.locator("#e1 .section:visible")).to_have_count(1)
    embed.get_by_role("button", name="En bref").press("Space")
    expect(embed.locator("#e1 .section:visible")).to_have_count(4)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("path", "ready"), [("", "#state p"), ("embed", "#question")], ids=["page", "embed"])
def test_what_is_shown_is_sound_legible_and_narrow(
    page_url: str, visitor: Visitor, service: ScriptedService, *, path: str, ready: str, scheme: str
) -> None:
    page = visitor(f"{page_url}{path}", viewport={"width": 320, "height": 740}, ready=ready).page
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    ask(page, partial(), service)
    ask(page, disagreeing(), service)
    page.get_by_role("button", name="En bref").click()
    page.wait_for_timeout(400)
    for findings in (BROKEN_REFERENCES, REPEATED_IDS, SKIPPED_HEADINGS, SMALL_TARGETS):
        assert page.evaluate(findings) == []
    contrast, text = page.evaluate(LOWEST_CONTRAST)
    assert contrast >= 4.5, text
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
