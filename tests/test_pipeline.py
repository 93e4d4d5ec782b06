from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.answer_events import AnswerFinished, SourcesAdded, StatementAdded, StepStarted
from assistant.application import Application
from assistant.assembly import assemble
from assistant.dialogue import Answer, AskRequest, EngineChoice, Filters, RefusalReason, Status
from assistant.domain import IndexReport
from assistant.errors import IndexMissingError, QuestionError
from assistant.settings import Settings
from tests.doubles import HashingEmbedder
from tests.records import TODAY

Build = Callable[[], IndexReport]
ASKED = "Quand la convention de coopération entre-t-elle en vigueur ?"


def answer(application: Application, text: str = ASKED) -> Answer:
    *_, last = application.answer(AskRequest(text=text))
    assert isinstance(last, AnswerFinished)
    return last.answer


def test_answer_rests_on_a_passage_that_the_reader_can_open(application: Application) -> None:
    given = answer(application)
    assert given.status is Status.ANSWERED
    assert given.statements[0].text == (
        "La convention de coopération entre en vigueur dès sa transmission au préfet."
    )
    _, library = application.library()
    for source in given.sources:
        text = library.documents[source.document.document_id].text
        assert source.passage.text == text[source.passage.start : source.passage.end]


def test_sources_come_before_the_statement_that_cites_them(application: Application) -> None:
    known: set[int] = set()
    events = list(application.answer(AskRequest(text=ASKED)))
    for event in events:
        if isinstance(event, SourcesAdded):
            known |= {source.number for source in event.sources}
        if isinstance(event, StatementAdded):
            assert {citation.source_number for citation in event.statement.citations} <= known
    assert isinstance(events[0], StepStarted)
    assert isinstance(events[-1], AnswerFinished)


def test_question_about_something_else_is_refused_with_nearest_documents(application: Application) -> None:
    given = answer(application, "Comment soigner une angine chez un enfant ?")
    assert (given.status, given.refusal_reason) == (Status.REFUSED, RefusalReason.OUT_OF_SCOPE) or (
        given.refusal_reason is RefusalReason.INVALID_QUESTION
    )
    assert given.statements == ()


def test_search_ranks_passages_without_an_answer(application: Application) -> None:
    found = application.search("comité de jumelage", filters=Filters(), limit=2)
    assert [one.rank for one in found] == [1, 2]
    assert found[0].document.document_id == "jumelage"


def test_unconfigured_language_model_is_refused_clearly(application: Application) -> None:
    with pytest.raises(QuestionError, match="modèle de langue"):
        next(application.answer(AskRequest(text=ASKED, engine=EngineChoice.LLM)))


def test_without_an_index_the_error_says_how_to_build_one(settings: Settings) -> None:
    nothing_built = assemble(settings, embedder=None, today=lambda: TODAY)
    with pytest.raises(IndexMissingError, match="assistant index"):
        list(nothing_built.answer(AskRequest(text=ASKED)))


def test_without_embedder_words_alone_answer_and_the_user_is_told(settings: Settings, build: Build) -> None:
    build()
    lexical = assemble(settings, embedder=None, today=lambda: TODAY)
    assert answer(lexical).status is Status.ANSWERED
    assert "mots seuls" in lexical.notices()[0]


def test_first_build_reports_what_it_added(build: Build) -> None:
    report = build()
    assert (report.documents, report.added, report.unchanged, report.skipped) == (2, 2, 0, ())
    assert report.passages == 5


def test_nothing_changed_means_nothing_done(build: Build, embedder: HashingEmbedder) -> None:
    first = build()
    embedded = len(embedder.embedded)
    second = build()
    assert second.build == first.build
    assert (second.added, second.updated, second.deleted, second.unchanged) == (0, 0, 0, 2)
    assert len(embedder.embedded) == embedded
    assert second.seconds < 1


def test_one_changed_paragraph_embeds_its_passage_alone(
    build: Build, corpus: Path, embedder: HashingEmbedder
) -> None:
    build()
    before = len(embedder.embedded)
    file = corpus / "jumelage.md"
    file.write_text(file.read_text(encoding="utf-8").replace("sportifs", "culturels"), encoding="utf-8")
    report = build()
    assert (report.updated, report.unchanged) == (1, 1)
    assert [text for text in embedder.embedded[before:] if "culturels" in text] == embedder.embedded[before:]
    assert len(embedder.embedded) == before + 1


def test_document_that_left_the_corpus_leaves_the_index(
    build: Build, corpus: Path, application: Application
) -> None:
    (corpus / "jumelage.md").unlink()
    report = build()
    assert (report.deleted, report.documents) == (1, 1)
    _, library = application.library()
    assert set(library.documents) == {"convention"}


def test_broken_document_keeps_its_earlier_version_flagged(
    build: Build, corpus: Path, application: Application
) -> None:
    (corpus / "jumelage.md").write_text("---\nkind: [\n---\nTexte.", encoding="utf-8")
    report = build()
    assert [skipped.path for skipped in report.skipped] == ["jumelage.md"]
    _, library = application.library()
    assert library.documents["jumelage"].stale_reason
    assert build().skipped == report.skipped


def test_damaged_build_is_rebuilt(build: Build, settings: Settings) -> None:
    first = build()
    victim = next((settings.index / "builds").rglob("passages.jsonl"))
    victim.write_bytes(victim.read_bytes()[:-20])
    second = build()
    assert second.build != first.build
    assert second.documents == 2


def test_passage_ids_survive_a_rebuild(build: Build, corpus: Path, application: Application) -> None:
    _, before = application.library()
    (corpus / "autre.md").write_text(
        "# Autre\n\nUn document de plus est arrivé dans le corpus.", encoding="utf-8"
    )
    build()
    _, after = application.library()
    assert set(before.passages) < set(after.passages)
