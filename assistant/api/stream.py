"""An answer as Server-Sent Events: each statement as soon as the guard has let it pass."""

import asyncio
import re
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import aclosing
from dataclasses import dataclass
from functools import partial
from typing import assert_never

from anyio import CancelScope
from pydantic import TypeAdapter
from starlette.responses import StreamingResponse
from starlette.types import Send

from assistant.answer_events import AnswerEvent, AnswerFinished, SourcesAdded, StatementAdded, StepStarted
from assistant.api.workers import Workers
from assistant.problems import Problem
from assistant.rendering.answer_shapes import SourceShape, answer_shape, source_shape, statement_shape

MEDIA_TYPE = "text/event-stream"
HEARTBEAT_SECONDS = 15.0
# A comment, which clients ignore and proxies take for a sign of life.
_HEARTBEAT = ": \n\n"
# `X-Accel-Buffering` asks nginx to pass each event on at once.
_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
_NO_QUALITY = re.compile(r";\s*q=0(\.0*)?\s*$")
_SOURCES = TypeAdapter(tuple[SourceShape, ...])


def asks_for_events(accept: str) -> bool:
    """Tell whether an `Accept` header names the event stream."""
    ranges = [part.strip().lower() for part in accept.split(",")]
    return any(
        part.partition(";")[0].strip() == MEDIA_TYPE and not _NO_QUALITY.search(part) for part in ranges
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamParts:
    """What turns events into messages."""

    workers: Workers
    # Whom a refusal names.
    contact: str
    heartbeat_seconds: float
    # Makes the problem document of an error that comes once the stream has begun.
    describe: Callable[[Exception], Problem]


class AnswerStream(StreamingResponse):
    """Sends messages, and closes what makes them when the client leaves."""

    media_type = MEDIA_TYPE

    def __init__(self, messages: AsyncGenerator[str]) -> None:
        """Prepare to send `messages`."""
        super().__init__(messages, headers=_HEADERS)
        self._messages = messages

    async def stream_response(self, send: Send) -> None:
        """Send every message, then close."""
        async with aclosing(self._messages):
            await super().stream_response(send)


async def open_stream(events: Generator[AnswerEvent], parts: StreamParts) -> AnswerStream:
    """Start an answer; what goes wrong before its first event is raised, so that it has its own status.

    Args:
        events: of one answer, not yet begun; closed at the end or when the client leaves.
        parts: what turns them into messages.

    Raises:
        AssistantError: if the question cannot be answered at all.
    """
    first = await parts.workers.run(partial(next, events, None))
    return AnswerStream(_messages(events, first, parts))


async def _messages(
    events: Generator[AnswerEvent], first: AnswerEvent | None, parts: StreamParts
) -> AsyncGenerator[str]:
    event, coming = first, None
    try:
        while event is not None:
            yield _event_message(event, contact=parts.contact)
            coming = asyncio.create_task(parts.workers.run(partial(next, events, None)))
            while not (await asyncio.wait({coming}, timeout=parts.heartbeat_seconds))[0]:
                yield _HEARTBEAT
            event = coming.result()
    except Exception as error:  # noqa: BLE001  # the door: the client reads a problem document
        yield _message("error", parts.describe(error).model_dump_json())
    finally:
        # The client may have left: whatever cancels us waits until the running step has ended.
        with CancelScope(shield=True):
            if coming is not None:
                await asyncio.wait({coming})
            await parts.workers.run(events.close)


def _event_message(event: AnswerEvent, *, contact: str) -> str:
    match event:
        case StepStarted(step=step):
            return _message("status", f'{{"step":"{step.value}"}}')
        case SourcesAdded(sources=sources, question=question):
            shapes = tuple(source_shape(source, question=question) for source in sources)
            return _message("sources", _SOURCES.dump_json(shapes).decode())
        case StatementAdded(statement=statement):
            return _message("statement", statement_shape(statement).model_dump_json())
        case AnswerFinished(answer=answer):
            return _message("done", answer_shape(answer, contact=contact).model_dump_json())
        case _:
            assert_never(event)


def _message(name: str, data: str) -> str:
    # JSON has no bare line end, so the data is one line.
    return f"event: {name}\ndata: {data}\n\n"
