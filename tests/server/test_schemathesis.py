"""Requests made from our own description, right and wrong ones: every reply is one that it announces."""

import subprocess
import sys
from pathlib import Path

import pytest

from assistant.application import Application
from tests.api.api_app import api_app
from tests.server.running_app import running_app

SEED = 20_261_122
EXAMPLES_PER_ROUTE = 15

pytest.importorskip("schemathesis")


@pytest.mark.server
def test_replies_are_those_of_the_description(application: Application, tmp_path: Path) -> None:
    with running_app(api_app(application, tmp_path)) as address:
        command = [
            sys.executable,
            "-m",
            "schemathesis.cli",
            "run",
            f"{address}/openapi.json",
            f"--seed={SEED}",
            f"--max-examples={EXAMPLES_PER_ROUTE}",
            "--phases=examples,coverage,fuzzing",
            "--checks=all",
            "--continue-on-failure",
            "--no-color",
        ]
        finished = subprocess.run(
            command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=300
        )
    assert finished.returncode == 0, finished.stdout[-8_000:] + finished.stderr[-2_000:]
    assert "8 selected / 8 total" in finished.stdout
