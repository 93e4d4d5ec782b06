"""Chroma behind the PassageIndex protocol: finds passages by meaning."""

import contextlib
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import numpy.typing as npt
from pydantic import TypeAdapter, ValidationError

from assistant.dialogue import Filters, Hit, Ranking, SearchQuery
from assistant.domain import IndexEntry
from assistant.errors import IndexDamagedError, IndexStoreError
from assistant.filtering import kept_jurisdictions
from assistant.texts_fr import indexes as texts_fr

# chromadb and langchain_chroma take a second each to import: only who opens or writes an index pays.
if TYPE_CHECKING:
    from chromadb.api.client import Client
    from langchain_chroma import Chroma

_COLLECTION = "passages"
_PROBES_FILE = "probes.json"
# Neighbours per vector, and candidates looked at while building and searching. Against exact search, 99
# of the first 100 are right at 10,000 vectors without any structure; Chroma's defaults find far fewer.
_MAX_NEIGHBORS = 32
_EF_CONSTRUCTION = 200
_EF_SEARCH = 400
# Chroma writes its graph to disk only after this many records, and accepts no less than 2.
_LEAST_SYNC_THRESHOLD = 2
# Chroma's metadata hold numbers and strings, no None.
_NO_START = 0
_NO_JURISDICTION = ""
# The day after the last one that a date can hold.
_NO_END = 100_000_101
_PROBES_COUNT = 5
_PROBE_HITS = 100
# Distance of a stored vector to itself, beyond float32's rounding.
_SAME_VECTOR_DISTANCE = 1e-4
_UNIT_NORM_TOLERANCE = 1e-3

_Rows = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Probe:
    """A vector written beside the store, to ask the store for."""

    passage_id: str
    vector: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Inventory:
    """What a store has to contain, told apart from the store itself."""

    count: int
    # 0 where there is no vector.
    dimension: int
    probes: tuple[_Probe, ...]


