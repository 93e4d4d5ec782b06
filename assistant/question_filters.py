"""Filters of a question, from the words a user gives them in."""

import re
from collections.abc import Iterable
from datetime import date

from assistant.dialogue import Filters
from assistant.domain import Kind
from assistant.errors import QuestionError
from assistant.texts_fr import answers as texts

_JURISDICTION = re.compile(r"[A-Z]{2,3}")


def read_filters(jurisdiction: str | None, on_date: str | None, kinds: Iterable[str]) -> Filters:
    """Check and read the filters of a question.

    Args:
        jurisdiction: "FR", "EU", "INT" or a country's code, any case; None or "": no limit.
        on_date: a day as 2012-06-30; None or "": today.
        kinds: names of kinds; none: all.

    Raises:
        QuestionError: if one cannot be read; it names the value and what is expected.
    """
    return Filters(
        jurisdiction=_jurisdiction(jurisdiction) if jurisdiction else None,
        on_date=_day(on_date) if on_date else None,
        kinds=frozenset(map(_kind, kinds)),
    )


def _jurisdiction(value: str) -> str:
    code = value.strip().upper()
    if not _JURISDICTION.fullmatch(code):
        raise QuestionError(texts.WRONG_JURISDICTION.format(value=value))
    return code


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value.strip())
    except ValueError as error:
        raise QuestionError(texts.WRONG_DATE.format(value=value)) from error


def _kind(value: str) -> Kind:
    try:
        return Kind(value.strip().lower())
    except ValueError as error:
        known = ", ".join(kind.value for kind in Kind)
        raise QuestionError(texts.WRONG_KIND.format(value=value, known=known)) from error
