"""The handlers of the page, without a browser."""

import asyncio
import logging

import gradio as gr
import pytest

from assistant.errors import IndexMissingError, QuestionError
from assistant.page.view import Conversation
from assistant.rate_limit import RateLimiter
from assistant.ui import (
    UPDATE_SECONDS,
    PageParts,
    answer_question,
    build_page,
    clear_conversation,
    describe_state,
    make_sheet,
    stop_answer,
)
from tests.scripted_service import TODAY, ScriptedService, sample_events

ADDRESS = "192.0.2.1"


def parts(service: ScriptedService, *, rate: str = "off") -> PageParts:
    limiter = RateLimiter(rate, clock=lambda: 0.0)
    return PageParts(service=service, limiter=limiter, contact="", today=lambda: TODAY)


def asked(service: ScriptedService, text: str, conversation: Conversation) -> tuple[Conversation, str]:
    *_, last = answer_question(parts(service), text, conversation, address=ADDRESS)
    return last[0], last[2]


def test_question_is_shown_before_the_assistant_is_asked() -> None:
    service = ScriptedService()
    updates = answer_question(parts(service), "Une question", Conversation(), address=ADDRESS)
    first = next(updates)
    assert "Une question" in first[2]
    assert service.requests == []


def test_second_question_carries_the_first_exchange_and_moves_it_up() -> None:
    service = ScriptedService()
    conversation, _ = asked(service, "Première ?", Conversation())
    first, *_ = answer_question(parts(service), "Seconde ?", conversation, address=ADDRESS)
    assert "Première ?" in first[1]
    assert "Seconde ?" in first[2]
    conversation, _ = asked(service, "Seconde ?", conversation)
    assert [turn.content for turn in service.requests[-1].history][0] == "Première ?"
    assert len(conversation.views) == 2


def test_blank_question_is_not_asked() -> None:
    service = ScriptedService()
    assert list(answer_question(parts(service), " \n ", Conversation(), address=ADDRESS)) == []
    assert service.requests == []


def test_question_over_the_rate_is_not_put_and_the_answer_says_why() -> None:
    service = ScriptedService()
    limited = parts(service, rate="1/minute")
    list(answer_question(limited, "Première ?", Conversation(), address=ADDRESS))
    *_, last = answer_question(limited, "Seconde ?", Conversation(), address=ADDRESS)
    assert "Trop de demandes depuis votre adresse. Réessayez dans 60 s." in last[2]
    assert [request.text for request in service.requests] == ["Première ?"]
    list(answer_question(limited, "Troisième ?", Conversation(), address="192.0.2.2"))
    assert len(service.requests) == 2


def test_blank_question_does_not_count() -> None:
    service = ScriptedService()
    limited = parts(service, rate="1/minute")
    list(answer_question(limited, " ", Conversation(), address=ADDRESS))
    list(answer_question(limited, "Première ?", Conversation(), address=ADDRESS))
    assert len(service.requests) == 1


def test_sheet_counts_as_a_question_and_one_over_the_rate_says_why() -> None:
    limited = parts(ScriptedService(), rate="2/minute")
    *_, last = answer_question(limited, "Première ?", Conversation(), address=ADDRESS)
    assert 'data-type="application/pdf"' in make_sheet(limited, "1 pdf 1", last[0], address=ADDRESS)
    refused = make_sheet(limited, "1 pdf 2", last[0], address=ADDRESS)
    assert 'data-failed="Trop de demandes depuis votre adresse.' in refused


def test_statements_in_a_burst_are_shown_in_one_update_and_slow_ones_each_in_its_own() -> None:
    quick, slow = ScriptedService(), ScriptedService(pause_seconds=1.2 * UPDATE_SECONDS)

    def shown(service: ScriptedService) -> list[int]:
        updates = answer_question(parts(service), "Q", Conversation(), address=ADDRESS)
        return [update[2].count('class="statement"') for update in updates]

    assert set(shown(quick)) == {0, 4}
    assert shown(slow)[-5:] == [1, 2, 3, 4, 4]


def test_refused_question_shows_the_french_reason() -> None:
    service = ScriptedService()
    service.scripts.append([QuestionError("La question dépasse 4000 caractères.")])
    _, html = asked(service, "longue", Conversation())
    assert "La question dépasse 4000 caractères." in html


def test_unexpected_failure_shows_a_reference_and_logs_no_question(caplog: pytest.LogCaptureFixture) -> None:
    service = ScriptedService()
    service.scripts.append([RuntimeError("détail interne")])
    with caplog.at_level(logging.ERROR):
        _, html = asked(service, "question confidentielle", Conversation())
    assert "détail interne" not in html
    reference = caplog.records[0].args
    assert reference is not None
    assert str(reference[0]) in html
    assert "question confidentielle" not in caplog.text


def test_closing_the_handler_stops_the_assistant() -> None:
    service = ScriptedService()
    updates = answer_question(parts(service), "Q", Conversation(), address=ADDRESS)
    next(updates)
    next(updates)
    updates.close()
    assert service.was_closed.is_set()


def test_stopped_answer_keeps_what_was_written() -> None:
    service = ScriptedService(pause_seconds=1.2 * UPDATE_SECONDS)
    service.scripts.append(sample_events("Q")[:6])
    conversation, _ = asked(service, "Q", Conversation())
    conversation, html, _ = stop_answer(parts(service), conversation)
    assert "Réponse arrêtée à votre demande." in html
    assert "elle se conclut le cas échéant" in html
    assert conversation.views[-1].is_stopped


def test_stop_without_a_question_changes_nothing() -> None:
    conversation = Conversation()
    assert stop_answer(parts(ScriptedService()), conversation)[0] is conversation


def test_clearing_forgets_everything() -> None:
    conversation, earlier, present, *_ = clear_conversation()
    assert conversation.views == ()
    assert earlier == present == ""


def test_state_counts_documents_and_dates_them() -> None:
    service = ScriptedService()
    service.said = ("Recherche par les mots seuls.",)
    html = describe_state(parts(service))
    assert "64 documents, mis à jour le 22 novembre 2026" in html
    assert "Recherche par les mots seuls." in html


def test_missing_index_is_said_with_its_mend() -> None:
    service = ScriptedService()
    service.library_error = IndexMissingError("Aucun index dans <ce dossier>.")
    html = describe_state(parts(service))
    assert "<code>assistant index</code>" in html
    assert "Aucun index dans &lt;ce dossier&gt;." in html


def test_every_handler_is_private_and_answers_run_twenty_at_a_time() -> None:
    async def made() -> gr.Blocks:
        return build_page(parts(ScriptedService()))

    handlers = asyncio.run(made()).fns.values()
    assert {handler.api_visibility for handler in handlers} == {"private"}
    assert 20 in {handler.concurrency_limit for handler in handlers}
