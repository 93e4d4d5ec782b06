"""The compact page as it is served: its policy, its files, its words."""

import json
import re
from html import unescape
from importlib.resources import files

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.doors import Prefix
from assistant.embed.page import IMPORTED_SCRIPTS, SCRIPT
from assistant.embed.routes import add_embed
from assistant.plain_page import plain_files
from assistant.settings import Settings
from assistant.static_files import add_static
from assistant.texts_fr import embed as texts

TOWN = "https://www.ville.example"
OTHER = "http://localhost:8000"
# Before the first question, everything counted.
PAGE_MAX_BYTES = 60_000


def client_of(settings: Settings) -> TestClient:
    app = FastAPI()
    add_static(app, plain_files())
    add_embed(app, settings)
    return TestClient(app)


@pytest.fixture(scope="module")
def client() -> TestClient:
    return client_of(Settings(widget_origins=(TOWN, OTHER)))


def policy_of(client: TestClient) -> dict[str, str]:
    directives = client.get("/embed").headers["content-security-policy"].split("; ")
    return dict(directive.split(" ", 1) for directive in directives)


def addresses(html: str) -> list[str]:
    return re.findall(
        r'<(?:link rel="(?:stylesheet|modulepreload)" href|script type="module" src)="([^"]+)"', html
    )


def test_no_site_may_show_the_page_unless_it_is_listed() -> None:
    closed = client_of(Settings())
    assert policy_of(closed)["frame-ancestors"] == "'none'"
    assert " data-origins>" in closed.get("/embed").text


def test_only_listed_sites_may_show_the_page(client: TestClient) -> None:
    assert policy_of(client)["frame-ancestors"] == f"{TOWN} {OTHER}"
    assert f'data-origins="{TOWN} {OTHER}"' in client.get("/embed").text


def test_nothing_runs_but_own_files(client: TestClient) -> None:
    policy = policy_of(client)
    del policy["frame-ancestors"]
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "connect-src": "'self'",
        "img-src": "'self' data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    html = client.get("/embed").text
    assert re.findall(r"<script(?![^>]* src=)|<style| style=| on\w+=", html) == []


def test_every_file_of_the_page_is_served_and_relative(client: TestClient) -> None:
    html = client.get("/embed").text
    named = addresses(html)
    assert len(named) == 3 + len(IMPORTED_SCRIPTS) + 1
    assert not [address for address in named if address.startswith(("/", "http"))]
    for address in named:
        response = client.get(f"/{address}")
        assert response.status_code == 200
        assert response.headers["content-type"].startswith(("text/css", "text/javascript"))


@pytest.mark.parametrize("seen_path", ["/assistant", ""])
def test_page_and_files_are_found_under_a_prefix(seen_path: str) -> None:
    app = FastAPI()
    app.add_middleware(Prefix, root_path="/assistant")
    add_static(app, plain_files())
    add_embed(app, Settings(root_path="/assistant"))
    client = TestClient(app)
    for path in ("widget.js", "embed", *addresses(client.get(f"{seen_path}/embed").text)):
        assert client.get(f"{seen_path}/{path}").status_code == 200


def test_page_is_small_before_the_first_question(client: TestClient) -> None:
    html = client.get("/embed").text
    total = len(html.encode()) + sum(len(client.get(f"/{address}").content) for address in addresses(html))
    assert total < PAGE_MAX_BYTES


def test_page_sets_no_cookie_and_is_asked_for_anew(client: TestClient) -> None:
    headers = client.get("/embed").headers
    assert "set-cookie" not in headers
    assert headers["cache-control"] == "no-cache"


def test_page_is_french_and_links_to_page_and_legal_pages(client: TestClient) -> None:
    html = client.get("/embed").text
    assert html.startswith('<!DOCTYPE html>\n<html lang="fr">')
    links = re.findall(r'<a href="([^"#]+)" target="_blank" rel="noopener">', html)
    assert links == [".", "mentions-legales", "donnees-personnelles", "accessibilite"]


def test_scripts_use_the_words_that_the_server_gives_and_no_other(client: TestClient) -> None:
    folder = files("assistant.embed")
    source = "".join(
        folder.joinpath(name).read_text(encoding="utf-8") for name in (SCRIPT, *IMPORTED_SCRIPTS)
    )
    assert set(re.findall(r"\bwords\.(\w+)", source)) == set(texts.PAGE_WORDS)
    given = re.search(r'data-texts="([^"]*)"', client.get("/embed").text)
    assert given is not None
    assert json.loads(unescape(given.group(1)))["words"] == texts.PAGE_WORDS


@pytest.mark.parametrize("name", [SCRIPT, *IMPORTED_SCRIPTS, "widget.js"])
def test_no_script_can_make_markup_or_store_anything(name: str) -> None:
    source = files("assistant.embed").joinpath(name).read_text(encoding="utf-8")
    active = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|eval\(|new Function"
    )
    stored = r"localStorage|sessionStorage|document\.cookie|cookieStore|indexedDB|caches\b|serviceWorker"
    assert re.findall(f"{active}|{stored}", source) == []


def test_palette_is_that_of_the_main_page() -> None:
    def palettes(name: str) -> list[list[tuple[str, str]]]:
        style = files("assistant.page").joinpath(name).read_text(encoding="utf-8")
        blocks = re.findall(r"body(?:\.dark)? \{([^}]*--ink:[^}]*)\}", style)
        return [re.findall(r"(--[\w-]+): ([^;]+);", block) for block in blocks]

    assert len(palettes("page.css")) == 2
    assert palettes("plain.css") == palettes("page.css")
