"""POST /api/v1/ask, whole answers."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.dialogue import EngineChoice, Filters, Role, Turn
from assistant.domain import Kind
from assistant.errors import IndexMissingError, ServiceUnavailableError
from tests.api.api_app import api_app, validate
from tests.records import TODAY
from tests.scripted_service import ScriptedService

ASKED = "Quand la convention de coopération entre-t-elle en vigueur ?"


def test_answer_has_the_published_shape_and_its_excerpts_stand_in_their_documents(client: TestClient) -> None:
    response = client.post("/api/v1/ask", json={"question": ASKED})
    answer = response.json()
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    assert response.headers["cache-control"] == "no-store"
    assert answer["status"] == "answered"
    assert "dès sa transmission au préfet" in answer["answer_markdown"]
    for source in answer["sources"]:
        text = client.get(f"/api/v1/sources/{source['document_id']}").json()["text"]
        assert source["excerpt"] in text
    validate(answer, "answer")


def test_refusal_is_an_answer_that_names_the_contact(client: TestClient) -> None:
    response = client.post("/api/v1/ask", json={"question": "Comment soigner une angine ?"})
    answer = response.json()
    assert (response.status_code, answer["status"]) == (200, "refused")
    assert "la mairie" in answer["answer_markdown"]
    validate(answer, "answer")


def test_day_asked_for_is_the_day_of_the_answer(client: TestClient) -> None:
    body = {"question": ASKED, "filters": {"on_date": "2010-01-01", "jurisdiction": "fr", "kind": None}}
    answer = client.post("/api/v1/ask", json=body).json()
    assert answer["as_of"] == "2010-01-01"
    assert all(source["document_id"] != "convention" for source in answer["sources"])
    assert client.post("/api/v1/ask", json={"question": ASKED}).json()["as_of"] == TODAY.isoformat()


def test_everything_that_is_sent_reaches_the_service(tmp_path: Path) -> None:
    service = ScriptedService()
    body = {
        "question": "  Et pour un jumelage ?  ",
        "history": [
            {"role": "user", "content": "Qui signe ?"},
            {"role": "assistant", "content": "Le maire."},
        ],
        "filters": {"jurisdiction": "ma", "on_date": "2012-06-30", "kind": ["statute", "guide"]},
        "engine": "extractive",
    }
    TestClient(api_app(service, tmp_path)).post("/api/v1/ask", json=body)
    [request] = service.requests
    assert request.text == "  Et pour un jumelage ?  "
    assert request.history == (
        Turn(role=Role.USER, content="Qui signe ?"),
        Turn(role=Role.ASSISTANT, content="Le maire."),
    )
    assert request.filters == Filters(
        jurisdiction="MA",
        on_date=TODAY.replace(2012, 6, 30),
        kinds=frozenset({Kind.STATUTE, Kind.GUIDE}),
    )
    assert request.engine is EngineChoice.EXTRACTIVE


def test_what_is_left_out_or_null_is_the_default(tmp_path: Path) -> None:
    service = ScriptedService()
    client = TestClient(api_app(service, tmp_path))
    client.post("/api/v1/ask", json={"question": "Qui ?"})
    nothing = {"history": None, "filters": None, "engine": None}
    client.post("/api/v1/ask", json={"question": "Qui ?", **nothing})
    first, second = service.requests
    assert first == second
    assert (first.filters, first.history, first.engine) == (Filters(), (), EngineChoice.AUTO)


def test_engine_without_its_model_is_refused_in_french(client: TestClient) -> None:
    response = client.post("/api/v1/ask", json={"question": ASKED, "engine": "llm"})
    assert response.status_code == 422
    assert "modèle de langue" in response.json()["detail"]


@pytest.mark.parametrize(
    "error",
    [IndexMissingError("Aucun index."), ServiceUnavailableError("Le serveur de vecteurs ne répond pas.")],
)
def test_service_that_cannot_answer_now_is_503(tmp_path: Path, error: Exception) -> None:
    service = ScriptedService()
    service.scripts.append([error])
    response = TestClient(api_app(service, tmp_path)).post("/api/v1/ask", json={"question": "Qui ?"})
    assert response.status_code == 503
    assert response.json()["detail"] == str(error)
    validate(response.json(), "problem")


def test_question_of_the_greatest_length_is_answered(client: TestClient) -> None:
    assert client.post("/api/v1/ask", json={"question": "é" * 4_000}).status_code == 200
