"""POST /api/v1/ask as Server-Sent Events."""

import asyncio
import json
import threading
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from assistant.answer_events import Step, StepStarted
from assistant.api.stream import asks_for_events
from assistant.application import Application
from assistant.errors import IndexDamagedError, IndexMissingError
from tests.api.api_app import api_app, validate
from tests.api.exchange import Exchange
from tests.scripted_service import ScriptedService, sample_events

ASKED = {"question": "Quand la convention de coopération entre-t-elle en vigueur ?"}
EVENTS = {"Accept": "text/event-stream"}
Events = list[tuple[str, Any]]


def events_of(text: str) -> Events:
    events = []
    for block in text.split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
        if lines:
            events.append((lines["event"], json.loads(lines["data"])))
    return events


def stream(client: TestClient, body: dict[str, Any] | None = None) -> Events:
    response = client.post("/api/v1/ask", json=body or ASKED, headers=EVENTS)
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert response.headers["x-accel-buffering"] == "no"
    return events_of(response.text)


def without_chance(answer: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in answer.items() if key not in ("answer_id", "timings_ms")}


def test_events_come_in_order_and_end_with_the_whole_answer(client: TestClient) -> None:
    events = stream(client)
    names = [name for name, _ in events]
    assert names[:2] == ["status", "status"]
    assert names[2] == "sources"
    assert names[-1] == "done"
    assert names.count("done") == 1
    done = events[-1][1]
    validate(done, "answer")
    assert [data for name, data in events if name == "statement"] == done["statements"]
    assert [one for name, data in events if name == "sources" for one in data] == done["sources"]


def test_source_comes_before_the_statement_that_cites_it(client: TestClient) -> None:
    known: set[int] = set()
    for name, data in stream(client):
        if name == "sources":
            known |= {source["n"] for source in data}
        if name == "statement":
            assert set(data["citations"]) <= known


def test_stream_ends_with_what_is_given_whole(client: TestClient) -> None:
    whole = client.post("/api/v1/ask", json=ASKED).json()
    assert without_chance(stream(client)[-1][1]) == without_chance(whole)


def test_refusal_streams_too(client: TestClient) -> None:
    events = stream(client, {"question": "Comment soigner une angine ?"})
    assert [name for name, _ in events] == ["status", "status", "done"]
    assert events[-1][1]["status"] == "refused"


def test_error_before_the_first_event_has_its_own_status(tmp_path: Path) -> None:
    service = ScriptedService()
    service.scripts.append([IndexMissingError("Aucun index.")])
    response = TestClient(api_app(service, tmp_path)).post("/api/v1/ask", json=ASKED, headers=EVENTS)
    assert response.status_code == 503
    assert response.headers["content-type"] == "application/problem+json"


def test_bad_body_is_a_problem_though_events_were_asked_for(client: TestClient) -> None:
    response = client.post("/api/v1/ask", json={"question": ""}, headers=EVENTS)
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("error", "status"), [(IndexDamagedError("L’index est abîmé."), 503), (KeyError("secret"), 500)]
)
def test_error_on_the_way_is_an_event(tmp_path: Path, error: Exception, status: int) -> None:
    service = ScriptedService()
    service.scripts.append([StepStarted(step=Step.SEARCHING), error])
    events = stream(TestClient(api_app(service, tmp_path)))
    assert [name for name, _ in events] == ["status", "error"]
    problem = events[-1][1]
    assert (problem["status"], problem["instance"]) == (status, "/api/v1/ask")
    assert "secret" not in json.dumps(problem)
    validate(problem, "problem")


def test_client_that_leaves_stops_the_answer(tmp_path: Path) -> None:
    service = ScriptedService(pause_seconds=0.02)
    exchange = Exchange(
        "/api/v1/ask",
        body=json.dumps(ASKED).encode(),
        headers={**EVENTS, "Content-Type": "application/json"},
    )
    exchange.leaves_after = b"event: statement"
    asyncio.run(exchange.run(api_app(service, tmp_path)))
    assert service.was_closed.is_set()
    assert b"event: done" not in exchange.content


def test_silence_is_filled_with_comments(tmp_path: Path) -> None:
    service = ScriptedService()
    go_on = threading.Event()

    def slow() -> Any:
        first, *others = sample_events("Qui ?")
        yield first
        go_on.wait(5)
        yield from others

    service.scripts.append(slow())
    exchange = Exchange(
        "/api/v1/ask",
        body=json.dumps(ASKED).encode(),
        headers={**EVENTS, "Content-Type": "application/json"},
    )

    async def play() -> None:
        running = asyncio.create_task(exchange.run(api_app(service, tmp_path, heartbeat_seconds=0.02)))
        while b"\n\n: \n\n" not in exchange.content:
            await asyncio.sleep(0.01)
        go_on.set()
        await running

    asyncio.run(asyncio.wait_for(play(), 10))
    events = events_of(exchange.content.decode())
    assert [name for name, _ in events][-1] == "done"


@pytest.mark.parametrize(
    ("accept", "is_asked_for"),
    [
        ("text/event-stream", True),
        ("Text/Event-Stream", True),
        ("text/event-stream; q=0.5, application/json", True),
        ("application/json, text/event-stream", True),
        ("text/event-stream;q=0", False),
        ("application/json", False),
        ("*/*", False),
        ("", False),
    ],
)
def test_stream_is_sent_to_those_who_name_it(accept: str, *, is_asked_for: bool) -> None:
    assert asks_for_events(accept) is is_asked_for


def test_stream_of_a_small_application_can_be_left_at_once(
    small_application: Application, tmp_path: Path
) -> None:
    exchange = Exchange(
        "/api/v1/ask",
        body=json.dumps(ASKED).encode(),
        headers={**EVENTS, "Content-Type": "application/json"},
    )
    exchange.leaves_after = b"event: status"
    app = api_app(small_application, tmp_path)
    asyncio.run(exchange.run(app))
    assert "assistant_answers_stopped_total 1.0" in TestClient(app).get("/metrics").text
