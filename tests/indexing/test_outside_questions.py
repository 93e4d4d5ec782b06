from pathlib import Path

import pytest

from assistant.errors import MetadataError
from assistant.indexing.outside_questions import FILE_NAME, load_outside_questions, read_outside_questions

BUNDLED = Path(__file__).parents[2] / "corpus"


def test_questions_of_several_folders_are_joined_each_once(tmp_path: Path) -> None:
    sources = {"a": "questions: ['Un ?', 'Deux ?']", "b": "questions: [' Deux ? ', 'Trois ?', '']"}
    for name, source in sources.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / FILE_NAME).write_text(source, encoding="utf-8")
    folders = (tmp_path / "a", tmp_path / "none", tmp_path / "b")
    assert load_outside_questions(folders) == ("Un ?", "Deux ?", "Trois ?")


@pytest.mark.parametrize(
    "source", [b"questions: 3", b"autre: []", b"questions: [[a]]", b"questions: [", b"- a", b"\xff\xfe\x00"]
)
def test_malformed_file_names_itself_and_its_mend_and_is_left_out(
    tmp_path: Path, source: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / FILE_NAME).write_bytes(source)
    with pytest.raises(MetadataError, match="hors-champ.yaml : .*Corriger"):
        read_outside_questions(tmp_path / FILE_NAME)
    assert load_outside_questions([tmp_path]) == ()
    assert FILE_NAME in caplog.text


def test_bundled_questions_are_distinct_and_no_title() -> None:
    questions = read_outside_questions(BUNDLED / FILE_NAME)
    assert len(questions) == len(set(questions)) >= 1000
    assert all(8 < len(question) <= 260 for question in questions)
