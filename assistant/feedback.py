"""What readers say of answers: a small SQLite table, without any address, bounded."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from assistant.errors import IndexStoreError
from assistant.texts_fr import api as texts

FILE_NAME = "feedback.sqlite"
# Beyond it the oldest are forgotten.
MAX_ROWS = 100_000
_BUSY_SECONDS = 5.0
_log = logging.getLogger(__name__)
_TABLE = """
CREATE TABLE IF NOT EXISTS feedback (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    answer_id TEXT NOT NULL UNIQUE,
    rating TEXT NOT NULL,
    reason TEXT,
    comment TEXT,
    received_at TEXT NOT NULL
)
"""
# A reader who changes their mind has the last word.
_SAVE = """
INSERT INTO feedback (answer_id, rating, reason, comment, received_at) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (answer_id) DO UPDATE SET
    rating = excluded.rating, reason = excluded.reason,
    comment = excluded.comment, received_at = excluded.received_at
"""
_FORGET = "DELETE FROM feedback WHERE id <= (SELECT id FROM feedback ORDER BY id DESC LIMIT 1 OFFSET ?)"


class Rating(StrEnum):
    """Whether an answer helped."""

    UP = "up"
    DOWN = "down"


class FeedbackReason(StrEnum):
    """Why an answer did not help."""

    WRONG_ANSWER = "wrong_answer"
    WRONG_SOURCE = "wrong_source"
    OUT_OF_DATE = "out_of_date"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What a reader says of one answer."""

    answer_id: str
    rating: Rating
    reason: FeedbackReason | None = None
    comment: str | None = None


class FeedbackStore:
    """Keeps feedback in one file; safe to use from many threads and processes."""

    def __init__(self, path: Path, *, max_rows: int = MAX_ROWS) -> None:
        """Prepare without touching the file.

        Args:
            path: the SQLite file, made at the first feedback.
            max_rows: how many are kept, the newest first.
        """
        self._path = path
        self._max_rows = max_rows

    def save(self, feedback: Feedback) -> None:
        """Keep what a reader says; a second word on the same answer replaces the first.

        Raises:
            IndexStoreError: if the file cannot be written.
        """
        received_at = datetime.now(UTC).isoformat(timespec="seconds")
        row = (feedback.answer_id, feedback.rating, feedback.reason, feedback.comment, received_at)
        with self._connection() as connection:
            connection.execute(_SAVE, row)
            connection.execute(_FORGET, (self._max_rows,))

    def all(self) -> tuple[Feedback, ...]:
        """Return what is kept, oldest first.

        Raises:
            IndexStoreError: if the file cannot be read.
        """
        with self._connection() as connection:
            rows = connection.execute(
                "SELECT answer_id, rating, reason, comment FROM feedback ORDER BY id"
            ).fetchall()
        return tuple(
            Feedback(
                answer_id=answer_id,
                rating=Rating(rating),
                reason=FeedbackReason(reason) if reason else None,
                comment=comment,
            )
            for answer_id, rating, reason, comment in rows
        )

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path, timeout=_BUSY_SECONDS)) as connection:
                connection.execute("PRAGMA journal_mode = WAL")
                with connection:
                    connection.execute(_TABLE)
                    yield connection
        except (sqlite3.Error, OSError) as error:
            _log.warning("feedback cannot be kept in %s: %s", self._path, error)
            raise IndexStoreError(texts.FEEDBACK_UNWRITABLE) from error
