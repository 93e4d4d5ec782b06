import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.errors import IndexStoreError
from assistant.feedback import Feedback, FeedbackReason, FeedbackStore, Rating


def feedback(number: int, *, rating: Rating = Rating.UP, comment: str | None = None) -> Feedback:
    return Feedback(answer_id=f"{number:032x}", rating=rating, comment=comment)


def test_what_is_saved_is_read_back_by_another_store(tmp_path: Path) -> None:
    path = tmp_path / "new" / "feedback.sqlite"
    said = Feedback(
        answer_id="0" * 32, rating=Rating.DOWN, reason=FeedbackReason.UNCLEAR, comment="’); DROP TABLE x; --"
    )
    FeedbackStore(path).save(said)
    assert FeedbackStore(path).all() == (said,)


def test_last_word_on_an_answer_replaces_the_first(tmp_path: Path) -> None:
    store = FeedbackStore(tmp_path / "feedback.sqlite")
    store.save(feedback(1))
    store.save(feedback(1, rating=Rating.DOWN))
    assert store.all() == (feedback(1, rating=Rating.DOWN),)


def test_oldest_are_forgotten_beyond_the_bound(tmp_path: Path) -> None:
    store = FeedbackStore(tmp_path / "feedback.sqlite", max_rows=3)
    for number in range(5):
        store.save(feedback(number))
    assert store.all() == (feedback(2), feedback(3), feedback(4))


def test_threads_and_stores_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "feedback.sqlite"
    stores = [FeedbackStore(path), FeedbackStore(path)]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda number: stores[number % 2].save(feedback(number)), range(60)))
    assert {one.answer_id for one in stores[0].all()} == {f"{number:032x}" for number in range(60)}


def test_nothing_but_the_time_is_kept_beside_what_was_said(tmp_path: Path) -> None:
    path = tmp_path / "feedback.sqlite"
    FeedbackStore(path).save(feedback(1))
    connection = sqlite3.connect(path)
    columns = [name for _, name, *_ in connection.execute("PRAGMA table_info(feedback)")]
    [journal] = connection.execute("PRAGMA journal_mode").fetchone()
    connection.close()
    assert columns == ["id", "answer_id", "rating", "reason", "comment", "received_at"]
    assert journal == "wal"


def test_file_that_is_no_database_is_a_french_error(tmp_path: Path) -> None:
    path = tmp_path / "feedback.sqlite"
    path.write_text("ceci n’est pas une base", encoding="utf-8")
    with pytest.raises(IndexStoreError, match="enregistré"):
        FeedbackStore(path).save(feedback(1))
