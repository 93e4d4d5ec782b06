"""Runs readers of hostile formats in a process of their own, bounded in time and memory."""

import json
import logging
import os
import signal
import subprocess
import sys
import threading
from types import TracebackType
from typing import IO, Self

from assistant.domain import ReadText
from assistant.errors import UnreadableFileError
from assistant.indexing.read_text_json import from_json
from assistant.indexing.sandbox_worker import Outcome, read_frame, write_frame
from assistant.protocols import Reader
from assistant.texts_fr import reading as texts

_log = logging.getLogger(__name__)

# For one document, however large and however busy the machine.
TIME_LIMIT_SECONDS = 60.0
# Of the processor's time, for a small document; a large one is given a second more for so many bytes.
# A statute of 500 pages takes some ten seconds. A small file that takes long is hostile: several of them
# must not hold up an indexing for minutes.
PROCESSOR_LIMIT_SECONDS = 10.0
_BYTES_PER_SECOND = 100_000
# For the worker, above what it takes before its first document.
MEMORY_LIMIT_BYTES = 1024**3

_START_LIMIT_SECONDS = 60.0
_STOP_LIMIT_SECONDS = 2.0
# A fresh interpreter, not `multiprocessing`: that would run the parent's main module again.
_START = (
    "import json, sys; path, seconds, size = json.loads(sys.argv[1]); sys.path[:] = path; "
    "from assistant.indexing.sandbox_worker import main; main(seconds, size)"
)
# What the interpreter and its libraries need; keys and addresses of services stay out of the worker.
_ENVIRONMENT = (
    "PATH",
    "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
    "LANG",
    "LC_ALL",
    "SYSTEMROOT",
    "TEMP",
    "TMPDIR",
)


class ReadingSandbox:
    """One worker process, started at the first document and again after each that defeats it.

    A context manager; leaving it ends the worker. Not for use by several threads at once.
    """

    def __init__(
        self,
        *,
        time_limit_seconds: float = TIME_LIMIT_SECONDS,
        processor_limit_seconds: float = PROCESSOR_LIMIT_SECONDS,
        memory_limit_bytes: int = MEMORY_LIMIT_BYTES,
    ) -> None:
        """Set the limits; nothing is started yet.

        Args:
            time_limit_seconds: for one document, by the clock.
            processor_limit_seconds: for one small document, of the processor's time.
            memory_limit_bytes: that a worker may take beyond what it needs to start.
        """
        self._time_limit_seconds = time_limit_seconds
        self._processor_limit_seconds = processor_limit_seconds
        self._memory_limit_bytes = memory_limit_bytes
        self._worker: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, reader: Reader, data: bytes) -> ReadText:
        """Read one document in the worker.

        Args:
            reader: a function at the top level of an importable module.
            data: the file's bytes.

        Raises:
            UnreadableFileError: what the reader itself says, or that it took too long, took too much
                memory, or ended its process.
        """
        worker = self._running_worker()
        name = f"{reader.__module__}:{reader.__qualname__}"
        seconds = self._processor_limit_seconds + len(data) / _BYTES_PER_SECOND
        request = (name.encode(), str(seconds).encode(), data)
        reply, is_late = self._exchange(worker, request, limit_seconds=self._time_limit_seconds)
        if reply is None:
            limit = self._time_limit_seconds if is_late else seconds
            has_used_its_time = is_late or _has_used_its_time(worker)
            self.close()
            raise UnreadableFileError(
                texts.TIME_LIMIT.format(seconds=round(limit)) if has_used_its_time else texts.READER_CRASHED
            )
        return self._result(Outcome(reply[0]), reply[1:])

    def close(self) -> None:
        """End the worker, whatever it is doing."""
        worker, self._worker = self._worker, None
        if worker is None:
            return
        worker.kill()
        worker.wait(_STOP_LIMIT_SECONDS)
        for stream in _streams(worker):
            # Closing flushes what a dead worker will not take.
            try:
                stream.close()
            except OSError:
                _log.debug("worker %d left unread input", worker.pid)

    def _result(self, outcome: Outcome, content: bytes) -> ReadText:
        if outcome is Outcome.UNREADABLE:
            raise UnreadableFileError(content.decode())
        if outcome is not Outcome.READ:
            self.close()
        if outcome is Outcome.OUT_OF_MEMORY:
            raise UnreadableFileError(texts.MEMORY_LIMIT)
        if outcome is not Outcome.READ:
            _log.warning("a reader failed: %s", content.decode("utf-8", "replace"))
            raise UnreadableFileError(texts.READER_CRASHED)
        try:
            return from_json(content)
        except ValueError as error:
            raise UnreadableFileError(texts.READER_CRASHED) from error

    def _running_worker(self) -> subprocess.Popen[bytes]:
        if self._worker is not None and self._worker.poll() is None:
            return self._worker
        self.close()
        self._worker = self._start()
        reply, _ = self._exchange(self._worker, (), limit_seconds=_START_LIMIT_SECONDS)
        if reply is None or Outcome(reply[0]) is not Outcome.READY:
            self.close()
            raise UnreadableFileError(texts.READER_NOT_STARTED)
        return self._worker

    def _start(self) -> subprocess.Popen[bytes]:
        limits = json.dumps([sys.path, self._time_limit_seconds, self._memory_limit_bytes])
        return subprocess.Popen(
            [sys.executable, "-I", "-c", _START, limits],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
        )

    @staticmethod
    def _exchange(
        worker: subprocess.Popen[bytes], frames: tuple[bytes, ...], *, limit_seconds: float
    ) -> tuple[bytes | None, bool]:
        """Send frames; return the reply, None if the worker has gone, and whether it was ended as late."""
        is_late = threading.Event()

        def end() -> None:
            is_late.set()
            worker.kill()

        requests, replies = _streams(worker)
        timer = threading.Timer(limit_seconds, end)
        timer.start()
        try:
            for frame in frames:
                write_frame(requests, frame)
            reply = read_frame(replies)
        except BrokenPipeError:
            reply = None
        finally:
            timer.cancel()
        return reply or None, is_late.is_set()


def _has_used_its_time(worker: subprocess.Popen[bytes]) -> bool:
    """Tell whether a worker that has gone was ended by its processor's timer."""
    try:
        code = worker.wait(_STOP_LIMIT_SECONDS)
    except subprocess.TimeoutExpired:
        return False
    return sys.platform != "win32" and code == -signal.SIGPROF


def _streams(worker: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if worker.stdin is None or worker.stdout is None:
        raise ValueError("the worker has no pipes")
    return worker.stdin, worker.stdout
