"""Recognises what a file's first bytes say it is, whatever its name says."""

import re
from enum import StrEnum

_WINDOW_BYTES = 1024
_HTML = re.compile(
    rb"(?:<!--(?:(?!-->).)*-->\s*)*(?:<\?xml[^>]*>\s*)?(?:<!doctype\s+html|<html[\s>])",
    re.IGNORECASE | re.DOTALL,
)


class FileKind(StrEnum):
    """Kinds with a signature of their own."""

    PDF = "pdf"
    HTML = "html"
    ZIP = "zip"
    OFFICE = "office"
    RTF = "rtf"
    IMAGE = "image"


_SIGNATURES = (
    (b"%PDF-", FileKind.PDF),
    (b"PK\x03\x04", FileKind.ZIP),  # also DOCX and ODT
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind.OFFICE),
    (b"{\\rtf", FileKind.RTF),
    (b"\x89PNG", FileKind.IMAGE),
    (b"\xff\xd8\xff", FileKind.IMAGE),
    (b"GIF8", FileKind.IMAGE),
    (b"II*\x00", FileKind.IMAGE),
    (b"MM\x00*", FileKind.IMAGE),
)


def file_kind(data: bytes) -> FileKind | None:
    """Return what the bytes begin like; None for plain text and everything unknown."""
    head = data[:_WINDOW_BYTES].removeprefix(b"\xef\xbb\xbf").lstrip()
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    return FileKind.HTML if _HTML.match(head) else None
