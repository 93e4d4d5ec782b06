"""Counts and durations for Prometheus; no word of a question, no address."""

from collections.abc import Generator, Iterator
from contextlib import closing
from typing import cast

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from assistant.answer_events import AnswerEvent, AnswerFinished
from assistant.dialogue import Answer, AskRequest, Filters, FoundPassage
from assistant.domain import IndexBuild, Library
from assistant.errors import AssistantError, http_status
from assistant.protocols import AssistantService
from assistant.texts_fr import api as texts

_SECONDS = (0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_UNEXPECTED_STATUS = 500


class Metrics:
    """The figures of one server, in a registry of their own."""

    def __init__(self) -> None:
        """Start every figure at zero."""
        self._registry = CollectorRegistry()
        self._answers = self._counter("answers", texts.METRIC_ANSWERS, "status", "engine")
        self._refusals = self._counter("refusals", texts.METRIC_REFUSALS, "reason")
        self._stopped = self._counter("answers_stopped", texts.METRIC_STOPPED)
        self._failures = self._counter("failures", texts.METRIC_FAILURES, "status")
        self._problems = self._counter("problems", texts.METRIC_PROBLEMS, "status")
        self._feedback = self._counter("feedback", texts.METRIC_FEEDBACK, "rating")
        self._answer_seconds = self._histogram("answer_seconds", texts.METRIC_ANSWER_SECONDS)
        self._first_text_seconds = self._histogram("first_text_seconds", texts.METRIC_FIRST_TEXT_SECONDS)
        self.in_progress = self._gauge("answers_in_progress", texts.METRIC_IN_PROGRESS)
        self._passages = self._gauge("index_passages", texts.METRIC_PASSAGES)
        self._documents = self._gauge("index_documents", texts.METRIC_DOCUMENTS)

    def count_answer(self, answer: Answer) -> None:
        """Count a finished answer, and how long it took."""
        self._answers.labels(status=answer.status.value, engine=answer.engine.value).inc()
        if answer.refusal_reason is not None:
            self._refusals.labels(reason=answer.refusal_reason.value).inc()
        self._answer_seconds.observe(answer.timings.total / 1000)
        if answer.statements:
            self._first_text_seconds.observe(answer.timings.first_text / 1000)

    def count_stopped(self) -> None:
        """Count an answer that was closed before its end."""
        self._stopped.inc()

    def count_failure(self, error: Exception) -> None:
        """Count a question or a search that ended in an error."""
        status = http_status(error) if isinstance(error, AssistantError) else _UNEXPECTED_STATUS
        self._failures.labels(status=str(status)).inc()

    def count_problem(self, status: int) -> None:
        """Count a problem document by its HTTP status."""
        self._problems.labels(status=str(status)).inc()

    def count_feedback(self, rating: str) -> None:
        """Count what a reader said."""
        self._feedback.labels(rating=rating).inc()

    def exposition(self, build: IndexBuild | None) -> bytes:
        """Return every figure in Prometheus' text format; `build` is the one that serves, if any."""
        self._passages.set(build.passages_count if build else 0)
        self._documents.set(build.documents_count if build else 0)
        return generate_latest(self._registry)

    def _counter(self, name: str, explanation: str, *labels: str) -> Counter:
        return Counter(f"assistant_{name}", explanation, labels, registry=self._registry)

    def _gauge(self, name: str, explanation: str) -> Gauge:
        return Gauge(f"assistant_{name}", explanation, registry=self._registry)

    def _histogram(self, name: str, explanation: str) -> Histogram:
        return Histogram(f"assistant_{name}", explanation, buckets=_SECONDS, registry=self._registry)


class MeasuredService:
    """An `AssistantService` that counts what another one does, for every door alike."""

    def __init__(self, service: AssistantService, metrics: Metrics) -> None:
        """Stand before `service`."""
        self._service = service
        self._metrics = metrics

    def answer(self, request: AskRequest) -> Iterator[AnswerEvent]:
        """Yield the events of one answer; see `AssistantService`."""
        with self._metrics.in_progress.track_inprogress():
            try:
                # The protocol promises an iterator that can be closed.
                with closing(cast(Generator[AnswerEvent], self._service.answer(request))) as events:
                    for event in events:
                        if isinstance(event, AnswerFinished):
                            self._metrics.count_answer(event.answer)
                        yield event
            except GeneratorExit:
                self._metrics.count_stopped()
                raise
            except Exception as error:
                self._metrics.count_failure(error)
                raise

    def search(self, text: str, *, filters: Filters, limit: int) -> tuple[FoundPassage, ...]:
        """Return ranked passages without an answer; see `AssistantService`."""
        try:
            return self._service.search(text, filters=filters, limit=limit)
        except Exception as error:
            self._metrics.count_failure(error)
            raise

    def library(self) -> tuple[IndexBuild, Library]:
        """Return the present build and its documents; see `AssistantService`."""
        return self._service.library()

    def notices(self) -> tuple[str, ...]:
        """Return what a user should know about the present state; see `AssistantService`."""
        return self._service.notices()
