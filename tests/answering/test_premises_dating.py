from datetime import date

import pytest

from assistant.answering.premises.dating import find_misdated, own_days
from tests.records import document

DAYS = {
    "loi 2007-147": date(2007, 2, 2),
    "loi 2005-95": date(2005, 2, 9),
    "loi 92-125": date(1992, 2, 6),
    "loi 2016-1657": date(2016, 12, 5),
    "CE 472155": date(2024, 5, 13),
}


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("la loi Thiollière de 2008", "loi 2007-147"),
        ("la loi Thiollière (2008)", "loi 2007-147"),
        ("la loi Thiollière du 25 février 2007", "loi 2007-147"),
        ("la loi Thiollière de janvier 2007", "loi 2007-147"),
        ("la loi Thiollière date du 25 janvier 2007", "loi 2007-147"),
        ("la loi Thiollière, c'est 2009", "loi 2007-147"),
        ("la loi du 25 janvier 2007, dite loi Thiollière", "loi 2007-147"),
        ("la loi de 2008 (dite « Thiollière »)", "loi 2007-147"),
        ("la loi Oudin-Santini, votée en 2010", "loi 2005-95"),
        ("la loi n° 92-125 du 6 février 1993", "loi 92-125"),
        ("CE, 13 mai 2023, n° 472155", "CE 472155"),
    ],
)
def test_text_with_a_date_that_is_not_its_own_is_found(text: str, canonical: str) -> None:
    (found,) = find_misdated(text, DAYS)
    assert (found.canonical, found.day) == (canonical, DAYS[canonical])


@pytest.mark.parametrize(
    "text",
    [
        "la loi Thiollière",
        "la loi Thiollière de 2007",
        "la loi Thiollière du 2 février 2007",
        "la loi Thiollière de février 2007",
        "la loi n° 2007-147 du 2 février 2007, dite loi Thiollière",
        "la loi Thiollière, votée en janvier 2007",
        "la loi Letchimy, votée en 2015",
        "que permettait la loi Thiollière en 2010",
        "la loi Thiollière et la circulaire de 2018",
        "la loi Thiollière, publiée au Journal officiel du 6 février 2007",
        "CE, 13 mai 2024, n° 472155",
        "la loi n° 2030-12 du 3 mars 2031",
    ],
)
def test_text_with_its_own_date_or_none_is_left_alone(text: str) -> None:
    assert list(find_misdated(text, DAYS)) == []


def test_text_that_documents_give_two_days_has_none() -> None:
    days = own_days(
        [
            document("a", references=("loi 2007-147 du 2 février 2007", "loi 92-125 du 6 février 1992")),
            document("b", references=("loi 2007-147 du 25 janvier 2007",)),
        ]
    )
    assert days == {"loi 92-125": date(1992, 2, 6)}
