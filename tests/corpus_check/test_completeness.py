from pathlib import Path

import pytest

from assistant.corpus_check.completeness import find_incomplete
from assistant.corpus_check.reviewed_lists import KnownReferences
from tests.corpus_check.corpus_folder import checked_documents, write_document

NOTHING_KNOWN = KnownReferences()
LAW = {"kind": "code", "reference": "CGCT L1115-1", "in_force": "{from: 2021-08-06}"}


def messages(folder: Path, known: KnownReferences = NOTHING_KNOWN) -> list[str]:
    return [problem.message for problem in find_incomplete(checked_documents(folder), known=known)]


def test_complete_guide_and_law_pass(tmp_path: Path) -> None:
    write_document(tmp_path, "guide.md")
    write_document(tmp_path, "loi.md", **LAW)
    assert messages(tmp_path) == []


@pytest.mark.parametrize("key", ["title", "kind"])
def test_unstated_key_is_found(key: str, tmp_path: Path) -> None:
    write_document(tmp_path, "guide.md", **{key: ""})
    (message,) = messages(tmp_path)
    assert f"« {key} »" in message


def test_document_without_any_address_is_found(tmp_path: Path) -> None:
    write_document(tmp_path, "guide.md", url="")
    (message,) = messages(tmp_path)
    assert "« sources »" in message


def test_sources_stand_for_the_address(tmp_path: Path) -> None:
    write_document(tmp_path, "guide.md", url="", sources="[https://www.senat.fr/]")
    assert messages(tmp_path) == []


def test_guide_needs_no_jurisdiction_but_a_country_does(tmp_path: Path) -> None:
    write_document(tmp_path, "guide.md", jurisdiction="")
    assert messages(tmp_path) == []
    write_document(tmp_path, "pays.md", kind="country", jurisdiction="")
    (message,) = messages(tmp_path)
    assert "« jurisdiction »" in message


def test_law_without_first_day_is_found_unless_reviewed(tmp_path: Path) -> None:
    write_document(tmp_path, "loi.md", **(LAW | {"in_force": ""}))
    (message,) = messages(tmp_path)
    assert "« in_force »" in message
    assert messages(tmp_path, KnownReferences(undated={"CGCT L1115-1": "aucune source"})) == []


def test_decision_without_reference_is_found(tmp_path: Path) -> None:
    write_document(tmp_path, "arret.md", kind="decision")
    (message,) = messages(tmp_path)
    assert "« reference »" in message
