"""Which guides are older than the texts that they name."""

from datetime import date

import pytest

from assistant.domain import Authority, Document, Kind, NewerWording, Version
from assistant.newer_wordings import with_newer_wordings
from tests.records import TODAY, document

STARTED = date(2021, 8, 6)
BEFORE = date(2021, 8, 5)
IN_TEXT = "La commune agit sur le fondement de l’article L. 1115-1 du CGCT."


def wording(
    reference: str = "CGCT L1115-1",
    *,
    start: date | None = STARTED,
    end: date | None = None,
    kind: Kind = Kind.CODE,
    document_id: str = "",
) -> Document:
    return document(
        document_id or f"{reference}-{start}".lower().replace(" ", "-"),
        kind=kind,
        reference=reference,
        version=Version(in_force_from=start, in_force_to=end),
    )


def newer_than(guide: Document, *texts: Document, today: date = TODAY) -> tuple[tuple[str, date], ...]:
    found = with_newer_wordings([guide, *texts], today=today)[guide.document_id].newer_wordings
    return tuple((one.reference, one.in_force_from) for one in found)


@pytest.mark.parametrize(
    ("checked_on", "is_older"),
    [(BEFORE, True), (STARTED, False), (date(2026, 11, 22), False), (None, False)],
    ids=["the day before", "the same day", "after", "undated"],
)
def test_guide_is_older_when_it_was_checked_before_the_wording_started(
    checked_on: date | None, *, is_older: bool
) -> None:
    expected = (("CGCT L1115-1", STARTED),) if is_older else ()
    assert newer_than(document(text=IN_TEXT, checked_on=checked_on), wording()) == expected
    referring = document(references=("CGCT  L1115-1",), checked_on=checked_on)
    assert newer_than(referring, wording()) == expected


def test_only_the_wording_that_holds_today_counts() -> None:
    guide = document(text=IN_TEXT, checked_on=date(2012, 1, 1))
    former = wording(start=date(2014, 7, 9), end=STARTED)
    coming = wording(start=date(2027, 1, 1))
    present = wording(end=date(2027, 1, 1))
    assert newer_than(guide, former, present, coming) == (("CGCT L1115-1", STARTED),)
    assert newer_than(guide, former, present, coming, today=BEFORE) == (("CGCT L1115-1", date(2014, 7, 9)),)
    assert newer_than(guide, former, present, coming, today=date(2027, 1, 1)) == (
        ("CGCT L1115-1", date(2027, 1, 1)),
    )


def test_article_that_no_longer_holds_or_says_no_start_makes_nothing_older() -> None:
    guide = document(text=IN_TEXT, checked_on=date(2012, 1, 1))
    assert newer_than(guide, wording(start=date(2014, 7, 9), end=STARTED)) == ()
    assert newer_than(guide, wording(start=None)) == ()


def test_of_wordings_that_overlap_the_latest_counts() -> None:
    guide = document(text=IN_TEXT, checked_on=date(2018, 1, 1))
    assert newer_than(guide, wording(), wording(start=date(2014, 7, 9))) == (("CGCT L1115-1", STARTED),)


def test_every_article_named_is_given_the_newest_first() -> None:
    guide = document(
        text="Voir les articles L. 1115-1 à L. 1115-3 du CGCT et l’article 6 de la loi n° 2021-1031.",
        references=("décret 2017-939",),
        checked_on=date(2015, 1, 1),
    )
    texts = (
        wording(),
        wording("CGCT L1115-2", start=date(2016, 1, 1)),
        wording("CGCT L1115-3", start=date(2014, 7, 9)),
        wording("CGCT L1115-4"),
        wording("loi 2021-1031, art. 6", kind=Kind.STATUTE),
        wording("décret 2017-939", kind=Kind.DECREE, start=date(2017, 5, 12)),
    )
    assert newer_than(guide, *texts) == (
        ("CGCT L1115-1", STARTED),
        ("loi 2021-1031, art. 6", STARTED),
        ("décret 2017-939", date(2017, 5, 12)),
        ("CGCT L1115-2", date(2016, 1, 1)),
    )


