import hashlib
import logging
import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import IndexStoreError, ServiceUnavailableError
from assistant.indexing.vector_cache import BATCH_TEXTS, VectorCache, embed_with_cache
from tests.doubles import HashingEmbedder

TEXTS = [f"passage numéro {rank}" for rank in range(2 * BATCH_TEXTS + 5)]


class FailingEmbedder(HashingEmbedder):
    """Goes silent after some texts, as a server would."""

    def __init__(self, *, after_texts: int) -> None:
        super().__init__()
        self._left = after_texts

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self._left -= len(texts)
        if self._left < 0:
            raise ServiceUnavailableError("le serveur ne répond pas")
        return super().embed_documents(texts)


class ResizedEmbedder(HashingEmbedder):
    """The same name as the usual double, another dimension."""

    @property
    def name(self) -> str:
        return HashingEmbedder().name


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "vectors.sqlite"


def expected_rows(texts: list[str]) -> np.ndarray:
    return np.array(HashingEmbedder().embed_documents(texts), dtype=np.float32)


def test_rows_follow_the_texts_and_equal_texts_are_embedded_once(path: Path) -> None:
    embedder = HashingEmbedder()
    with VectorCache(path) as cache:
        result = embed_with_cache(["b", "a", "b"], embedder=embedder, cache=cache)
    assert embedder.embedded == ["b", "a"]
    assert result.embedded_count == 2
    assert result.vectors.dtype == np.float32
    assert np.array_equal(result.vectors, expected_rows(["b", "a", "b"]))


def test_known_texts_are_not_embedded_again_in_another_process_or_order(path: Path) -> None:
    with VectorCache(path) as cache:
        embed_with_cache(TEXTS, embedder=HashingEmbedder(), cache=cache)
    later = HashingEmbedder()
    with VectorCache(path) as cache:
        result = embed_with_cache([*TEXTS[::-1], "nouveau"], embedder=later, cache=cache)
    assert later.embedded == ["nouveau"]
    assert np.array_equal(result.vectors, expected_rows([*TEXTS[::-1], "nouveau"]))


def test_vectors_of_another_model_are_not_taken(path: Path) -> None:
    with VectorCache(path) as cache:
        embed_with_cache(["a"], embedder=HashingEmbedder(64), cache=cache)
        result = embed_with_cache(["a"], embedder=HashingEmbedder(32), cache=cache)
        again = embed_with_cache(["a"], embedder=HashingEmbedder(64), cache=cache)
    assert result.vectors.shape == (1, 32)
    assert again.embedded_count == 0


def test_no_text_costs_nothing(path: Path) -> None:
    with VectorCache(path) as cache:
        result = embed_with_cache([], embedder=HashingEmbedder(), cache=cache)
    assert (result.vectors.shape, result.embedded_count, result.embedding_seconds) == ((0, 0), 0, 0.0)


def test_progress_counts_the_texts_to_embed_batch_by_batch(path: Path) -> None:
    calls: list[tuple[int, int]] = []
    with VectorCache(path) as cache:
        embed_with_cache(TEXTS[:3], embedder=HashingEmbedder(), cache=cache)
        embed_with_cache(
            TEXTS, embedder=HashingEmbedder(), cache=cache, progress=lambda *done: calls.append(done)
        )
    total = len(TEXTS) - 3
    assert calls == [(BATCH_TEXTS, total), (2 * BATCH_TEXTS, total), (total, total)]


def test_finished_batches_outlive_a_failure(path: Path) -> None:
    with VectorCache(path) as cache, pytest.raises(ServiceUnavailableError):
        embed_with_cache(TEXTS, embedder=FailingEmbedder(after_texts=BATCH_TEXTS + 1), cache=cache)
    with VectorCache(path) as cache:
        result = embed_with_cache(TEXTS, embedder=HashingEmbedder(), cache=cache)
    assert result.embedded_count == len(TEXTS) - BATCH_TEXTS


def test_damaged_vector_is_embedded_again(path: Path) -> None:
    with VectorCache(path) as cache:
        embed_with_cache(TEXTS[:4], embedder=HashingEmbedder(), cache=cache)
    with closing(sqlite3.connect(path)) as connection, connection:
        spoilt = np.ones(64, dtype=np.float32).tobytes()
        key = hashlib.sha256(TEXTS[2].encode()).digest()
        connection.execute("UPDATE vectors_1 SET vector = ? WHERE text_sha256 = ?", (spoilt, key))
    with VectorCache(path) as cache:
        result = embed_with_cache(TEXTS[:4], embedder=HashingEmbedder(), cache=cache)
    assert result.embedded_count == 1
    assert np.array_equal(result.vectors, expected_rows(TEXTS[:4]))


def test_vectors_of_another_dimension_are_embedded_again(path: Path) -> None:
    with VectorCache(path) as cache:
        embed_with_cache(TEXTS[:4], embedder=ResizedEmbedder(32), cache=cache)
        result = embed_with_cache(TEXTS[:6], embedder=HashingEmbedder(), cache=cache)
    assert np.array_equal(result.vectors, expected_rows(TEXTS[:6]))


def test_the_odd_vector_out_is_embedded_again(path: Path) -> None:
    with VectorCache(path) as cache:
        embed_with_cache(TEXTS[:4], embedder=HashingEmbedder(), cache=cache)
        embed_with_cache(["bref"], embedder=ResizedEmbedder(32), cache=cache)
        result = embed_with_cache([*TEXTS[:4], "bref"], embedder=HashingEmbedder(), cache=cache)
    assert result.embedded_count == 1
    assert result.vectors.shape == (5, 64)


@pytest.mark.parametrize("damage", ["garbage", "middle"])
def test_damaged_file_starts_anew_with_a_warning(
    path: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    with VectorCache(path) as cache:
        embed_with_cache(TEXTS, embedder=HashingEmbedder(), cache=cache)
    content = bytearray(path.read_bytes())
    content[: 4096 if damage == "garbage" else 0] = b"x" * (4096 if damage == "garbage" else 0)
    content[4096:12288] = b"\xff" * 8192
    path.write_bytes(content)
    with caplog.at_level(logging.WARNING), VectorCache(path) as cache:
        result = embed_with_cache(TEXTS, embedder=HashingEmbedder(), cache=cache)
    assert result.embedded_count == len(TEXTS)
    assert "starts anew" in caplog.text


def test_locked_cache_is_not_thrown_away(path: Path) -> None:
    with VectorCache(path) as cache:
        embed_with_cache(TEXTS[:2], embedder=HashingEmbedder(), cache=cache)
    with closing(sqlite3.connect(path)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        with (
            VectorCache(path, busy_timeout_seconds=0.05) as cache,
            pytest.raises(IndexStoreError, match=r"vectors\.sqlite"),
        ):
            embed_with_cache(TEXTS[:3], embedder=HashingEmbedder(), cache=cache)
    with VectorCache(path) as cache:
        result = embed_with_cache(TEXTS[:2], embedder=HashingEmbedder(), cache=cache)
    assert result.embedded_count == 0


def test_cache_that_cannot_be_made_is_named_with_the_mend(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("un fichier, pas un dossier")
    cache = VectorCache(tmp_path / "cache" / "vectors.sqlite")
    with pytest.raises(IndexStoreError, match=r"vectors\.sqlite.*assistant index"):
        embed_with_cache(["a"], embedder=HashingEmbedder(), cache=cache)
