"""The routes of the interface: each takes, calls the service in a thread, and shapes what it gives."""

import time
from collections.abc import Generator
from dataclasses import dataclass
from functools import partial
from typing import Annotated, cast

from fastapi import Depends, FastAPI, Path, Query, Request, params
from fastapi.responses import Response
from prometheus_client import CONTENT_TYPE_LATEST
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from assistant.answer_events import AnswerEvent, AnswerFinished
from assistant.api.bodies import AskBody, FeedbackBody, SearchParameters
from assistant.api.description import operation, replies, takes
from assistant.api.reading import read_body
from assistant.api.replies import (
    DocumentReply,
    FeedbackReply,
    HealthReply,
    ReadyReply,
    document_reply,
    feedback_reply,
)
from assistant.api.stream import HEARTBEAT_SECONDS, StreamParts, asks_for_events, open_stream
from assistant.api.workers import Workers
from assistant.dialogue import Answer, AskRequest
from assistant.errors import IndexStoreError
from assistant.feedback import FeedbackStore
from assistant.metrics import Metrics
from assistant.problems import Problem, RequestRefusedError, problem_of
from assistant.protocols import AssistantService
from assistant.rate_limit import RateLimiter
from assistant.rendering.answer_shapes import AnswerShape, answer_shape
from assistant.rendering.document_shapes import SearchShape, SourcesShape, search_shape, sources_shape
from assistant.texts_fr import api as texts
from assistant.texts_fr import api_description as descriptions

_SHOWN_ID_CHARS = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiParts:
    """What the routes stand on."""

    service: AssistantService
    limiter: RateLimiter
    feedback: FeedbackStore
    metrics: Metrics
    # Whom a refusal names; may be empty.
    contact: str = ""
    # Whether the free text of a feedback is kept.
    keeps_comments: bool = False
    heartbeat_seconds: float = HEARTBEAT_SECONDS


def add_routes(app: FastAPI, parts: ApiParts) -> None:
    """Add every route of the interface to the app; each refusal is raised."""
    workers = Workers()
    _add_ask(app, parts, workers)
    _add_search(app, parts, workers)
    _add_documents(app, parts.service)
    _add_feedback(app, parts)
    _add_state(app, parts)


def _add_ask(app: FastAPI, parts: ApiParts, workers: Workers) -> None:
    @app.post(
        "/api/v1/ask",
        dependencies=[_limited(parts.limiter)],
        **operation(descriptions.ASK, descriptions.ASK_TEXT, tag=descriptions.TAG_ANSWERS),
        responses=replies(AnswerShape, 400, 413, 422, 429, 500, 503, has_events=True),
        openapi_extra=takes(AskBody, example={"question": descriptions.EXAMPLE_QUESTION}),
    )
    async def ask(request: Request) -> Response:
        wanted = (await read_body(request, AskBody)).request()
        if not asks_for_events(request.headers.get("accept", "")):
            answer = await workers.run(partial(_whole_answer, parts.service, wanted))
            return _json(answer_shape(answer, contact=parts.contact))
        # The protocol promises an iterator that can be closed.
        events = cast(Generator[AnswerEvent], parts.service.answer(wanted))
        stream = StreamParts(
            workers=workers,
            contact=parts.contact,
            heartbeat_seconds=parts.heartbeat_seconds,
            describe=partial(describe, metrics=parts.metrics, path=request.url.path),
        )
        return await open_stream(events, stream)


def _add_search(app: FastAPI, parts: ApiParts, workers: Workers) -> None:
    @app.get(
        "/api/v1/search",
        dependencies=[_limited(parts.limiter)],
        **operation(descriptions.SEARCH, descriptions.SEARCH_SUMMARY, tag=descriptions.TAG_ANSWERS),
        responses=replies(SearchShape, 413, 422, 429, 500, 503),
    )
    async def search(wanted: Annotated[SearchParameters, Query()]) -> Response:
        return _json(await workers.run(partial(_found, parts.service, wanted)))


