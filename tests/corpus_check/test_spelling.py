import sys
from pathlib import Path

import pytest

from assistant.corpus_check.spelling import find_misspelt, is_available
from assistant.errors import ServiceReplyError, ServiceUnavailableError
from tests.corpus_check.corpus_folder import checked_documents, line_of, write_document

needs_program = pytest.mark.skipif(not is_available(), reason="hunspell is not installed")


@needs_program
def test_french_words_and_accepted_words_pass(tmp_path: Path) -> None:
    body = (
        "Microprojet de l'AFD : aujourd'hui, la 1re commune aide l'école (n° 19LY04159), "
        "voir https://www.pseau.org/xyzt ou jumelage@vandoeuvr.example."
    )
    write_document(tmp_path, "a.md", body)
    accepted = frozenset({"AFD", "microprojet"})
    assert list(find_misspelt(checked_documents(tmp_path), accepted=accepted)) == []


@needs_program
def test_misspelt_word_is_found_once_at_its_line(tmp_path: Path) -> None:
    path = write_document(tmp_path, "a.md", "Un début.\n\nLe jumelaje unit l'acceuil.\n\nLe jumelaje dure.")
    problems = list(find_misspelt(checked_documents(tmp_path), accepted=frozenset()))
    assert [problem.message.split(" — ")[0] for problem in problems] == [
        "« jumelaje » inconnu du dictionnaire",
        "« acceuil » inconnu du dictionnaire",
    ]
    assert {problem.line for problem in problems} == {line_of(path, "jumelaje")}


def test_missing_program_is_an_error_with_its_mend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    write_document(tmp_path, "a.md")
    with pytest.raises(ServiceUnavailableError, match="hunspell-fr"):
        list(find_misspelt(checked_documents(tmp_path), accepted=frozenset()))


def test_missing_dictionary_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "programs" / "hunspell"
    program.parent.mkdir()
    program.write_text(f"#!{sys.executable}\nimport sys\nsys.exit('no dictionary')\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent))
    write_document(tmp_path / "corpus", "a.md")
    with pytest.raises(ServiceReplyError, match="fr_FR"):
        list(find_misspelt(checked_documents(tmp_path / "corpus"), accepted=frozenset()))
