"""The interface's description: /openapi.json and /docs."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.api.api_app import api_app
from tests.scripted_service import ScriptedService

ROUTES = {
    ("post", "/api/v1/ask"): {"200", "400", "413", "422", "429", "500", "503"},
    ("get", "/api/v1/search"): {"200", "413", "422", "429", "500", "503"},
    ("get", "/api/v1/sources"): {"200", "500", "503"},
    ("get", "/api/v1/sources/{document_id}"): {"200", "404", "500", "503"},
    ("post", "/api/v1/feedback"): {"200", "400", "413", "422", "429", "500", "503"},
    ("get", "/healthz"): {"200"},
    ("get", "/readyz"): {"200", "500", "503"},
    ("get", "/metrics"): {"200", "500"},
}


@pytest.fixture
def document(client: TestClient) -> Any:
    return client.get("/openapi.json").json()


def test_every_route_is_described_with_its_problems(document: Any) -> None:
    described = {
        (method, path): set(operation["responses"])
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }
    assert described == ROUTES
    for methods in document["paths"].values():
        for operation in methods.values():
            for code, reply in operation["responses"].items():
                if code != "200":
                    assert set(reply["content"]) == {"application/problem+json"}


def test_every_reference_of_the_description_resolves(document: Any) -> None:
    names = set(re.findall(r"#/components/schemas/(\w+)", str(document)))
    assert {"AskBody", "FeedbackBody", "Problem", "AnswerShape"} <= names
    assert names <= set(document["components"]["schemas"])


def test_description_is_french_and_has_examples(document: Any) -> None:
    assert document["info"]["title"] == "Interface de l’assistant coopération décentralisée"
    for path in ("/api/v1/ask", "/api/v1/feedback"):
        body = document["paths"][path]["post"]["requestBody"]["content"]["application/json"]
        assert body["example"]
    parameters = document["paths"]["/api/v1/search"]["get"]["parameters"]
    assert all(parameter["description"] for parameter in parameters)
    assert "text/event-stream" in document["paths"]["/api/v1/ask"]["post"]["responses"]["200"]["content"]
    assert "Retry-After" in document["paths"]["/api/v1/ask"]["post"]["responses"]["429"]["headers"]
    for english in ("Successful Response", "Validation Error"):
        assert english not in str(document)


def test_examples_of_the_description_are_taken(client: TestClient, document: Any) -> None:
    for path in ("/api/v1/ask", "/api/v1/feedback"):
        body = document["paths"][path]["post"]["requestBody"]["content"]["application/json"]["example"]
        assert client.post(path, json=body).status_code == 200


@pytest.mark.parametrize(("root_path", "address"), [("", "/"), ("/assistant", "/assistant")])
def test_description_gives_the_address_it_is_served_under(
    tmp_path: Path, root_path: str, address: str
) -> None:
    client = TestClient(api_app(ScriptedService(), tmp_path), root_path=root_path)
    assert client.get(f"{root_path}/openapi.json").json()["servers"] == [{"url": address}]


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = dict(attrs)
        self.addresses += [str(given[name]) for name in ("href", "src") if name in given]
        self.anchors |= {str(given["id"])} if "id" in given else set()


def test_docs_page_stands_alone(client: TestClient) -> None:
    response = client.get("/docs")
    page = _Page()
    page.feed(response.text)
    assert response.headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'")
    assert "script" not in page.tags
    assert '<html lang="fr">' in response.text
    outside = [address for address in page.addresses if not address.startswith("#")]
    assert set(outside) == {"docs/style.css", "openapi.json"}
    assert all(client.get(f"/{address}").status_code == 200 for address in outside)
    within = {address[1:] for address in page.addresses if address.startswith("#")}
    assert within <= page.anchors
    for _, path in ROUTES:
        assert path in response.text
