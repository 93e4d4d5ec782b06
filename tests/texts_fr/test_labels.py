from datetime import date
from enum import Enum

import pytest

from assistant import answer_events, dialogue, domain
from assistant.domain import Version
from assistant.texts_fr.labels import LABELS, checked_label, french_date, label, version_label

# Closed sets that no screen shows member by member.
_UNSHOWN = {domain.BlockType, dialogue.EngineChoice}


def shown_enums() -> set[type[Enum]]:
    enums = {
        value
        for module in (domain, dialogue, answer_events)
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Enum) and value.__module__ == module.__name__
    }
    return enums - _UNSHOWN


def test_every_member_of_every_enum_has_a_french_label() -> None:
    for members in shown_enums():
        for member in members:
            assert label(member)


def test_no_member_takes_the_label_of_another_enum() -> None:
    """Members of two closed sets with one value are equal keys: the later label would replace the other."""
    members = [member for members in shown_enums() for member in members]
    assert len(set(members)) == len(members)
    assert len(LABELS) == len(members)
    assert label(domain.Kind.COUNTRY) == "Fiche pays"


def test_dates_are_written_as_in_french() -> None:
    assert french_date(date(2010, 5, 1)) == "1er mai 2010"
    assert french_date(date(2021, 8, 6)) == "6 août 2021"


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        (Version(), None),
        (Version(in_force_from=date(2021, 8, 6)), "en vigueur depuis le 6 août 2021"),
        (Version(in_force_from=date(2030, 1, 1)), "à venir : en vigueur à partir du 1er janvier 2030"),
        (
            Version(in_force_from=date(2007, 2, 6), in_force_to=date(2014, 7, 9)),
            "n’est plus en vigueur depuis le 9 juillet 2014",
        ),
        (Version(in_force_to=date(2030, 1, 1)), "n’est plus en vigueur à partir du 1er janvier 2030"),
        (
            Version(in_force_from=date(2021, 8, 6), in_force_to=date(2030, 1, 1)),
            "en vigueur du 6 août 2021 au 31 décembre 2029",
        ),
    ],
)
def test_version_label_says_how_a_wording_stands(version: Version, expected: str | None) -> None:
    assert version_label(version, on=date(2026, 11, 22)) == expected


FORMER = Version(in_force_from=date(2007, 2, 6), in_force_to=date(2014, 7, 9))


@pytest.mark.parametrize(
    ("is_replaced", "past", "present"),
    [
        (
            True,
            "en vigueur du 6 février 2007 au 8 juillet 2014, modifié depuis",
            "modifié depuis le 9 juillet 2014",
        ),
        (
            False,
            "en vigueur du 6 février 2007 au 8 juillet 2014, abrogé depuis",
            "abrogé depuis le 9 juillet 2014",
        ),
        (
            None,
            "en vigueur du 6 février 2007 au 8 juillet 2014",
            "n’est plus en vigueur depuis le 9 juillet 2014",
        ),
    ],
)
def test_former_wording_says_what_became_of_it(is_replaced: bool | None, past: str, present: str) -> None:
    today = date(2026, 11, 22)
    asked = date(2010, 5, 1)
    assert version_label(FORMER, on=asked, is_replaced=is_replaced, today=today) == past
    assert version_label(FORMER, on=today, is_replaced=is_replaced, today=today) == present


@pytest.mark.parametrize("on", [date(2000, 1, 1), date(2010, 5, 1), date(2014, 7, 9), date(2026, 11, 22)])
@pytest.mark.parametrize("is_replaced", [True, False, None])
def test_former_wording_is_never_labelled_as_present_law(on: date, is_replaced: bool | None) -> None:
    said = version_label(FORMER, on=on, is_replaced=is_replaced, today=date(2026, 11, 22))
    assert said is not None
    assert "en vigueur depuis" not in said.replace("n’est plus en vigueur depuis", "")


def test_end_to_come_is_said_but_not_as_a_change_that_has_happened() -> None:
    ending = Version(in_force_from=date(2021, 8, 6), in_force_to=date(2030, 1, 1))
    said = version_label(ending, on=date(2022, 1, 1), is_replaced=True, today=date(2026, 11, 22))
    assert said == "en vigueur du 6 août 2021 au 31 décembre 2029"


def test_former_wording_without_a_start_says_its_last_day() -> None:
    said = version_label(
        Version(in_force_to=date(2014, 7, 9)), on=date(2010, 5, 1), is_replaced=True, today=date(2026, 11, 22)
    )
    assert said == "en vigueur jusqu’au 8 juillet 2014, modifié depuis"


def test_day_of_the_check_is_written_where_it_is_known() -> None:
    assert checked_label(date(2026, 11, 22)) == "vérifié le 22 novembre 2026"
    assert checked_label(None) is None
