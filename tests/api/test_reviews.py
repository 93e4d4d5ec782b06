"""A guide that is older than an article that it names is flagged by every route that shows it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.assembly import assemble, index_corpus
from assistant.rendering.terminal import sources_text
from assistant.settings import Settings
from tests.api.api_app import api_app, validate
from tests.conftest import CONVENTION
from tests.doubles import HashingEmbedder
from tests.records import TODAY

ARTICLE = """---
kind: code
reference: CGCT L1115-1
in_force: {from: 2021-08-06}
checked_on: 2026-11-22
---
# Article L. 1115-1 du CGCT

Les collectivités territoriales peuvent soutenir toute action internationale de coopération.
"""
GUIDE = CONVENTION.replace("checked_on: 2026-11-22", "checked_on: 2020-03-03")
REASON = (
    "Vérifié le 3 mars 2020, avant la version de l’article L. 1115-1 du CGCT "
    "en vigueur depuis le 6 août 2021."
)


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "article.md").write_text(ARTICLE, encoding="utf-8")
    (corpus / "convention.md").write_text(GUIDE, encoding="utf-8")
    settings = Settings(index=tmp_path / "index", corpus=(corpus,))
    embedder = HashingEmbedder()
    index_corpus(settings, embedder=embedder, progress=lambda _done, _total: None)
    application = assemble(settings, embedder=embedder, today=lambda: TODAY)
    assert sources_text(application.library()[1]).count("à revoir") == 1
    with TestClient(api_app(application, tmp_path)) as client:
        yield client


def test_documents_say_why_they_are_to_be_reviewed(client: TestClient) -> None:
    listed = client.get("/api/v1/sources").json()
    assert {one["document_id"]: one["needs_review"] for one in listed["documents"]} == {
        "article": None,
        "convention": REASON,
    }
    validate(listed, "sources")
    assert client.get("/api/v1/sources/convention").json()["needs_review"] == REASON


def test_sources_of_an_answer_say_why_they_are_to_be_reviewed(client: TestClient) -> None:
    asked = {"question": "Quand la convention de coopération entre-t-elle en vigueur ?"}
    answered = client.post("/api/v1/ask", json=asked).json()
    reasons = {one["document_id"]: one["needs_review"] for one in answered["sources"]}
    assert reasons["convention"] == REASON
    validate(answered, "answer")
