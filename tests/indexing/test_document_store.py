from datetime import date
from pathlib import Path

import pytest

from assistant.domain import Block, BlockType, Document, FormerNumber, Kind, Passage, Span, Version
from assistant.errors import IndexDamagedError
from assistant.indexing.document_store import read_library, write_documents
from tests.records import TODAY, document, passage

ARTICLE = document(
    "cgct-l1115-1",
    kind=Kind.CODE,
    text='Titre\nL’action\u2028extérieure « des » collectivités\x85 🌍 \\ " fin',
    reference="CGCT L1115-1",
    former_numbers=(FormerNumber(number="L1112-1", from_on=None, to_on=date(2007, 2, 2)),),
    references=("loi n° 2014-773",),
    version=Version(in_force_from=date(2021, 8, 6)),
    jurisdiction=None,
    source_urls=("https://www.legifrance.gouv.fr/",),
    blocks=(
        Block(type=BlockType.HEADING, start=0, end=5, level=1),
        Block(type=BlockType.PARAGRAPH, start=6, end=20, page=2),
    ),
    stale_reason="fichier chiffré",
)


def passage_of(owner: Document, position: int) -> Passage:
    return passage(
        owner.text,
        document_id=owner.document_id,
        position=position,
        heading_path=("Titre", "Chapitre"),
        locator="art. L1115-1, al. 2",
        page=3,
        quotable_spans=(Span(start=0, end=5), Span(start=6, end=9)),
    )


def test_documents_and_passages_come_back_equal(tmp_path: Path) -> None:
    other = document("guide")
    passages = [passage_of(ARTICLE, 0), passage_of(ARTICLE, 1)]
    write_documents(tmp_path / "new", [ARTICLE, other], passages)
    library = read_library(tmp_path / "new")
    assert dict(library.documents) == {"cgct-l1115-1": ARTICLE, "guide": other}
    assert list(library.passages.values()) == passages
    assert library.passages_of["guide"] == ()


def test_passages_of_a_document_are_in_reading_order(tmp_path: Path) -> None:
    shuffled = [passage_of(ARTICLE, position) for position in (2, 0, 10, 1)]
    write_documents(tmp_path, [ARTICLE], shuffled)
    in_order = read_library(tmp_path).passages_of["cgct-l1115-1"]
    assert [one.position for one in in_order] == [0, 1, 2, 10]


def test_library_cannot_be_changed(tmp_path: Path) -> None:
    write_documents(tmp_path, [ARTICLE], [])
    with pytest.raises(TypeError):
        read_library(tmp_path).documents["autre"] = ARTICLE  # type: ignore[index]


def test_guide_is_compared_with_the_texts_that_it_names_where_a_day_is_given(tmp_path: Path) -> None:
    guide = document(references=("CGCT L1115-1",), checked_on=date(2020, 3, 3))
    write_documents(tmp_path, [ARTICLE, guide], [])
    assert read_library(tmp_path).documents["guide"].newer_wordings == ()
    (newer,) = read_library(tmp_path, today=TODAY).documents["guide"].newer_wordings
    assert (newer.reference, newer.in_force_from) == ("CGCT L1115-1", date(2021, 8, 6))


def test_empty_corpus_gives_an_empty_library(tmp_path: Path) -> None:
    write_documents(tmp_path, [], [])
    library = read_library(tmp_path)
    assert (len(library.documents), len(library.passages)) == (0, 0)


@pytest.mark.parametrize("file", ["documents.jsonl", "passages.jsonl"])
def test_missing_file_is_damage_and_is_named(tmp_path: Path, file: str) -> None:
    write_documents(tmp_path, [ARTICLE], [passage_of(ARTICLE, 0)])
    (tmp_path / file).unlink()
    with pytest.raises(IndexDamagedError, match=f"{file}.*assistant index"):
        read_library(tmp_path)


@pytest.mark.parametrize("line", [b"garbage", b"{}", b"", b'{"document_id": 3}', b"\xff\xfe"])
def test_unreadable_line_is_damage_and_is_numbered(tmp_path: Path, line: bytes) -> None:
    write_documents(tmp_path, [ARTICLE], [passage_of(ARTICLE, 0)])
    with (tmp_path / "passages.jsonl").open("ab") as file:
        file.write(line + b"\n")
    with pytest.raises(IndexDamagedError, match=r"passages\.jsonl », ligne 2"):
        read_library(tmp_path)


def test_file_cut_in_the_middle_of_a_line_is_damage(tmp_path: Path) -> None:
    write_documents(tmp_path, [ARTICLE], [passage_of(ARTICLE, 0), passage_of(ARTICLE, 1)])
    path = tmp_path / "passages.jsonl"
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(IndexDamagedError, match="ligne 2"):
        read_library(tmp_path)


@pytest.mark.parametrize(
    "passages",
    [[passage_of(ARTICLE, 0), passage_of(ARTICLE, 0)], [passage("texte", document_id="absent")]],
    ids=["twice", "without document"],
)
def test_passage_twice_or_without_document_is_damage(tmp_path: Path, passages: list[Passage]) -> None:
    write_documents(tmp_path, [ARTICLE], passages)
    with pytest.raises(IndexDamagedError, match=passages[-1].passage_id):
        read_library(tmp_path)
