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
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import CONVENTION, JUMELAGE
from tests.server.page_visitor import PageVisitor, open_page, words

pytestmark = pytest.mark.server

API_ASKERS = 10
PAGE_ASKERS = 10
# The machine is shared: the middle round counts, and who asks alone is timed between the rounds.
ROUNDS = 5
ALONE = 4
QUESTION = "Quand la convention de coopération entre-t-elle en vigueur ?"
RULE = "dès sa transmission au préfet"
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


def ask_api(address: str) -> tuple[float, str]:
    body = json.dumps({"question": QUESTION}).encode()
    request = urllib.request.Request(f"{address}/api/v1/ask", body, {"Content-Type": "application/json"})
    started = time.perf_counter()
    with urllib.request.urlopen(request, timeout=60) as reply:
        answer = json.load(reply)
    return time.perf_counter() - started, answer["answer_markdown"]


def ask_page(visitor: PageVisitor) -> tuple[float, str]:
    started = time.perf_counter()
    shown = visitor.ask(QUESTION)
    return time.perf_counter() - started, shown


@dataclass(frozen=True, kw_only=True)
class Round:
    """Seconds and answers of one askers each alone, then of twenty at once, and of liveness meanwhile."""

    api_alone: list[tuple[float, str]]
    page_alone: list[tuple[float, str]]
    api_together: list[tuple[float, str]]
    page_together: list[tuple[float, str]]
    alive_seconds: list[float]

    def p95_seconds(self) -> float:
        """Return the time within which 95 % of the twenty had their answer."""
        ordered = sorted(seconds for seconds, _ in (*self.api_together, *self.page_together))
        return ordered[int(0.95 * len(ordered)) - 1]


def play_round(address: str, people: ThreadPoolExecutor) -> Round:
    api_alone = [ask_api(address) for _ in range(ALONE)]
    page_alone = [ask_page(open_page(address)) for _ in range(ALONE)]
    # The pages are open before the question is put, as they are for people.
    visitors = [open_page(address) for _ in range(PAGE_ASKERS)]
    over_api = [people.submit(ask_api, address) for _ in range(API_ASKERS)]
    over_page = [people.submit(ask_page, visitor) for visitor in visitors]
    alive_seconds = []
    while not all(one.done() for one in (*over_api, *over_page)):
        started = time.perf_counter()
        with urllib.request.urlopen(f"{address}/healthz", timeout=10) as reply:
            assert reply.status == 200
        alive_seconds.append(time.perf_counter() - started)
        time.sleep(0.02)
    return Round(
        api_alone=api_alone,
        page_alone=page_alone,
        api_together=[one.result() for one in over_api],
        page_together=[one.result() for one in over_page],
        alive_seconds=alive_seconds,
    )


@pytest.fixture(scope="module")
def rounds(address: str) -> list[Round]:
    ask_api(address), ask_page(open_page(address))
    with ThreadPoolExecutor(API_ASKERS + PAGE_ASKERS) as people:
        return [play_round(address, people) for _ in range(ROUNDS)]


def test_twenty_askers_over_api_and_page_all_get_the_answer_that_one_gets(rounds: list[Round]) -> None:
    over_api = {text for one in rounds for _, text in (*one.api_alone, *one.api_together)}
    over_page = {words(html) for one in rounds for _, html in (*one.page_alone, *one.page_together)}
    assert len(over_api) == len(over_page) == 1
    assert RULE in over_api.pop()
    assert RULE in over_page.pop()


def test_slowest_of_twenty_waits_at_most_25_times_as_long_as_one_alone(rounds: list[Round]) -> None:
    api_seconds = statistics.median(seconds for one in rounds for seconds, _ in one.api_alone)
    page_seconds = statistics.median(seconds for one in rounds for seconds, _ in one.page_alone)
    slowest_seconds = statistics.median(one.p95_seconds() for one in rounds)
    assert slowest_seconds <= 25 * min(api_seconds, page_seconds)


def test_server_says_it_lives_in_a_fifth_of_a_second_at_any_moment_of_it(rounds: list[Round]) -> None:
    assert statistics.median(max(one.alive_seconds) for one in rounds) < 0.2


def test_watcher_notes_an_attempt(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(WATCHER, encoding="utf-8")
    log = tmp_path / "outside.txt"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "OUTSIDE_LOG": str(log)}
    attempt = "import socket; socket.create_connection(('192.0.2.1', 9), timeout=1)"
    assert subprocess.run([sys.executable, "-c", attempt], env=environment, check=False).returncode != 0
    assert "192.0.2.1" in log.read_text(encoding="utf-8")


def test_nothing_was_sent_beyond_loopback(address: str, outside_log: Path) -> None:
    ask_api(address)
    open_page(address).ask(QUESTION)
    for path in ("/", "/embed", "/docs", "/api/v1/sources"):
        with urllib.request.urlopen(address + path, timeout=20) as reply:
            assert reply.status == 200
    assert not outside_log.exists(), outside_log.read_text(encoding="utf-8")
