"""Twenty people at once over HTTP."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from starlette.testclient import TestClient

from tests.test_concurrency import ASKERS, QUESTIONS

ASKED = [QUESTIONS[number % len(QUESTIONS)] for number in range(ASKERS)]


def said(client: TestClient, text: str) -> dict[str, Any]:
    response = client.post("/api/v1/ask", json={"question": text})
    assert response.status_code == 200
    answer: dict[str, Any] = response.json()
    return {key: value for key, value in answer.items() if key not in ("answer_id", "timings_ms")}


def test_twenty_concurrent_asks_give_what_twenty_serial_ones_give(client: TestClient) -> None:
    serial = [said(client, text) for text in ASKED]
    with ThreadPoolExecutor(ASKERS) as askers:
        concurrent = list(askers.map(lambda text: said(client, text), ASKED))
    assert concurrent == serial


def test_liveness_answers_while_twenty_ask(client: TestClient) -> None:
    with ThreadPoolExecutor(ASKERS) as askers:
        asking = [askers.submit(said, client, text) for text in ASKED]
        started = time.perf_counter()
        assert client.get("/healthz").status_code == 200
        waited_seconds = time.perf_counter() - started
        assert all(one.result() for one in asking)
    assert waited_seconds < 2
