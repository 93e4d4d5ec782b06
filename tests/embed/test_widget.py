"""The widget as it is served: one small file, in ASCII, for every site."""

import gzip
import json
import re

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.embed.routes import add_embed
from assistant.settings import Settings
from assistant.texts_fr import embed as texts

MAX_GZIPPED_BYTES = 15_000


@pytest.fixture(scope="module")
def client() -> TestClient:
    app = FastAPI()
    add_embed(app, Settings())
    return TestClient(app)


def test_widget_is_one_small_script_that_any_site_may_load(client: TestClient) -> None:
    widget = client.get("/widget.js")
    assert widget.headers["content-type"].startswith("text/javascript")
    assert widget.headers["cross-origin-resource-policy"] == "cross-origin"
    assert len(gzip.compress(widget.content)) < MAX_GZIPPED_BYTES


def test_words_are_in_place_whatever_the_encoding_of_the_host_page(client: TestClient) -> None:
    widget = client.get("/widget.js")
    assert widget.content.isascii()
    given = re.search(r"const WORDS = (\{.*\});", widget.text)
    assert given is not None
    assert json.loads(given.group(1)) == texts.WIDGET_WORDS
    assert set(re.findall(r"\bWORDS\.(\w+)", widget.text)) == set(texts.WIDGET_WORDS)


def test_browser_that_has_the_widget_is_told_so(client: TestClient) -> None:
    tag = client.get("/widget.js").headers["etag"]
    again = client.get("/widget.js", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/widget.js", headers={"If-None-Match": '"other"'}).status_code == 200
