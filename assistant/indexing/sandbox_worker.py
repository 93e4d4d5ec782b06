"""The process that reads hostile formats: takes documents on its input, gives texts on its output."""

import importlib
import os
import signal
import struct
import sys
import traceback
from enum import IntEnum
from pathlib import Path
from types import TracebackType
from typing import IO, cast

from assistant.errors import UnreadableFileError
from assistant.indexing.read_text_json import to_json
from assistant.protocols import Reader

if sys.platform != "win32":
    import resource

# A frame is the length of its content, eight bytes, then the content.
_LENGTH = struct.Struct(">Q")
_REQUEST_FRAMES = 3
# The parent ends a slow worker; this much later a worker whose parent has died ends itself.
_ORPHAN_GRACE_SECONDS = 5


class Outcome(IntEnum):
    """How one document went; the first byte of a reply."""

    READY = 0
    READ = 1
    UNREADABLE = 2
    OUT_OF_MEMORY = 3
    DEFECT = 4


def write_frame(stream: IO[bytes], content: bytes) -> None:
    """Send one message."""
    stream.write(_LENGTH.pack(len(content)))
    stream.write(content)
    stream.flush()


def read_frame(stream: IO[bytes]) -> bytes | None:
    """Return the next message; None when the other side has gone, even in the middle of one."""
    header = stream.read(_LENGTH.size)
    if len(header) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(header)
    content = stream.read(length)
    return content if len(content) == length else None


def serve(requests: IO[bytes], replies: IO[bytes], *, time_limit_seconds: float) -> None:
    """Read one document after the other until the parent closes its side.

    A request is three frames: "module:function" of the reader, the seconds of the processor's time that
    it is given, then the document. Running out of time ends the process; so does, after the reply, running
    out of memory: what is left of it is not fit for another document.
    """
    write_frame(replies, bytes([Outcome.READY]))
    while None not in (request := [read_frame(requests) for _ in range(_REQUEST_FRAMES)]):
        name, seconds, data = (frame or b"" for frame in request)
        _set_alarms(time_limit_seconds + _ORPHAN_GRACE_SECONDS, processor_seconds=float(seconds))
        outcome, content = _read(_reader_named(name.decode()), data)
        write_frame(replies, bytes([outcome]) + content)
        if outcome is Outcome.OUT_OF_MEMORY:
            return
        _set_alarms(0, processor_seconds=0)


def _read(reader: Reader, data: bytes) -> tuple[Outcome, bytes]:
    try:
        return Outcome.READ, to_json(reader(data))
    except UnreadableFileError as error:
        return Outcome.UNREADABLE, str(error).encode()
    except MemoryError:
        return Outcome.OUT_OF_MEMORY, b""


def _reader_named(name: str) -> Reader:
    module, _, function = name.partition(":")
    return cast(Reader, getattr(importlib.import_module(module), function))


def _set_alarms(seconds: float, *, processor_seconds: float) -> None:
    """Have the system end the process after so long, by the clock and by the processor; 0: never."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)
        signal.setitimer(signal.ITIMER_PROF, processor_seconds)


def _limit_memory(extra_bytes: int) -> None:
    """Bound the address space to what the process has now and so much more; Linux alone enforces it."""
    statm = Path("/proc/self/statm")
    if sys.platform == "win32" or not statm.exists():
        return
    used = int(statm.read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + extra_bytes, used + extra_bytes))


def main(time_limit_seconds: float, memory_limit_bytes: int) -> None:
    """Serve the parent over the standard streams, within the limits."""
    replies = os.fdopen(os.dup(1), "wb")
    # What a library prints must not end up among the replies.
    os.dup2(2, 1)

    def report_defect(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        lines = traceback.format_exception(kind, error, trace)
        write_frame(replies, bytes([Outcome.DEFECT]) + "".join(lines).encode("utf-8", "replace"))

    sys.excepthook = report_defect
    _limit_memory(memory_limit_bytes)
    serve(sys.stdin.buffer, replies, time_limit_seconds=time_limit_seconds)
