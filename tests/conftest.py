"""What many tests stand on: a small corpus of real files, and the application over it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.application import Application
from assistant.assembly import assemble, index_corpus
from assistant.domain import IndexReport
from assistant.settings import Settings
from tests.doubles import HashingEmbedder
from tests.records import TODAY

CONVENTION = """---
id: convention
title: La convention de coopération
kind: method
references: [CGCT L1115-1]
in_force: {from: 2014-07-09}
jurisdiction: FR
checked_on: 2026-11-22
url: https://www.legifrance.gouv.fr/
---
# La convention de coopération

La convention de coopération entre en vigueur dès sa transmission au préfet.

## Base légale

La convention précise l'objet des actions et le montant prévu, selon l'article L. 1115-1 du CGCT.

## En pratique

La mairie garde au dossier la preuve de la transmission de la convention.
"""

JUMELAGE = """---
id: jumelage
title: Le jumelage
kind: guide
jurisdiction: FR
---
# Le jumelage

Le jumelage unit dans la durée deux communes et leurs habitants.

## En pratique

Un comité de jumelage anime les échanges scolaires et sportifs entre les deux villes.
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "convention.md").write_text(CONVENTION, encoding="utf-8")
    (folder / "jumelage.md").write_text(JUMELAGE, encoding="utf-8")
    return folder


@pytest.fixture
def settings(tmp_path: Path, corpus: Path) -> Settings:
    return Settings(index=tmp_path / "index", corpus=(corpus,), contact="la mairie")


@pytest.fixture
def embedder() -> HashingEmbedder:
    return HashingEmbedder()


@pytest.fixture
def build(settings: Settings, embedder: HashingEmbedder) -> Callable[[], IndexReport]:
    return lambda: index_corpus(settings, embedder=embedder, progress=lambda _done, _total: None)


@pytest.fixture
def application(
    settings: Settings, embedder: HashingEmbedder, build: Callable[[], IndexReport]
) -> Application:
    build()
    return assemble(settings, embedder=embedder, today=lambda: TODAY)
