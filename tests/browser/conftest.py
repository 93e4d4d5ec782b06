"""A real server on a free loopback port, and a browser that notes what it asks for and what goes wrong."""

import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from assistant.protocols import AssistantService
from assistant.settings import Settings
from tests.scripted_service import ScriptedService
from tests.web_app import web_app

CHROMIUM = "/usr/bin/chromium"
CHROMIUM_ARGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE = ViewportSize(width=1280, height=800)
PHONE = ViewportSize(width=360, height=740)

# Serves any service, under settings of its own or the default ones, and gives the address of its page.
Serve = Callable[..., str]


@dataclass
class Visit:
    """One visitor's tab, with everything it requested and complained about."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def ask(self, question: str) -> None:
        """Type a question and send it with Enter, then wait for the end of its answer."""
        self.page.locator("#question textarea").fill(question)
        self.page.keyboard.press("Enter")
        self.wait_for_answer(question)

    def wait_for_answer(self, question: str) -> None:
        """Wait until the present exchange is about this question and has ended."""
        asked = self.page.locator(".asked").get_by_text(question, exact=True)
        ended = self.page.locator("#present .exchange[aria-busy=false]").filter(has=asked)
        ended.wait_for(timeout=10_000)


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Serve services until the test ends."""
    running: list[tuple[uvicorn.Server, threading.Thread, socket.socket]] = []

    def start(service: AssistantService, *, settings: Settings | None = None) -> str:
        listener = socket.socket()
        listener.bind(("127.0.0.1", 0))
        # A browser that comes before the server is up waits in the queue of the socket.
        listener.listen()
        config = uvicorn.Config(
            web_app(service, settings=settings), log_level="error", timeout_graceful_shutdown=1
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        running.append((server, thread, listener))
        return f"http://127.0.0.1:{listener.getsockname()[1]}/"

    yield start
    for server, thread, listener in running:
        server.should_exit = True
        thread.join(timeout=10)
        listener.close()


@pytest.fixture
def service() -> ScriptedService:
    """The double behind `page_url`; a test that needs another service overrides this fixture."""
    return ScriptedService()


@pytest.fixture
def page_url(serve: Serve, service: AssistantService) -> str:
    """Address of the page of `service`."""
    return serve(service)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the session."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS)
        yield chromium
        chromium.close()


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Open pages as visitors who speak English, each apart from the others."""
    contexts: list[BrowserContext] = []

    def open_page(url: str, *, viewport: ViewportSize = WIDE, ready: str = "#state p") -> Visit:
        context = browser.new_context(viewport=viewport, locale="en-US", reduced_motion="reduce")
        contexts.append(context)
        visit = Visit(page=context.new_page())
        page = visit.page
        page.on("request", lambda request: visit.requests.append(request.url))
        page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        page.on("dialog", lambda dialog: (visit.complaints.append(dialog.message), dialog.dismiss()))
        page.on("console", lambda said: said.type == "error" and visit.complaints.append(said.text))
        page.goto(url)
        page.locator(ready).first.wait_for(timeout=20_000)
        return visit

    yield open_page
    for context in contexts:
        context.close()
