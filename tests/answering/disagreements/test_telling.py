from assistant.answering.disagreements.comparing import Disagreement
from assistant.answering.disagreements.stated import Stated
from assistant.answering.disagreements.telling import tell_conflicts
from assistant.answering.disagreements.values import ValueKind
from assistant.conflicts import Conflict
from assistant.domain import Document, Kind, Passage
from assistant.texts_fr import disagreements as texts
from tests.answering.disagreements.finders import Shelf

ROOM = 1000


def said(shelf: Shelf, name: str, *, kind: Kind = Kind.WEB) -> Stated:
    return shelf.stated(f"La loi est de {name}.", name=name, kind=kind, checked_on=None)


def differing(
    one: Stated,
    other: Stated,
    *,
    values: tuple[str, str],
    kind: ValueKind | None = ValueKind.AMOUNT,
    unit: str = "€",
) -> Disagreement:
    return Disagreement(
        one=one, other=other, kind=kind, unit=unit, value_of_one=values[0], value_of_other=values[1]
    )


def told(*disagreements: Disagreement, room: int = ROOM) -> tuple[Conflict, ...]:
    order: list[str] = []

    def number(document: Document, _passage: Passage) -> int:
        if document.document_id not in order:
            order.append(document.document_id)
        return order.index(document.document_id) + 1

    return tell_conflicts(disagreements, number=number, room_chars=room)


def test_conflict_numbers_each_side_and_the_one_retained() -> None:
    shelf = Shelf()
    law, page = said(shelf, "loi", kind=Kind.STATUTE), said(shelf, "page")
    (conflict,) = told(differing(law, page, values=("5 euros", "6 euros")))
    assert [(one.value, one.source_number) for one in conflict.claims] == [("5 euros", 1), ("6 euros", 2)]
    assert conflict.retained == 1
    assert conflict.about == texts.AMOUNT


def test_disagreements_about_one_thing_are_one_conflict() -> None:
    shelf = Shelf()
    law, page, other = said(shelf, "loi", kind=Kind.STATUTE), said(shelf, "page"), said(shelf, "autre")
    (conflict,) = told(
        differing(law, page, values=("5 euros", "6 euros")),
        differing(law, other, values=("5 euros", "7 euros")),
    )
    assert [one.value for one in conflict.claims] == ["5 euros", "6 euros", "7 euros"]


def test_two_things_are_two_conflicts_and_a_third_is_left_out() -> None:
    shelf = Shelf()
    law, page = said(shelf, "loi", kind=Kind.STATUTE), said(shelf, "page")
    units = ("€", "franc", "dollar")
    conflicts = told(*(differing(law, page, values=("5", "6"), unit=unit) for unit in units))
    assert len(conflicts) == 2


def test_errors_are_told_one_by_one_with_their_correction() -> None:
    shelf = Shelf()
    guide, page = said(shelf, "guide", kind=Kind.GUIDE), said(shelf, "page")
    errors = [differing(guide, page, values=("Non.", wrong), kind=None) for wrong in ("Un.", "Deux.")]
    conflicts = told(*errors)
    assert [one.claims[1].value for one in conflicts] == ["Un.", "Deux."]
    assert {one.retained for one in conflicts} == {1}


def test_nothing_is_retained_where_nothing_decides() -> None:
    shelf = Shelf()
    (conflict,) = told(differing(said(shelf, "un"), said(shelf, "deux"), values=("5", "6")))
    assert (conflict.retained, conflict.why) == (None, texts.UNDECIDED)


def test_conflict_without_room_is_left_out_and_cites_nothing() -> None:
    shelf = Shelf()
    found = differing(said(shelf, "un"), said(shelf, "deux"), values=("5", "6"))
    assert told(found, room=40) == ()


def test_long_value_is_cut_at_a_word() -> None:
    shelf = Shelf()
    long = "La convention est visée par le préfet, " * 10
    (conflict,) = told(differing(said(shelf, "un"), said(shelf, "deux"), values=(long, "Non.")))
    value = conflict.claims[0].value
    assert value.endswith("…")
    assert len(value) <= 111
    assert long.startswith(value[:-1])
