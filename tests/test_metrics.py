from collections.abc import Generator
from typing import cast

import pytest

from assistant.answer_events import AnswerEvent
from assistant.dialogue import AskRequest, Filters
from assistant.errors import IndexMissingError, QuestionError
from assistant.metrics import MeasuredService, Metrics
from tests.scripted_service import ScriptedService, events_of, refusal

ASKED = AskRequest(text="Qui signe la convention ?")


@pytest.fixture
def service() -> ScriptedService:
    return ScriptedService()


@pytest.fixture
def metrics() -> Metrics:
    return Metrics()


def lines(metrics: Metrics) -> list[str]:
    return metrics.exposition(None).decode().splitlines()


def test_events_pass_unchanged(service: ScriptedService, metrics: Metrics) -> None:
    plain = list(ScriptedService().answer(ASKED))
    assert list(MeasuredService(service, metrics).answer(ASKED)) == plain


def test_answers_and_refusals_are_counted_with_their_durations(
    service: ScriptedService, metrics: Metrics
) -> None:
    measured = MeasuredService(service, metrics)
    list(measured.answer(ASKED))
    service.scripts.append(events_of(refusal("Quel temps fait-il ?")))
    list(measured.answer(ASKED))
    shown = lines(metrics)
    assert 'assistant_answers_total{engine="extractive",status="answered"} 1.0' in shown
    assert 'assistant_refusals_total{reason="out_of_scope"} 1.0' in shown
    assert "assistant_answer_seconds_sum 0.084" in shown
    # A refusal has no first sentence.
    assert "assistant_first_text_seconds_count 1.0" in shown


def test_answer_in_progress_is_seen_and_one_that_is_closed_is_passed_on(
    service: ScriptedService, metrics: Metrics
) -> None:
    events = cast(Generator[AnswerEvent], MeasuredService(service, metrics).answer(ASKED))
    next(events)
    assert "assistant_answers_in_progress 1.0" in lines(metrics)
    events.close()
    assert service.was_closed.is_set()
    assert "assistant_answers_in_progress 0.0" in lines(metrics)
    assert "assistant_answers_stopped_total 1.0" in lines(metrics)


@pytest.mark.parametrize(
    ("error", "status"), [(QuestionError("x"), 422), (IndexMissingError("x"), 503), (KeyError("x"), 500)]
)
def test_failures_are_counted_by_status_and_raised(
    service: ScriptedService, metrics: Metrics, error: Exception, status: int
) -> None:
    service.scripts.append([error])
    with pytest.raises(type(error)):
        list(MeasuredService(service, metrics).answer(ASKED))
    assert f'assistant_failures_total{{status="{status}"}} 1.0' in lines(metrics)


def test_failed_search_is_counted(metrics: Metrics) -> None:
    class Failing(ScriptedService):
        def search(self, text: str, *, filters: Filters, limit: int) -> tuple[()]:
            raise QuestionError("vide")

    with pytest.raises(QuestionError):
        MeasuredService(Failing(), metrics).search("x", filters=Filters(), limit=1)
    assert 'assistant_failures_total{status="422"} 1.0' in lines(metrics)


def test_notices_and_library_are_those_of_the_service(service: ScriptedService, metrics: Metrics) -> None:
    measured = MeasuredService(service, metrics)
    service.said = ("La recherche se fait par les mots seuls.",)
    assert measured.notices() == service.said
    build, _ = measured.library()
    shown = metrics.exposition(build).decode()
    assert "assistant_index_passages 812.0" in shown
    assert "assistant_index_documents 64.0" in shown


def test_two_servers_do_not_share_their_figures() -> None:
    first, second = Metrics(), Metrics()
    first.count_problem(404)
    assert 'assistant_problems_total{status="404"} 1.0' in lines(first)
    assert not any(line.startswith("assistant_problems_total{") for line in lines(second))
