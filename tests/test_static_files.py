"""Files under an address that names their content."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.static_files import StaticFolder, add_static, read_folder

FOLDER = StaticFolder(name="look", contents={"a.css": b"p {}"}, version="0123456789ab")


@pytest.fixture(scope="module")
def client() -> TestClient:
    app = FastAPI()
    add_static(app, FOLDER)
    return TestClient(app)


def test_file_is_kept_for_ever_under_its_address(client: TestClient) -> None:
    response = client.get(f"/{FOLDER.address('a.css')}")
    assert response.content == b"p {}"
    assert response.headers["content-type"] == "text/css; charset=utf-8"
    assert response.headers["cache-control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("path", ["static/look/000000000000/a.css", "static/look/0123456789ab/b.css"])
def test_other_version_and_other_file_are_unknown(client: TestClient, path: str) -> None:
    response = client.get(f"/{path}")
    assert response.status_code == 404
    assert "immutable" not in response.headers.get("cache-control", "")


def test_version_follows_the_names_and_the_content_of_the_files() -> None:
    one = read_folder("x", package="assistant.page", names=("page.css",))
    both = read_folder("x", package="assistant.page", names=("page.css", "page.js"))
    assert one.version != both.version
    assert one.version == read_folder("y", package="assistant.page", names=("page.css",)).version
