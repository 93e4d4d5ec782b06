"""Finds documents that nobody has checked lately, or since a text that they name has changed."""

from collections.abc import Iterator, Sequence
from datetime import date

from assistant.corpus_check.places import line_of_key
from assistant.corpus_check.record import Check, CheckedDocument, Problem
from assistant.newer_wordings import with_newer_wordings
from assistant.texts_fr import corpus_check as texts

# Budgets and calls change every year; half a year more leaves time for the review.
MAX_AGE_MONTHS = 18


def find_stale(
    documents: Sequence[CheckedDocument], *, today: date, max_age_months: int = MAX_AGE_MONTHS
) -> Iterator[Problem]:
    """Yield the documents whose `checked_on` is missing, lies ahead, or is older than so many months."""
    for checked in documents:
        message = _fault(checked.document.checked_on, today, max_age_months)
        if message:
            line = line_of_key(checked, "checked_on")
            yield Problem(path=checked.document.path, line=line, check=Check.FRESHNESS, message=message)


def find_outdated(documents: Sequence[CheckedDocument], *, today: date) -> Iterator[Problem]:
    """Yield the guides that were checked before the present wording of a text that they name, once a text."""
    compared = with_newer_wordings((checked.document for checked in documents), today=today)
    for checked in documents:
        document = compared[checked.document.document_id]
        for wording in document.newer_wordings:
            message = texts.CHECKED_BEFORE_WORDING.format(
                day=document.checked_on, reference=wording.reference, start=wording.in_force_from
            )
            line = line_of_key(checked, "checked_on")
            yield Problem(path=document.path, line=line, check=Check.FRESHNESS, message=message)


def _fault(checked_on: date | None, today: date, max_age_months: int) -> str:
    if checked_on is None:
        return texts.NEVER_CHECKED
    if checked_on > today:
        return texts.CHECKED_AHEAD.format(day=checked_on.isoformat(), today=today.isoformat())
    months = (today.year - checked_on.year) * 12 + today.month - checked_on.month
    # A month counts once its day is reached.
    if months - (today.day < checked_on.day) < max_age_months:
        return ""
    return texts.CHECKED_LONG_AGO.format(day=checked_on.isoformat(), months=max_age_months)
