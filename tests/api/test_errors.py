"""Unknown paths, wrong methods, and what nobody foresaw."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from starlette.exceptions import HTTPException
from starlette.responses import StreamingResponse
from starlette.testclient import TestClient

from assistant.answer_events import AnswerEvent
from assistant.dialogue import AskRequest
from tests.api.api_app import api_app, validate
from tests.api.exchange import Exchange
from tests.scripted_service import ScriptedService


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/v1", "/api/v1/rien", "/api/v1/ask/", "/api/<b>"])
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE", "OPTIONS", "TRACE"])
def test_unknown_path_is_a_french_problem(client: TestClient, path: str, method: str) -> None:
    response = client.request(method, path)
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["title"] == "Adresse inconnue"
    validate(response.json(), "problem")


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/api/v1/ask", "POST"),
        ("/api/v1/search", "GET"),
        ("/api/v1/sources", "GET"),
        ("/api/v1/sources/convention", "GET"),
        ("/api/v1/feedback", "POST"),
        ("/healthz", "GET"),
        ("/readyz", "GET"),
        ("/metrics", "GET"),
        ("/openapi.json", "GET"),
        ("/docs", "GET"),
    ],
)
def test_wrong_method_is_told_the_right_one(client: TestClient, path: str, allowed: str) -> None:
    for method in {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"} - {allowed}:
        response = client.request(method, path)
        assert response.status_code == 405
        assert response.headers["allow"] == allowed
        assert allowed in response.json()["detail"]
        validate(response.json(), "problem")


class BrokenService(ScriptedService):
    """Fails as no one foresaw."""

    def answer(self, request: AskRequest) -> Iterator[AnswerEvent]:
        raise ZeroDivisionError(f"/srv/secret: {len(request.text)}")


def test_unforeseen_error_is_a_reference_without_internals(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    client = TestClient(api_app(BrokenService(), tmp_path))
    with caplog.at_level(logging.ERROR):
        response = client.post("/api/v1/ask", json={"question": "Combien coûte un jumelage ?"})
    problem = response.json()
    assert response.status_code == 500
    assert response.headers["content-type"] == "application/problem+json"
    assert "secret" not in response.text
    reference = problem["detail"].split("référence ")[1].rstrip(".")
    [record] = [record for record in caplog.records if reference in record.getMessage()]
    assert record.exc_info is not None
    assert "jumelage" not in caplog.text
    validate(problem, "problem")


def test_unforeseen_error_is_counted(tmp_path: Path) -> None:
    client = TestClient(api_app(BrokenService(), tmp_path))
    client.post("/api/v1/ask", json={"question": "Qui ?"})
    metrics = client.get("/metrics").text
    assert 'assistant_problems_total{status="500"} 1.0' in metrics
    assert 'assistant_failures_total{status="500"} 1.0' in metrics


def test_client_that_leaves_while_sending_is_no_failure(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    app = api_app(ScriptedService(), tmp_path)
    exchange = Exchange("/api/v1/ask", headers={"Content-Type": "application/json"})
    exchange.leaves_while_sending = True
    with caplog.at_level(logging.WARNING):
        asyncio.run(exchange.run(app))
    assert caplog.records == []
    assert 'status="500"' not in TestClient(app).get("/metrics").text


def test_request_stopped_by_a_framework_is_a_problem_too(tmp_path: Path) -> None:
    app = api_app(ScriptedService(), tmp_path)

    @app.get("/elsewhere")
    def elsewhere() -> None:
        raise HTTPException(418, "I'm a teapot")

    response = TestClient(app).get("/elsewhere")
    assert (response.status_code, response.json()["status"]) == (418, 418)
    assert "teapot" not in response.text


def test_reply_that_has_begun_is_not_begun_again(tmp_path: Path) -> None:
    app = api_app(ScriptedService(), tmp_path)

    async def broken() -> AsyncIterator[bytes]:
        yield b"x"
        raise ZeroDivisionError

    @app.get("/elsewhere")
    def elsewhere() -> StreamingResponse:
        return StreamingResponse(broken())

    with pytest.raises(ZeroDivisionError):
        TestClient(app).get("/elsewhere")


def test_no_other_origin_may_read_an_answer(client: TestClient) -> None:
    headers = {"Origin": "https://ailleurs.example"}
    response = client.post("/api/v1/ask", json={"question": "Qui signe la convention ?"}, headers=headers)
    asked_first = client.options("/api/v1/ask", headers={**headers, "Access-Control-Request-Method": "POST"})
    for reply in (response, asked_first):
        assert not any(name.startswith("access-control") for name in reply.headers)
    assert asked_first.status_code == 405
