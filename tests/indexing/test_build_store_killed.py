"""A builder that dies at any moment leaves the published build serving and the next build possible."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

from assistant.dialogue import Filters, SearchQuery
from assistant.indexing.build_store import BuildStore
from assistant.indexing.document_store import read_library
from assistant.indexing.vector_index import VectorIndex
from tests.doubles import HashingEmbedder
from tests.indexing.building_loop import build_once

KILLS = 12
PROJECT = Path(__file__).parents[2]


def test_killed_builders_leave_a_sound_build_and_the_next_one_completes(tmp_path: Path) -> None:
    first = build_once(tmp_path, ["jumelage de communes"])
    command = [sys.executable, "-m", "tests.indexing.building_loop", str(tmp_path), "5", str(KILLS)]
    run = subprocess.run(command, check=False, cwd=PROJECT, capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stderr
    checked = run.stdout.split()
    assert len(checked) == KILLS
    assert checked == sorted(checked, key=checked.index)

    last = build_once(tmp_path, ["jumelage de communes", "convention de coopération"])
    folder, build = BuildStore(tmp_path).verified_folder()
    assert build.build_id == last != first
    assert len(read_library(folder).passages) == 2
    text = "convention de coopération"
    query = SearchQuery(text=text, vector=tuple(HashingEmbedder().embed_query(text)), filters=Filters())
    with closing(VectorIndex.open(folder / "vectors")) as index:
        assert index.search(query, limit=1)[0].passage_id == "guide.1"
    # The published build and the one before it; nothing that dead builders left.
    assert len(list((tmp_path / "builds").iterdir())) == 2
