"""Vectors kept from one build to the next, so that an unchanged passage is never embedded twice."""

import hashlib
import logging
import sqlite3
import time
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
import numpy.typing as npt

from assistant.errors import IndexStoreError
from assistant.protocols import Embedder, Progress
from assistant.texts_fr import indexes as texts_fr

_log = logging.getLogger(__name__)

# Texts embedded between two commits: about three seconds of work to lose on two cores.
BATCH_TEXTS = 16
# Longest wait for another process that writes.
_BUSY_TIMEOUT_SECONDS = 10.0
_SCHEMA = """
CREATE TABLE IF NOT EXISTS vectors_1 (
    embedder TEXT NOT NULL,
    text_sha256 BLOB NOT NULL,
    crc32 INTEGER NOT NULL,
    vector BLOB NOT NULL,
    PRIMARY KEY (embedder, text_sha256)
) WITHOUT ROWID
"""

_Vector = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class CachedVectors:
    """Vectors of some texts, and what they cost."""

    # float32 array of shape (n_texts, dimension), rows in the order of the texts.
    vectors: npt.NDArray[np.float32]
    # Distinct texts that had to be embedded.
    embedded_count: int
    # Time spent in the embedder.
    embedding_seconds: float


class VectorCache:
    """A SQLite file of vectors, by embedder and text; opened at its first use, by the thread of that use."""

    def __init__(self, path: Path, *, busy_timeout_seconds: float = _BUSY_TIMEOUT_SECONDS) -> None:
        """Note where the file is; a damaged one is started anew when it is opened."""
        self._path = path
        self._busy_timeout_seconds = busy_timeout_seconds
        self._open_connection: sqlite3.Connection | None = None

    def read(self, embedder: str, keys: Iterable[bytes]) -> dict[bytes, _Vector]:
        """Return the sound vectors known for these keys; a damaged one counts as unknown."""
        known: dict[bytes, _Vector] = {}
        query = "SELECT vector, crc32 FROM vectors_1 WHERE embedder = ? AND text_sha256 = ?"
        connection = self._connection()
        try:
            for key in keys:
                row = connection.execute(query, (embedder, key)).fetchone()
                if row is not None and zlib.crc32(row[0]) == row[1]:
                    known[key] = np.frombuffer(row[0], dtype="<f4").astype(np.float32)
        except sqlite3.Error as error:
            raise self._unusable() from error
        return known

    def write(self, embedder: str, vectors: Mapping[bytes, _Vector]) -> None:
        """Keep vectors; all of them are on disk, or none, when this returns or is killed."""
        blobs = ((key, vector.astype("<f4").tobytes()) for key, vector in vectors.items())
        rows = [(embedder, key, zlib.crc32(blob), blob) for key, blob in blobs]
        connection = self._connection()
        try:
            with connection:
                connection.executemany("INSERT OR REPLACE INTO vectors_1 VALUES (?, ?, ?, ?)", rows)
        except sqlite3.Error as error:
            raise self._unusable() from error

    def close(self) -> None:
        """Release the file; a later use opens it again."""
        if self._open_connection is not None:
            self._open_connection.close()
            self._open_connection = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _connection(self) -> sqlite3.Connection:
        if self._open_connection is None:
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._open_connection = _connect_or_recreate(
                    self._path, busy_timeout_seconds=self._busy_timeout_seconds
                )
            except (OSError, sqlite3.Error) as error:
                raise self._unusable() from error
        return self._open_connection

    def _unusable(self) -> IndexStoreError:
        return IndexStoreError(texts_fr.CACHE_UNUSABLE.format(file=self._path))


def _connect_or_recreate(path: Path, *, busy_timeout_seconds: float) -> sqlite3.Connection:
    try:
        return _connect(path, busy_timeout_seconds=busy_timeout_seconds)
    except sqlite3.OperationalError:
        # Locked, unreadable, read-only: not a reason to throw vectors away.
        raise
    except sqlite3.DatabaseError as error:
        _log.warning("the vector cache %s is damaged and starts anew: %s", path, error)
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    return _connect(path, busy_timeout_seconds=busy_timeout_seconds)