class VectorIndex:
    """Finds passages by the cosine of their vectors; any number of threads may search."""

    def __init__(self, folder: Path, *, client: "Client", inventory: _Inventory) -> None:
        self._folder = folder
        self._client = client
        self._inventory = inventory
        self._store = _langchain_store(client)

    @classmethod
    def write(cls, folder: Path, entries: Sequence[IndexEntry], vectors: _Rows) -> None:
        """Write the index of some passages, and read it back once.

        Args:
            folder: its final place, made where missing: a store that moves may answer wrongly.
            entries: may be empty; no passage twice.
            vectors: float32 array of shape (n_entries, dimension), unit-norm rows.

        Raises:
            ValueError: if the vectors do not fit the entries or are not of unit norm.
            IndexStoreError: if the files cannot be written, or do not read back.
        """
        _check_vectors(entries, vectors)
        folder.mkdir(parents=True, exist_ok=True)
        from chromadb.errors import ChromaError  # noqa: PLC0415 - see above

        try:
            _write_store(folder, entries, vectors)
        except (ChromaError, OSError, RuntimeError, sqlite3.Error) as error:
            raise IndexStoreError(texts_fr.VECTORS_NOT_WRITTEN.format(folder=folder)) from error
        _write_inventory(folder, entries, vectors)
        cls.open(folder).close()

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open an index whose files have been checked, and ask it for some of its own vectors.

        Raises:
            IndexDamagedError: if it does not open, or no longer finds its own vectors.
        """
        inventory = _read_inventory(folder)
        from chromadb.errors import ChromaError  # noqa: PLC0415 - see above

        with contextlib.ExitStack() as undo:
            try:
                client = _open_client(folder)
                undo.callback(client.close)
                index = cls(folder, client=client, inventory=inventory)
                index._check_inventory()
            except (ChromaError, OSError, RuntimeError, ValueError) as error:
                raise _damaged(folder, texts_fr.VECTORS_UNREADABLE) from error
            undo.pop_all()
        return index

    def search(self, query: SearchQuery, *, limit: int) -> Ranking:
        """Return at most `limit` hits that satisfy the filters, by cosine; see `PassageIndex`.

        A query without vector finds nothing.

        Raises:
            ValueError: if `limit` is below 1.
            IndexStoreError: if the vector comes from a model of another dimension, or Chroma fails.
        """
        if limit < 1:
            raise ValueError(f"a limit of at least 1 is needed, not {limit}")
        if query.vector is None or not self._inventory.count:
            return ()
        if len(query.vector) != self._inventory.dimension:
            sizes = {"expected": self._inventory.dimension, "found": len(query.vector)}
            raise IndexStoreError(texts_fr.VECTORS_OF_ANOTHER_SIZE.format(**sizes))
        from chromadb.errors import ChromaError  # noqa: PLC0415 - see above

        try:
            hits = self._nearest(query.vector, limit=limit, where=_where(query.filters))
        except (ChromaError, RuntimeError) as error:
            raise IndexStoreError(texts_fr.VECTORS_NOT_SEARCHED.format(folder=self._folder)) from error
        return tuple(
            sorted((hit for hit in hits if hit.score > 0), key=lambda hit: (-hit.score, hit.passage_id))
        )

    def vectors(self, passage_ids: Sequence[str]) -> list[list[float]]:
        """Return the unit vectors of some passages, in their order; those it does not hold are left out.

        Raises:
            IndexStoreError: if Chroma fails.
        """
        from chromadb.errors import ChromaError  # noqa: PLC0415 - see above

        try:
            stored = self._client.get_collection(_COLLECTION).get(
                ids=list(passage_ids), include=["embeddings"]
            )
        except (ChromaError, RuntimeError) as error:
            raise IndexStoreError(texts_fr.VECTORS_NOT_SEARCHED.format(folder=self._folder)) from error
        rows = np.asarray(stored["embeddings"], dtype=np.float64)
        by_id = dict(zip(stored["ids"], rows.tolist(), strict=True))
        return [by_id[one] for one in passage_ids if one in by_id]

    def close(self) -> None:
        """Release the files; a closed index must not be searched."""
        self._client.close()

    def _nearest(
        self, vector: tuple[float, ...], *, limit: int, where: dict[str, Any] | None = None
    ) -> list[Hit]:
        found = self._store.similarity_search_by_vector_with_relevance_scores(
            list(vector), k=min(limit, self._inventory.count), filter=where
        )
        # Chroma's cosine distance is 1 - cosine.
        return [Hit(passage_id=str(document.id), score=1.0 - distance) for document, distance in found]

    def _check_inventory(self) -> None:
        count = self._client.get_collection(_COLLECTION).count()
        if count != self._inventory.count:
            reason = texts_fr.VECTORS_COUNT_CHANGED.format(found=count, expected=self._inventory.count)
            raise _damaged(self._folder, reason)
        found = [self._finds_itself(probe) for probe in self._inventory.probes]
        # A sound graph is approximate: it misses about one of its own vectors in a hundred.
        if 2 * sum(found) < len(found):
            raise _damaged(self._folder, texts_fr.VECTORS_PROBE_FAILED)

    def _finds_itself(self, probe: _Probe) -> bool:
        hits = self._nearest(probe.vector, limit=_PROBE_HITS)
        same = {hit.passage_id for hit in hits if 1.0 - hit.score < _SAME_VECTOR_DISTANCE}
        # Where very many passages share one vector, the probe's own may stand beyond the hits.
        return probe.passage_id in same or len(same) == _PROBE_HITS


def _open_client(folder: Path) -> "Client":
    """Open the Chroma of a folder; the one place that knows where Chroma runs."""
    from chromadb.api.client import Client  # noqa: PLC0415 - see above
    from chromadb.config import Settings  # noqa: PLC0415 - see above

    settings = Settings(
        is_persistent=True,
        persist_directory=str(folder),
        anonymized_telemetry=False,
        # Chroma would read the .env of the current folder.
        _env_file=None,
    )
    return Client(settings=settings)


def _langchain_store(client: "Client") -> "Chroma":
    from langchain_chroma import Chroma  # noqa: PLC0415 - see above

    return Chroma(client=client, collection_name=_COLLECTION, create_collection_if_not_exists=False)


def _write_store(folder: Path, entries: Sequence[IndexEntry], vectors: _Rows) -> None:
    with contextlib.closing(_open_client(folder)) as client:
        collection = client.create_collection(
            _COLLECTION,
            embedding_function=None,
            configuration={
                "hnsw": {
                    "space": "cosine",
                    "ef_construction": _EF_CONSTRUCTION,
                    "ef_search": _EF_SEARCH,
                    "max_neighbors": _MAX_NEIGHBORS,
                    # All records at once: what is not synced would be written by the first reader.
                    "sync_threshold": max(_LEAST_SYNC_THRESHOLD, len(entries)),
                }
            },
        )
        batch_size = client.get_max_batch_size()
        starts = list(range(0, len(entries), batch_size))
        # A single record stays below the threshold; written twice, it is synced.
        for start in starts * _LEAST_SYNC_THRESHOLD if len(entries) == 1 else starts:
            batch = entries[start : start + batch_size]
            collection.upsert(
                ids=[entry.passage_id for entry in batch],
                embeddings=vectors[start : start + batch_size],
                # The texts stand with the documents; langchain_chroma drops hits that have none at all.
                documents=[""] * len(batch),
                metadatas=[_metadata(entry) for entry in batch],
            )
    _keep_bytes(folder / "chroma.sqlite3")


def _keep_bytes(database: Path) -> None:
    """Make Chroma's readers leave the file as it is.

    Each opening inserts a row into `acquire_write`, whose content nothing reads; the manifest of the
    build would no longer match. The insertion is ignored, and SQLite writes nothing.
    """
    with contextlib.closing(sqlite3.connect(database)) as connection:
        connection.execute(
            "CREATE TRIGGER keep_bytes BEFORE INSERT ON acquire_write BEGIN SELECT RAISE(IGNORE); END"
        )


def _check_vectors(entries: Sequence[IndexEntry], vectors: _Rows) -> None:
    if vectors.ndim != 2 or len(vectors) != len(entries):
        raise ValueError(
            f"{len(entries)} entries need as many rows of vectors, not an array of {vectors.shape}"
        )
    if len({entry.passage_id for entry in entries}) != len(entries):
        raise ValueError("a passage stands twice among the entries")
    if len(entries) and not np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=_UNIT_NORM_TOLERANCE):
        raise ValueError("every vector must be of unit norm")


def _write_inventory(folder: Path, entries: Sequence[IndexEntry], vectors: _Rows) -> None:
    count = len(entries)
    rows = range(0, count, max(1, count // _PROBES_COUNT))
    probes = [_Probe(passage_id=entries[row].passage_id, vector=tuple(vectors[row].tolist())) for row in rows]
    inventory = _Inventory(count=count, dimension=vectors.shape[1] if count else 0, probes=tuple(probes))
    (folder / _PROBES_FILE).write_bytes(TypeAdapter(_Inventory).dump_json(inventory))


def _read_inventory(folder: Path) -> _Inventory:
    try:
        return TypeAdapter(_Inventory).validate_json((folder / _PROBES_FILE).read_bytes())
    except (OSError, ValidationError) as error:
        raise _damaged(folder, texts_fr.MANIFEST_UNREADABLE.format(file=_PROBES_FILE)) from error


def _damaged(folder: Path, reason: str) -> IndexDamagedError:
    return IndexDamagedError(texts_fr.INDEX_DAMAGED.format(folder=folder, reason=reason))


def _metadata(entry: IndexEntry) -> dict[str, str | int]:
    starts, ends = entry.version.in_force_from, entry.version.in_force_to
    return {
        "kind": entry.kind.value,
        "jurisdiction": entry.jurisdiction or _NO_JURISDICTION,
        "in_force_from": _day_number(starts) if starts else _NO_START,
        "in_force_to": _day_number(ends) if ends else _NO_END,
    }


def _where(filters: Filters) -> dict[str, Any] | None:
    """Return Chroma's condition for the filters, as `entry_matches` states it; None: no condition."""
    conditions: list[dict[str, Any]] = []
    if filters.kinds:
        conditions.append({"kind": {"$in": sorted(kind.value for kind in filters.kinds)}})
    if filters.jurisdiction is not None:
        kept = sorted(kept or _NO_JURISDICTION for kept in kept_jurisdictions(filters.jurisdiction))
        conditions.append({"jurisdiction": {"$in": kept}})
    if filters.on_date is not None:
        day = _day_number(filters.on_date)
        conditions.append({"in_force_from": {"$lte": day}})
        conditions.append({"in_force_to": {"$gt": day}})
    if len(conditions) > 1:
        return {"$and": conditions}
    return conditions[0] if conditions else None


def _day_number(day: date) -> int:
    """Return a day as the number yyyymmdd."""
    return day.year * 10_000 + day.month * 100 + day.day
