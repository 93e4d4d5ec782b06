from pathlib import Path

from assistant.corpus_check.places import line_of_key, line_of_text
from tests.corpus_check.corpus_folder import checked_documents, line_of, write_document


def test_line_of_a_repeated_sentence_is_its_own(tmp_path: Path) -> None:
    write_document(
        tmp_path, "a.md", "Le maire signe la convention.\n\n## Ensuite\n\nLe maire signe la convention."
    )
    (checked,) = checked_documents(tmp_path)
    text = checked.document.text
    first, second = text.find("Le maire"), text.rfind("Le maire")
    lines = checked.source.splitlines()
    assert lines[line_of_text(checked, first, len(text)) - 1] == "Le maire signe la convention."
    assert line_of_text(checked, second, len(text)) == line_of_text(checked, first, len(text)) + 4


def test_line_of_a_sentence_with_markup_is_found_by_its_first_words(tmp_path: Path) -> None:
    path = write_document(tmp_path, "a.md", "Un début.\n\nLe maire signe la **convention** du jumelage.")
    (checked,) = checked_documents(tmp_path)
    start = checked.document.text.find("Le maire")
    assert line_of_text(checked, start, len(checked.document.text)) == line_of(path, "Le maire")


def test_line_of_a_key_and_of_a_value_under_it(tmp_path: Path) -> None:
    path = write_document(tmp_path, "a.md", references="\n  - CGCT L1115-1\n  - CGCT L1115-2")
    (checked,) = checked_documents(tmp_path)
    assert line_of_key(checked, "checked_on") == line_of(path, "checked_on")
    assert line_of_key(checked, "references", value="CGCT L1115-2") == line_of(path, "L1115-2")


def test_key_written_elsewhere_gives_the_first_line(tmp_path: Path) -> None:
    write_document(tmp_path, "a.md")
    (checked,) = checked_documents(tmp_path)
    assert line_of_key(checked, "in_force") == 1


def test_words_that_stand_nowhere_give_the_first_line_of_the_body(tmp_path: Path) -> None:
    path = write_document(tmp_path, "a.md", "Le **maire** signe la convention du jumelage.")
    (checked,) = checked_documents(tmp_path)
    start = checked.document.text.find("Le maire")
    assert line_of_text(checked, start, len(checked.document.text)) == line_of(path, "# Le jumelage")
