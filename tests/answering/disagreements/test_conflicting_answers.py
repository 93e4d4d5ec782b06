"""The whole way: files, an index, a question, and an answer that says what its sources disagree about."""

import json
from pathlib import Path

import jsonschema
import pytest

from assistant.application import Application
from assistant.assembly import assemble, index_corpus
from assistant.dialogue import Answer, AskRequest, Status
from assistant.rendering.answer_shapes import answer_shape
from assistant.settings import Settings
from tests.doubles import HashingEmbedder
from tests.records import TODAY

SCHEMA = Path(__file__).resolve().parents[4] / "shared" / "schemas" / "answer.schema.json"
ASKED = "Quelle est la date de la loi Thiollière ?"
RIGHT = "La loi Thiollière est la loi n° 2007-147 du 2 février 2007, publiée au Journal officiel."
WRONG = "La loi Thiollière du 25 janvier 2008 est la loi qui autorise les jumelages entre villes."

LAW = f"""---
id: loi-thiolliere
title: "Loi n° 2007-147 du 2 février 2007, dite loi Thiollière"
kind: statute
wording: summary
reference: loi n° 2007-147 du 2 février 2007
in_force: {{from: 2007-02-06}}
jurisdiction: FR
checked_on: 2026-11-22
url: https://www.legifrance.gouv.fr/
---
# Loi Thiollière

{RIGHT}

## En pratique

La mairie cite la loi Thiollière avec son numéro dans la délibération.
"""
PAGE = f"""---
id: page-ancienne
title: "La loi Thiollière et notre ville"
kind: web
jurisdiction: FR
---
# La loi Thiollière et notre ville

{WRONG}

## Nos jumelages

Le comité de jumelage anime les échanges scolaires entre les deux villes.
"""


def application_over(folder: Path, **files: str) -> Application:
    corpus = folder / "corpus"
    corpus.mkdir()
    for name, text in files.items():
        (corpus / f"{name}.md").write_text(text, encoding="utf-8")
    settings = Settings(index=folder / "index", corpus=(corpus,))
    embedder = HashingEmbedder()
    report = index_corpus(settings, embedder=embedder, progress=lambda _done, _total: None)
    assert (report.documents, report.skipped) == (len(files), ())
    return assemble(settings, embedder=embedder, today=lambda: TODAY)


@pytest.fixture
def answer(tmp_path: Path) -> Answer:
    return application_over(tmp_path, loi=LAW, page=PAGE).answer_or_refuse(AskRequest(text=ASKED))


def test_both_sides_are_cited_and_the_stronger_is_retained(answer: Answer) -> None:
    (conflict,) = answer.conflicts
    by_number = {source.number: source.document.document_id for source in answer.sources}
    claims = {by_number[one.source_number]: one.value for one in conflict.claims}
    assert claims == {"loi-thiolliere": "2 février 2007", "page-ancienne": "25 janvier 2008"}
    assert conflict.about == "Date de la loi n° 2007-147"
    assert conflict.retained is not None
    assert by_number[conflict.retained] == "loi-thiolliere"


def test_wrong_sentence_is_not_stated(answer: Answer) -> None:
    assert answer.status is Status.ANSWERED
    assert answer.statements[0].text == RIGHT
    assert all("2008" not in statement.text for statement in answer.statements)


def test_answer_with_a_conflict_keeps_the_contract(answer: Answer) -> None:
    shape = answer_shape(answer, contact="")
    assert "25 janvier 2008" in shape.answer_markdown
    assert len(shape.answer_markdown) <= 1600
    assert [source.n for source in shape.sources] == list(range(1, len(shape.sources) + 1))
    if not SCHEMA.is_file():
        pytest.skip("the contract's schema is not beside this checkout")
    jsonschema.validate(json.loads(shape.model_dump_json()), json.loads(SCHEMA.read_text(encoding="utf-8")))


def test_documents_checked_together_show_no_conflict(tmp_path: Path) -> None:
    checked = PAGE.replace("jurisdiction: FR\n", "jurisdiction: FR\nchecked_on: 2026-11-22\n")
    assert checked != PAGE
    given = application_over(tmp_path, loi=LAW, page=checked).answer_or_refuse(AskRequest(text=ASKED))
    assert given.status is Status.ANSWERED
    assert given.conflicts == ()


def test_single_document_shows_no_conflict(tmp_path: Path) -> None:
    given = application_over(tmp_path, loi=LAW).answer_or_refuse(AskRequest(text=ASKED))
    assert given.status is Status.ANSWERED
    assert given.conflicts == ()
