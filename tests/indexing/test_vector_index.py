import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from assistant.dialogue import Filters, SearchQuery
from assistant.domain import IndexEntry, Kind, Version
from assistant.errors import IndexDamagedError, IndexStoreError
from assistant.indexing.vector_index import VectorIndex

Rows = np.ndarray
NO_FILTERS = Filters()


def clustered_vectors(count: int, *, dimension: int = 384) -> Rows:
    """Vectors as a model gives them: all near one direction, in clusters of unequal spread."""
    chance = np.random.default_rng(7)
    centres = chance.normal(size=(60, dimension)) + 4 * chance.normal(size=dimension)
    spread = chance.uniform(0.2, 0.8, size=(count, 1))
    rows = centres[chance.integers(60, size=count)] + spread * chance.normal(size=(count, dimension))
    unit: Rows = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return unit


def entries(count: int) -> list[IndexEntry]:
    return [
        IndexEntry(
            passage_id=f"p{rank}",
            headings=(),
            body="",
            kind=Kind.CODE if rank % 10 == 0 else Kind.GUIDE,
            jurisdiction=None,
            version=Version(),
        )
        for rank in range(count)
    ]


def query(vector: Rows, filters: Filters = NO_FILTERS) -> SearchQuery:
    return SearchQuery(text="", vector=tuple(vector.tolist()), filters=filters)


def scattered_vectors(count: int, *, dimension: int = 384) -> Rows:
    """Vectors without any structure, the hardest case: Chroma's defaults find nine neighbours of ten."""
    rows = np.random.default_rng(7).normal(size=(count, dimension))
    unit: Rows = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return unit


@pytest.mark.parametrize("filters", [Filters(), Filters(kinds=frozenset({Kind.CODE}))])
@pytest.mark.parametrize("vectors_of", [clustered_vectors, scattered_vectors])
def test_first_ten_are_those_of_exact_search(
    tmp_path: Path, filters: Filters, vectors_of: Callable[[int], Rows]
) -> None:
    vectors = vectors_of(2_040)
    stored, asked = vectors[:2_000], vectors[2_000:]
    VectorIndex.write(tmp_path, entries(2_000), stored)
    kept = np.arange(0, 2_000, 10 if filters.kinds else 1)
    right = 0
    with closing(VectorIndex.open(tmp_path)) as index:
        for vector in asked:
            exact = kept[np.argsort(-(stored[kept] @ vector))[:10]]
            hits = index.search(query(vector, filters), limit=10)
            right += len({hit.passage_id for hit in hits} & {f"p{rank}" for rank in exact})
    assert right / (10 * len(asked)) >= 0.99


def test_score_is_the_cosine_and_never_zero_or_below(tmp_path: Path) -> None:
    vectors = np.array([[1, 0], [0.6, 0.8], [0, 1], [-1, 0]], dtype=np.float32)
    VectorIndex.write(tmp_path, entries(4), vectors)
    with closing(VectorIndex.open(tmp_path)) as index:
        ranking = index.search(query(vectors[0]), limit=4)
    assert [(hit.passage_id, round(hit.score, 5)) for hit in ranking] == [("p0", 1.0), ("p1", 0.6)]


def test_vectors_come_in_the_order_asked_for(tmp_path: Path) -> None:
    vectors = scattered_vectors(20)
    VectorIndex.write(tmp_path / "store", entries(20), vectors)
    with closing(VectorIndex.open(tmp_path / "store")) as index:
        ids = [entries(20)[row].passage_id for row in (7, 3, 11)]
        found = index.vectors([ids[0], "absent", *ids[1:]])
    assert np.allclose(np.array(found), vectors[[7, 3, 11]], atol=1e-6)


def test_question_without_vector_finds_nothing(tmp_path: Path) -> None:
    VectorIndex.write(tmp_path, entries(3), clustered_vectors(3))
    with closing(VectorIndex.open(tmp_path)) as index:
        assert index.search(SearchQuery(text="jumelage", vector=None, filters=Filters()), limit=3) == ()


def test_vector_of_another_model_is_refused_with_the_mend(tmp_path: Path) -> None:
    VectorIndex.write(tmp_path, entries(3), clustered_vectors(3))
    asked = query(clustered_vectors(1, dimension=64)[0])
    with (
        closing(VectorIndex.open(tmp_path)) as index,
        pytest.raises(IndexStoreError, match="dimension 384.*dimension 64.*assistant index"),
    ):
        index.search(asked, limit=3)


def test_vectors_that_do_not_fit_are_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="3 entries need as many rows"):
        VectorIndex.write(tmp_path, entries(3), clustered_vectors(2))
    with pytest.raises(ValueError, match="unit norm"):
        VectorIndex.write(tmp_path, entries(3), 2 * clustered_vectors(3))
    with pytest.raises(ValueError, match="twice"):
        VectorIndex.write(tmp_path, entries(1) * 2, clustered_vectors(2))


