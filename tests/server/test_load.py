"""Twenty people at once over the real path, and nothing sent out of the machine meanwhile."""

import json
import os
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.conftest import CONVENTION, JUMELAGE

pytestmark = pytest.mark.server

ASKERS = 20
# The machine is shared: the middle round counts.
ROUNDS = 5
QUESTION = "Quand la convention de coopération entre-t-elle en vigueur ?"
START_LIMIT_SECONDS = 60
# Notes and refuses every connection beyond loopback, in the server's process and its children.
WATCHER = """
import os, socket

_connect = socket.socket.connect

def connect(self, address):
    host = address[0] if isinstance(address, tuple) else "local"
    if host not in ("127.0.0.1", "::1", "localhost", "local"):
        with open(os.environ["OUTSIDE_LOG"], "a", encoding="utf-8") as log:
            log.write(f"{address}\\n")
        raise ConnectionRefusedError(host)
    return _connect(self, address)

socket.socket.connect = connect
"""


@pytest.fixture(scope="module")
def outside_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("log") / "outside.txt"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, outside_log: Path) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("served")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "convention.md").write_text(CONVENTION, encoding="utf-8")
    (folder / "corpus" / "jumelage.md").write_text(JUMELAGE, encoding="utf-8")
    (folder / "sitecustomize.py").write_text(WATCHER, encoding="utf-8")
    environment = {
        **os.environ,
        "PYTHONPATH": str(folder),
        "OUTSIDE_LOG": str(outside_log),
        "ASSISTANT_RATE_LIMIT": "off",
    }
    index = ["--index", str(folder / "index")]
    run = [sys.executable, "-m", "assistant"]
    subprocess.run([*run, "index", *index, "--corpus", str(folder / "corpus")], env=environment, check=True)
    server = subprocess.Popen(
        [*run, "serve", *index, "--port", "7991"], env=environment, stderr=subprocess.DEVNULL
    )
    try:
        yield _ready("http://127.0.0.1:7991")
    finally:
        server.terminate()
        server.wait(timeout=20)


def _ready(address: str) -> str:
    deadline = time.monotonic() + START_LIMIT_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=5) as reply:
                if reply.status == 200:
                    return address
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(address)


def ask(address: str) -> tuple[float, str]:
    body = json.dumps({"question": QUESTION}).encode()
    request = urllib.request.Request(f"{address}/api/v1/ask", body, {"Content-Type": "application/json"})
    started = time.perf_counter()
    with urllib.request.urlopen(request, timeout=60) as reply:
        answer = json.load(reply)
    return time.perf_counter() - started, answer["answer_markdown"]


def ask_together(address: str, people: ThreadPoolExecutor) -> tuple[list[tuple[float, str]], list[float]]:
    """Put one question twenty times at once; return what came back, and how long liveness took meanwhile."""
    running = [people.submit(ask, address) for _ in range(ASKERS)]
    alive_seconds = []
    while not all(one.done() for one in running):
        started = time.perf_counter()
        with urllib.request.urlopen(f"{address}/healthz", timeout=10) as reply:
            assert reply.status == 200
        alive_seconds.append(time.perf_counter() - started)
        time.sleep(0.05)
    return [one.result() for one in running], alive_seconds


def test_twenty_askers_get_the_single_answer_in_time_and_the_server_says_it_lives(address: str) -> None:
    alone = [ask(address) for _ in range(10)]
    single_seconds = statistics.median(seconds for seconds, _ in alone)
    expected = alone[0][1]
    slowest, alive = [], []
    with ThreadPoolExecutor(ASKERS) as people:
        for _ in range(ROUNDS):
            together, alive_seconds = ask_together(address, people)
            assert {answer for _, answer in together} == {expected}
            slowest.append(sorted(seconds for seconds, _ in together)[int(0.95 * ASKERS) - 1])
            alive += alive_seconds
    assert statistics.median(slowest) <= 25 * single_seconds
    assert statistics.median(alive) < 0.2


def test_watcher_notes_an_attempt(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(WATCHER, encoding="utf-8")
    log = tmp_path / "outside.txt"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "OUTSIDE_LOG": str(log)}
    attempt = "import socket; socket.create_connection(('192.0.2.1', 9), timeout=1)"
    assert subprocess.run([sys.executable, "-c", attempt], env=environment, check=False).returncode != 0
    assert "192.0.2.1" in log.read_text(encoding="utf-8")


def test_nothing_was_sent_beyond_loopback(address: str, outside_log: Path) -> None:
    ask(address)
    for path in ("/", "/embed", "/docs", "/api/v1/sources"):
        with urllib.request.urlopen(address + path, timeout=20) as reply:
            assert reply.status == 200
    assert not outside_log.exists(), outside_log.read_text(encoding="utf-8")
