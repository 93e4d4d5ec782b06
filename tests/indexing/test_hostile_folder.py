"""A folder of hostile files with good ones among them, through the real command line."""

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import pytest

from assistant.settings import Settings, variable_name
from tests.hostile_corpus import HostileCorpus, write_hostile_corpus

REPOSITORY = Path(__file__).parents[2]
LIMIT_SECONDS = 60
LIMIT_BYTES = 2 << 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of the command line."""

    code: int
    output: Any
    errors: str
    seconds: float
    # Most memory that the process and those it started held together.
    peak_bytes: int


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


@pytest.fixture(scope="module")
def expected(folder: Path) -> HostileCorpus:
    return write_hostile_corpus(folder / "corpus")


@pytest.fixture(scope="module")
def indexed(folder: Path, expected: HostileCorpus) -> Run:
    return run("index", "--corpus", str(folder / "corpus"), "--index", str(folder / "index"))


def run(*arguments: str) -> Run:
    own = {variable_name(field) for field in Settings.model_fields}
    environment = {name: value for name, value in os.environ.items() if name not in own}
    started = time.monotonic()
    command = [sys.executable, "-m", "assistant", *arguments, "--json"]
    with (
        TemporaryFile() as output,
        TemporaryFile() as errors,
        subprocess.Popen(command, cwd=REPOSITORY, env=environment, stdout=output, stderr=errors) as process,
    ):
        peak = 0
        while process.poll() is None and time.monotonic() - started < 3 * LIMIT_SECONDS:
            peak = max(peak, _resident_bytes(process.pid))
            time.sleep(0.02)
        seconds = time.monotonic() - started
        process.kill()
        code = process.wait()
        output.seek(0)
        errors.seek(0)
        return Run(
            code=code,
            output=json.loads(output.read() or "null"),
            errors=errors.read().decode(),
            seconds=seconds,
            peak_bytes=peak,
        )


def _resident_bytes(process: int) -> int:
    """Return the memory that a process and its descendants hold now."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except (OSError, IndexError):  # It has just ended.
        return 0
    return pages * os.sysconf("SC_PAGESIZE") + sum(_resident_bytes(int(child)) for child in children)


@pytest.mark.slow
def test_each_bad_file_is_skipped_for_its_own_reason(indexed: Run, expected: HostileCorpus) -> None:
    reasons = {skipped["path"]: skipped["reason"] for skipped in indexed.output["skipped"]}
    assert reasons == expected.reasons
    assert indexed.code == 4
    assert "Traceback" not in indexed.errors


@pytest.mark.slow
def test_good_neighbours_are_indexed_with_their_metadata(
    indexed: Run, expected: HostileCorpus, folder: Path
) -> None:
    assert indexed.output["documents"] == len(expected.documents)
    assert indexed.output["passages"] >= len(expected.documents)
    search = run("search", "convention transmise au préfet", "--index", str(folder / "index"), "--k", "50")
    assert {result["path"] for result in search.output["results"]} == expected.documents.keys()
    listed = run("sources", "--index", str(folder / "index")).output
    titles = {source["path"]: (source["title"], source["kind"]) for source in listed["documents"]}
    assert titles == {path: (title, kind.value) for path, (title, kind) in expected.documents.items()}


@pytest.mark.slow
def test_it_takes_neither_long_nor_much_memory(indexed: Run) -> None:
    assert indexed.seconds < LIMIT_SECONDS
    assert indexed.peak_bytes < LIMIT_BYTES


@pytest.mark.slow
def test_a_second_run_says_the_same_at_once(indexed: Run, folder: Path) -> None:
    again = run("index", "--corpus", str(folder / "corpus"), "--index", str(folder / "index"))
    assert again.code == 4
    assert again.output["skipped"] == indexed.output["skipped"]
    assert again.seconds < indexed.seconds
