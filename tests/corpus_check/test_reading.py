from pathlib import Path

import pytest

from assistant.corpus_check.reading import read_corpus
from assistant.corpus_check.record import Check
from assistant.errors import CorpusError
from tests.corpus_check.corpus_folder import write_document


def test_sound_document_is_read_with_its_source(tmp_path: Path) -> None:
    path = write_document(tmp_path, "jumelage.md", licence="")
    corpus = read_corpus([tmp_path])
    (checked,) = corpus.documents
    assert corpus.problems == ()
    assert checked.source == path.read_text(encoding="utf-8")
    assert checked.source[checked.body_start :].startswith("# Le jumelage")
    assert checked.stated_keys == {"title", "kind", "jurisdiction", "checked_on", "url"}


def test_unknown_key_is_a_problem_at_its_line(tmp_path: Path) -> None:
    write_document(tmp_path, "jumelage.md", kinde="guide")
    write_document(tmp_path, "pacte.md")
    corpus = read_corpus([tmp_path])
    assert [checked.document.path for checked in corpus.documents] == ["pacte.md"]
    (problem,) = corpus.problems
    assert (problem.path, problem.line, problem.check) == ("jumelage.md", 7, Check.READING)
    assert "« kinde »" in problem.message


def test_repeated_id_is_a_problem(tmp_path: Path) -> None:
    write_document(tmp_path, "a.md", id="jumelage")
    write_document(tmp_path, "b.md", id="jumelage")
    (problem,) = read_corpus([tmp_path]).problems
    assert problem.path == "b.md"
    assert "a.md" in problem.message


def test_metadata_of_a_sidecar_are_stated(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Une note sur le jumelage de deux communes.\n", encoding="utf-8")
    (tmp_path / "note.txt.yaml").write_text("title: Une note\n", encoding="utf-8")
    (checked,) = read_corpus([tmp_path]).documents
    assert checked.stated_keys == {"title"}
    assert checked.body_start == 0


def test_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CorpusError):
        read_corpus([tmp_path / "absent"])
