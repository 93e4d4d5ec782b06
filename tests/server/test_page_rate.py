"""The rate limit over the page's own protocol: one count an address for page and API together."""

import json
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest

from assistant.settings import Settings
from tests.scripted_service import ScriptedService
from tests.server.page_visitor import open_page, words
from tests.server.running_app import running_app
from tests.web_app import web_app

pytestmark = pytest.mark.server

REFUSED = "Trop de demandes depuis votre adresse. Réessayez dans"
GIVEN = "La convention n’est pas obligatoire"


@pytest.fixture
def service() -> ScriptedService:
    return ScriptedService()


@pytest.fixture
def address(service: ScriptedService) -> Iterator[str]:
    settings = Settings(rate_limit="2/hour", trusted_proxies=("127.0.0.1",))
    with running_app(web_app(service, settings=settings)) as address:
        yield address


def said_to(address: str, forwarded: str) -> str:
    return words(open_page(address, headers={"X-Forwarded-For": forwarded}).ask("Une convention ?"))


def test_question_over_the_rate_is_refused_in_place_of_an_answer(
    address: str, service: ScriptedService
) -> None:
    assert all(GIVEN in said_to(address, "192.0.2.1") for _ in range(2))
    shown = said_to(address, "192.0.2.1")
    assert REFUSED in shown
    assert GIVEN not in shown
    assert len(service.requests) == 2


def test_address_counted_is_the_one_that_the_trusted_proxy_names(address: str) -> None:
    for _ in range(3):
        said_to(address, "192.0.2.1")
    assert GIVEN in said_to(address, "192.0.2.2")


def test_page_and_api_share_one_count_and_one_sentence(address: str) -> None:
    assert all(GIVEN in said_to(address, "192.0.2.1") for _ in range(2))
    headers = {"Content-Type": "application/json", "X-Forwarded-For": "192.0.2.1"}
    body = json.dumps({"question": "Une convention ?"}).encode()
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(urllib.request.Request(f"{address}/api/v1/ask", body, headers), timeout=10)
    with refused.value as reply:
        assert reply.status == 429
        assert json.load(reply)["detail"].startswith(REFUSED)
