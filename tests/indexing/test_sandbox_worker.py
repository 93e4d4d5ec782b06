"""The worker's side of the conversation, over plain streams."""

import signal
from io import BytesIO

import pytest

from assistant.indexing.read_text_json import from_json, to_json
from assistant.indexing.sandbox_worker import Outcome, read_frame, serve, write_frame
from tests.indexing import hostile_readers


def replies_to(*frames: bytes) -> list[bytes]:
    requests, replies = BytesIO(), BytesIO()
    for frame in frames:
        write_frame(requests, frame)
    requests.seek(0)
    serve(requests, replies, time_limit_seconds=60)
    for timer in (signal.ITIMER_REAL, signal.ITIMER_PROF):
        signal.setitimer(timer, 0)
    replies.seek(0)
    return list(iter(lambda: read_frame(replies), None))


def test_it_says_that_it_is_ready_then_answers_each_document() -> None:
    name = b"tests.indexing.hostile_readers:"
    ready, text, refusal = replies_to(name + b"echo", b"60", b"un", name + b"refuse", b"60", b"deux")
    assert ready == bytes([Outcome.READY])
    assert text[0] == Outcome.READ
    assert from_json(text[1:]) == hostile_readers.echo(b"un")
    assert refusal == bytes([Outcome.UNREADABLE]) + b"motif du lecteur"


def test_a_document_cut_short_ends_it() -> None:
    assert len(replies_to(b"tests.indexing.hostile_readers:echo", b"60")) == 1


def test_half_a_frame_is_none() -> None:
    stream = BytesIO()
    write_frame(stream, b"contenu")
    assert read_frame(BytesIO(stream.getvalue()[:-1])) is None
    assert read_frame(BytesIO(stream.getvalue()[:3])) is None


def test_json_that_states_impossible_blocks_is_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        from_json(to_json(hostile_readers.lie(b"")))
    with pytest.raises(ValueError, match="not the JSON"):
        from_json(b'{"text": 3}')
