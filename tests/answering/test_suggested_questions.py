"""The list of questions to suggest: how it is read, and what the bundled one has to look like."""

import re
from pathlib import Path

import pytest

from assistant.answering.follow_up import stand_alone
from assistant.answering.suggested_questions import (
    FILE_NAME,
    load_suggested_questions,
    read_suggested_questions,
)
from assistant.errors import MetadataError
from assistant.indexing.front_matter import split_front_matter
from assistant.indexing.outside_questions import read_outside_questions
from assistant.indexing.typical_questions import read_typical_questions
from assistant.tokens import fold

BUNDLED = Path(__file__).parents[2] / "corpus"
# Words of a chat: a question that is displayed does without them.
SLANG = re.compile(r"\b(?:asso|assos|comcom|sous|ok|svp|c'est quoi|ca|truc|boulot|papier)\b")


def written(tmp_path: Path, source: str) -> Path:
    tmp_path.mkdir(exist_ok=True)
    (tmp_path / FILE_NAME).write_text(source, encoding="utf-8")
    return tmp_path


def bundled() -> dict[str, tuple[str, ...]]:
    return {one.document_id: one.questions for one in read_suggested_questions(BUNDLED / FILE_NAME)}


def bundled_ids() -> dict[str, bool]:
    """Return each document's id, and whether its wording holds no longer."""
    found = {}
    for file in BUNDLED.glob("*/*.md"):
        front, _ = split_front_matter(file.read_text(encoding="utf-8"))
        assert front is not None
        identifier = re.search(r"^id: *(\S+)", front, re.MULTILINE)
        assert identifier is not None
        ended = re.search(r"^in_force:.*(?:\n +.*)*\bto: *\d", front, re.MULTILINE)
        found[identifier[1]] = ended is not None
    return found


def test_later_folder_prevails_and_a_folder_may_have_no_list(tmp_path: Path) -> None:
    first = written(tmp_path / "a", "un: [Que dit la loi ?]\ndeux: [Qui signe ?, Qui vote ?]")
    second = written(tmp_path / "b", "un: [Que dit le juge ?]")
    found = load_suggested_questions((first, tmp_path, second))
    assert found == {"un": ("Que dit le juge ?",), "deux": ("Qui signe ?", "Qui vote ?")}


@pytest.mark.parametrize(
    ("source", "line"),
    [("un: Qui vote ?", 1), ("un: [a]\nun: [b]", 2), ("un: [a]\ndeux: []", 2), ("- un", 1), ("un: [' ']", 1)],
)
def test_malformed_list_names_its_line_and_is_left_out(
    tmp_path: Path, source: str, line: int, caplog: pytest.LogCaptureFixture
) -> None:
    folder = written(tmp_path, source)
    with pytest.raises(MetadataError, match=rf"questions-proposees\.yaml, ligne {line}"):
        read_suggested_questions(folder / FILE_NAME)
    assert load_suggested_questions([folder]) == {}
    assert FILE_NAME in caplog.text


def test_nearly_every_bundled_document_that_holds_has_its_question() -> None:
    listed, documents = bundled(), bundled_ids()
    assert set(listed) <= set(documents)
    holding = [one for one, has_ended in documents.items() if not has_ended]
    assert len([one for one in holding if one in listed]) / len(holding) >= 0.95
    assert [one for one, questions in listed.items() if len(questions) > 2] == []


def test_bundled_questions_are_fit_to_be_shown() -> None:
    for question in (one for questions in bundled().values() for one in questions):
        words = [word for word in question.split() if re.search(r"\w", word)]
        assert 5 <= len(words) <= 16, question
        assert question[0].isupper(), question
        assert question.endswith(" ?"), question
        assert question.count("?") == 1, question
        assert "  " not in question and not SLANG.search(fold(question)), question


def test_bundled_questions_stand_alone_after_any_other() -> None:
    before = ["Une convention est-elle obligatoire pour aider une commune étrangère ?"]
    for question in (one for questions in bundled().values() for one in questions):
        assert stand_alone(question, before, told=("Le maire signe.",)).text == question


def test_no_bundled_question_is_suggested_twice_or_lies_outside() -> None:
    folded = [fold(one) for questions in bundled().values() for one in questions]
    assert len(set(folded)) == len(folded)
    assert not set(folded) & set(map(fold, read_outside_questions(BUNDLED / "hors-champ.yaml")))


def test_no_bundled_question_is_another_document_s_typical_question() -> None:
    typical = read_typical_questions(BUNDLED / "questions-types.yaml")
    owner_of = {fold(text): owner for owner, texts in typical.items() for text in texts}
    strays = [
        (owner, text)
        for owner, texts in bundled().items()
        for text in texts
        if owner_of.get(fold(text), owner) != owner
    ]
    assert strays == []
