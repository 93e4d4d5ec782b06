import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.legal_references import (
    LegalReference,
    ReferenceKind,
    canonical_article,
    expand_range,
    find_references,
)

# One case a line: a text, what it mentions, and where it matters the code, the range, the day.
CASES: list[dict[str, Any]] = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "legal_references.jsonl").read_text("utf-8").splitlines()
]


def canonicals(text: str) -> list[str]:
    return [reference.canonical for reference in find_references(text)]


def articles(found: tuple[LegalReference, ...]) -> list[LegalReference]:
    return [reference for reference in found if reference.kind is ReferenceKind.ARTICLE]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['topic']}: {case['text']}")
def test_text_has_the_mentions_that_a_lawyer_would_read(case: dict[str, Any]) -> None:
    found = find_references(case["text"])
    assert [reference.canonical for reference in found] == case["expected"]
    if "within" in case:
        assert {reference.within for reference in articles(found)} == {case["within"]}
    if "through" in case:
        ranges = {reference.canonical: reference.through for reference in found if reference.through}
        assert ranges == case["through"]
    if "and_following" in case:
        following = [reference.canonical for reference in articles(found) if reference.and_following]
        assert following == case["and_following"]
    if "dated_on" in case:
        assert found[0].dated_on == date.fromisoformat(case["dated_on"])


def test_case_file_is_large_and_half_of_it_is_not_traps() -> None:
    traps = sum(not case["expected"] for case in CASES)
    assert len(CASES) >= 220
    assert 60 <= traps <= len(CASES) / 2


@pytest.mark.parametrize(
    "mention",
    [
        "L. 1115-1",
        "L1115-1",
        "l1115-1",
        "L.1115-1",
        "L 1115-1",
        "art. L.1115-1 du CGCT",
        "article L 1115-1",
        "L.\u00a01115\u20111",
        "L. 1115\u20131",
        "L. *1115-1",
        "l'article L. 1115-1 du code général des collectivités territoriales",
    ],
)
def test_every_way_of_writing_an_article_gives_one_form(mention: str) -> None:
    assert canonicals(mention) == ["L1115-1"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L. 1115-1-1", ["L1115-1-1"]),
        ("R. 1115-8, D. 1115-1 et L.O. 6462-3", ["R1115-8", "D1115-1", "LO6462-3"]),
        ("articles L. 2131-1 et 2131-2", ["L2131-1", "L2131-2"]),
        ("article 10 de la loi n° 2000-321 du 12 avril 2000", ["loi 2000-321 art. 10", "loi 2000-321"]),
        ("loi 3DS, art. 217, loi NOTRe", ["loi 2022-217", "loi 2022-217 art. 217", "loi 2015-991"]),
        ("article 72 de la Constitution", ["Constitution art. 72"]),
        ("article 238 bis du CGI", ["CGI art. 238bis"]),
        ("loi d'orientation n°92-125 du 6 février 1992", ["loi 92-125"]),
        ("loi 1992-125", ["loi 92-125"]),
        ("loi du 6 février 1992", ["loi du 1992-02-06"]),
        ("décret n° 2017-939", ["décret 2017-939"]),
        ("décret d'application de la loi n° 2007-147", ["loi 2007-147"]),
        ("ordonnance n° 2005-1027", ["ordonnance 2005-1027"]),
        ("arrêté du 01/02/2020", ["arrêté du 2020-02-01"]),
        ("règlement (CE) n° 1082/2006", ["règlement 1082/2006"]),
        ("circulaire du 24 mai 2018", ["circulaire du 2018-05-24"]),
        ("NOR INTB1809792J", ["NOR INTB1809792J"]),
        ("circulaire NOR INTB1809792C du 24 mai 2018", ["circulaire du 2018-05-24", "NOR INTB1809792C"]),
        ("CE, 13 mai 2024, n° 472155", ["CE 472155"]),
        ("Conseil d’État, 13 mai 2024", ["CE 2024-05-13"]),
        ("CE, Section, 13 mai 2024, SOS Méditerranée", ["CE 2024-05-13"]),
        ("CAA Lyon, 24 juin 2021, n° 19LY04159", ["CAA 19LY04159"]),
        ("la cour administrative d'appel de Lyon le 24 juin 2021", ["CAA Lyon 2021-06-24"]),
        ("n° 19LY04159", ["CAA 19LY04159"]),
        ("décisions nos 472155 et 474652", ["CE 472155", "CE 474652"]),
        ("CE, 23 octobre 1989, commune de Romainville, nos 93331, 93847", ["CE 93331", "CE 93847"]),
        ("TA Nantes, 19 octobre 2022, n° 2012829", ["TA Nantes 2012829"]),
        ("décision n° 2013-687 DC", ["CC 2013-687 DC"]),
    ],
)
def test_mention_is_normalised(text: str, expected: list[str]) -> None:
    assert canonicals(text) == expected


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("loi Thiollière", "2007-147"),
        ("loi thiolliere", "2007-147"),
        ("loi Oudin-Santini", "2005-95"),
        ("loi Oudin", "2005-95"),
        ("la LOPDSI", "2014-773"),
        ("loi Letchimy", "2016-1657"),
        ("loi 3DS", "2022-217"),
        ("loi ATR", "92-125"),
        ("loi NOTRe", "2015-991"),
        ("loi MAPTAM", "2014-58"),
    ],
)
def test_name_in_use_is_resolved_to_the_number(name: str, number: str) -> None:
    assert canonicals(name) == [f"loi {number}"]


