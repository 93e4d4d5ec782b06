from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from assistant.dialogue import Filters, SearchQuery
from assistant.indexing.question_index import QuestionIndex

Matrix = npt.NDArray[np.float32]
INSIDE = np.array([[1, 0, 0], [0, 1, 0], [0, 0.8, 0.6]], dtype=np.float32)
OUTSIDE = np.array([[0, 0, 1]], dtype=np.float32)
TEXTS = (
    ("jumelage", "Le jumelage"),
    ("visa", "Le contrôle du préfet"),
    ("visa", "Faut-il un tampon ?"),
)


def query(text: str, *vector: float) -> SearchQuery:
    return SearchQuery(text=text, vector=vector or None, filters=Filters())


@pytest.fixture
def questions(tmp_path: Path) -> QuestionIndex:
    QuestionIndex.write(tmp_path / "questions", inside=INSIDE, outside=OUTSIDE, texts=TEXTS)
    opened = QuestionIndex.open(tmp_path / "questions")
    assert opened is not None
    return opened


def test_a_document_is_found_by_the_nearest_of_its_questions(questions: QuestionIndex) -> None:
    found = questions.search(query("autre chose", 0.0, 0.8, 0.6), limit=5)
    assert next(iter(found)) == "visa"


def test_a_document_is_found_by_the_words_of_its_questions(questions: QuestionIndex) -> None:
    assert next(iter(questions.search(query("un tampon"), limit=5))) == "visa"
    assert next(iter(questions.search(query("jumelage"), limit=5))) == "jumelage"


def test_scores_lie_between_0_and_1_best_first_and_keep_to_the_limit(questions: QuestionIndex) -> None:
    scores = list(questions.search(query("le jumelage et son tampon", 0.0, 1.0, 0.0), limit=5).values())
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
    assert len(questions.search(query("jumelage tampon", 0.0, 1.0, 0.0), limit=1)) <= 1


def test_a_question_of_nothing_finds_nothing(questions: QuestionIndex) -> None:
    assert questions.search(query("?"), limit=5) == {}


def test_margins_tell_on_which_side_a_question_lies(questions: QuestionIndex) -> None:
    inside, outside = questions.margins((0.0, 1.0, 0.0)), questions.margins((0.0, 0.0, 1.0))
    assert inside is not None
    assert outside is not None
    assert inside.nearest == pytest.approx(1)
    assert outside.nearest == pytest.approx(-0.4)
    assert inside.density > 0 > outside.density


def test_many_near_neighbours_weigh_more_than_one() -> None:
    near = np.array([[1, 0], [1, 0], [1, 0]], dtype=np.float32)
    far = np.array([[1, 0]], dtype=np.float32)
    texts = [("a", "un"), ("a", "deux"), ("a", "trois")]
    margins = QuestionIndex(inside=near, outside=far, texts=texts).margins((1.0, 0.0))
    assert margins is not None
    assert margins.nearest == pytest.approx(0)
    assert margins.density == pytest.approx(np.log(3) / 80)


def test_without_questions_outside_there_is_no_margin(tmp_path: Path) -> None:
    QuestionIndex.write(tmp_path / "questions", inside=INSIDE, outside=OUTSIDE[:0], texts=TEXTS)
    opened = QuestionIndex.open(tmp_path / "questions")
    assert opened is not None
    assert opened.margins((1.0, 0.0, 0.0)) is None


def test_nothing_written_or_nothing_inside_is_no_index(tmp_path: Path) -> None:
    assert QuestionIndex.open(tmp_path / "questions") is None
    QuestionIndex.write(tmp_path / "empty", inside=INSIDE[:0], outside=OUTSIDE, texts=())
    assert QuestionIndex.open(tmp_path / "empty") is None