def _add_documents(app: FastAPI, service: AssistantService) -> None:
    @app.get(
        "/api/v1/sources",
        **operation(descriptions.SOURCES, descriptions.SOURCES_TEXT, tag=descriptions.TAG_DOCUMENTS),
        responses=replies(SourcesShape, 500, 503),
    )
    async def sources() -> Response:
        return _json(await run_in_threadpool(lambda: sources_shape(*service.library())))

    @app.get(
        "/api/v1/sources/{document_id}",
        **operation(descriptions.SOURCE, descriptions.SOURCE_TEXT, tag=descriptions.TAG_DOCUMENTS),
        responses=replies(DocumentReply, 404, 500, 503),
    )
    async def source(
        document_id: Annotated[str, Path(description=descriptions.DOCUMENT_ID, examples=["convention"])],
    ) -> Response:
        return _json(await run_in_threadpool(_document, service, document_id))


def _add_feedback(app: FastAPI, parts: ApiParts) -> None:
    @app.post(
        "/api/v1/feedback",
        dependencies=[_limited(parts.limiter)],
        **operation(descriptions.FEEDBACK, descriptions.FEEDBACK_TEXT, tag=descriptions.TAG_ANSWERS),
        responses=replies(FeedbackReply, 400, 413, 422, 429, 500, 503),
        openapi_extra=takes(FeedbackBody, example={"answer_id": "0" * 32, "rating": "up"}),
    )
    async def feedback(request: Request) -> Response:
        body = await read_body(request, FeedbackBody)
        kept = body.feedback(with_comment=parts.keeps_comments)
        await run_in_threadpool(parts.feedback.save, kept)
        parts.metrics.count_feedback(kept.rating.value)
        return _json(feedback_reply(kept, had_comment=body.has_comment()))


def _add_state(app: FastAPI, parts: ApiParts) -> None:
    @app.get(
        "/healthz",
        **operation(descriptions.HEALTH, None, tag=descriptions.TAG_STATE),
        responses=replies(HealthReply),
    )
    async def alive() -> Response:
        return _json(HealthReply())

    @app.get(
        "/readyz",
        **operation(descriptions.READY, None, tag=descriptions.TAG_STATE),
        responses=replies(ReadyReply, 500, 503),
    )
    async def ready() -> Response:
        build, _ = await run_in_threadpool(parts.service.library)
        return _json(ReadyReply(build=build.build_id))

    @app.get(
        "/metrics",
        **operation(descriptions.METRICS, descriptions.METRICS_TEXT, tag=descriptions.TAG_STATE),
        responses=replies(None, 500),
    )
    async def metrics() -> Response:
        content = await run_in_threadpool(_exposition, parts)
        return Response(content, media_type=CONTENT_TYPE_LATEST)


def _limited(limiter: RateLimiter) -> params.Depends:
    async def count(request: Request) -> None:
        limiter.count(request.client.host if request.client else None)

    dependency: params.Depends = Depends(count)
    return dependency


def describe(error: Exception, *, metrics: Metrics, path: str) -> Problem:
    """Describe an error as a problem document, and count it."""
    document = problem_of(error, path)
    metrics.count_problem(document.status)
    return document


def _whole_answer(service: AssistantService, request: AskRequest) -> Answer:
    for event in service.answer(request):
        if isinstance(event, AnswerFinished):
            return event.answer
    raise AssertionError("the last event of an answer is AnswerFinished")


def _found(service: AssistantService, wanted: SearchParameters) -> SearchShape:
    started = time.perf_counter()
    found = service.search(wanted.q, filters=wanted.filters(), limit=wanted.k)
    return search_shape(wanted.q, found, total_ms=(time.perf_counter() - started) * 1000)


def _document(service: AssistantService, document_id: str) -> DocumentReply:
    _, library = service.library()
    document = library.documents.get(document_id)
    if document is None:
        shown = document_id[:_SHOWN_ID_CHARS]
        raise RequestRefusedError(texts.UNKNOWN_DOCUMENT.format(document_id=shown), status=404)
    return document_reply(document, library.passages_of.get(document_id, ()))


def _exposition(parts: ApiParts) -> bytes:
    try:
        build, _ = parts.service.library()
    except IndexStoreError:
        return parts.metrics.exposition(None)
    return parts.metrics.exposition(build)


def _json(shape: BaseModel) -> Response:
    # An answer is for the one who asked: no cache on the way keeps it.
    return Response(
        shape.model_dump_json(), media_type="application/json", headers={"Cache-Control": "no-store"}
    )
