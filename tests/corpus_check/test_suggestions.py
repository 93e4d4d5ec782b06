from pathlib import Path

import pytest

from assistant.answering.suggested_questions import FILE_NAME
from assistant.corpus_check.record import Check
from assistant.corpus_check.suggestions import find_suggestions_without_document
from assistant.errors import MetadataError
from tests.corpus_check.corpus_folder import checked_documents, write_document


def test_questions_of_no_document_are_reported_with_their_line(tmp_path: Path) -> None:
    write_document(tmp_path, "jumelage.md", id="jumelage")
    listed = "jumelage: [Que dit la loi ?]\nparti:\n  - Que dit le juge ?\n"
    (tmp_path / FILE_NAME).write_text(listed, encoding="utf-8")
    (problem,) = find_suggestions_without_document(checked_documents(tmp_path), folders=[tmp_path])
    assert (problem.path, problem.line, problem.check) == (FILE_NAME, 2, Check.SUGGESTIONS)
    assert "« parti »" in problem.message


def test_folder_without_list_has_nothing_to_mend(tmp_path: Path) -> None:
    assert list(find_suggestions_without_document((), folders=[tmp_path])) == []


def test_malformed_list_is_an_error(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("jumelage: Que dit la loi ?\n", encoding="utf-8")
    with pytest.raises(MetadataError, match="questions-proposees.yaml, ligne 1"):
        list(find_suggestions_without_document((), folders=[tmp_path]))
