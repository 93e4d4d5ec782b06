from datetime import date

import pytest

from assistant.answering.conversation import MAX_QUESTION_CHARS, understand
from assistant.dialogue import AskRequest, Filters, Role, Turn
from assistant.domain import Kind
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


def asked_day(text: str, *history: str, on_date: date | None = None) -> date | None:
    request = AskRequest(text=text, history=turns(*history), filters=Filters(on_date=on_date))
    asked = understand(request, today=TODAY)
    assert asked.as_of == (asked.filters.on_date or TODAY)
    assert asked.asked_on == TODAY
    return asked.filters.on_date


def test_day_named_in_the_question_counts_as_the_filter_does() -> None:
    assert asked_day("En 2010, qui pouvait signer la convention ?") == date(2010, 7, 1)
    assert asked_day("Que prévoit la loi du 6 février 1992 ?") is None


def test_day_of_the_filter_wins_over_the_question() -> None:
    assert asked_day("En 2010, qui pouvait signer ?", on_date=date(2000, 1, 1)) == date(2000, 1, 1)


def test_day_in_the_question_leaves_the_other_filters() -> None:
    filters = Filters(jurisdiction="FR", kinds=frozenset({Kind.CODE}))
    asked = understand(AskRequest(text="En 2010, qui pouvait signer ?", filters=filters), today=TODAY)
    assert (asked.filters.jurisdiction, asked.filters.kinds) == ("FR", frozenset({Kind.CODE}))


def test_follow_up_takes_or_changes_the_day_of_the_question_before() -> None:
    before = ("En 2010, qui pouvait signer la convention ?", "Le maire.")
    assert asked_day("Et pour quoi faire ?", *before) == date(2010, 7, 1)
    assert asked_day("Et en 2000 ?", *before) == date(2000, 7, 1)
    assert asked_day("Et aujourd'hui ?", *before) is None
    assert asked_day("Quelles mentions la convention doit-elle contenir ?", *before) is None


def test_elliptic_question_leans_on_the_one_before() -> None:
    history = turns("Une commune peut-elle signer ?", "Oui.")
    asked = understand(AskRequest(text="Et pour un département ?", history=history), today=TODAY)
    assert (asked.standalone_text, asked.leans_on_history) == ("Un département peut-il signer ?", True)
    assert asked.text == "Et pour un département ?"


def test_day_told_by_a_statement_is_not_asked_for() -> None:
    history = turns("Qui signe ?", "En 2010, le préfet pouvait signer la convention. [1]")
    asked = understand(AskRequest(text="Précise le premier point", history=history), today=TODAY)
    assert asked.standalone_text == "En 2010, le préfet pouvait signer la convention."
    assert asked.as_of == TODAY


def test_full_question_ignores_the_history() -> None:
    history = turns("Qui signe la convention ?", "Le maire.")
    full = "Comment financer un projet de coopération au Sénégal ?"
    assert understand(AskRequest(text=full, history=history), today=TODAY).standalone_text == full


def test_history_is_bounded() -> None:
    with pytest.raises(QuestionError, match="20"):
        understand(AskRequest(text="Et après ?", history=turns(*("x" * 21))), today=TODAY)
