"""Readers that misbehave, for the sandbox to contain; each stands in for a file that defeats a real one."""

import os
import time

from assistant.domain import Block, BlockType, ReadText
from assistant.errors import UnreadableFileError


def echo(data: bytes) -> ReadText:
    os.write(1, "ce texte ne doit pas se mêler aux réponses\n".encode())
    text = data.decode()
    return ReadText(text=text, blocks=(Block(type=BlockType.PARAGRAPH, start=0, end=len(text)),))


def worker_id(data: bytes) -> ReadText:
    return echo(f"{data.decode()} {os.getpid()}".encode())


def environment(data: bytes) -> ReadText:
    return echo(os.environ.get(data.decode(), "absent").encode())


def modules(data: bytes) -> ReadText:
    import sys

    return echo(" ".join(name for name in data.decode().split() if name in sys.modules).encode() or b"aucun")


def refuse(data: bytes) -> ReadText:
    raise UnreadableFileError("motif du lecteur")


def hang(data: bytes) -> ReadText:
    while True:
        time.sleep(0.05)


def compute(data: bytes) -> ReadText:
    while True:
        pass


def fill_memory(data: bytes) -> ReadText:
    kept = []
    while True:
        kept.append(bytearray(16_000_000))


def die(data: bytes) -> ReadText:
    os._exit(11)


def fail(data: bytes) -> ReadText:
    raise ZeroDivisionError("défaut du lecteur")


def lie(data: bytes) -> ReadText:
    return ReadText(text="court", blocks=(Block(type=BlockType.PARAGRAPH, start=0, end=99),))
