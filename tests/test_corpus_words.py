"""The reviewed word lists of a corpus folder, through the whole application."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.application import Application
from assistant.assembly import assemble, index_corpus
from assistant.dialogue import AskRequest, Status
from assistant.domain import IndexReport
from assistant.settings import Settings
from tests.doubles import HashingEmbedder
from tests.records import TODAY

GLOSSARY = """
entries:
  - {terms: [paperasse], counterparts: [convention de coopération], relation: narrower}
shorthand: {kan: quand}
kept_words: []
"""
LAY = "Et la paperasse ?"


def ask(settings: Settings, embedder: HashingEmbedder, text: str) -> tuple[Status, str, str]:
    application = assemble(settings, embedder=embedder, today=lambda: TODAY)
    answer = application.answer_or_refuse(AskRequest(text=text))
    told = " ".join(statement.text for statement in answer.statements)
    return answer.status, told, answer.question.standalone_text


def test_an_everyday_word_of_the_glossary_finds_the_word_of_the_documents(
    application: Application, corpus: Path, settings: Settings, embedder: HashingEmbedder
) -> None:
    assert ask(settings, embedder, LAY)[0] is Status.REFUSED
    (corpus / "glossaire.yaml").write_text(GLOSSARY, encoding="utf-8")
    status, told, _ = ask(settings, embedder, LAY)
    assert status is Status.ANSWERED
    assert "convention de coopération" in told
    assert application.library()


def test_the_question_answered_is_shown_with_its_slips_mended(
    application: Application, corpus: Path, settings: Settings, embedder: HashingEmbedder
) -> None:
    (corpus / "glossaire.yaml").write_text(GLOSSARY, encoding="utf-8")
    status, told, standalone = ask(settings, embedder, "Kan la convention entre-t-elle en vigueur ?")
    assert status is Status.ANSWERED
    assert standalone == "Quand la convention entre-t-elle en vigueur ?"
    assert "dès sa transmission" in told
    assert application.library()


def test_a_malformed_glossary_is_named_and_the_rest_still_serves(
    application: Application,
    corpus: Path,
    settings: Settings,
    embedder: HashingEmbedder,
    caplog: pytest.LogCaptureFixture,
) -> None:
    (corpus / "glossaire.yaml").write_text("entries: 3", encoding="utf-8")
    status, _, _ = ask(settings, embedder, "Quand la convention de coopération entre-t-elle en vigueur ?")
    assert status is Status.ANSWERED
    assert "glossaire.yaml" in caplog.text
    assert application.library()


def test_new_outside_questions_make_a_new_build_without_embedding_passages_again(
    build: Callable[[], IndexReport], corpus: Path, settings: Settings, embedder: HashingEmbedder
) -> None:
    build()
    (corpus / "hors-champ.yaml").write_text("questions: ['Comment élever des abeilles ?']", encoding="utf-8")
    embedded: list[int] = []
    report = index_corpus(settings, embedder=embedder, progress=lambda _done, total: embedded.append(total))
    assert report.unchanged == 2
    assert embedded and set(embedded) == {1}