def _connect(path: Path, *, busy_timeout_seconds: float) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=busy_timeout_seconds)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        # With WAL, a killed process loses nothing that was committed; only a power cut could.
        connection.execute("PRAGMA synchronous = NORMAL")
        verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if verdict != "ok":
            raise sqlite3.DatabaseError(verdict)
        connection.execute(_SCHEMA)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def embed_with_cache(
    texts: Sequence[str], *, embedder: Embedder, cache: VectorCache, progress: Progress | None = None
) -> CachedVectors:
    """Embed texts, each distinct one at most once, from the cache where it is known.

    Each batch is kept as soon as it is embedded, so that a killed build resumes there.

    Args:
        texts: what passages are searched by, in any order; equal texts share a vector.
        embedder: gives the vectors that are missing.
        cache: read before, written after each batch.
        progress: called with (done, total) distinct texts to embed, after each batch.

    Returns:
        The vectors in the order of the texts; shape (0, 0) where there are none.

    Raises:
        ServiceError: if the embedder is served elsewhere and fails; finished batches are kept.
        IndexStoreError: if the cache cannot be used.
    """
    keys = [hashlib.sha256(text.encode("utf-8")).digest() for text in texts]
    run = _Run(dict(zip(keys, texts, strict=True)), embedder=embedder, cache=cache, progress=progress)
    vectors = run.vectors_by_key()
    rows = [vectors[key] for key in keys]
    return CachedVectors(
        vectors=np.stack(rows) if rows else np.empty((0, 0), dtype=np.float32),
        embedded_count=run.embedded_count,
        embedding_seconds=run.embedding_seconds,
    )


class _Run:
    """One pass over distinct texts, with its counts."""

    def __init__(
        self,
        texts_by_key: Mapping[bytes, str],
        *,
        embedder: Embedder,
        cache: VectorCache,
        progress: Progress | None,
    ) -> None:
        self._texts = texts_by_key
        self._embedder = embedder
        self._cache = cache
        self._progress = progress
        self.embedded_count = 0
        self.embedding_seconds = 0.0

    def vectors_by_key(self) -> dict[bytes, _Vector]:
        """Return one vector per key, all of one dimension."""
        known = _of_one_dimension(self._cache.read(self._embedder.name, self._texts))
        fresh = self._embed([key for key in self._texts if key not in known])
        dimensions = {vector.size for vector in fresh.values()}
        # The model now gives another dimension than before: what was kept is of no use.
        outdated = [key for key, vector in known.items() if dimensions and vector.size not in dimensions]
        return known | fresh | self._embed(outdated)

    def _embed(self, keys: Sequence[bytes]) -> dict[bytes, _Vector]:
        total = self.embedded_count + len(keys)
        vectors: dict[bytes, _Vector] = {}
        for start in range(0, len(keys), BATCH_TEXTS):
            batch = keys[start : start + BATCH_TEXTS]
            started = time.perf_counter()
            rows = self._embedder.embed_documents([self._texts[key] for key in batch])
            self.embedding_seconds += time.perf_counter() - started
            fresh = {key: np.asarray(row, dtype=np.float32) for key, row in zip(batch, rows, strict=True)}
            self._cache.write(self._embedder.name, fresh)
            vectors |= fresh
            self.embedded_count += len(batch)
            if self._progress is not None:
                self._progress(self.embedded_count, total)
        return vectors


def _of_one_dimension(vectors: Mapping[bytes, _Vector]) -> dict[bytes, _Vector]:
    """Keep the vectors that have the most frequent dimension."""
    sizes = Counter(vector.size for vector in vectors.values())
    if not sizes:
        return {}
    usual = sizes.most_common(1)[0][0]
    return {key: vector for key, vector in vectors.items() if vector.size == usual}
