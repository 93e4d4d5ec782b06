"""Reading a published build changes no byte of it."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from assistant.dialogue import Filters, SearchQuery
from assistant.indexing.build_store import BuildStore
from assistant.indexing.document_store import read_library
from assistant.indexing.vector_index import VectorIndex
from tests.doubles import HashingEmbedder
from tests.indexing.building_loop import build_once

PROJECT = Path(__file__).parents[2]
OPENINGS = 5


def read_many_times(root: Path) -> None:
    """Check, open, search and close the published build again and again."""
    for number in range(OPENINGS):
        folder, build = BuildStore(root).verified_folder()
        assert len(read_library(folder).passages) == build.passages_count
        text = f"passage {number % build.passages_count}"
        query = SearchQuery(text=text, vector=tuple(HashingEmbedder().embed_query(text)), filters=Filters())
        with closing(VectorIndex.open(folder / "vectors")) as index:
            assert index.search(query, limit=3)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_reading_a_small_build_changes_no_byte(tmp_path: Path, count: int) -> None:
    build_once(tmp_path, [f"passage {rank}" for rank in range(count)])
    read_many_times(tmp_path)
    assert BuildStore(tmp_path).verified_folder()[1].passages_count == count


def test_reading_in_two_processes_at_once_changes_no_byte(tmp_path: Path) -> None:
    build_once(tmp_path, [f"passage {rank}" for rank in range(150)])
    code = (
        "import sys; from pathlib import Path; from tests.indexing.test_build_store_readers import *; "
        "read_many_times(Path(sys.argv[1]))"
    )
    other = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], cwd=PROJECT)
    while other.poll() is None:
        read_many_times(tmp_path)
    assert other.returncode == 0
    assert BuildStore(tmp_path).verified_folder()[1].passages_count == 150


def test_open_build_goes_on_answering_while_newer_ones_are_published(tmp_path: Path) -> None:
    build_once(tmp_path, ["jumelage"])
    folder, _build = BuildStore(tmp_path).verified_folder()
    query = SearchQuery(text="", vector=tuple(HashingEmbedder().embed_query("jumelage")), filters=Filters())
    with closing(VectorIndex.open(folder / "vectors")) as index:
        before = index.search(query, limit=3)
        build_once(tmp_path, ["jumelage", "convention"])
        assert index.search(query, limit=3) == before
    newer, _build = BuildStore(tmp_path).verified_folder()
    with closing(VectorIndex.open(newer / "vectors")) as index:
        assert index.search(query, limit=3)[0].passage_id == "guide.0"
