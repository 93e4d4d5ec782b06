"""An answer of the application comes with questions to go on with."""

from collections.abc import Callable
from pathlib import Path

from assistant.answering.suggested_questions import FILE_NAME
from assistant.application import Application
from assistant.assembly import assemble
from assistant.dialogue import AskRequest
from assistant.domain import IndexReport
from assistant.settings import Settings
from tests.doubles import HashingEmbedder
from tests.records import TODAY

LISTED = """
convention: [Quand la convention entre-t-elle en vigueur ?]
jumelage: [Qui anime les échanges scolaires et sportifs ?]
"""


def suggested(application: Application, text: str) -> tuple[str, ...]:
    return application.answer_or_refuse(AskRequest(text=text)).follow_ups


def test_answer_suggests_a_question_that_another_document_answers(
    settings: Settings, corpus: Path, build: Callable[[], IndexReport], embedder: HashingEmbedder
) -> None:
    build()
    (corpus / FILE_NAME).write_text(LISTED, encoding="utf-8")
    application = assemble(settings, embedder=embedder, today=lambda: TODAY)
    assert suggested(application, "Quand la convention entre-t-elle en vigueur ?") == (
        "Qui anime les échanges scolaires et sportifs ?",
    )
    assert suggested(application, "   ") == ()


def test_corpus_without_list_suggests_nothing(application: Application) -> None:
    assert suggested(application, "Quand la convention entre-t-elle en vigueur ?") == ()
