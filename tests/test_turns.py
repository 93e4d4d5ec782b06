"""So many questions search at once, the others wait; whoever only writes waits for nobody."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.answer_events import AnswerEvent, AnswerFinished, Step, StepStarted
from assistant.dialogue import AskRequest
from assistant.errors import QuestionError
from assistant.turns import OrderlyService
from tests.scripted_service import ScriptedService, sample_events

QUESTION = AskRequest(text="Une convention ?")


class CountedService(ScriptedService):
    """Notes how many answers are at work at once, before and after the search."""

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._at_work = 0
        self.most_at_work = 0

    def answer(self, request: AskRequest) -> Iterator[AnswerEvent]:
        """Play the sample answer, each of its steps taking a while."""
        for event in sample_events(request.text):
            with self._lock:
                self._at_work += 1
                self.most_at_work = max(self.most_at_work, self._at_work)
            threading.Event().wait(0.005)
            with self._lock:
                self._at_work -= 1
            yield event
            if isinstance(event, StepStarted) and event.step is Step.WRITING:
                return


def test_no_more_than_the_turns_search_at_once_and_all_are_served() -> None:
    service = CountedService()
    orderly = OrderlyService(service, turns=2)
    with ThreadPoolExecutor(8) as people:
        answers = list(people.map(lambda _: list(orderly.answer(QUESTION)), range(16)))
    assert service.most_at_work == 2
    assert [len(events) for events in answers] == [3] * 16


def test_answer_that_is_being_written_takes_nobodys_turn() -> None:
    orderly = OrderlyService(ScriptedService(), turns=1)
    writing = iter(orderly.answer(QUESTION))
    while next(writing) != StepStarted(step=Step.WRITING):
        pass
    next(writing)
    *_, last = orderly.answer(QUESTION)
    assert isinstance(last, AnswerFinished)


@pytest.mark.parametrize("ending", ["failure", "stop"])
def test_answer_that_ends_early_gives_its_turn_back(ending: str) -> None:
    service = ScriptedService()
    orderly = OrderlyService(service, turns=1)
    if ending == "failure":
        service.scripts.append([QuestionError("La question est vide.")])
        with pytest.raises(QuestionError):
            list(orderly.answer(QUESTION))
    else:
        events = orderly.answer(QUESTION)
        next(iter(events))
        events.close()  # type: ignore[attr-defined]  # the protocol promises that it can be closed
        assert service.was_closed.is_set()
    assert len(list(orderly.answer(QUESTION))) == len(sample_events("?"))
