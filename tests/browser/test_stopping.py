"""A server that stops while a page is open."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

_SERVE = """
import sys
from assistant.server import serve
from assistant.settings import Settings
from tests.scripted_service import ScriptedService
serve(ScriptedService(), settings=Settings(port=int(sys.argv[1]), log_level="error"))
"""


@pytest.fixture
def server() -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server in its own process, and the address of its page."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", _SERVE, str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            time.sleep(0.2)
        yield process, f"http://127.0.0.1:{port}/"
        process.kill()


def test_open_page_does_not_hold_the_server_and_reads_french_once_it_is_gone(
    server: tuple[subprocess.Popen[str], str], visitor: Callable[..., Visit]
) -> None:
    process, url = server
    visit = visitor(url)
    visit.ask("Une convention est-elle obligatoire ?")
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=4)
    assert (process.returncode, errors) == (0, "")
    visit.page.locator("#question textarea").fill("Encore ?")
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator(".toast-title")).to_have_text("Connexion interrompue")
    expect(visit.page.locator(".toast-message-text")).to_contain_text("Le serveur ne répond pas.")
    expect(visit.page.locator(".toast-close")).to_have_attribute("aria-label", "Fermer")
