from datetime import date
from enum import Enum

import pytest

from assistant import dialogue, domain
from assistant.domain import Version
from assistant.texts_fr.labels import french_date, label, version_label

# Closed sets that no screen shows member by member.
_UNSHOWN = {domain.BlockType, dialogue.EngineChoice}


def test_every_member_of_every_enum_has_a_french_label() -> None:
    enums = {
        value
        for module in (domain, dialogue)
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Enum) and value.__module__ == module.__name__
    }
    for members in enums - _UNSHOWN:
        for member in members:
            assert label(member)


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
        (Version(in_force_to=date(2030, 1, 1)), "en vigueur jusqu’au 1er janvier 2030"),
    ],
)
def test_version_label_says_how_a_wording_stands(version: Version, expected: str | None) -> None:
    assert version_label(version, on=date(2026, 11, 22)) == expected
