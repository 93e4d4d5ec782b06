"""Lets only so many questions be understood and searched for at once; the others wait their turn."""

import os
import threading
from collections.abc import Generator, Iterator
from contextlib import closing
from typing import cast

from assistant.answer_events import AnswerEvent, Step, StepStarted
from assistant.dialogue import AskRequest, Filters, FoundPassage
from assistant.domain import IndexBuild, Library
from assistant.protocols import AssistantService


def turns_of_this_machine() -> int:
    """Return how many questions to search for at once: as many as there are processors, at least two.

    More would finish no sooner. Measured on two processors with twenty askers: the slowest answer comes
    after as long, but the loop that takes requests gets its share of the interpreter twice as fast.
    """
    return max(2, os.cpu_count() or 1)


class OrderlyService:
    """An `AssistantService` that bounds what another one computes at once, for every door alike."""

    def __init__(self, service: AssistantService, *, turns: int) -> None:
        """Stand before `service` and let `turns` questions work at once, at least 1."""
        self._service = service
        self._turns = threading.BoundedSemaphore(turns)

    def answer(self, request: AskRequest) -> Iterator[AnswerEvent]:
        """Yield the events of one answer; see `AssistantService`."""
        # The protocol promises an iterator that can be closed.
        with closing(cast(Generator[AnswerEvent], self._service.answer(request))) as events:
            yield from self._up_to_writing(events)
            # Writing may wait for a service elsewhere: it takes nobody's turn.
            yield from events

    def _up_to_writing(self, events: Iterator[AnswerEvent]) -> Iterator[AnswerEvent]:
        while True:
            with self._turns:
                event = next(events, None)
            if event is None:
                return
            yield event
            if isinstance(event, StepStarted) and event.step is Step.WRITING:
                return

    def search(self, text: str, *, filters: Filters, limit: int) -> tuple[FoundPassage, ...]:
        """Return ranked passages without an answer; see `AssistantService`."""
        with self._turns:
            return self._service.search(text, filters=filters, limit=limit)

    def library(self) -> tuple[IndexBuild, Library]:
        """Return the present build and its documents; see `AssistantService`."""
        return self._service.library()

    def notices(self) -> tuple[str, ...]:
        """Return what a user should know about the present state; see `AssistantService`."""
        return self._service.notices()
