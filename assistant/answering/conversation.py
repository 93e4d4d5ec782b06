"""From what a user typed to a question that stands alone."""

import re
from dataclasses import replace
from datetime import date

from assistant.answering.asked_dates import find_asked_day
from assistant.cleaning import clean_text
from assistant.dialogue import AskRequest, Filters, Question, Role, Turn
from assistant.errors import QuestionError, UnusableQuestionError
from assistant.texts_fr import answers as texts

MAX_QUESTION_CHARS = 4_000
MAX_HISTORY_TURNS = 20
# A follow-up that opens like this, or is this short, leans on the question before it.
_LEANING = re.compile(
    r"^\s*(et|mais|sinon|alors|pourquoi|comment ça|c'est-à-dire|idem|même chose)\b", re.IGNORECASE
)
_SHORT_WORDS = 4


def understand(request: AskRequest, *, today: date) -> Question:
    """Clean a request, check its bounds, and make its question independent of the conversation.

    A day that the question's words ask for (« en 2010 ») becomes the filter's, unless a filter names one.

    Args:
        request: what a door took from a user.
        today: the day that counts when no date is asked for.

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
    standalone_text = _standalone(text, history)
    filters = _dated(request.filters, standalone_text, today=today)
    return Question(
        text=text,
        standalone_text=standalone_text,
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


def _standalone(text: str, history: tuple[Turn, ...]) -> str:
    asked = [turn.content for turn in history if turn.role is Role.USER and turn.content.strip()]
    leans = _LEANING.match(text) is not None or len(text.split()) <= _SHORT_WORDS
    return f"{asked[-1].strip()} {text}" if asked and leans else text
