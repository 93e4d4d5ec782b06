from pathlib import Path

from assistant.corpus_check.reviewed_lists import KnownReferences
from assistant.corpus_check.versions import find_version_faults
from tests.corpus_check.corpus_folder import checked_documents, line_of, write_document

NOTHING_KNOWN = KnownReferences()


def write_version(folder: Path, name: str, in_force: str, reference: str = "CGCT L1115-1") -> Path:
    return write_document(folder, name, kind="code", reference=reference, in_force=in_force)


def messages(folder: Path, known: KnownReferences = NOTHING_KNOWN) -> list[str]:
    return [problem.message for problem in find_version_faults(checked_documents(folder), known=known)]


def test_chained_versions_pass(tmp_path: Path) -> None:
    write_version(tmp_path, "1.md", "{from: 2014-07-09, to: 2021-08-06}")
    write_version(tmp_path, "2.md", "{from: 2021-08-06}")
    write_version(tmp_path, "3.md", "{from: 2001-01-01}", reference="CGCT L1115-2")
    assert messages(tmp_path) == []


def test_gap_is_found_at_the_later_version(tmp_path: Path) -> None:
    write_version(tmp_path, "1.md", "{from: 2004-07-30, to: 2014-07-08}")
    later = write_version(tmp_path, "2.md", "{from: 2014-07-09}")
    (problem,) = find_version_faults(checked_documents(tmp_path), known=NOTHING_KNOWN)
    assert (problem.path, problem.line) == ("2.md", line_of(later, "in_force"))
    assert "1.md s’arrête au 2014-07-08" in problem.message


def test_gap_of_the_law_itself_can_be_declared(tmp_path: Path) -> None:
    write_version(tmp_path, "1.md", "{from: 2004-07-30, to: 2008-04-18}")
    write_version(tmp_path, "2.md", "{from: 2014-07-09}")
    assert messages(tmp_path, KnownReferences(gaps={"CGCT L1115-1": "abrogé puis recréé"})) == []


def test_overlap_is_found_even_if_a_gap_is_declared(tmp_path: Path) -> None:
    write_version(tmp_path, "1.md", "{from: 2004-07-30, to: 2014-07-10}")
    write_version(tmp_path, "2.md", "{from: 2014-07-09}")
    (message,) = messages(tmp_path, KnownReferences(gaps={"CGCT L1115-1": "abrogé puis recréé"}))
    assert "jusqu’au 2014-07-10" in message


def test_version_without_end_overlaps_its_successor(tmp_path: Path) -> None:
    write_version(tmp_path, "1.md", "{from: 2004-07-30}")
    write_version(tmp_path, "2.md", "{from: 2014-07-09}")
    (message,) = messages(tmp_path)
    assert "jour non dit" in message


def test_undated_version_among_several_is_found(tmp_path: Path) -> None:
    write_version(tmp_path, "1.md", "{from: 2004-07-30}")
    write_version(tmp_path, "2.md", "")
    (message,) = messages(tmp_path)
    assert "sans date" in message
