"""What is said of the wording that a source gives."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.dialogue import Question
from assistant.domain import Document, Kind, NewerWording, Version, with_successors
from assistant.rendering.versions import document_version, review_note, review_sentence
from tests.records import TODAY, document, question


def article(document_id: str, start: date, end: date | None, **fields: object) -> Document:
    version = Version(in_force_from=start, in_force_to=end)
    return document(document_id, kind=Kind.CODE, version=version, **({"reference": "CGCT L1115-1"} | fields))


def asked_today(as_of: date = TODAY) -> Question:
    return replace(question(as_of=as_of), asked_on=TODAY)


FIRST = article("a-1996", date(1996, 2, 24), date(2004, 7, 30))
SECOND = article("b-2007", date(2007, 2, 6), date(2014, 7, 9))
PRESENT = article("c-2014", date(2014, 7, 9), None)


def test_each_wording_knows_the_one_that_follows() -> None:
    other = article("d-autre", date(2004, 7, 30), date(2008, 4, 18), reference="CGCT L1115-2")
    linked = with_successors([PRESENT, SECOND, FIRST, other, document("guide")])
    assert list(linked) == ["c-2014", "b-2007", "a-1996", "d-autre", "guide"]
    assert {name: one.successor_id for name, one in linked.items()} == {
        "a-1996": "b-2007",
        "b-2007": "c-2014",
        "c-2014": None,
        "d-autre": None,
        "guide": None,
    }


def test_successor_takes_no_part_in_comparisons() -> None:
    assert with_successors([SECOND, PRESENT])["b-2007"] == SECOND


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (date(2010, 5, 1), "en vigueur du 6 février 2007 au 8 juillet 2014, modifié depuis"),
        (TODAY, "modifié depuis le 9 juillet 2014"),
    ],
)
def test_wording_that_another_follows_is_modified_since(as_of: date, expected: str) -> None:
    asked = asked_today(as_of)
    assert document_version(with_successors([SECOND, PRESENT])["b-2007"], asked) == expected


def test_article_that_nothing_follows_is_repealed_and_a_guide_is_not() -> None:
    ended = Version(in_force_from=date(2007, 2, 6), in_force_to=date(2014, 7, 9))
    asked = asked_today()
    assert document_version(SECOND, asked) == "abrogé depuis le 9 juillet 2014"
    guide = document("guide", version=ended)
    assert document_version(guide, asked) == "n’est plus en vigueur depuis le 9 juillet 2014"


def test_document_without_dates_has_no_version() -> None:
    assert document_version(document(), asked_today()) is None


def outdated(*references: str) -> Document:
    newer = tuple(NewerWording(reference=one, in_force_from=date(2021, 8, 6)) for one in references)
    return document("guide", checked_on=date(2020, 3, 3), newer_wordings=newer)


@pytest.mark.parametrize(
    ("references", "versions"),
    [
        (["CGCT L1115-1"], "la version de l’article L. 1115-1 du CGCT en vigueur depuis le 6 août 2021"),
        (["CGCT LO6462-3"], "la version de l’article L.O. 6462-3 du CGCT en vigueur depuis le 6 août 2021"),
        (
            ["loi 2021-1031, art. 6", "convention-cadre de Madrid"],
            "la version de « loi 2021-1031, art. 6 » en vigueur depuis le 6 août 2021 et celle de "
            "« convention-cadre de Madrid » en vigueur depuis le 6 août 2021",
        ),
        (
            ["CGI 238bis", "Constitution art. 72", "code pénal 223-6"],
            "la version de « CGI 238bis » en vigueur depuis le 6 août 2021, celle de "
            "« Constitution art. 72 » en vigueur depuis le 6 août 2021 et celle de « code pénal 223-6 » "
            "en vigueur depuis le 6 août 2021",
        ),
    ],
)
def test_document_to_review_says_why(references: list[str], versions: str) -> None:
    assert review_sentence(outdated(*references)) == f"Vérifié le 3 mars 2020, avant {versions}."
    assert review_note(outdated(*references)) == f"à revoir : vérifié le 3 mars 2020, avant {versions}"


@pytest.mark.parametrize(("count", "said"), [(4, "celle d’un autre texte"), (6, "celles de 3 autres textes")])
def test_beyond_three_newer_texts_the_rest_is_counted(count: int, said: str) -> None:
    sentence = review_sentence(outdated(*(f"CGCT L1115-{number}" for number in range(1, count + 1)))) or ""
    assert "L. 1115-3" in sentence
    assert "L. 1115-4" not in sentence
    assert sentence.endswith(f"août 2021 et {said}.")


def test_document_that_nothing_is_newer_than_says_nothing() -> None:
    assert review_sentence(document()) is None
    assert review_note(document(checked_on=None)) is None
