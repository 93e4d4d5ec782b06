"""Keeps what readers found, so that a file whose bytes have not changed is not read again."""

import hashlib
import logging
import sqlite3
import weakref
from pathlib import Path
from types import TracebackType
from typing import Self

from assistant.domain import ReadText
from assistant.indexing.read_text_json import from_json, to_json

_log = logging.getLogger(__name__)

_SCHEMA = "CREATE TABLE IF NOT EXISTS readings (key TEXT PRIMARY KEY, read_text BLOB NOT NULL) WITHOUT ROWID"
_BUSY_SECONDS = 5.0


class ReadingCache:
    """A file of read texts by key; one that is damaged or cannot be written costs time, never a result.

    A context manager; leaving it, or losing the last reference to it, closes the file.
    """

    def __init__(self, path: Path) -> None:
        """Open the file, or make it with its folder; a damaged one is made anew.

        Args:
            path: the file; nothing else may be kept in it.
        """
        self._path = path
        self._connection = self._open()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def find(self, key: str) -> ReadText | None:
        """Return what was kept under a key, None if nothing usable was."""
        try:
            row = self._connection.execute("SELECT read_text FROM readings WHERE key = ?", (key,)).fetchone()
            return from_json(row[0]) if row else None
        except (sqlite3.Error, ValueError) as error:
            self._pass_over(error)
            return None

    def store(self, key: str, read_text: ReadText) -> None:
        """Keep a read text under a key."""
        entry = (key, to_json(read_text))
        try:
            self._connection.execute("INSERT OR REPLACE INTO readings VALUES (?, ?)", entry)
        except sqlite3.Error as error:
            self._pass_over(error)

    def close(self) -> None:
        """Close the file."""
        self._close()

    def _pass_over(self, error: Exception) -> None:
        """Go on after a failure; a file that turns out damaged is made anew."""
        _log.warning("reading cache %s: an entry cannot be used (%s)", self._path.name, error)
        if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
            self.close()
            self._discard()
            self._connection = self._open()

    def _discard(self) -> None:
        for path in (self._path, *self._path.parent.glob(f"{self._path.name}-*")):
            path.unlink(missing_ok=True)

    def _open(self) -> sqlite3.Connection:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            connection = self._connect(str(self._path))
        except (sqlite3.OperationalError, OSError) as error:
            _log.warning("reading cache %s: not usable, going on without (%s)", self._path.name, error)
            connection = self._connect(":memory:")
        except sqlite3.DatabaseError as error:
            _log.warning("reading cache %s: damaged, made anew (%s)", self._path.name, error)
            self._discard()
            connection = self._connect(str(self._path))
        self._close = weakref.finalize(self, connection.close)
        return connection

    @staticmethod
    def _connect(database: str) -> sqlite3.Connection:
        connection = sqlite3.connect(database, timeout=_BUSY_SECONDS, isolation_level=None)
        try:
            # Without waiting for the disk: what a crash destroys is read again.
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute(_SCHEMA)
            connection.execute("SELECT count(*) FROM readings").fetchone()
        except sqlite3.Error:
            connection.close()
            raise
        return connection


def reading_key(data: bytes, *, reader_name: str, reader_version: int) -> str:
    """Return the key of one file read by one version of a reader."""
    return f"{hashlib.sha256(data).hexdigest()}-{reader_name}-{reader_version}"
