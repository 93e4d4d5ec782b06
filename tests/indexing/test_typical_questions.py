from pathlib import Path

import pytest

from assistant.errors import MetadataError
from assistant.indexing.front_matter import split_front_matter
from assistant.indexing.outside_questions import read_outside_questions
from assistant.indexing.typical_questions import FILE_NAME, load_typical_questions, read_typical_questions

BUNDLED = Path(__file__).parents[2] / "corpus"


def test_questions_come_by_document_and_later_folders_prevail(tmp_path: Path) -> None:
    for name, source in (("a", "un: ['A ?', ' B ? ', '']\ndeux: ['C ?']"), ("b", "deux: ['D ?']")):
        (tmp_path / name).mkdir()
        (tmp_path / name / FILE_NAME).write_text(source, encoding="utf-8")
    found = load_typical_questions((tmp_path / "a", tmp_path / "none", tmp_path / "b"))
    assert found == {"un": ("A ?", "B ?"), "deux": ("D ?",)}


@pytest.mark.parametrize("source", [b"- a", b"un: A ?", b"un: [[a]]", b"un: [", b"un: [3]", b"\xff\xfe\x00"])
def test_malformed_file_names_itself_and_its_mend_and_is_left_out(
    tmp_path: Path, source: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / FILE_NAME).write_bytes(source)
    with pytest.raises(MetadataError, match="questions-types.yaml : .*Corriger"):
        read_typical_questions(tmp_path / FILE_NAME)
    assert load_typical_questions([tmp_path]) == {}
    assert FILE_NAME in caplog.text


def test_every_bundled_document_has_its_questions_and_no_other_does() -> None:
    questions = read_typical_questions(BUNDLED / FILE_NAME)
    ids = set()
    for file in BUNDLED.glob("*/*.md"):
        front, _ = split_front_matter(file.read_text(encoding="utf-8"))
        ids.add(next(line.split(":", 1)[1].strip() for line in front.splitlines() if line.startswith("id:")))
    assert set(questions) == ids
    assert all(len(set(one)) >= 5 for one in questions.values())


def test_no_bundled_question_lies_on_both_sides() -> None:
    inside = {one for found in read_typical_questions(BUNDLED / FILE_NAME).values() for one in found}
    assert not inside & set(read_outside_questions(BUNDLED / "hors-champ.yaml"))
