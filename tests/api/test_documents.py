"""Search, the list of documents, one document."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.errors import IndexMissingError
from tests.api.api_app import api_app, validate
from tests.scripted_service import ScriptedService


def test_search_ranks_passages_in_the_published_shape(client: TestClient) -> None:
    found = client.get("/api/v1/search", params={"q": "comité de jumelage", "k": 2}).json()
    assert found["query"] == "comité de jumelage"
    assert [result["rank"] for result in found["results"]] == [1, 2]
    assert found["results"][0]["document_id"] == "jumelage"
    validate(found, "search")


def test_filters_reach_the_search(client: TestClient) -> None:
    asked = {"q": "convention jumelage"}
    by_kind = client.get("/api/v1/search", params={**asked, "kind": ["guide", "code"]}).json()
    assert {result["document_id"] for result in by_kind["results"]} == {"jumelage"}
    past = client.get("/api/v1/search", params={**asked, "on_date": "2010-01-01"}).json()
    assert {result["document_id"] for result in past["results"]} == {"jumelage"}
    abroad = client.get("/api/v1/search", params={**asked, "jurisdiction": "ma"}).json()
    assert abroad["results"] == []


def test_sources_lists_every_document_in_the_published_shape(client: TestClient) -> None:
    listed = client.get("/api/v1/sources").json()
    assert [document["document_id"] for document in listed["documents"]] == ["convention", "jumelage"]
    assert all(document["passages"] > 0 for document in listed["documents"])
    validate(listed, "sources")


def test_document_is_given_with_its_text_and_passages(client: TestClient) -> None:
    document = client.get("/api/v1/sources/convention").json()
    [listed] = [
        one for one in client.get("/api/v1/sources").json()["documents"] if one["document_id"] == "convention"
    ]
    passages = document.pop("passages")
    text = document.pop("text")
    assert document == {key: value for key, value in listed.items() if key != "passages"}
    assert len(passages) == listed["passages"]
    assert all(passage["text"] == text[passage["start"] : passage["end"]] for passage in passages)
    assert "La convention de coopération entre en vigueur" in text
    assert set(passages[0]) == {"passage_id", "locator", "page", "start", "end", "text"}


@pytest.mark.parametrize("document_id", ["absent", "Convention", "..%2F..%2Fetc%2Fpasswd", "<script>"])
def test_unknown_document_is_404(client: TestClient, document_id: str) -> None:
    response = client.get(f"/api/v1/sources/{document_id}")
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    validate(response.json(), "problem")


@pytest.mark.parametrize("path", ["/api/v1/sources", "/api/v1/sources/convention", "/readyz"])
def test_without_index_documents_are_503_with_the_mend(tmp_path: Path, path: str) -> None:
    service = ScriptedService()
    service.library_error = IndexMissingError("Aucun index : lancez « assistant index ».")
    response = TestClient(api_app(service, tmp_path)).get(path)
    assert response.status_code == 503
    assert response.json() == {
        "type": "about:blank",
        "title": "Service pas encore prêt",
        "status": 503,
        "detail": "Aucun index : lancez « assistant index ».",
        "instance": path,
    }
