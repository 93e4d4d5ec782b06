"""The legal pages: what the operator fills, and statements that follow the settings."""

import re
from html import unescape

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import HttpUrl

from assistant.legal_pages import add_legal_pages
from assistant.page.frame import legal_html
from assistant.plain_page import plain_files
from assistant.settings import Settings
from assistant.static_files import add_static

PATHS = ["mentions-legales", "donnees-personnelles", "accessibilite"]


def client_of(settings: Settings) -> TestClient:
    app = FastAPI()
    add_static(app, plain_files())
    add_legal_pages(app, settings)
    return TestClient(app)


def text_of(path: str, settings: Settings) -> str:
    html = client_of(settings).get(f"/{path}").text
    return unescape(re.sub(r"<[^>]+>", "", html)).replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture(scope="module")
def client() -> TestClient:
    return client_of(Settings())


@pytest.mark.parametrize("path", PATHS)
def test_page_is_french_plain_and_lets_nothing_run(client: TestClient, path: str) -> None:
    response = client.get(f"/{path}")
    assert response.status_code == 200
    assert '<html lang="fr">' in response.text
    assert "<script" not in response.text
    assert response.headers["content-security-policy"] == (
        "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )
    style = re.search(r'rel="stylesheet" href="([^"]+)"', response.text)
    assert style is not None
    assert client.get(f"/{style.group(1)}").status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_page_leads_to_the_others_and_back(client: TestClient, path: str) -> None:
    links = re.findall(r'<a href="([^"]+)">', client.get(f"/{path}").text)
    assert [link for link in links if link != "embed"] == [".", *PATHS]


def test_main_page_leads_to_every_legal_page(client: TestClient) -> None:
    links = re.findall(r'href="([^"]+)"', legal_html())
    assert links == PATHS
    assert all(client.get(f"/{path}").status_code == 200 for path in links)


@pytest.mark.parametrize(
    ("path", "variables"),
    [
        ("mentions-legales", ["PUBLISHER", "PUBLICATION_DIRECTOR", "HOSTING", "CONTACT"]),
        ("donnees-personnelles", ["PUBLISHER", "DATA_CONTACT"]),
        ("accessibilite", ["CONTACT"]),
    ],
)
def test_what_the_operator_has_not_filled_is_said_with_the_setting(
    client: TestClient, path: str, variables: list[str]
) -> None:
    html = client.get(f"/{path}").text
    assert html.count("Non renseigné.") == len(variables)
    assert re.findall(r"<code>ASSISTANT_(\w+)</code>", html) == variables


def test_what_the_operator_has_filled_is_shown_as_text() -> None:
    settings = Settings(
        publisher="Ville d’Exemple <script>alert(1)</script>\n1 place de la Mairie",
        publication_director="La maire",
        hosting="Hébergeur & fils",
        contact="contact@ville.example",
    )
    html = client_of(settings).get("/mentions-legales").text
    assert "Non renseigné" not in html
    assert "Ville d’Exemple &lt;script&gt;alert(1)&lt;/script&gt;\n1 place de la Mairie" in html
    assert "Hébergeur &amp; fils" in html


def test_nothing_is_sent_elsewhere_unless_an_embedding_server_is_configured() -> None:
    assert "Aucun : les documents" in text_of("donnees-personnelles", Settings())
    remote = Settings(embedding_base_url=HttpUrl("https://vecteurs.example:8443/v1"), embedding_model="e")
    said = text_of("donnees-personnelles", remote)
    assert "est envoyé au serveur vecteurs.example" in said
    assert "Aucun : les documents" not in said


@pytest.mark.parametrize(
    ("rate", "said"),
    [
        ("60/minute", "60 par minute et par adresse"),
        ("1000/hour", "1000 par heure et par adresse"),
        ("off", "ne compte pas les demandes et n’enregistre pas l’adresse"),
    ],
)
def test_use_of_the_address_follows_the_rate_limit(rate: str, said: str) -> None:
    assert said in text_of("donnees-personnelles", Settings(rate_limit=rate))


@pytest.mark.parametrize(
    ("is_kept", "said"), [(False, "libre n’est pas enregistré."), (True, "libre est enregistré aussi.")]
)
def test_use_of_comments_follows_the_setting(is_kept: bool, said: str) -> None:
    assert said in text_of("donnees-personnelles", Settings(feedback_comments=is_kept))
