"""The web app: own routes, security headers, and the doors of Gradio that stay closed."""

import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from assistant.errors import IndexMissingError
from assistant.settings import Settings
from tests.scripted_service import ScriptedService
from tests.web_app import web_app

CLOSED = [
    "/config",
    "/manifest.json",
    "/monitoring",
    "/monitoring/summary",
    "/login",
    "/logout",
    "/pwa_icon",
    "/svelte/x.js",
    "/gradio_api/upload",
    "/gradio_api/upload_progress",
    "/gradio_api/file=/etc/passwd",
    "/gradio_api/file/etc/passwd",
    "/gradio_api/proxy=https://huggingface.co",
    "/gradio_api/component_server",
    "/gradio_api/deep_link",
    "/gradio_api/runs",
    "/gradio_api/run-history/buckets",
    "/gradio_api/openapi.json",
    "/gradio_api/run/answer_question",
    "/gradio_api/call/answer_question",
    "/gradio_api/api/answer_question",
    "/gradio_api/custom_component/x/client/component/a.js",
    "/gradio_api/stream/x",
    "/gradio_api/process_recording",
    "/gradio_api/vibe-edit",
    "/gradio_api/dev/reload",
    "/gradio_api/token",
    "/gradio_api/user",
]


@pytest.fixture(scope="module")
def service() -> ScriptedService:
    return ScriptedService()


@pytest.fixture(scope="module")
def client(service: ScriptedService) -> Iterator[TestClient]:
    with TestClient(web_app(service)) as client:
        yield client


def test_liveness_does_not_depend_on_the_index(client: TestClient, service: ScriptedService) -> None:
    service.library_error = IndexMissingError("Aucun index.")
    try:
        assert client.get("/healthz").json() == {"status": "ok"}
    finally:
        service.library_error = None


def test_readiness_follows_the_index(client: TestClient, service: ScriptedService) -> None:
    assert client.get("/readyz").status_code == 200
    service.library_error = IndexMissingError("Aucun index : lancez « assistant index ».")
    try:
        response = client.get("/readyz")
    finally:
        service.library_error = None
    assert response.status_code == 503
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json() == {
        "type": "about:blank",
        "title": "Service pas encore prêt",
        "status": 503,
        "detail": "Aucun index : lancez « assistant index ».",
        "instance": "/readyz",
    }


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_unknown_path_of_the_api_is_a_french_problem(client: TestClient, method: str) -> None:
    response = client.request(method, "/api/v1/rien")
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["detail"] == "L’adresse /api/v1/rien n’existe pas dans cette interface."


@pytest.mark.parametrize("path", CLOSED)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_door_that_the_page_does_not_use_is_closed(client: TestClient, path: str, method: str) -> None:
    assert client.request(method, path).status_code == 404


def test_upload_is_closed_to_files(client: TestClient) -> None:
    assert client.post("/gradio_api/upload", files={"files": b"x" * 1000}).status_code == 404


@pytest.mark.parametrize("query", ["", "?all_endpoints=true"])
def test_no_handler_is_listed_as_callable(client: TestClient, query: str) -> None:
    listed = client.get(f"/gradio_api/info{query}").json()
    assert listed == {"named_endpoints": {}, "unnamed_endpoints": {}}


def test_request_body_is_bounded(client: TestClient) -> None:
    response = client.post("/gradio_api/queue/join", content=b"x" * 70_000)
    assert response.status_code == 413
    assert response.json()["title"] == "Envoi trop volumineux"


def test_page_is_french_names_itself_and_calls_nobody(client: TestClient) -> None:
    html = client.get("/", headers={"Accept-Language": "en-US"}).text
    assert '<html\n\tlang="fr"' in html
    assert "<title>Assistant coopération décentralisée</title>" in html
    # What is left are names: a namespace and links inside our own texts are never fetched.
    loaded = re.findall(r'(?:src|href|content)="(https?:[^"]+)"', html)
    assert loaded == []
    assert html.index("static/page.js") < html.index('type="module"')


def test_page_asked_compressed_is_rewritten_all_the_same(client: TestClient) -> None:
    assert 'lang="fr"' in client.get("/", headers={"Accept-Encoding": "br, gzip"}).text


def test_page_lets_only_its_own_scripts_run(client: TestClient) -> None:
    first, second = client.get("/"), client.get("/")
    policy = first.headers["content-security-policy"]
    scripts = re.search(r"script-src ([^;]+);", policy)
    assert scripts is not None
    assert "'unsafe-inline'" not in scripts.group(1)
    assert "frame-ancestors 'self'" in policy
    nonce = re.search(r"'nonce-([^']+)'", policy)
    assert nonce is not None
    assert first.text.count("<script") == first.text.count(f'nonce="{nonce.group(1)}"')
    assert nonce.group(1) not in second.text
    assert first.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/", "/healthz", "/api/rien", "/static/page.js", "/gradio_api/upload"])
def test_every_response_carries_the_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "frame-ancestors" in headers["content-security-policy"]


@pytest.mark.parametrize(("name", "kind"), [("page.js", "text/javascript"), ("page.css", "text/css")])
def test_own_file_is_served_for_long_under_the_address_the_page_gives(
    client: TestClient, name: str, kind: str
) -> None:
    address = re.search(rf'"(static/{name}\?v=\w+)"', client.get("/").text)
    assert address is not None
    response = client.get(f"/{address.group(1)}")
    assert response.status_code == 200
    assert response.headers["content-type"].startswith(kind)
    assert "immutable" in response.headers["cache-control"]


@pytest.mark.parametrize("seen_path", ["/assistant", ""])
def test_app_works_under_a_prefix_that_a_proxy_leaves_or_takes_off(seen_path: str) -> None:
    app = web_app(ScriptedService(), settings=Settings(root_path="/assistant"))
    with TestClient(app) as client:
        page = client.get(f"{seen_path}/")
        assert 'lang="fr"' in page.text
        assert "http://testserver/assistant" in page.text
        assert client.get(f"{seen_path}/static/page.js").status_code == 200
        assert client.get(f"{seen_path}/gradio_api/upload").status_code == 404
        assert client.get(f"{seen_path}/healthz").json() == {"status": "ok"}