def test_many_equal_vectors_are_no_damage(tmp_path: Path) -> None:
    VectorIndex.write(tmp_path, entries(50), np.repeat(clustered_vectors(1), 50, axis=0))
    with closing(VectorIndex.open(tmp_path)) as index:
        assert len(index.search(query(clustered_vectors(1)[0]), limit=20)) == 20


def test_store_that_no_longer_finds_its_own_vector_is_damaged(tmp_path: Path) -> None:
    VectorIndex.write(tmp_path / "one", entries(30), clustered_vectors(30))
    VectorIndex.write(tmp_path / "other", entries(30), clustered_vectors(60)[30:])
    inventory = (tmp_path / "other" / "probes.json").read_bytes()
    (tmp_path / "one" / "probes.json").write_bytes(inventory)
    with pytest.raises(IndexDamagedError, match="ne se retrouve plus.*assistant index"):
        VectorIndex.open(tmp_path / "one")


def test_store_with_fewer_vectors_than_written_is_damaged(tmp_path: Path) -> None:
    VectorIndex.write(tmp_path / "one", entries(30), clustered_vectors(30))
    VectorIndex.write(tmp_path / "fewer", entries(20), clustered_vectors(20))
    (tmp_path / "fewer" / "probes.json").write_bytes((tmp_path / "one" / "probes.json").read_bytes())
    with pytest.raises(IndexDamagedError, match="20 vecteurs au lieu de 30"):
        VectorIndex.open(tmp_path / "fewer")


@pytest.mark.parametrize("spoil", ["probes.json", "chroma.sqlite3"])
@pytest.mark.parametrize("content", [None, b"", b"garbage" * 1_000])
def test_file_missing_or_broken_is_damage(tmp_path: Path, spoil: str, content: bytes | None) -> None:
    VectorIndex.write(tmp_path, entries(30), clustered_vectors(30))
    (tmp_path / spoil).unlink()
    if content is not None:
        (tmp_path / spoil).write_bytes(content)
    with pytest.raises(IndexDamagedError, match="assistant index"):
        VectorIndex.open(tmp_path)


def test_closing_lets_go_of_every_file(tmp_path: Path) -> None:
    VectorIndex.write(tmp_path, entries(30), clustered_vectors(30))
    index = VectorIndex.open(tmp_path)
    index.search(query(clustered_vectors(1)[0]), limit=5)
    assert open_files_below(tmp_path)
    index.close()
    # SQLite's own thread closes its last descriptor a moment later.
    deadline = time.monotonic() + 5
    while open_files_below(tmp_path) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert open_files_below(tmp_path) == []


def test_two_openings_of_one_store_close_apart(tmp_path: Path) -> None:
    VectorIndex.write(tmp_path, entries(30), clustered_vectors(30))
    first, second = VectorIndex.open(tmp_path), VectorIndex.open(tmp_path)
    first.close()
    assert second.search(query(clustered_vectors(1)[0]), limit=5)
    second.close()


def test_unwritable_folder_is_an_error_with_the_mend(tmp_path: Path) -> None:
    (tmp_path / "chroma.sqlite3").mkdir()
    with pytest.raises(IndexStoreError, match="n’ont pas pu être écrits.*assistant index"):
        VectorIndex.write(tmp_path, entries(3), clustered_vectors(3))


def test_environment_file_of_the_folder_says_nothing_to_chroma(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text(
        "CHROMA_API_IMPL=chromadb.api.fastapi.FastAPI\nANONYMIZED_TELEMETRY=True\n"
    )
    monkeypatch.chdir(tmp_path)
    VectorIndex.write(tmp_path / "store", entries(3), clustered_vectors(3))
    assert (tmp_path / "store" / "chroma.sqlite3").exists()


def test_nothing_is_sent_over_the_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    attempts: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda _socket, address: attempts.append(address))
    VectorIndex.write(tmp_path, entries(3), clustered_vectors(3))
    with closing(VectorIndex.open(tmp_path)) as index:
        index.search(query(clustered_vectors(1)[0]), limit=3)
    assert attempts == []


def test_importing_the_module_does_not_import_chroma() -> None:
    code = "import sys, assistant.indexing.vector_index; sys.exit('chromadb' in sys.modules)"
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=root).returncode == 0


def open_files_below(folder: Path) -> list[str]:
    links = []
    for descriptor in Path("/proc/self/fd").iterdir():
        try:
            links.append(str(descriptor.readlink()))
        except FileNotFoundError:
            continue
    return [link for link in links if link.startswith(str(folder))]
