"""What arrives malformed, too long, or made to harm."""

import asyncio
import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.application import Application
from tests.api.api_app import api_app, validate
from tests.api.exchange import Exchange

TURN = {"role": "user", "content": "Qui ?"}


def question(text: str, **others: object) -> bytes:
    return json.dumps({"question": text, **others}).encode()


HOSTILE = {
    "nothing": (b"", 400),
    "no JSON": (b"question=Qui", 400),
    "no UTF-8": (b'{"question": "\xff\xfe"}', 400),
    "UTF-16": ('{"question": "Qui ?"}'.encode("utf-16"), 400),
    "lone surrogate": (b'{"question": "Qui \\ud800 ?"}', 400),
    "lone surrogate in a key": (b'{"\\ud800": "Qui ?"}', 400),
    "bare NUL": (b'{"question": "Qui \x00 ?"}', 400),
    "escaped NUL": (b'{"question": "Qui \\u0000 ?"}', 422),
    "NUL in the history": (question("Qui ?", history=[{"role": "user", "content": "\0"}]), 422),
    "deep nesting": (b"[" * 200_000, 400),
    "deep nesting in a field": (b'{"question": ' + b"[" * 200_000, 400),
    "number beyond measure": (b'{"question": 1e999999}', 400),
    "array": (b"[]", 400),
    "null": (b"null", 400),
    "no question": (b"{}", 400),
    "question of another type": (b'{"question": 1}', 400),
    "question as a list": (b'{"question": ["Qui ?"]}', 400),
    "null question": (b'{"question": null}', 400),
    "unknown key": (question("Qui ?", temperature=2), 400),
    "unknown filter": (question("Qui ?", filters={"language": "fr"}), 400),
    "filters of another type": (question("Qui ?", filters="FR"), 400),
    "turn without content": (question("Qui ?", history=[{"role": "user"}]), 400),
    "turn with a key too many": (question("Qui ?", history=[{**TURN, "name": "x"}]), 400),
    "unknown role": (question("Qui ?", history=[{"role": "system", "content": "x"}]), 422),
    "unknown engine": (question("Qui ?", engine="magie"), 422),
    "unknown kind": (question("Qui ?", filters={"kind": ["loi"]}), 422),
    "jurisdiction in words": (question("Qui ?", filters={"jurisdiction": "France {x}"}), 422),
    "day that no calendar has": (question("Qui ?", filters={"on_date": "2012-02-30"}), 422),
    "day as seconds": (question("Qui ?", filters={"on_date": "1654646400"}), 422),
    "day without dashes": (question("Qui ?", filters={"on_date": "20120630"}), 422),
    "empty question": (question(""), 422),
    "blank question": (question(" \t\n\u00a0\u3000"), 422),
    "invisible question": (question("\u200b\u2060\ufeff\u00ad"), 422),
    "long question": (question("a" * 4_001), 413),
    "long history": (question("Qui ?", history=[TURN] * 21), 413),
    "long question that is wrong elsewhere": (question("a" * 4_001, engine="magie"), 422),
    "five megabytes": (question("a" * 5_000_000), 413),
    "five megabytes of spaces": (b" " * 5_000_000, 413),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_body_is_a_french_problem(client: TestClient, case: str) -> None:
    body, status = HOSTILE[case]
    response = client.post("/api/v1/ask", content=body, headers={"Content-Type": "application/json"})
    problem = response.json()
    assert response.status_code == problem["status"] == status, problem
    assert response.headers["content-type"] == "application/problem+json"
    assert problem["instance"] == "/api/v1/ask"
    assert problem["detail"].endswith((".", "?"))
    assert not any(word in response.text for word in ("Input", "pydantic", "Traceback", "should be"))
    validate(problem, "problem")


def test_each_wrong_field_is_named(client: TestClient) -> None:
    body = {"question": 1, "filters": {"kind": ["loi"]}, "ajout": True}
    errors = client.post("/api/v1/ask", json=body).json()["errors"]
    assert {error["field"] for error in errors} == {"question", "filters.kind.0", "ajout"}
    assert any("'web'" in error["detail"] for error in errors)


def test_mistakes_are_listed_up_to_a_bound(client: TestClient) -> None:
    body = {"question": "Qui ?", **{f"champ{number}": number for number in range(1_000)}}
    problem = client.post("/api/v1/ask", json=body).json()
    assert len(problem["errors"]) == 10


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_body_of_another_media_type_is_refused(client: TestClient, media_type: str) -> None:
    headers = {"Content-Type": media_type} if media_type else {}
    response = client.post("/api/v1/ask", content=question("Qui ?"), headers=headers)
    assert response.status_code == 400
    assert "application/json" in response.json()["detail"]


def test_charset_after_the_media_type_is_no_matter(client: TestClient) -> None:
    headers = {"Content-Type": "Application/JSON; charset=utf-8"}
    assert client.post("/api/v1/ask", content=question("Qui ?"), headers=headers).status_code == 200


def test_endless_body_without_declared_length_is_read_up_to_the_bound_only(
    small_application: Application, tmp_path: Path
) -> None:
    app = api_app(small_application, tmp_path)
    exchange = Exchange("/api/v1/ask", headers={"Content-Type": "application/json"})
    exchange.endless_piece = b" " * 10_000
    asyncio.run(exchange.run(app))
    assert exchange.status == 413
    assert exchange.received_count == 101


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 422),
        ("q=", 422),
        ("q=%00", 422),
        ("q=%20%E2%80%8B", 422),
        ("q=" + "a" * 4_001, 413),
        ("q=convention&k=0", 422),
        ("q=convention&k=101", 422),
        ("q=convention&k=1.0", 422),
        ("q=convention&k=1_0", 422),
        ("q=convention&k=" + "9" * 5_000, 422),
        ("q=convention&kind=loi", 422),
        ("q=convention&on_date=hier", 422),
        ("q=convention&jurisdiction=France", 422),
        ("q=convention&limit=3", 422),
    ],
)
def test_hostile_query_is_a_french_problem(client: TestClient, query: str, status: int) -> None:
    response = client.get(f"/api/v1/search?{query}")
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert "Input" not in response.text
    validate(response.json(), "problem")


def test_bytes_that_are_no_text_in_an_address_do_no_harm(client: TestClient) -> None:
    assert client.get("/api/v1/search?q=convention%ED%A0%80%FF").status_code == 200
    assert client.get("/api/v1/sources/%ED%A0%80%00%FF").status_code == 404
