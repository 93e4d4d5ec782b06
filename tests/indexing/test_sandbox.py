"""A reader that misbehaves costs its own document and nothing else."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.errors import UnreadableFileError
from assistant.indexing.readers import html, pdf
from assistant.indexing.sandbox import ReadingSandbox
from assistant.protocols import Reader
from tests.indexing import hostile_readers
from tests.indexing.readers.pdf_files import pdf_of

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture
def sandbox() -> Iterator[ReadingSandbox]:
    with ReadingSandbox(time_limit_seconds=20, memory_limit_bytes=200_000_000) as opened:
        yield opened


def test_a_text_comes_back_whole_and_the_worker_is_used_again(sandbox: ReadingSandbox) -> None:
    assert sandbox.read(hostile_readers.echo, "été".encode()).text == "été"
    first = sandbox.read(hostile_readers.worker_id, b"pid").text
    assert first != f"pid {os.getpid()}"
    assert sandbox.read(hostile_readers.worker_id, b"pid").text == first


def test_real_readers_work_in_it(sandbox: ReadingSandbox) -> None:
    assert sandbox.read(html.read, b"<p>bonjour</p>").text == "bonjour"
    assert "convention" in sandbox.read(pdf.read, pdf_of([["La convention."]])).text


def test_a_readers_own_reason_comes_back_and_the_worker_lives_on(sandbox: ReadingSandbox) -> None:
    before = sandbox.read(hostile_readers.worker_id, b"").text
    with pytest.raises(UnreadableFileError, match="motif du lecteur"):
        sandbox.read(hostile_readers.refuse, b"")
    assert sandbox.read(hostile_readers.worker_id, b"").text == before


@pytest.mark.parametrize(
    ("reader", "reason"),
    [
        (hostile_readers.fill_memory, "mémoire"),
        (hostile_readers.die, "a échoué"),
        (hostile_readers.fail, "a échoué"),
        (hostile_readers.lie, "a échoué"),
    ],
)
def test_a_defeated_worker_is_replaced(sandbox: ReadingSandbox, reader: Reader, reason: str) -> None:
    with pytest.raises(UnreadableFileError, match=reason):
        sandbox.read(reader, b"")
    assert sandbox.read(hostile_readers.echo, b"suivant").text == "suivant"


def test_a_slow_reader_is_stopped_at_its_limit() -> None:
    with ReadingSandbox(time_limit_seconds=0.5) as sandbox:
        sandbox.read(hostile_readers.echo, b"premier")
        started = time.monotonic()
        with pytest.raises(UnreadableFileError, match="interrompue après"):
            sandbox.read(hostile_readers.hang, b"")
        assert time.monotonic() - started < 5


def test_a_small_document_that_takes_the_processor_is_stopped_before_the_clock() -> None:
    with ReadingSandbox(time_limit_seconds=60, processor_limit_seconds=0.5) as sandbox:
        with pytest.raises(UnreadableFileError, match="interrompue après 3 s"):
            sandbox.read(hostile_readers.compute, bytes(250_000))
        assert sandbox.read(hostile_readers.echo, b"suivant").text == "suivant"


def test_keys_of_services_do_not_reach_the_worker(
    sandbox: ReadingSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_LLM_API_KEY", "secret")
    assert sandbox.read(hostile_readers.environment, b"ASSISTANT_LLM_API_KEY").text == "absent"


def test_the_worker_loads_nothing_heavy(sandbox: ReadingSandbox) -> None:
    assert sandbox.read(hostile_readers.modules, b"gradio chromadb numpy langchain_core").text == "aucun"


def test_nothing_starts_before_the_first_document_and_closing_twice_is_harmless() -> None:
    before = _children()
    sandbox = ReadingSandbox()
    assert _children() == before
    sandbox.close()
    sandbox.close()


def test_the_parents_main_module_is_not_run_again_and_the_worker_dies_with_it(tmp_path: Path) -> None:
    script = tmp_path / "program.py"
    script.write_text(
        "import os, sys\n"
        "print('main', flush=True)\n"
        "from assistant.indexing.sandbox import ReadingSandbox\n"
        "from tests.indexing import hostile_readers\n"
        "print(ReadingSandbox().read(hostile_readers.worker_id, b'').text.strip(), flush=True)\n"
        "os._exit(0)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    result = subprocess.run(
        [sys.executable, str(script)], env=environment, capture_output=True, text=True, timeout=60, check=True
    )
    main, worker = result.stdout.split()
    assert main == "main"
    deadline = time.monotonic() + 10
    while _is_alive(int(worker)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _is_alive(int(worker))


def _is_alive(process: int) -> bool:
    status = Path(f"/proc/{process}/stat")
    return status.exists() and status.read_text().rsplit(") ", 1)[1][0] != "Z"


def _children() -> int:
    return len(Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split())
