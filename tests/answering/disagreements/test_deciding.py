from datetime import date

from assistant.answering.disagreements.comparing import Disagreement
from assistant.answering.disagreements.deciding import about, retained_of, why_corrected, why_retained
from assistant.answering.disagreements.values import ValueKind
from assistant.domain import Document, Kind, Wording
from assistant.texts_fr import disagreements as texts
from tests.answering.disagreements.finders import Shelf, version
from tests.records import document


def retained(one: Document, other: Document) -> Document | None:
    """Return the document retained, whichever comes first."""
    assert retained_of(one, other) == retained_of(other, one)
    return retained_of(one, other)


def test_stronger_document_is_retained_though_it_is_older() -> None:
    law = document("loi", kind=Kind.STATUTE, checked_on=date(2015, 1, 1))
    page = document("page", kind=Kind.WEB, checked_on=date(2026, 1, 1))
    assert retained(law, page) is law
    assert "portée est plus forte (code ou loi)" in why_retained(page, law)


def test_later_document_is_retained_among_equals() -> None:
    old = document("ancien", checked_on=date(2015, 1, 1))
    new = document("nouveau", version=version(date(2020, 1, 1), None), checked_on=None)
    assert retained(old, new) is new
    assert "le plus récemment" in why_retained(old, new)


def test_dated_document_is_later_than_an_undated_one() -> None:
    dated, undated = document("date", checked_on=date(2015, 1, 1)), document("sans", checked_on=None)
    assert retained(dated, undated) is dated


def test_official_wording_is_retained_among_equals_of_one_day() -> None:
    summary = document("resume", kind=Kind.CODE)
    official = document("officiel", kind=Kind.CODE, wording=Wording.OFFICIAL)
    assert retained(summary, official) is official
    assert "texte officiel" in why_retained(summary, official)


def test_nothing_decides_between_twins() -> None:
    one, other = document("un"), document("deux")
    assert retained(one, other) is None
    assert why_retained(one, other) == texts.UNDECIDED


def test_reason_names_the_document_and_cuts_a_long_title() -> None:
    law = document("loi", kind=Kind.STATUTE, title="Loi " + "très longue " * 20)
    why = why_retained(law, document("page", kind=Kind.WEB))
    assert "« Loi très longue" in why
    assert "…" in why
    assert len(why) < 160
    assert "« Titre de guide »" in why_corrected(document("guide"))


def test_conflict_is_named_by_what_disagrees() -> None:
    shelf = Shelf()
    one, other = shelf.stated("L'aide est de 5 euros."), shelf.stated("L'aide est de 6 euros.")
    error = Disagreement.of_error(one, other)
    assert about(error) == texts.ERROR
    for kind in ValueKind:
        told = about(
            Disagreement(
                one=one, other=other, kind=kind, unit="loi 2007-147", value_of_one="", value_of_other=""
            )
        )
        assert told
    dated = Disagreement(
        one=one, other=other, kind=ValueKind.ACT_DATE, unit="loi 2007-147", value_of_one="", value_of_other=""
    )
    assert about(dated) == "Date de la loi n° 2007-147"
