"""From what a user typed to a question that stands alone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from assistant.answering.asked_dates import find_asked_day
from assistant.answering.follow_up import stand_alone
from assistant.answering.told import answered_questions, last_told
from assistant.cleaning import clean_text
from assistant.dialogue import AskRequest, Filters, Question, Turn
from assistant.errors import QuestionError, UnusableQuestionError
from assistant.texts_fr import answers as texts

MAX_QUESTION_CHARS = 4_000
MAX_HISTORY_TURNS = 20


def understand(request: AskRequest, *, today: date, mend: Callable[[str], str] = str) -> Question:
    """Clean a request, check its bounds, and make its question independent of the conversation.

    A day that the question's words ask for (« en 2010 ») becomes the filter's, unless a filter names one.

    Args:
        request: what a door took from a user.
        today: the day that counts when no date is asked for.
        mend: corrects the slips of a text, so that a follow-up is recognised however it is typed.

    Raises:
        QuestionError: if the question is empty or too long, or the history too long.
    """
    text = clean_question(request.text)
    if len(request.history) > MAX_HISTORY_TURNS:
        raise QuestionError(texts.LONG_HISTORY.format(limit=MAX_HISTORY_TURNS, length=len(request.history)))
    history = tuple(
        Turn(role=turn.role, content=clean_text(turn.content, max_chars=MAX_QUESTION_CHARS))
        for turn in request.history
    )
    mended = mend(text) if history else text
    alone = stand_alone(mended, answered_questions(history), told=last_told(history))
    # The days that a statement tells are not those that its reader asks about.
    filters = _dated(request.filters, mended if alone.names_a_point else alone.text, today=today)
    return Question(
        text=text,
        standalone_text=alone.text,
        leans_on_history=alone.leans,
        as_of=filters.on_date or today,
        filters=filters,
        history=history,
        asked_on=today,
    )


def clean_question(text: str) -> str:
    """Return a question without what harms the parts behind this door.

    Raises:
        UnusableQuestionError: if nothing is left, or if it exceeds the contract's length.
    """
    if len(text) > MAX_QUESTION_CHARS:
        raise UnusableQuestionError(texts.LONG_QUESTION.format(limit=MAX_QUESTION_CHARS, length=len(text)))
    cleaned = " ".join(clean_text(text, max_chars=MAX_QUESTION_CHARS).split())
    if not cleaned:
        raise UnusableQuestionError(texts.EMPTY_QUESTION)
    return cleaned


def _dated(filters: Filters, text: str, *, today: date) -> Filters:
    asked = find_asked_day(text, today=today) if filters.on_date is None else None
    return filters if asked is None else replace(filters, on_date=asked.day)
