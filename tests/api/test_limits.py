"""How many requests an address may make, and which address that is."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient
from starlette.types import ASGIApp
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from assistant.rate_limit import RateLimiter
from tests.api.api_app import api_app, validate
from tests.scripted_service import ScriptedService

ASK = ("POST", "/api/v1/ask", {"question": "Qui ?"})
SEARCH = ("GET", "/api/v1/search?q=Qui", None)
FEEDBACK = ("POST", "/api/v1/feedback", {"answer_id": "0" * 32, "rating": "up"})


class Clock:
    """Goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def limited_app(folder: Path, rate: str, clock: Clock) -> ASGIApp:
    return api_app(ScriptedService(), folder, limiter=RateLimiter(rate, clock=clock))


def status(client: TestClient, request: tuple[str, str, object], **headers: str) -> int:
    method, path, body = request
    return client.request(method, path, json=body, headers=headers).status_code


def test_one_too_many_is_429_with_the_seconds_to_wait(tmp_path: Path) -> None:
    clock = Clock()
    client = TestClient(limited_app(tmp_path, "3/minute", clock))
    assert [status(client, request) for request in (ASK, SEARCH, FEEDBACK)] == [200, 200, 200]
    clock.now += 20.5
    refused = client.post("/api/v1/ask", json={"question": "Qui ?"})
    assert refused.status_code == 429
    assert refused.headers["retry-after"] == "40"
    assert refused.headers["content-type"] == "application/problem+json"
    assert "40 s" in refused.json()["detail"]
    validate(refused.json(), "problem")
    clock.now += 40
    assert status(client, ASK) == 200


def test_refused_request_is_not_read(tmp_path: Path) -> None:
    client = TestClient(limited_app(tmp_path, "1/hour", Clock()))
    assert status(client, SEARCH) == 200
    response = client.post("/api/v1/ask", content=b"no JSON")
    assert response.status_code == 429


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics", "/api/v1/sources", "/openapi.json"])
def test_state_and_documents_are_not_limited(tmp_path: Path, path: str) -> None:
    client = TestClient(limited_app(tmp_path, "1/hour", Clock()))
    assert [client.get(path).status_code for _ in range(3)] == [200] * 3
    assert status(client, ASK) == 200


def test_off_lets_everything_pass(tmp_path: Path) -> None:
    client = TestClient(limited_app(tmp_path, "off", Clock()))
    assert [status(client, SEARCH) for _ in range(100)] == [200] * 100


def test_each_address_has_its_own_count(tmp_path: Path) -> None:
    app = limited_app(tmp_path, "1/minute", Clock())
    first, second = (TestClient(app, client=(address, 1)) for address in ("192.0.2.1", "192.0.2.2"))
    assert [status(first, SEARCH), status(first, SEARCH), status(second, SEARCH)] == [200, 429, 200]


@pytest.mark.parametrize("address", ["10.1.2.3", "::1"])
def test_trusted_proxy_says_for_whom_it_asks(tmp_path: Path, address: str) -> None:
    app = ProxyHeadersMiddleware(
        limited_app(tmp_path, "1/minute", Clock()), trusted_hosts=["10.0.0.0/8", "::1/128"]
    )
    proxy = TestClient(app, client=(address, 1))
    assert status(proxy, SEARCH, **{"X-Forwarded-For": "198.51.100.7"}) == 200
    assert status(proxy, SEARCH, **{"X-Forwarded-For": "198.51.100.8"}) == 200
    # What the client itself wrote stands on the left, and counts for nothing.
    assert status(proxy, SEARCH, **{"X-Forwarded-For": "203.0.113.5, 198.51.100.7"}) == 429


def test_header_of_a_stranger_is_not_believed(tmp_path: Path) -> None:
    app = ProxyHeadersMiddleware(limited_app(tmp_path, "1/minute", Clock()), trusted_hosts=[])
    stranger = TestClient(app, client=("127.0.0.1", 1))
    assert status(stranger, SEARCH, **{"X-Forwarded-For": "198.51.100.7"}) == 200
    assert status(stranger, SEARCH, **{"X-Forwarded-For": "198.51.100.8"}) == 429
