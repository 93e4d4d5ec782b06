from datetime import date

import pytest

from assistant.answering.conversation import MAX_QUESTION_CHARS, understand
from assistant.dialogue import AskRequest, Filters, Role, Turn
from assistant.errors import QuestionError
from tests.records import TODAY


def turns(*contents: str) -> tuple[Turn, ...]:
    return tuple(
        Turn(role=Role.ASSISTANT if rank % 2 else Role.USER, content=content)
        for rank, content in enumerate(contents)
    )


@pytest.mark.parametrize("text", ["", "   \n\t ", "\x00\ud800", "\u200b\u200b"])
def test_empty_question_is_refused_in_french(text: str) -> None:
    with pytest.raises(QuestionError, match="vide"):
        understand(AskRequest(text=text), today=TODAY)


def test_endless_question_names_both_lengths() -> None:
    with pytest.raises(QuestionError, match=rf"{MAX_QUESTION_CHARS}.*{MAX_QUESTION_CHARS + 1}"):
        understand(AskRequest(text="a" * (MAX_QUESTION_CHARS + 1)), today=TODAY)


def test_hostile_characters_are_dropped_not_fatal() -> None:
    asked = understand(AskRequest(text="Qui\x00 signe\ud800 la\n convention ?"), today=TODAY)
    assert asked.text == "Qui signe la convention ?"


def test_date_filter_sets_the_day_asked_about() -> None:
    past = date(2010, 5, 1)
    assert (
        understand(AskRequest(text="Qui signe ?", filters=Filters(on_date=past)), today=TODAY).as_of == past
    )
    assert understand(AskRequest(text="Qui signe ?"), today=TODAY).as_of == TODAY


def test_elliptic_question_leans_on_the_one_before() -> None:
    history = turns("Qui signe la convention ?", "Le maire.")
    asked = understand(AskRequest(text="Et pour un département ?", history=history), today=TODAY)
    assert asked.standalone_text == "Qui signe la convention ? Et pour un département ?"
    assert asked.text == "Et pour un département ?"


def test_full_question_ignores_the_history() -> None:
    history = turns("Qui signe la convention ?", "Le maire.")
    full = "Comment financer un projet de coopération au Sénégal ?"
    assert understand(AskRequest(text=full, history=history), today=TODAY).standalone_text == full


def test_history_is_bounded() -> None:
    with pytest.raises(QuestionError, match="20"):
        understand(AskRequest(text="Et après ?", history=turns(*("x" * 21))), today=TODAY)
