"""What assistive technology and weak eyes need: names, references, headings, contrast."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PHONE, Visit

pytestmark = pytest.mark.browser

Visitor = Callable[..., Visit]

# Smallest contrast of any visible text with its background, with the text that has it.
LOWEST_CONTRAST = """
() => {
  const parse = (colour) => (colour.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b]
    .map((v) => v / 255).map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const c = parse(getComputedStyle(e).backgroundColor);
      if (c.length === 3 || c[3] === 1) return c;
    }
    return [255, 255, 255];
  };
  let lowest = [21, ""];
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !e.checkVisibility()) continue;
    if (e.closest(".visually-hidden, .sr-only")) continue;
    const [a, b] = [light(parse(getComputedStyle(e).color)), light(ground(e))].sort((x, y) => y - x);
    const contrast = (a + 0.05) / (b + 0.05);
    if (contrast < lowest[0]) lowest = [contrast, walker.currentNode.data.trim()];
  }
  return lowest;
}
"""
BROKEN_REFERENCES = """
() => [...document.querySelectorAll("[aria-labelledby], [aria-controls], [aria-describedby]")].flatMap((e) =>
  ["aria-labelledby", "aria-controls", "aria-describedby"]
    .flatMap((name) => (e.getAttribute(name) || "").split(" ").filter(Boolean))
    .filter((id) => !document.getElementById(id)))
"""
REPEATED_IDS = """
() => { const ids = [...document.querySelectorAll("main [id]")].map((e) => e.id);
  return ids.filter((id, at) => ids.indexOf(id) !== at) }
"""
SKIPPED_HEADINGS = """
() => { let level = 0;
  return [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter((e) => e.checkVisibility())
    .filter((e) => { const now = Number(e.tagName[1]), bad = now > level + 1; level = now; return bad })
    .map((e) => e.textContent) }
"""
SMALL_TARGETS = """
() => [...document.querySelectorAll("button, textarea, summary")].filter((e) => e.checkVisibility())
  .filter((e) => { const r = e.getBoundingClientRect(); return r.width < 24 || r.height < 24 })
  .map((e) => e.textContent)
"""


@pytest.fixture
def read(page_url: str, visitor: Visitor) -> Page:
    """A page with an answer and an open source."""
    visit = visitor(page_url, viewport=PHONE)
    visit.ask("Une convention est-elle obligatoire ?")
    visit.page.locator(".citation").first.click()
    return visit.page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_in_both_schemes(read: Page, scheme: str) -> None:
    read.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    read.wait_for_function("dark => document.body.classList.contains('dark') === dark", arg=scheme == "dark")
    read.wait_for_timeout(400)
    contrast, text = read.evaluate(LOWEST_CONTRAST)
    assert contrast >= 4.5, text


@pytest.mark.parametrize(
    "findings",
    [BROKEN_REFERENCES, REPEATED_IDS, SKIPPED_HEADINGS, SMALL_TARGETS],
    ids=["references", "ids", "headings", "targets"],
)
def test_structure_is_sound(read: Page, findings: str) -> None:
    assert read.evaluate(findings) == []


def test_every_control_has_a_french_name(read: Page) -> None:
    names = read.locator("button, textarea, a[href], summary").evaluate_all(
        "all => all.filter((e) => e.checkVisibility())"
        ".map((e) => e.ariaLabel || e.labels?.[0]?.innerText || e.innerText)"
    )
    assert all(name.strip() for name in names)
    assert "Source 1 : Article L. 1115-1 du code général des collectivités territoriales" in names


def test_focus_is_always_visible(read: Page) -> None:
    read.locator(".citation").first.focus()
    read.keyboard.press("Tab")
    read.keyboard.press("Shift+Tab")
    for _ in range(12):
        read.keyboard.press("Tab")
        outline = read.evaluate(
            "() => { const s = getComputedStyle(document.activeElement);"
            " return [document.activeElement.tagName, s.outlineStyle, parseFloat(s.outlineWidth)] }"
        )
        assert outline[0] == "BODY" or (outline[1] != "none" and outline[2] >= 2), outline
