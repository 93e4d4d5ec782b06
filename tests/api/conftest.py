"""One small index and one client for the tests of the interface."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.application import Application
from assistant.assembly import assemble, index_corpus
from assistant.settings import Settings
from tests.api.api_app import api_app
from tests.conftest import CONVENTION, JUMELAGE
from tests.doubles import HashingEmbedder
from tests.records import TODAY


@pytest.fixture(scope="session")
def small_application(tmp_path_factory: pytest.TempPathFactory) -> Application:
    corpus: Path = tmp_path_factory.mktemp("corpus")
    (corpus / "convention.md").write_text(CONVENTION, encoding="utf-8")
    (corpus / "jumelage.md").write_text(JUMELAGE, encoding="utf-8")
    settings = Settings(index=tmp_path_factory.mktemp("index"), corpus=(corpus,))
    embedder = HashingEmbedder()
    index_corpus(settings, embedder=embedder, progress=lambda _done, _total: None)
    return assemble(settings, embedder=embedder, today=lambda: TODAY)


@pytest.fixture
def client(small_application: Application, tmp_path: Path) -> Iterator[TestClient]:
    with TestClient(api_app(small_application, tmp_path)) as client:
        yield client
