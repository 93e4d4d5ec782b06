"""What was read once is not read again, and a bad cache harms nothing."""

import logging
from pathlib import Path

import pytest

from assistant.domain import Block, BlockType, ReadText
from assistant.indexing.reading_cache import ReadingCache, reading_key

READ = ReadText(
    text="Été", blocks=(Block(type=BlockType.HEADING, start=0, end=3, level=1, page=2),), title="T"
)


def test_a_text_is_found_again_after_closing(tmp_path: Path) -> None:
    path = tmp_path / "new" / "readings.sqlite"
    with ReadingCache(path) as cache:
        assert cache.find("k") is None
        cache.store("k", READ)
    with ReadingCache(path) as cache:
        assert cache.find("k") == READ


def test_the_key_follows_bytes_reader_and_version() -> None:
    keys = {
        reading_key(data, reader_name=name, reader_version=version)
        for data in (b"a", b"b")
        for name in ("pdf", "html")
        for version in (1, 2)
    }
    assert len(keys) == 8


def test_a_damaged_file_is_made_anew(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "readings.sqlite"
    path.write_bytes(b"not a database" * 100)
    with caplog.at_level(logging.WARNING), ReadingCache(path) as cache:
        cache.store("k", READ)
        assert cache.find("k") == READ
    assert "made anew" in caplog.text


def test_a_file_damaged_inside_is_made_anew_when_it_shows(tmp_path: Path) -> None:
    path = tmp_path / "readings.sqlite"
    with ReadingCache(path) as cache:
        for number in range(200):
            cache.store(f"{number:050}", READ)
    data = path.read_bytes()
    path.write_bytes(data[:8192] + b"\xff" * (len(data) - 8192))
    with ReadingCache(path) as cache:
        for number in range(200):
            cache.find(f"{number:050}")
        cache.store("k", READ)
        assert cache.find("k") == READ


def test_an_entry_that_is_no_read_text_counts_as_absent(tmp_path: Path) -> None:
    with ReadingCache(tmp_path / "readings.sqlite") as cache:
        cache.store("k", ReadText(text="x", blocks=(Block(type=BlockType.PARAGRAPH, start=0, end=9),)))
        assert cache.find("k") is None


def test_a_folder_that_cannot_hold_a_file_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with ReadingCache(tmp_path / "file" / "readings.sqlite") as cache:
        cache.store("k", READ)
        assert cache.find("k") == READ