def test_treaty_is_a_text_like_another() -> None:
    treaty = wording("convention-cadre de Madrid", kind=Kind.TREATY, start=date(2025, 3, 1))
    named = document(text="La convention-cadre de Madrid encadre ces accords.", checked_on=BEFORE)
    assert newer_than(named, treaty) == (("convention-cadre de Madrid", date(2025, 3, 1)),)
    foreign = wording("traité d’Aix-la-Chapelle révisé", kind=Kind.TREATY, start=date(2025, 3, 1))
    referring = document(references=("traité d’Aix-la-Chapelle révisé",), checked_on=BEFORE)
    assert newer_than(referring, foreign) == (("traité d’Aix-la-Chapelle révisé", date(2025, 3, 1)),)


@pytest.mark.parametrize(
    "said",
    [
        "L’ancien article L. 1115-1 du CGCT exigeait une convention.",
        "L’ancienne rédaction de l’article L. 1115-1 du CGCT exigeait une convention.",
        "L’article L. 1115-1 du CGCT, dans sa rédaction antérieure à 2021, exigeait une convention.",
        "L’article L. 1115-1 du code général des collectivités territoriales, alors en vigueur, le disait.",
        "L’article L. 1115-1 (ancien) du CGCT exigeait une convention.",
        "L’article L. 1115-1 du CGCT dans sa version en vigueur jusqu’au 5 août 2021 le disait.",
    ],
)
def test_wording_named_as_a_former_one_makes_nothing_older(said: str) -> None:
    assert newer_than(document(text=said, checked_on=BEFORE), wording()) == ()
    again = document(text=f"{said} {IN_TEXT}", checked_on=BEFORE)
    assert newer_than(again, wording()) == (("CGCT L1115-1", STARTED),)


def test_wording_named_by_the_law_that_made_it_counts() -> None:
    said = "L’article L. 1115-1 du CGCT, dans sa rédaction issue de la loi du 7 juillet 2014, le permet."
    assert newer_than(document(text=said, checked_on=BEFORE), wording()) == (("CGCT L1115-1", STARTED),)


def test_article_without_its_code_counts_where_one_code_has_it() -> None:
    guide = document(text="Selon l’article L. 2131-1, l’acte est transmis.", checked_on=BEFORE)
    assert newer_than(guide, wording("CGCT L2131-1")) == (("CGCT L2131-1", STARTED),)
    assert newer_than(guide, wording("CGCT L2131-1"), wording("CGFP L2131-1", start=None)) == ()
    other = document(text="Selon l’article L. 1115-1 du code de la santé publique…", checked_on=BEFORE)
    assert newer_than(other, wording()) == ()


@pytest.mark.parametrize("kind", Kind)
def test_doctrine_guides_and_testimonies_are_looked_at_and_texts_are_not(kind: Kind) -> None:
    one = document(kind=kind, text=IN_TEXT, checked_on=BEFORE)
    assert bool(newer_than(one, wording())) is (one.authority >= Authority.DOCTRINE)


@pytest.mark.parametrize("kind", [Kind.DECISION, Kind.GUIDE, Kind.PRESS])
def test_what_is_no_text_of_law_makes_nothing_older(kind: Kind) -> None:
    named = document("nomme", references=("CE 472155",), checked_on=BEFORE)
    assert newer_than(named, wording("CE 472155", kind=kind)) == ()


def test_circular_is_not_older_than_itself() -> None:
    circular = document(
        "circulaire",
        kind=Kind.CIRCULAR,
        text="La circulaire du 24 mai 2018 remplace celle de 2001.",
        reference="circulaire du 24 mai 2018",
        version=Version(in_force_from=date(2018, 5, 24)),
        checked_on=date(2018, 5, 1),
    )
    guide = document(text="Voir la circulaire du 24 mai 2018.", checked_on=date(2018, 5, 1))
    assert newer_than(circular, guide) == ()
    assert newer_than(guide, circular) == (("circulaire du 24 mai 2018", date(2018, 5, 24)),)


def test_what_was_found_before_is_found_anew_and_takes_no_part_in_comparisons() -> None:
    stale = document(
        text=IN_TEXT, newer_wordings=(NewerWording(reference="CGCT L1115-1", in_force_from=STARTED),)
    )
    found = with_newer_wordings([stale, wording()], today=TODAY)
    assert list(found) == ["guide", "cgct-l1115-1-2021-08-06"]
    assert found["guide"].newer_wordings == ()
    assert found["guide"] == stale
