from datetime import date

import pytest

from assistant.domain import Kind
from assistant.errors import QuestionError
from assistant.question_filters import read_filters


def test_filters_are_read_whatever_their_case() -> None:
    filters = read_filters("fr", "2012-06-30", ["Statute", "code"])
    assert filters.jurisdiction == "FR"
    assert filters.on_date == date(2012, 6, 30)
    assert filters.kinds == {Kind.STATUTE, Kind.CODE}


def test_nothing_given_limits_nothing() -> None:
    assert read_filters(None, "", []) == read_filters("", None, ())


@pytest.mark.parametrize(
    ("arguments", "value"),
    [
        (("France", None, []), "France"),
        ((None, "30/06/2012", []), "30/06/2012"),
        ((None, "2012-02-30", []), "2012-02-30"),
        ((None, None, ["loi"]), "loi"),
    ],
)
def test_wrong_filter_is_named_in_the_error(
    arguments: tuple[str | None, str | None, list[str]], value: str
) -> None:
    with pytest.raises(QuestionError, match=value):
        read_filters(*arguments)
