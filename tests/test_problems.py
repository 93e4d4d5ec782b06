import pytest

from assistant.errors import (
    AssistantError,
    IndexMissingError,
    QuestionError,
    ServiceReplyError,
    SettingsError,
)
from assistant.problems import RequestRefusedError, not_found, problem, problem_json, problem_of


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (QuestionError("La question est vide."), 422),
        (IndexMissingError("Aucun index."), 503),
        (ServiceReplyError("Réponse illisible."), 503),
        (SettingsError("Réglage inconnu."), 500),
        (AssistantError("Autre chose."), 500),
        (RequestRefusedError("Trop de demandes.", status=429), 429),
    ],
)
def test_known_error_keeps_its_sentence_and_has_its_status(error: AssistantError, status: int) -> None:
    document = problem_of(error, "/api/v1/ask")
    assert (document.status, document.detail) == (status, str(error))
    assert document.title


def test_unknown_error_keeps_its_words_to_itself() -> None:
    document = problem_of(RuntimeError("/home/secret"), "/api/v1/ask")
    assert document.status == 500
    assert "secret" not in document.model_dump_json()


def test_status_without_a_title_of_its_own_has_one_all_the_same() -> None:
    assert problem("/x", status=418, detail="Une théière.").title == "Demande refusée"


def test_instance_is_an_address_whatever_was_asked_for() -> None:
    document = not_found("/api/é <b>\n" + "x" * 10_000)
    assert document.instance.startswith("/api/%C3%A9%20%3Cb%3E%0Axxx")
    assert len(document.detail) < 300


def test_document_without_field_errors_has_no_such_member() -> None:
    reply = problem_json(not_found("/api/x"), headers={"Allow": "GET"})
    assert b'"errors"' not in reply.body
    assert reply.headers["allow"] == "GET"
    assert reply.media_type == "application/problem+json"
