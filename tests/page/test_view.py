"""The view of an answer as it grows, and the conversation it belongs to."""

from assistant.answer_events import AnswerFinished, Step
from assistant.dialogue import Role
from assistant.page.view import AnswerView, Conversation
from tests.scripted_service import TODAY, events_of, refusal, sample_answer


def view(number: int = 1, question: str = "Q") -> AnswerView:
    return AnswerView(number=number, question=question, as_of=TODAY)


def finished(number: int, question: str) -> AnswerView:
    return view(number, question).after(AnswerFinished(answer=sample_answer(question)))


def test_events_fill_the_view_in_order() -> None:
    grown = view()
    for event in events_of(sample_answer("Q"))[:-1]:
        grown = grown.after(event)
    assert grown.step is Step.WRITING
    assert len(grown.sources) == 2
    assert len(grown.statements) == 4
    assert grown.answer is None
    assert grown.after(events_of(sample_answer("Q"))[-1]).step is None


def test_stopping_a_finished_answer_changes_nothing() -> None:
    done = finished(1, "Q")
    assert done.stopped() is done
    assert view().stopped().is_stopped


def test_history_holds_questions_and_answers_oldest_first_within_its_limit() -> None:
    conversation = Conversation()
    for number in range(1, 16):
        conversation = conversation.with_new(finished(number, f"Q{number}"), limit=20)
    history = conversation.history(limit=20)
    assert len(history) == 20
    assert [turn.content for turn in history[::2]] == [f"Q{number}" for number in range(6, 16)]
    assert history[1].role is Role.ASSISTANT
    assert history[1].content.startswith("La convention n’est pas obligatoire")


def test_a_refused_question_stays_in_the_history_and_a_failed_one_does_not() -> None:
    refused = view(1, "météo").after(AnswerFinished(answer=refusal("météo")))
    assert [turn.role for turn in refused.turns()] == [Role.USER, Role.ASSISTANT]
    assert view().failed("Aucun index.").turns() == ()
    assert view().stopped().turns() == ()


def test_oldest_exchanges_are_dropped_and_numbers_never_come_back() -> None:
    conversation = Conversation()
    for _ in range(5):
        conversation = conversation.with_new(view(conversation.next_number()), limit=3)
    assert [one.number for one in conversation.views] == [3, 4, 5]
