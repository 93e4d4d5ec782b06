import json
import re
from pathlib import Path

import pytest

from assistant.answering.politeness import without_courtesy
from assistant.answering.question_order import asked_directly
from assistant.answering.written_forms import is_shouted
from assistant.question_words import Language
from tests.answering.lay_words import bundled, document_texts, lay_language_over

QUESTIONS = Path(__file__).parents[1] / "evaluation" / "questions.jsonl"
# Written short or with slips on purpose.
WRITTEN_LOOSELY = (
    "slt ",
    "bjr ",
    "cb ",
    "quel artcile ",
    "le comite de jumlage ",
    "on part sur bouaké, ya ",
    "jvoudré ",
    "notre foraj ",
)


def sentences_of(texts: tuple[str, ...]) -> list[str]:
    return [sentence for text in texts for sentence in re.split(r"(?<=[.!?;:])\s+", text)]


def test_no_sentence_of_the_documents_is_changed() -> None:
    sentences = sentences_of(document_texts())
    assert len(sentences) > 200
    assert [one for one in sentences if bundled().understand(one).corrected_text != one] == []


@pytest.mark.parametrize("kept", [0, 1])
def test_sentences_of_documents_not_counted_are_not_changed(kept: int) -> None:
    texts = document_texts()
    lay_language = lay_language_over(texts[kept::2])
    unseen = sentences_of(texts[1 - kept :: 2])
    changed = [one for one in unseen if lay_language.understand(one).corrected_text != one]
    assert len(changed) <= len(unseen) / 1000, changed


def test_no_plain_question_of_the_evaluation_is_spelled_anew() -> None:
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    asked = [json.loads(line)["question"] for line in lines]
    plain = [one for one in asked if not (one.startswith(WRITTEN_LOOSELY) or is_shouted(one))]
    changed = [
        one
        for one in plain
        if bundled().understand(one).corrected_text != asked_directly(without_courtesy(one))
    ]
    assert len(plain) > 100
    assert changed == []


def test_french_questions_of_the_evaluation_are_taken_for_french() -> None:
    for line in QUESTIONS.read_text(encoding="utf-8").splitlines():
        question = json.loads(line)["question"]
        is_english = (
            re.match(r"(Is|What|Who|Which|Does|Do|Can|How|When|Must|SELECT|Since)\b", question) is not None
        )
        assert (bundled().understand(question).words.language is Language.ENGLISH) == is_english, question
