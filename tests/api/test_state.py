"""Liveness, readiness, metrics."""

from pathlib import Path

from starlette.testclient import TestClient

from assistant.errors import IndexMissingError
from tests.api.api_app import api_app
from tests.scripted_service import ScriptedService


def test_liveness_does_not_depend_on_the_index(tmp_path: Path) -> None:
    service = ScriptedService()
    service.library_error = IndexMissingError("Aucun index.")
    assert TestClient(api_app(service, tmp_path)).get("/healthz").json() == {"status": "ok"}


def test_readiness_names_the_build(client: TestClient) -> None:
    ready = client.get("/readyz").json()
    assert ready == {"status": "ready", "build": client.get("/api/v1/sources").json()["build"]}


def test_metrics_count_what_happened_without_a_word_of_it(client: TestClient) -> None:
    client.post("/api/v1/ask", json={"question": "Que fait un comité de jumelage ?"})
    client.post("/api/v1/ask", json={"question": "Comment soigner une angine ?"})
    client.post("/api/v1/ask", json={"question": ""})
    client.post("/api/v1/feedback", json={"answer_id": "0" * 32, "rating": "down"})
    response = client.get("/metrics")
    assert response.headers["content-type"].startswith("text/plain; version=")
    for line in (
        'assistant_answers_total{engine="extractive",status="answered"} 1.0',
        'assistant_answers_total{engine="extractive",status="refused"} 1.0',
        'assistant_problems_total{status="422"} 1.0',
        'assistant_feedback_total{rating="down"} 1.0',
        "assistant_answer_seconds_count 2.0",
        "assistant_first_text_seconds_count 1.0",
        "assistant_answers_in_progress 0.0",
        "assistant_index_documents 2.0",
    ):
        assert line in response.text.splitlines()
    assert "jumelage" not in response.text
    assert "angine" not in response.text


def test_metrics_are_there_without_an_index(tmp_path: Path) -> None:
    service = ScriptedService()
    service.library_error = IndexMissingError("Aucun index.")
    response = TestClient(api_app(service, tmp_path)).get("/metrics")
    assert response.status_code == 200
    assert "assistant_index_passages 0.0" in response.text.splitlines()
