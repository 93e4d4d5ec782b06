"""The widget on sites of others: hostile styles, strict policies, sites that are not on the list."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect

from assistant.settings import Settings
from tests.browser.conftest import WIDE, Serve, Visit
from tests.browser.host_sites import HOSTILE_STYLE, HostSite, host_site
from tests.scripted_service import ScriptedService

pytestmark = pytest.mark.browser

Visitor = Callable[..., Visit]
QUESTION = "Une convention est-elle obligatoire ?"
NARROW = {"width": 320, "height": 640}
MARKED = "l’objet des actions envisagées et le montant prévisionnel des engagements financiers"


@pytest.fixture
def site() -> Iterator[HostSite]:
    with host_site() as site:
        yield site


@pytest.fixture
def assistant_url(serve: Serve, service: ScriptedService, site: HostSite) -> str:
    """An assistant that `localhost` may show, and `127.0.0.1` may not."""
    return serve(service, settings=Settings(widget_origins=(site.origin(),)))


@pytest.fixture
def host(site: HostSite, assistant_url: str, visitor: Visitor) -> Callable[..., Visit]:
    """Open the site with the widget on it."""

    def open_site(
        attributes: str = "", *, style: str = "", on: str = "localhost", **options: object
    ) -> Visit:
        site.carry(f"{assistant_url}widget.js", attributes, style=style)
        return visitor(site.origin(on), ready="assistant-widget .launcher", **options)

    return open_site


def launcher(page: Page) -> Locator:
    return page.get_by_role("button", name="Poser une question")


def frame(page: Page) -> FrameLocator:
    return page.frame_locator("assistant-widget iframe")


def ask(page: Page, question: str = QUESTION) -> None:
    frame(page).get_by_role("textbox").fill(question)
    page.keyboard.press("Enter")
    frame(page).locator(".exchange[aria-busy=false]").last.wait_for()


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_hostile_styles_do_not_reach_an_answer_with_its_citation(
    host: Callable[..., Visit], viewport: dict[str, int]
) -> None:
    visit = host(style=HOSTILE_STYLE, viewport=viewport)
    page = visit.page
    colours = "e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).color]"
    assert launcher(page).evaluate(colours) == ["rgb(27, 58, 133)", "rgb(255, 255, 255)"]
    launcher(page).click()
    ask(page)
    frame(page).locator(".citation").nth(1).click()
    expect(frame(page).locator("mark")).to_have_text(MARKED)
    expect(frame(page).locator("mark")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    assert (
        frame(page)
        .locator("html")
        .evaluate("e => e.scrollWidth <= innerWidth && e.scrollHeight <= innerHeight")
    )
    assert visit.complaints == []


def test_nothing_is_asked_of_the_assistant_before_the_first_opening(
    host: Callable[..., Visit], assistant_url: str, site: HostSite
) -> None:
    visit = host()
    assert [url for url in visit.requests if url.startswith(assistant_url)] == [f"{assistant_url}widget.js"]
    launcher(visit.page).click()
    ask(visit.page)
    machines = {urlsplit(url).netloc for url in visit.requests if not url.startswith("data:")}
    assert machines == {urlsplit(assistant_url).netloc, urlsplit(site.origin()).netloc}


def test_nothing_is_stored_on_either_side(host: Callable[..., Visit]) -> None:
    page = host().page
    launcher(page).click()
    ask(page)
    assert page.context.storage_state() == {"cookies": [], "origins": []}


def test_widget_works_under_the_strict_policy_of_its_host(
    host: Callable[..., Visit], site: HostSite, assistant_url: str
) -> None:
    origin = assistant_url.rstrip("/")
    site.policy = (
        f"default-src 'none'; script-src {origin}; frame-src {origin}; style-src 'none'; base-uri 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )
    visit = host('data-color="#ffcc00" data-title="Vos questions" data-greeting="Bonjour <b>à tous</b>"')
    assert launcher(visit.page).evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 204, 0)"
    assert launcher(visit.page).evaluate("e => getComputedStyle(e).color") == "rgb(0, 0, 0)"
    launcher(visit.page).click()
    expect(visit.page.get_by_role("dialog", name="Vos questions")).to_be_visible()
    expect(frame(visit.page).locator("#greeting")).to_have_text("Bonjour <b>à tous</b>")
    ask(visit.page)
    assert visit.complaints == []


def test_site_that_is_not_on_the_list_gets_a_message_and_its_console_the_setting(
    host: Callable[..., Visit], site: HostSite, assistant_url: str
) -> None:
    visit = host(on="127.0.0.1")
    visit.page.clock.install()
    launcher(visit.page).click()
    visit.page.clock.run_for(4_100)
    said = visit.page.get_by_role("status")
    expect(said).to_contain_text("L’assistant ne peut pas s’afficher ici")
    expect(said).to_contain_text(f"Le site {site.origin('127.0.0.1')} n’est pas autorisé")
    expect(said.get_by_role("link")).to_have_attribute("href", assistant_url)
    expect(visit.page.locator("assistant-widget iframe")).not_to_be_visible()
    named = [text for text in visit.complaints if "ASSISTANT_WIDGET_ORIGINS" in text]
    assert len(named) == 1
    assert site.origin("127.0.0.1") in named[0]


def test_late_answer_of_the_assistant_takes_the_place_of_the_message(host: Callable[..., Visit]) -> None:
    page = host().page
    held: list[Callable[[], None]] = []
    page.route("**/embed", lambda route: held.append(route.continue_))
    page.clock.install()
    launcher(page).click()
    page.clock.run_for(4_100)
    expect(page.get_by_role("status")).to_contain_text("ne peut pas s’afficher")
    held[0]()
    expect(frame(page).get_by_role("textbox")).to_be_visible()
    expect(page.locator("assistant-widget .said")).to_be_hidden()


def test_keyboard_alone_asks_checks_a_source_and_comes_back(host: Callable[..., Visit]) -> None:
    visit = host()
    page = visit.page
    keyboard = page.keyboard
    keyboard.press("Tab")
    keyboard.press("Tab")
    expect(launcher(page)).to_be_focused()
    keyboard.press("Enter")
    expect(launcher(page)).to_have_attribute("aria-expanded", "true")
    expect(frame(page).get_by_role("textbox")).to_be_focused()
    keyboard.type(QUESTION)
    keyboard.press("Enter")
    frame(page).locator(".exchange[aria-busy=false]").wait_for()
    citation = frame(page).locator(".citation").first
    for _ in range(30):
        keyboard.press("Shift+Tab")
        if citation.evaluate("e => e === document.activeElement"):
            break
    keyboard.press("Enter")
    expect(frame(page).locator("#e1-s1")).to_be_focused()
    expect(frame(page).locator("mark")).to_be_in_viewport()
    keyboard.press("Escape")
    expect(citation).to_be_focused()
    keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(launcher(page)).to_be_focused()
    keyboard.press("Enter")
    expect(frame(page).get_by_role("textbox")).to_be_focused()
    expect(frame(page).locator(".exchange")).to_have_count(1)
    assert visit.complaints == []


def test_widget_open_from_the_start_leaves_the_focus_to_the_page(host: Callable[..., Visit]) -> None:
    page = host('data-open data-position="left" data-color="rouge"').page
    frame(page).get_by_role("textbox").wait_for()
    assert page.evaluate("document.activeElement === document.body")
    box = page.get_by_role("dialog").bounding_box()
    assert box is not None
    assert box["x"] < 100
    assert launcher(page).evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(27, 58, 133)"
    page.get_by_role("button", name="Fermer").click()
    expect(launcher(page)).to_be_focused()


def test_messages_of_others_are_not_obeyed(host: Callable[..., Visit], assistant_url: str) -> None:
    page = host().page
    launcher(page).click()
    frame(page).get_by_role("textbox").wait_for()
    page.evaluate("window.postMessage({ type: 'assistant:close' }, '*')")
    inner = page.frame(url=f"{assistant_url}embed*")
    assert inner is not None
    inner.evaluate("window.postMessage({ type: 'assistant:start', greeting: 'Piégé' }, '*')")
    page.wait_for_timeout(200)
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(frame(page).locator("#greeting")).not_to_have_text("Piégé")


def test_page_tells_nothing_to_a_site_that_it_was_not_named(
    site: HostSite, assistant_url: str, visitor: Visitor
) -> None:
    site.head = "<script>heard = []; addEventListener('message', (e) => heard.push(e.data))</script>"
    site.body = f'<iframe src="{assistant_url}embed#origin=https://other.example"></iframe>'
    page = visitor(site.origin(), ready="iframe").page
    page.frame_locator("iframe").get_by_role("textbox").wait_for()
    page.wait_for_timeout(200)
    assert page.evaluate("heard") == []


def test_second_script_tag_adds_no_second_button(host: Callable[..., Visit], site: HostSite) -> None:
    site.carry("about:blank")
    visit = host()
    source = visit.page.locator("script").last.get_attribute("src")
    visit.page.evaluate(
        "s => new Promise((done) => { const e = document.createElement('script'); e.src = s;"
        " e.onload = done; document.body.append(e) })",
        source,
    )
    expect(visit.page.locator("assistant-widget")).to_have_count(1)