@pytest.mark.parametrize(
    "text",
    [
        "l'article 3 s'applique",
        "le format A4 et la salle D5",
        "de 12-15 ans, a 12-15 ans",
        "la loi prévoit du 3 au 5 mai",
        "la loi 2014-2020",
        "le rapport Letchimy",
        "le Conseil d'État a jugé",
        "3 250 collectivités, 1 % et 30 000 €",
    ],
)
def test_doubtful_mention_is_left_out(text: str) -> None:
    assert canonicals(text) == []


def test_popular_name_keeps_the_date_that_the_text_states() -> None:
    (reference,) = find_references("loi Thiollière du 25 février 2007")
    assert (reference.canonical, reference.dated_on) == ("loi 2007-147", date(2007, 2, 25))


def test_impossible_day_gives_no_date() -> None:
    (reference,) = find_references("loi n° 2007-147 du 31 février 2007")
    assert reference.dated_on is None


def test_span_holds_the_mention() -> None:
    text = "L'article L. 1115-1 du CGCT, la loi n° 2007-147 du 2 février 2007, CE, 13 mai 2024, n° 472155."
    assert [text[one.span.start : one.span.end] for one in find_references(text)] == [
        "article L. 1115-1",
        "loi n° 2007-147 du 2 février 2007",
        "CE, 13 mai 2024, n° 472155",
    ]


def test_code_is_shared_by_a_list_of_articles() -> None:
    first, second = find_references("articles L. 2131-1 et L. 2131-2 du CGCT")
    assert (first.within, second.within) == ("CGCT", "CGCT")


def test_range_keeps_both_ends_and_can_be_written_out() -> None:
    first, last = find_references("L. 1115-1 à L. 1115-4")
    assert (first.canonical, first.through, last.canonical) == ("L1115-1", "L1115-4", "L1115-4")
    assert expand_range(first) == ("L1115-1", "L1115-2", "L1115-3", "L1115-4")
    assert expand_range(last) == ("L1115-4",)


def test_range_without_common_prefix_keeps_its_ends_alone() -> None:
    first, _ = find_references("L. 1115-1 à L. 2131-4")
    assert expand_range(first) == ("L1115-1", "L2131-4")


def test_following_articles_are_flagged() -> None:
    (reference,) = find_references("article L. 1115-1 et suivants du CGCT")
    assert reference.and_following
    assert reference.within == "CGCT"


def test_statute_after_a_court_is_not_its_decision() -> None:
    (reference,) = find_references("Le Conseil d'État a jugé que la loi du 6 février 1992 s'applique")
    assert reference.kind is ReferenceKind.STATUTE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CGCT L1115-1", "L1115-1"),
        ("CGCT L. 1115-1", "L1115-1"),
        ("L. 1115-1 du CGCT", "L1115-1"),
        ("loi 2007-147", None),
        ("L1115-1 et L1115-2", None),
        ("", None),
    ],
)
def test_canonical_article_is_the_only_article_named(text: str, expected: str | None) -> None:
    assert canonical_article(text) == expected


def test_long_runs_of_subdivisions_and_towns_are_refused_at_once() -> None:
    # With two places for one space these take time that doubles with each word.
    assert canonicals("article 1 " + "I " * 1900) == []
    assert canonicals("TA Aa " * 600) == []
