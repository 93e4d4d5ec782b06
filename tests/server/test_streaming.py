"""Server-Sent Events over a real connection."""

import http.client
import json
import threading
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.api.api_app import api_app
from tests.scripted_service import ScriptedService, sample_events
from tests.server.running_app import running_app

BODY = json.dumps({"question": "Qui signe la convention ?"})
HEADERS = {"Content-Type": "application/json", "Accept": "text/event-stream"}


def connection(address: str) -> http.client.HTTPConnection:
    return http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)


@pytest.mark.server
def test_each_event_arrives_as_it_is_made(tmp_path: Path) -> None:
    service = ScriptedService()
    go_on = threading.Event()

    def script() -> Any:
        first, *others = sample_events("Qui ?")
        yield first
        go_on.wait(10)
        yield from others

    service.scripts.append(script())
    with running_app(api_app(service, tmp_path)) as address:
        asked = connection(address)
        asked.request("POST", "/api/v1/ask", BODY, HEADERS)
        reply = asked.getresponse()
        assert reply.readline() == b"event: status\n"
        assert not go_on.is_set()
        go_on.set()
        assert b"event: done" in reply.read()
        asked.close()


@pytest.mark.server
def test_client_that_hangs_up_stops_the_answer(tmp_path: Path) -> None:
    service = ScriptedService(pause_seconds=0.1)
    with running_app(api_app(service, tmp_path)) as address:
        asked = connection(address)
        asked.request("POST", "/api/v1/ask", BODY, HEADERS)
        reply = asked.getresponse()
        reply.readline()
        reply.close()
        asked.close()
        assert service.was_closed.wait(5)


@pytest.mark.server
def test_liveness_answers_under_a_fifth_of_a_second_while_twenty_wait(tmp_path: Path) -> None:
    service = ScriptedService(pause_seconds=0.2)
    with running_app(api_app(service, tmp_path)) as address:
        waiting = [connection(address) for _ in range(20)]
        for one in waiting:
            one.request("POST", "/api/v1/ask", BODY, {**HEADERS, "Accept": "application/json"})
        alive = connection(address)
        started = time.perf_counter()
        alive.request("GET", "/healthz")
        assert alive.getresponse().status == 200
        waited_seconds = time.perf_counter() - started
        assert all(one.getresponse().status == 200 for one in waiting)
        for one in (*waiting, alive):
            one.close()
    assert waited_seconds < 0.2
