from datetime import date

import pytest

from assistant.dialogue import Filters
from assistant.domain import Kind, Version
from assistant.filtering import entry_matches, kept_jurisdictions

PAST = Version(in_force_from=date(2007, 2, 6), in_force_to=date(2014, 7, 9))
UNDATED = Version()


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("FR", {"FR", "EU", "INT", None}),
        ("EU", {"EU", "INT", None}),
        ("MA", {"MA", "INT", None}),
        ("INT", {"INT", None}),
    ],
)
def test_jurisdiction_keeps_international_and_unstated_documents(asked: str, kept: set[str | None]) -> None:
    assert kept_jurisdictions(asked) == kept


def test_without_limits_everything_stays() -> None:
    assert entry_matches(Kind.PRESS, "MA", PAST, Filters())


@pytest.mark.parametrize(
    ("jurisdiction", "stays"), [("FR", True), ("EU", True), ("INT", True), (None, True), ("MA", False)]
)
def test_french_law_hides_other_countries(jurisdiction: str | None, stays: bool) -> None:
    assert entry_matches(Kind.GUIDE, jurisdiction, UNDATED, Filters(jurisdiction="FR")) is stays


@pytest.mark.parametrize(
    ("day", "stays"), [(date(2007, 2, 5), False), (date(2007, 2, 6), True), (date(2014, 7, 9), False)]
)
def test_dated_wording_stays_only_on_the_days_it_holds(day: date, stays: bool) -> None:
    assert entry_matches(Kind.CODE, "FR", PAST, Filters(on_date=day)) is stays


def test_undated_document_stays_on_any_day() -> None:
    assert entry_matches(Kind.GUIDE, "FR", UNDATED, Filters(on_date=date(1990, 1, 1)))


def test_other_kinds_are_out() -> None:
    filters = Filters(kinds=frozenset({Kind.CODE, Kind.STATUTE}))
    assert entry_matches(Kind.CODE, "FR", UNDATED, filters)
    assert not entry_matches(Kind.GUIDE, "FR", UNDATED, filters)
